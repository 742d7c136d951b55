import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { aborted, type DeskWorld, never, openDeskWorld } from '../../../test/kit/desk-world.ts';
import { badSky, fairSky, openPaidVendor, type PaidVendor } from '../../../test/kit/paid-vendor.ts';
import { WorkprintError } from '../../domain/errors.ts';
import type { Order } from '../../ports/model-desk.ts';
import { type CallEnd, type DeskDeps, usualPatience } from './desk.ts';

const root = mkdtempSync(join(tmpdir(), 'workprint-desk-'));
let [paid, other, plain, asks]: PaidVendor[] = [];
const vendors = () => [paid, other, plain, asks] as PaidVendor[];
const open: DeskWorld[] = [];
let homes = 0;

beforeAll(async () => {
  [paid, other, plain, asks] = await Promise.all([
    openPaidVendor({ retryAfterMs: 60 }),
    openPaidVendor({ name: 'other' }),
    openPaidVendor({ name: 'plain', honoursKeys: false }),
    openPaidVendor({ name: 'asks', honoursKeys: false, isFindable: true }),
  ]);
});
afterEach(async () => {
  for (const vendor of vendors()) vendor.sky = fairSky;
  for (const world of open.splice(0)) await world.close();
});
afterAll(async () => {
  await Promise.all(vendors().map((vendor) => vendor.close()));
  rmSync(root, { recursive: true, force: true });
});

const newWorld = async (
  deps?: Partial<DeskDeps>,
  more: { readonly budgetMicros?: number; readonly mostMs?: number } = {},
): Promise<DeskWorld> => {
  const world = await openDeskWorld({
    home: join(root, `home-${++homes}`),
    vendors: vendors(),
    ...(deps && { deps }),
    ...more,
  });
  open.push(world);
  return world;
};
/** Another process over the same book, after the one before died. */
const afterDeath = (world: DeskWorld, deps?: Partial<DeskDeps>): Promise<DeskWorld> =>
  openDeskWorld({ home: '', after: world, vendors: vendors(), ...(deps && { deps }) });

const to = (...models: readonly string[]): Partial<Order> => ({
  policy: models.length === 1 ? { kind: 'model', model: models[0] as string } : { kind: 'chain', models },
});
const clip = (prompt: string, model = 'paid/clip'): Partial<Order> => ({
  ask: { type: 'video', prompt, durationSeconds: 4, aspectRatio: '16:9' },
  ...to(model),
});
let names = 0;
/** A wish nobody had before. */
const wish = (words = 'a lighthouse'): string => `${words} ${++names}`;
const billOf = (vendor: PaidVendor | undefined, from: number) => vendor?.bill.slice(from) ?? [];

