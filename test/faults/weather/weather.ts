/**
 * PA5, vendors in bad weather: of all their answers 30 % go wrong, in seven ways. Every wish ends answered or with a code, nothing is sent again that
 * may have been taken, and what the ledger says was spent is what the vendors billed.
 */
import { join } from 'node:path';
import { errorTable, WorkprintError } from '../../../src/domain/errors.ts';
import type { Ask } from '../../../src/domain/generation/ask.types.ts';
import type { CallRecord } from '../../../src/ports/call-journal.ts';
import type { Order } from '../../../src/ports/model-desk.ts';
import { type DeskWorld, never, openDeskWorld } from '../../kit/desk-world.ts';
import { badSky, openPaidVendor, type PaidVendor } from '../../kit/paid-vendor.ts';
import type { Facts, OpenProof, ProofRow, ProofSize } from '../../prove/row.types.ts';

const seed = 42;
const share = 0.3;

/** As the usual ones, in hundredths of seconds. */
const gateRules = { failuresToClose: 5, firstClosedMs: 25, mostClosedMs: 200, probeMs: 150 };

const expect = (holds: boolean, what: string): void => {
  if (!holds) throw new Error(what);
};

const askOf = (at: number): { readonly ask: Ask; readonly model: string } => {
  const words = `wish ${at} in the rain`;
  switch (at % 4) {
    case 0:
      return { ask: { type: 'text', prompt: words, maxOutputTokens: 100 }, model: 'prose' };
    case 1:
      return { ask: { type: 'image', prompt: words, count: 1 + (at % 3) }, model: 'still' };
    case 2:
      return { ask: { type: 'video', prompt: words, durationSeconds: 4 }, model: 'clip' };
    default:
      return { ask: { type: 'speech', text: words, voice: 'nova' }, model: 'voice' };
  }
};

/** Every other wish has a second vendor to go to. */
const orderOf = (world: DeskWorld, at: number, vendors: readonly PaidVendor[]): Order => {
  const { ask, model } = askOf(at);
  const [first, second] = [vendors[at % vendors.length], vendors[(at + 1) % vendors.length]];
  const models = [`${first?.name}/${model}`, ...(at % 8 < 4 ? [`${second?.name}/${model}`] : [])];
  return world.order(`wish-${at}`, { ask, policy: { kind: 'chain', models }, isFresh: true });
};

const inParallel = async (count: number, most: number, work: (at: number) => Promise<void>): Promise<void> => {
  let next = 0;
  await Promise.all(
    Array.from({ length: most }, async () => {
      for (let at = next++; at < count; at = next++) await work(at);
    }),
  );
};

const isEnd = ({ state }: CallRecord): boolean => state === 'done' || state === 'failed';

/** Line by line: what a settled call cost is what its vendor billed for its submit key, and what is in doubt is listed and kept free. */
const compare = async (world: DeskWorld, orders: readonly Order[], vendors: readonly PaidVendor[]): Promise<Facts> => {
  const calls = (await Promise.all(orders.map(({ orderKey }) => world.journal.calls(orderKey)))).flat();
  const billed = new Map<string, number>();
  for (const { submitKey, micros } of vendors.flatMap(({ bill }) => bill))
    billed.set(submitKey, (billed.get(submitKey) ?? 0) + micros);
  for (const call of calls) {
    const bill = billed.get(call.submitKey) ?? 0;
    if (isEnd(call))
      expect(call.costMicros === bill, `${call.model} was booked at ${call.costMicros} and billed at ${bill}`);
    else
      expect(
        call.state === 'unknown' && bill <= call.reserveMicros,
        `${call.model} is left ${call.state}, billed at ${bill}`,
      );
    billed.delete(call.submitKey);
  }
  expect(billed.size === 0, 'a vendor billed what no call was written for');
  const unknown = calls.filter(({ state }) => state === 'unknown');
  const { spentMicros, reservedMicros } = await world.folder.purse();
  expect(
    spentMicros === calls.reduce((sum, { costMicros }) => sum + costMicros, 0),
    'the purse is not the sum of its calls',
  );
  expect(
    reservedMicros === unknown.reduce((sum, { reserveMicros }) => sum + reserveMicros, 0),
    'money is kept free for nothing',
  );
  expect((await world.folder.unknownCalls()).length === unknown.length, 'calls in doubt are not all listed');
  return { unknown: unknown.length };
};