describe('a route', () => {
  it('DSK-1 keeps the order of its policy, and leaves out what cannot with its code', async () => {
    const { desk, order, journal } = await newWorld();
    const modelsOf = async (policy: Order['policy']) =>
      (await desk.quote(order(wish(), { policy }))).stations.map(({ model }) => model);
    const named = ['paid/still', 'paid/still-fast', 'other/still'];
    expect(await modelsOf({ kind: 'chain', models: [...named, 'paid/still'] })).toEqual(named);
    expect(await modelsOf({ kind: 'cheapest', models: named })).toEqual([
      'paid/still-fast',
      'paid/still',
      'other/still',
    ]);
    expect(await modelsOf({ kind: 'best', models: [...named].reverse() })).toEqual(named);
    expect((await modelsOf({ kind: 'best' })).slice(0, 2)).toEqual(['paid/still', 'paid/still-fast']);
    expect(await modelsOf({ kind: 'fastest', models: named })).toEqual(named);
    const quick = await newWorld({
      journal: {
        ...journal,
        speeds: async () =>
          new Map([
            ['other/still', 5],
            ['paid/still-fast', 90],
          ]),
      },
    });
    const fastest = await quick.desk.quote(quick.order(wish(), { policy: { kind: 'fastest', models: named } }));
    expect(fastest.stations.map(({ model }) => model)).toEqual(['other/still', 'paid/still-fast', 'paid/still']);
    const { stations, leftOut, first } = await desk.quote(
      order(wish(), to('nobody/none', 'paid/mystery', 'paid/still')),
    );
    expect(leftOut.map(({ model, code }) => [model, code])).toEqual([
      ['nobody/none', 'model-unknown'],
      ['paid/mystery', 'price-unknown'],
    ]);
    expect(stations).toEqual([{ model: 'paid/still', mostMicros: 40_000, isExact: true, isCached: false }]);
    expect(first).toMatchObject({ model: 'paid/still', reserveMicros: 40_000, keyId: 'key-1' });
  });

  it('DSK-1 without a station throws the most telling trouble, and nothing is sent or written', async () => {
    const { desk, order, ring, journal } = await newWorld();
    const before = paid?.requests.submit;
    const refused = async (more: Partial<Order>, key = wish()) => {
      await expect(desk.quote(order(key, more))).rejects.toBeInstanceOf(WorkprintError);
      return desk.serve(order(key, more), never).catch((error: WorkprintError) => error.code);
    };
    const illegal = { ask: { type: 'image', prompt: 'x', count: 1, aspectRatio: '7:1' } } as const;
    expect(await refused(to('nobody/none'))).toBe('model-unknown');
    expect(await refused({ ask: { type: 'video', prompt: 'x', durationSeconds: 4 }, ...to('paid/old-clip') })).toBe(
      'model-retired',
    );
    expect(await refused(illegal)).toBe('ask-illegal');
    expect(await refused(to('paid/mystery'))).toBe('price-unknown');
    expect(await refused({ policy: { kind: 'chain', models: [] } })).toBe('model-unknown');
    for (const [state, code] of [
      ['missing', 'key-missing'],
      ['capped', 'budget-reached'],
      ['wrong', 'provider-key-wrong'],
      ['expired', 'provider-key-expired'],
      ['no-credit', 'provider-no-credit'],
    ] as const) {
      ring.state = state;
      expect(await refused({})).toBe(code);
    }
    expect(await refused({ policy: { kind: 'chain', models: ['nobody/none', 'paid/still', 'paid/mystery'] } })).toBe(
      'provider-no-credit',
    );
    expect(paid?.requests.submit).toBe(before);
    expect(await journal.calls('x')).toEqual([]);
  });

  it('DSK-1 asks each model in its own words', async () => {
    const { desk, order, journal } = await newWorld();
    const askFor = (model: string) => ({ type: 'image', prompt: `for ${model}`, count: 2 }) as const;
    const served = await desk.serve(order('own words', { askFor }), never);
    expect(served.answer.files.length).toBe(2);
    expect((await journal.calls('own words'))[0]?.ask).toEqual(askFor('paid/still'));
  });
});

describe('a call', () => {
  it('DSK-2 is written before it is sent, and after; what was kept free is released to the cost', async () => {
    const lines: string[] = [];
    const base = await newWorld();
    const noting =
      <Args extends readonly unknown[], Result>(name: string, line: (...args: Args) => Result) =>
      (...args: Args): Result => {
        lines.push(name);
        return line(...args);
      };
    const { intend, sent, underWay, settle } = base.journal;
    const watched = {
      ...base.journal,
      ...{ intend: noting('intend', intend), sent: noting('sent', sent) },
      ...{ underWay: noting('underWay', underWay), settle: noting('settle', settle) },
    };
    const submits = paid?.requests.submit ?? 0;
    const { desk, order } = await afterDeath(base, {
      journal: { ...watched, sent: async (id) => (expect(paid?.requests.submit).toBe(submits), watched.sent(id)) },
    });
    const text = {
      ask: { type: 'text', prompt: 'Say something.', maxOutputTokens: 500 },
      ...to('paid/prose'),
    } as const;
    const { answer, costMicros, isCached, route, model } = await desk.serve(order('prose', text), never);
    expect(answer.text).toContain('Paid prose');
    expect([isCached, model]).toEqual([false, 'paid/prose']);
    expect(route).toMatchObject([{ model: 'paid/prose', outcome: 'answered', costMicros }]);
    expect(lines).toEqual(['intend', 'sent', 'settle']);
    expect(costMicros).toBe(paid?.bill.at(-1)?.micros);
    expect(await base.folder.purse('build')).toEqual({ reservedMicros: 0, spentMicros: costMicros });
  });

  it('DSK-2 answered later is looked at until it is done, its progress told, its private file fetched with the key', async () => {
    const { desk, order, journal, blobs } = await newWorld();
    const served = await desk.serve(order('clip', clip(wish())), never);
    expect(served.answer.files[0]?.mediaType).toBe('video/mp4');
    expect(await blobs.has(served.answer.files[0] as never)).toBe(true);
    expect(await journal.calls('clip')).toMatchObject([
      { state: 'done', handle: { workId: expect.stringContaining('work-') }, costMicros: 400_000 },
    ]);
  });

  it('DSK-12 costs what the vendor says, else what its usage costs, else what was kept free; never less than nothing', async () => {
    const { desk, order, deps } = await newWorld();
    const said = await openPaidVendor({ name: 'said', reportsCost: true });
    const odd = (billedMicros: number) => ({
      ...deps,
      shelf: {
        ...deps.shelf,
        open: () => ({
          makers: {
            image: {
              start: async () => ({
                state: 'finished' as const,
                made: {
                  files: [{ kind: 'bytes' as const, bytes: new Uint8Array([1]), mediaType: 'image/png' }],
                  usage: { billedMicros, images: Number.NaN },
                },
              }),
            },
          },
        }),
      },
    });
    for (const [billed, cost] of [
      [123, 123],
      [-5, 40_000],
      [0.5, 40_000],
      [Number.POSITIVE_INFINITY, 40_000],
    ] as const) {
      const world = await afterDeath({ ...(await newWorld()) }, odd(billed));
      expect((await world.desk.serve(world.order(wish()), never)).costMicros).toBe(cost);
    }
    expect((await desk.serve(order(wish()), never)).costMicros).toBe(40_000);
    await said.close();
  });

  it('DSK-17 tells how each call ended', async () => {
    const ends: CallEnd[] = [];
    const { desk, order } = await newWorld({ onCall: (end) => ends.push(end) });
    const words = wish();
    await desk.serve(order('told', { ask: { type: 'image', prompt: words, count: 1 } }), never);
    await desk
      .serve(order('told no', { ask: { type: 'image', prompt: '[refuse]', count: 1 } }), never)
      .catch(() => undefined);
    expect(ends).toMatchObject([
      { provider: 'paid', model: 'still', outcome: 'answered', micros: 40_000 },
      { provider: 'paid', model: 'still', outcome: 'refused', code: 'provider-refused', micros: 0 },
    ]);
  });
});

describe('after a crash', () => {
  /** A desk whose process dies at a line of the journal: before it is written or just after. */
  const dyingAt = async (line: 'sent' | 'underWay' | 'settle', when: 'before' | 'after', more: Partial<Order>) => {
    const world = await newWorld();
    const gone = new Error('the process died');
    const dead = {
      ...world.journal,
      [line]: async (...args: never[]) => {
        if (when === 'after') await (world.journal[line] as (...all: never[]) => Promise<unknown>)(...args);
        throw gone;
      },
    };
    const dying = await afterDeath(world, { journal: dead });
    await dying.desk.serve(dying.order('wish', more), never).catch(() => undefined);
    return afterDeath(world);
  };

  it('DSK-3 what was intended is sent, once, and what is under way or done is not sent again', async () => {
    for (const [line, when] of [
      ['sent', 'before'],
      ['underWay', 'after'],
      ['settle', 'before'],
      ['settle', 'after'],
    ] as const) {
      const from = plain?.bill.length ?? 0;
      const more = clip(wish(), 'plain/clip');
      const next = await dyingAt(line, when, more);
      const served = await next.desk.serve(next.order('wish', more), never);
      expect(served.costMicros, line).toBe(400_000);
      expect(billOf(plain, from).length, `${when} ${line}`).toBe(1);
      expect((await next.folder.purse('build')).spentMicros).toBe(400_000);
      // And the wish, served again, is answered from its own call.
      expect(await next.desk.serve(next.order('wish', more), never)).toMatchObject({
        costMicros: 400_000,
        isCached: false,
      });
      expect(billOf(plain, from).length).toBe(1);
    }
  });

  it('DSK-3 what was sent and not heard of is sent again under its key to a vendor that does a thing once per key', async () => {
    const from = paid?.bill.length ?? 0;
    const more = clip(wish());
    const next = await dyingAt('underWay', 'before', more);
    expect((await next.desk.serve(next.order('wish', more), never)).costMicros).toBe(400_000);
    expect(billOf(paid, from).length).toBe(1);
  });

  it('DSK-3 … is asked for at a vendor that can be asked, and sent again only when that has nothing', async () => {
    const from = asks?.bill.length ?? 0;
    const more = clip(wish(), 'asks/clip');
    const lost = await dyingAt('underWay', 'before', more);
    expect((await lost.desk.serve(lost.order('wish', more), never)).costMicros).toBe(400_000);
    expect(billOf(asks, from).length).toBe(1);
    const [submits, finds] = [asks?.requests.submit, asks?.requests.find];
    const unsent = await dyingAt('sent', 'after', clip(`${wish()}`, 'asks/clip'));
    await unsent.desk.serve(unsent.order('wish'), never);
    expect([asks?.requests.submit, asks?.requests.find]).toEqual([(submits ?? 0) + 1, (finds ?? 0) + 2]);
  });

  it('DSK-3 … is held for a person everywhere else: its money stays kept free, and it is never sent by itself', async () => {
    const from = plain?.bill.length ?? 0;
    const more = clip(wish(), 'plain/clip');
    const next = await dyingAt('underWay', 'before', more);
    const serve = () => next.desk.serve(next.order('wish', more), never);
    await expect(serve()).rejects.toMatchObject({ code: 'charge-unknown', charged: 'unknown' });
    await expect(serve()).rejects.toThrow(/Paid Vendor.*Nobody knows whether plain\/clip billed it \(up to \$0\.40/);
    expect(await next.folder.purse('build')).toEqual({ reservedMicros: 400_000, spentMicros: 0 });
    expect(billOf(plain, from).length).toBe(1);
    // Not billed: it is asked again. Billed: it ends, or goes on with the next of the route.
    const [lost] = await next.folder.unknownCalls();
    await next.folder.resolve(lost?.id ?? '', 0);
    await serve();
    expect(await next.folder.purse('build')).toEqual({ reservedMicros: 0, spentMicros: 400_000 });

    const billed = await dyingAt('underWay', 'before', clip(wish(), 'plain/clip'));
    await billed.desk.serve(billed.order('wish', clip('', 'plain/clip')), never).catch(() => undefined);
    await billed.folder.resolve((await billed.folder.unknownCalls())[0]?.id ?? '', 400_000);
    await expect(billed.desk.serve(billed.order('wish', clip('', 'plain/clip')), never)).rejects.toMatchObject({
      charged: 'yes',
    });
    const served = await billed.desk.serve(
      billed.order('wish', { ...clip(wish()), ...to('plain/clip', 'paid/clip') }),
      never,
    );
    expect([served.model, served.costMicros]).toEqual(['paid/clip', 800_000]);
  });

  it('DSK-3 is never asked about with another key: another account would know nothing, and pay again', async () => {
    const from = paid?.bill.length ?? 0;
    const more = clip(wish());
    const inDoubt = await dyingAt('underWay', 'before', more);
    inDoubt.ring.keyId = 'key-2';
    await expect(inDoubt.desk.serve(inDoubt.order('wish', more), never)).rejects.toMatchObject({
      code: 'charge-unknown',
    });
    expect(billOf(paid, from).length).toBe(1);
    const underWay = await dyingAt('underWay', 'after', clip(wish()));
    underWay.ring.keyId = 'key-2';
    await expect(underWay.desk.serve(underWay.order('wish'), never)).rejects.toMatchObject({ code: 'charge-unknown' });
    expect((await underWay.journal.calls('wish'))[0]?.state).toBe('under-way');
    // What was not sent yet is asked with the key there is.
    const unsent = await dyingAt('sent', 'before', more);
    unsent.ring.keyId = 'key-2';
    await unsent.desk.serve(unsent.order('wish', more), never);
    expect((await unsent.journal.calls('wish')).map(({ state, keyId }) => [state, keyId])).toEqual([
      ['failed', 'key-1'],
      ['done', 'key-2'],
    ]);
  });

  it('DSK-3 what was not sent ends when its vendor has left the studio; what was is in doubt', async () => {
    const more = clip(wish());
    for (const [line, when, code, reservedMicros] of [
      ['sent', 'before', 'model-unknown', 0],
      ['underWay', 'after', 'charge-unknown', 400_000],
    ] as const) {
      const world = await dyingAt(line, when, more);
      const without = await afterDeath(world, { shelf: { ...world.deps.shelf, kind: () => undefined } });
      await expect(without.desk.serve(without.order('wish', more), never)).rejects.toMatchObject({ code });
      expect((await world.folder.purse('build')).reservedMicros).toBe(reservedMicros);
    }
  });

  it('DSK-3 a first intent that was written with the job is the one that is served', async () => {
    const { desk, order, journal } = await newWorld();
    const { first } = await desk.quote(order('posted'));
    await journal.intend(first as never);
    const { route } = await desk.serve(order('posted'), never);
    expect(route.length).toBe(1);
    expect((await journal.calls('posted')).length).toBe(1);
  });

  it('DSK-18 two processes that serve one wish send it once', async () => {
    const world = await newWorld();
    const twin = await afterDeath(world);
    const from = plain?.bill.length ?? 0;
    const same = world.order('twins', clip(wish(), 'plain/clip'));
    const { first } = await world.desk.quote(same);
    await world.journal.intend(first as never);
    const both = await Promise.all([
      world.desk.serve(same, never),
      twin.desk.serve(same, never),
      world.desk.serve(same, never),
    ]);
    expect(new Set(both.map(({ answer }) => answer.files[0]?.sha256)).size).toBe(1);
    expect(billOf(plain, from).length).toBe(1);
  });
});

describe('equal requests', () => {
  const same = { ask: { type: 'image', prompt: 'the same harbour', count: 1 } } as const;

  it('DSK-4 C9 are answered from the first one, free, unless asked fresh; never in another project', async () => {
    const { desk, order, folder, blobs, journal } = await newWorld();
    const first = await desk.serve(order('a', same), never);
    const again = await desk.serve(order('b', same), never);
    expect(again).toMatchObject({ isCached: true, costMicros: 0, route: [{ outcome: 'cached', costMicros: 0 }] });
    expect(again.answer).toEqual(first.answer);
    expect(await journal.calls('b')).toEqual([]);
    const quote = await desk.quote(order('c', same));
    expect(quote.stations[0]).toMatchObject({ mostMicros: 0, isCached: true, isExact: true });
    expect(quote.first).toBeUndefined();
    expect((await desk.serve(order('d', { ...same, isFresh: true }), never)).isCached).toBe(false);
    const stranger = { personId: 'person', projectId: 'elsewhere' };
    expect((await desk.serve(order('e', { ...same, payer: stranger }), never)).isCached).toBe(false);
    expect((await folder.purse('build')).spentMicros).toBe(80_000);
    // Its bytes are gone: it is asked again, by the next as by the first itself.
    const gone = await afterDeath({ ...(await newWorld()), folder, blobs: { ...blobs, has: async () => false } });
    expect((await gone.desk.serve(gone.order('f', same), never)).isCached).toBe(false);
    expect((await gone.desk.serve(gone.order('a', same), never)).isCached).toBe(false);
  });

  it('DSK-4 that come together are sent once, also when each was written before', async () => {
    const { desk, order, journal, folder } = await newWorld();
    const from = paid?.bill.length ?? 0;
    const harbour = { ask: { type: 'image', prompt: wish('harbour'), count: 1 } } as const;
    const keys = ['1', '2', '3', '4', '5', '6'];
    for (const key of keys.slice(0, 3)) {
      const { first } = await desk.quote(order(key, { ...harbour, isFresh: true }));
      await journal.intend({ ...(first as never as Parameters<typeof journal.intend>[0]), isFresh: false });
    }
    const served = await Promise.all(keys.map((key) => desk.serve(order(key, harbour), never)));
    expect(billOf(paid, from).length).toBe(1);
    expect(served.filter(({ isCached }) => !isCached).length).toBe(1);
    expect(served.reduce((sum, { costMicros }) => sum + costMicros, 0)).toBe(40_000);
    expect(await folder.purse('build')).toEqual({ reservedMicros: 0, spentMicros: 40_000 });
  });
});

describe('in bad weather', () => {
  it('DSK-5 tries again only what was not taken, four times in all, and never earlier than asked', async () => {
    const { desk, order } = await newWorld();
    if (!paid) return;
    const from = paid.arrivals.length;
    paid.sky = ({ what, attempt }) => (what === 'submit' && attempt < 4 ? 'busy' : undefined);
    await desk.serve(order(wish()), never);
    const at = paid.arrivals.slice(from).map(({ atMs }) => atMs);
    expect(at.length).toBe(4);
    expect(Math.min(...at.slice(1).map((ms, place) => ms - (at[place] ?? 0)))).toBeGreaterThanOrEqual(60);
    expect(paid.earlyReturns).toBe(0);
    paid.sky = ({ what }) => (what === 'submit' ? 'broken' : undefined);
    await expect(desk.serve(order(wish()), never)).rejects.toMatchObject({ code: 'provider-failed' });
    expect(paid.arrivals.length - from).toBe(8);
  });

  it('DSK-5 never tries again what a vendor rejects, refuses, or a key that does not work, and tells the ring', async () => {
    const { desk, order, ring } = await newWorld();
    const secret = ring.find;
    for (const [state, code] of [
      ['wrong', 'provider-key-wrong'],
      ['expired', 'provider-key-expired'],
      ['no-credit', 'provider-no-credit'],
      ['forbidden', 'provider-forbidden'],
    ] as const) {
      paid?.keys.set(`key-${state}`, state);
      ring.find = async () => ({ keyId: 'key-1', open: async () => `key-${state}` });
      const before = paid?.requests.submit ?? 0;
      await expect(desk.serve(order(wish()), never)).rejects.toMatchObject({ code });
      expect([paid?.requests.submit, ring.reports.at(-1)]).toEqual([before + 1, state]);
    }
    ring.find = secret;
    const before = paid?.requests.submit ?? 0;
    await expect(desk.serve(order(wish('[refuse]')), never)).rejects.toMatchObject({ code: 'provider-refused' });
    expect(paid?.requests.submit).toBe(before + 1);
  });

  it('DSK-5 an answer that was cut is fetched again under its key, or held where the vendor does not promise that', async () => {
    const world = await newWorld(undefined, { mostMs: 100 });
    for (const way of ['cut', 'html', 'malformed', 'wrong-length', 'silence'] as const) {
      const from = [paid?.bill.length ?? 0, plain?.bill.length ?? 0] as const;
      for (const vendor of [paid, plain])
        if (vendor) vendor.sky = ({ what, attempt }) => (what === 'submit' && attempt === 1 ? way : undefined);
      expect((await world.desk.serve(world.order(wish()), never)).costMicros).toBe(40_000);
      await expect(world.desk.serve(world.order(wish(), to('plain/still')), never), way).rejects.toMatchObject({
        code: 'charge-unknown',
      });
      expect([billOf(paid, from[0]).length, billOf(plain, from[1]).length]).toEqual([1, 1]);
    }
    expect((await world.folder.unknownCalls()).length).toBe(5);
  });

  it('DSK-5 a closed gate is waited for within patience, or passed by for the next station', async () => {
    const world = await newWorld({
      patience: {
        tries: 4,
        firstMs: 1,
        mostMs: 5,
        alone: 50,
        withNext: 10,
        graceMs: 20,
        equalMs: 100,
        lookMs: [5, 20],
      },
    });
    if (!paid) return;
    const from = paid.requests.submit;
    paid.sky = ({ what }) => (what === 'submit' ? 'broken' : undefined);
    for (let at = 0; at < 3; at++) await world.desk.serve(world.order(wish()), never).catch(() => undefined);
    const before = paid.requests.submit;
    await expect(world.desk.serve(world.order(wish()), never)).rejects.toThrow(/is not asked before 20/);
    const served = await world.desk.serve(world.order(wish(), to('paid/still', 'other/still')), never);
    expect(served.route.map(({ model, outcome, code }) => [model, outcome, code])).toEqual([
      ['paid/still', 'failed', 'provider-busy'],
      ['other/still', 'answered', undefined],
    ]);
    expect(paid.requests.submit).toBe(before);
    expect(before - from).toBe(5);
  });

  it('DSK-6 the next station is asked for what one could not, and the path says so', async () => {
    const { desk, order } = await newWorld();
    if (!paid) return;
    paid.sky = ({ what }) => (what === 'submit' ? 'broken' : undefined);
    const served = await desk.serve(order(wish(), to('nobody/none', 'paid/still', 'other/still')), never);
    expect(served.route).toMatchObject([
      { model: 'nobody/none', outcome: 'skipped', code: 'model-unknown' },
      { model: 'paid/still', outcome: 'failed', code: 'provider-failed', costMicros: 0 },
      { model: 'other/still', outcome: 'answered', costMicros: 40_000 },
    ]);
    paid.sky = fairSky;
    const refused = {
      ask: { type: 'image', prompt: wish('[refuse]'), count: 1 },
      ...to('paid/still', 'local/none'),
    } as const;
    const elsewhere = {
      ...refused,
      askFor: (model: string) => (model === 'other/still' ? { ...refused.ask, prompt: 'a tamer one' } : refused.ask),
      ...to('paid/still', 'other/still'),
    };
    expect((await desk.serve(order(wish(), elsewhere), never)).route.map(({ outcome }) => outcome)).toEqual([
      'refused',
      'answered',
    ]);
    await expect(
      desk.serve(order(wish(), { ...elsewhere, isFresh: true, options: { retryRefusals: false } }), never),
    ).rejects.toMatchObject({ code: 'provider-refused' });
  });

  it('DSK-6 a budget stops before anything is sent, unless the route has what it allows', async () => {
    const { desk, order } = await newWorld(undefined, { budgetMicros: 50_000 });
    const before = paid?.requests.submit;
    const three = { ask: { type: 'image', prompt: wish(), count: 3 } } as const;
    await expect(desk.serve(order('dear', three), never)).rejects.toMatchObject({
      code: 'budget-reached',
      message: expect.stringContaining('$0.05'),
    });
    expect(paid?.requests.submit).toBe(before);
    const served = await desk.serve(order('less', { ...three, ...to('paid/still', 'paid/still-fast') }), never);
    expect([served.model, served.costMicros]).toEqual(['paid/still-fast', 30_000]);
  });

  it('DSK-7 looks again through any trouble, and stops only when the vendor says that the work is over', async () => {
    const { desk, order } = await newWorld();
    if (!paid) return;
    const from = paid.bill.length;
    paid.sky = (facts) =>
      facts.what === 'look' && facts.attempt <= 6
        ? badSky(7, 1, ['busy', 'broken', 'cut', 'html', 'malformed'])(facts)
        : undefined;
    expect((await desk.serve(order(wish(), clip(wish())), never)).costMicros).toBe(400_000);
    expect(billOf(paid, from).length).toBe(1);
    paid.sky = fairSky;
    const failed = await desk.serve(order('late', clip('[fail-late]')), never).catch((error: WorkprintError) => error);
    expect(failed).toMatchObject({ code: 'provider-failed' });
    await expect(desk.serve(order('refused late', clip('[refuse-late]')), never)).rejects.toMatchObject({
      code: 'provider-refused',
    });
    expect(billOf(paid, from).length).toBe(1);
  });

  it('DSK-7 a key that stops working in the middle leaves the work under way for when it is right again', async () => {
    const { desk, order, ring, journal, folder } = await newWorld();
    const right = ring.find;
    paid?.keys.set('soon-wrong', 'works');
    ring.find = async () => ({ keyId: 'key-1', open: async () => 'soon-wrong' });
    const serving = desk.serve(order('key', clip(wish())), never).catch((error: WorkprintError) => error);
    while ((await journal.calls('key'))[0]?.state !== 'under-way') await sleep(1);
    paid?.keys.set('soon-wrong', 'wrong');
    expect(await serving).toMatchObject({
      code: 'charge-unknown',
      message: expect.stringContaining('Put the key right'),
    });
    expect((await journal.calls('key'))[0]?.state).toBe('under-way');
    ring.find = right;
    expect((await desk.serve(order('key', clip('')), never)).costMicros).toBe(400_000);
    expect((await folder.purse('build')).reservedMicros).toBe(0);
  });

  it('DSK-7 work that is never done is stopped in the end; a person says what it cost', async () => {
    const world = await newWorld();
    const impatient = await afterDeath(world, {
      patience: { ...world.deps.patience, workMs: { ...usualPatience.workMs, video: 60 } },
    });
    await expect(impatient.desk.serve(impatient.order('never', clip('[never]')), never)).rejects.toMatchObject({
      code: 'charge-unknown',
    });
    expect((await world.folder.unknownCalls()).length).toBe(1);
  });
});

describe('stopping', () => {
  const stopWhen = async (world: DeskWorld, key: string, more: Partial<Order>, reason: Error) => {
    const stop = new AbortController();
    const serving = world.desk.serve(world.order(key, more), stop.signal).catch((error: unknown) => error);
    while ((await world.journal.calls(key))[0]?.state !== 'under-way') await sleep(1);
    stop.abort(reason);
    expect(await serving).toBe(reason);
    return (await world.journal.calls(key))[0];
  };
  const cancelled = () => new WorkprintError('cancelled', 'Stop.');

  it('DSK-8 a cancel tells the vendor, and settles by what it says', async () => {
    const world = await newWorld();
    const before = paid?.requests.cancel ?? 0;
    const call = await stopWhen(world, 'cancel', clip(wish()), cancelled());
    expect(paid?.requests.cancel).toBe(before + 1);
    expect(call).toMatchObject({ state: 'failed', charged: 'no' });
    // What the vendor goes on with may be billed: that is for a person to say.
    expect(await stopWhen(world, 'too late', clip('[never]'), cancelled())).toMatchObject({ state: 'unknown' });
  });

  it('DSK-8 cancelled before it is served: nothing is sent, and what is open is closed', async () => {
    const world = await newWorld();
    const before = paid?.requests.submit;
    const { first } = await world.desk.quote(world.order('early'));
    await world.journal.intend(first as never);
    await expect(world.desk.serve(world.order('early'), aborted())).rejects.toMatchObject({ code: 'cancelled' });
    expect((await world.journal.calls('early'))[0]).toMatchObject({ state: 'failed', error: { code: 'cancelled' } });
    const left = await stopWhen(world, 'left', clip(wish()), new Error('stopping'));
    expect(left?.state).toBe('under-way');
    await expect(world.desk.serve(world.order('left'), aborted())).rejects.toMatchObject({ code: 'cancelled' });
    expect((await world.journal.calls('left'))[0]?.state).not.toBe('under-way');
    expect(paid?.requests.submit).toBe((before ?? 0) + 1);
    expect((await world.folder.purse('build')).reservedMicros).toBe(0);
  });

  it('DSK-8 an answer that is on its way when it is cancelled still arrives, and is paid for once', async () => {
    const world = await newWorld();
    const stop = new AbortController();
    const { open: openVendor } = world.deps.shelf;
    const slow = await afterDeath(world, {
      shelf: {
        ...world.deps.shelf,
        open: (...args) => {
          const provider = openVendor(...args);
          return {
            ...provider,
            makers: {
              image: {
                start: async (ask, call) => {
                  stop.abort(cancelled());
                  await sleep(20);
                  return provider.makers.image?.start(ask, call) as never;
                },
              },
            },
          };
        },
      },
    });
    await slow.desk.serve(slow.order('on its way'), stop.signal).catch(() => undefined);
    expect((await world.journal.calls('on its way'))[0]).toMatchObject({ state: 'done', costMicros: 40_000 });
  });

  it('DSK-9 a process that has to go leaves work under way to the next one', async () => {
    const world = await newWorld();
    const from = paid?.bill.length ?? 0;
    const more = clip(wish());
    expect((await stopWhen(world, 'moved', more, new Error('stopping')))?.state).toBe('under-way');
    const next = await afterDeath(world);
    expect((await next.desk.serve(next.order('moved', more), never)).costMicros).toBe(400_000);
    expect(billOf(paid, from).length).toBe(1);
  });
});

describe('what was made', () => {
  it('DSK-10 and cannot be had is refused, recorded and released: a page, a redirect inside, 4 GB, nothing', async () => {
    const { desk, order, folder, journal } = await newWorld();
    let spent = 0;
    for (const mark of ['[html-file]', '[inside-file]', '[huge-file]', '[gone-file]']) {
      const trouble = await desk
        .serve(order(mark, { ask: { type: 'image', prompt: mark, count: 1 } }), never)
        .catch((error: WorkprintError) => error);
      expect(trouble, mark).toMatchObject({ code: 'provider-unreadable' });
      spent += 40_000;
      expect((await journal.calls(mark))[0]).toMatchObject({ state: 'failed', charged: 'yes', costMicros: 40_000 });
    }
    expect(await folder.purse('build')).toEqual({ reservedMicros: 0, spentMicros: spent });
    // It was paid for once already: the same wish does not pay for it again by itself.
    await expect(desk.serve(order('[html-file]'), never)).rejects.toMatchObject({ charged: 'yes' });
  });

  it('DSK-10 and cannot be kept for a reason of ours stays under way, to be fetched again', async () => {
    const world = await newWorld();
    const full = await afterDeath(world, {
      keep: () => Promise.reject(new WorkprintError('unavailable', 'The store is away.')),
    });
    const from = paid?.bill.length ?? 0;
    const more = clip(wish());
    await expect(full.desk.serve(full.order('kept', more), never)).rejects.toMatchObject({ code: 'unavailable' });
    expect((await world.journal.calls('kept'))[0]?.state).toBe('under-way');
    await world.desk.serve(world.order('kept', more), never);
    expect(billOf(paid, from).length).toBe(1);
  });

  it('DSK-11 and lacks what was asked goes only to who accepts less', async () => {
    const { desk, order, folder } = await newWorld();
    const three = (count = 3) => ({ ask: { type: 'image', prompt: '[shorter]', count } }) as const;
    await expect(desk.serve(order('less', three()), never)).rejects.toThrow(/2 pictures instead of 3/);
    // It was paid for, so whoever accepts it is given it for nothing.
    const accepted = await desk.serve(order('fine', { ...three(), options: { acceptDegraded: true } }), never);
    expect(accepted).toMatchObject({ degraded: '2 pictures instead of 3', isCached: true, costMicros: 0 });
    const next = {
      ...three(4),
      askFor: (model: string) => ({ ...three(4).ask, ...(model === 'other/still' && { prompt: 'four' }) }),
      ...to('paid/still', 'other/still'),
    };
    const served = await desk.serve(order('next', next), never);
    expect([served.model, served.answer.files.length, served.costMicros]).toEqual([
      'other/still',
      4,
      120_000 + 160_000,
    ]);
    expect((await folder.purse('build')).reservedMicros).toBe(0);
  });
});