const inTheRain = async (folder: string, wishes: number, mostMs: number): Promise<Facts> => {
  const options = { retryAfterMs: 40, silentMs: mostMs * 3, workMs: 10, usually: { atOnce: 16, perMinute: 600_000 } };
  const vendors = await Promise.all([
    openPaidVendor({ ...options, name: 'once' }),
    openPaidVendor({ ...options, name: 'asks', honoursKeys: false, isFindable: true, reportsCost: true }),
    openPaidVendor({ ...options, name: 'plain', honoursKeys: false }),
  ]);
  const world = await openDeskWorld({ home: join(folder, 'rain'), vendors, gateRules, mostMs, seed });
  try {
    for (const [at, vendor] of vendors.entries()) vendor.sky = badSky(seed + at, share);
    const orders = Array.from({ length: wishes }, (_, at) => orderOf(world, at, vendors));
    let [finished, coded, without] = [0, 0, 0];
    await inParallel(wishes, 32, async (at) => {
      try {
        await world.desk.serve(orders[at] as Order, never);
        finished += 1;
      } catch (error) {
        if (error instanceof WorkprintError && error.code in errorTable && error.code !== 'internal') coded += 1;
        else without += 1;
      }
    });
    expect(finished + coded >= wishes * 0.999, `${without} of ${wishes} ended without a code`);
    expect(
      vendors.every((vendor) => vendor.mostPerKey() <= 1),
      'a submit key was billed twice',
    );
    const early = vendors.reduce((sum, { earlyReturns }) => sum + earlyReturns, 0);
    expect(early === 0, `${early} came back before Retry-After`);
    return { wishes, finished, coded, early_returns: early, ...(await compare(world, orders, vendors)) };
  } finally {
    await world.close();
    await Promise.all(vendors.map((vendor) => vendor.close()));
  }
};

const circuit = async (folder: string): Promise<Facts> => {
  const vendor = await openPaidVendor({ usually: { atOnce: 16, perMinute: 600_000 } });
  const rules = { ...gateRules, firstClosedMs: 60_000, mostClosedMs: 60_000 };
  const world = await openDeskWorld({ home: join(folder, 'circuit'), vendors: [vendor], gateRules: rules, seed });
  try {
    vendor.sky = badSky(seed, 1, ['broken']);
    const codes = new Set<string>();
    await inParallel(40, 40, async (at) => {
      const order = world.order(`down-${at}`);
      await world.desk.serve(order, never).catch((error: WorkprintError) => codes.add(error.code));
    });
    expect(codes.has('provider-busy'), 'the gate did not close');
    expect(vendor.requests.submit <= 20, `${vendor.requests.submit} requests reached a vendor that is down`);
    return { sent_while_down: vendor.requests.submit };
  } finally {
    await world.close();
    await vendor.close();
  }
};

const notRetried = async (folder: string): Promise<Facts> => {
  const vendor = await openPaidVendor();
  const world = await openDeskWorld({ home: join(folder, 'never'), vendors: [vendor], seed });
  try {
    const codes: string[] = [];
    const ask = async (key: string, secret: string, prompt = key): Promise<void> => {
      world.ring.find = async () => ({ keyId: `key ${key}`, open: async () => secret });
      const order = world.order(key, { ask: { type: 'image', prompt, count: 1 } });
      await world.desk.serve(order, never).catch((error: WorkprintError) => codes.push(error.code));
    };
    for (const state of ['wrong', 'expired', 'no-credit', 'forbidden'] as const) {
      vendor.keys.set(state, state);
      await ask(state, state);
    }
    await ask('refused', 'paid-key-works', '[refuse]');
    const hopeless = codes.filter((code) => errorTable[code as keyof typeof errorTable].retry === 'never');
    expect(codes.length === 5 && hopeless.length === 5, `codes ${codes.join(', ')}`);
    expect(vendor.requests.submit === 5, `${vendor.requests.submit} requests for 5 that are never tried again`);
    return {};
  } finally {
    await world.close();
    await vendor.close();
  }
};

const open = async (size: ProofSize, folder: string): Promise<OpenProof> => {
  const [wishes, mostMs] = size === 'full' ? [1_000, 250] : [48, 80];
  return {
    cases: [
      { name: `${wishes} wishes in the rain`, run: () => inTheRain(folder, wishes, mostMs) },
      { name: 'a vendor that is down', run: () => circuit(folder) },
      { name: 'what is never tried again', run: () => notRetried(folder) },
    ],
  };
};

export const weather: ProofRow = {
  id: 'PA5',
  promise: 'vendors in bad weather: every wish ends answered or with a code, and the ledger is their bill',
  counts: 'cases',
  facts: { wishes: 'sum', finished: 'sum', coded: 'sum', unknown: 'sum', early_returns: 'sum', sent_while_down: 'max' },
  open,
};
