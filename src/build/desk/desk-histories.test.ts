/** Random histories of one wish: vendors that fail in any way at any time, processes that die between any two steps, a person who reads the bill. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { memoryJournal } from '../../../test/kit/memory-journal.ts';
import { paidRecords } from '../../../test/kit/paid-vendor.ts';
import { silentLog } from '../../adapters/telemetry/telemetry.ts';
import { createCatalog } from '../../domain/catalog/catalog.ts';
import { WorkprintError } from '../../domain/errors.ts';
import { ProviderFailure } from '../../domain/generation/provider-failure.ts';
import type { CallJournal } from '../../ports/call-journal.ts';
import type { Order } from '../../ports/model-desk.ts';
import type { Maker, ProviderKind, Stage } from '../../ports/provider.ts';
import { createDesk, createMemoryGate, deskCatalogOf } from './desk.ts';

const reactions = [
  'fine',
  'busy',
  'broken',
  'rejected',
  'refused',
  'lost before',
  'lost after',
  'failed',
  'odd',
] as const;
type Reaction = (typeof reactions)[number];

type History = {
  readonly promise: 'once' | 'find' | 'none';
  readonly isLater: boolean;
  readonly reactions: readonly Reaction[];
  /** Steps (of the journal and of vendors, counted over all processes) at which the process dies: before the step, or after it. */
  readonly deaths: readonly { readonly step: number; readonly isAfter: boolean }[];
  readonly hasNext: boolean;
};

const priceMicros = 40_000;
const catalog = deskCatalogOf(createCatalog([...paidRecords('first'), ...paidRecords('second')]));
const failure = (
  code: 'provider-busy' | 'provider-failed' | 'provider-rejected' | 'provider-refused' | 'provider-silent',
  taken: 'no' | 'yes' | 'unknown',
  isOver?: true,
) => new ProviderFailure(code, `It says ${code}.`, { taken, ...(isOver && { isOver }) });

const live = async (history: History) => {
  let nowMs = 1_000_000;
  let steps = 0;
  let isDead = false;
  let isFair = false;
  let reacted = 0;
  const bill = new Map<string, number>();
  const works = new Map<string, { looks: number; readonly willFail: boolean }>();
  const book = memoryJournal(() => nowMs);

  /** One step of the process; it may be its last. */
  const step = async <T>(work: () => Promise<T>): Promise<T> => {
    if (isDead) throw new Error('dead');
    const death = isFair ? undefined : history.deaths.find((each) => each.step === steps);
    steps += 1;
    if (death && !death.isAfter) isDead = true;
    if (isDead) throw new Error('dead');
    const ended = await work().then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    );
    // The last word of a dead process is not heard.
    if (death) isDead = true;
    if (isDead) throw new Error('dead');
    if ('error' in ended) throw ended.error;
    return ended.value;
  };
  const next = (): Reaction => (isFair ? 'fine' : (history.reactions[reacted++] ?? 'fine'));

  const made = {
    files: [{ kind: 'bytes', bytes: new Uint8Array([1]), mediaType: 'image/png' }],
    usage: { images: 1 },
  } as const;
  const stageOf = (submitKey: string): Stage =>
    history.isLater ? { state: 'under-way', handle: { submitKey } } : { state: 'finished', made };
  const take = (submitKey: string, willFail: boolean): void => {
    if (history.promise === 'once' && works.has(submitKey)) return;
    works.set(submitKey, { looks: 0, willFail });
    if (!willFail) bill.set(submitKey, (bill.get(submitKey) ?? 0) + priceMicros);
  };
  const maker: Maker<'image'> = {
    start: (_ask, { submitKey }) =>
      step(async () => {
        const reaction = next();
        if (reaction === 'busy' || reaction === 'broken')
          throw failure(reaction === 'busy' ? 'provider-busy' : 'provider-failed', 'no');
        const isKnown = history.promise === 'once' && works.has(submitKey);
        if (!isKnown && (reaction === 'rejected' || reaction === 'refused'))
          throw failure(`provider-${reaction}`, 'no');
        if (reaction === 'lost before') throw failure('provider-silent', 'unknown');
        take(submitKey, reaction === 'failed' && history.isLater);
        if (reaction === 'lost after') throw failure('provider-silent', 'unknown');
        if (reaction === 'odd') throw new TypeError('a vendor that answers in riddles');
        return stageOf(submitKey);
      }),
    look: (handle, { submitKey }) =>
      step(async () => {
        const reaction = next();
        expect(handle).toEqual({ submitKey });
        if (reaction !== 'fine') throw failure(reaction === 'busy' ? 'provider-busy' : 'provider-failed', 'yes');
        const work = works.get(submitKey);
        if (work?.willFail) throw failure('provider-failed', 'yes', true);
        return { state: 'finished', made };
      }),
    ...(history.promise === 'find' && {
      find: (_ask, { submitKey }) =>
        step(async () => (works.has(submitKey) ? { state: 'under-way' as const, handle: { submitKey } } : undefined)),
    }),
  };
  const kindOf = (name: string): ProviderKind => ({
    ...{
      name,
      title: name,
      aliases: {},
      baseUrl: 'https://paid.test',
      needsKey: 'yes',
      keyVariables: [],
      builtFrom: [],
    },
    ...{
      verifiedLive: false,
      submitsOnce: history.promise === 'once',
      usually: { atOnce: 9, perMinute: 60_000 },
      fileHosts: [],
    },
    open: () => ({ makers: { image: maker } }),
  });
  const wait = async (ms: number): Promise<void> => {
    if (isDead) throw new Error('dead');
    nowMs += ms;
  };
  const clock = { now: () => nowMs };
  const kinds = [kindOf('first'), kindOf('second')];
  const { journal } = book;
  const mortal: CallJournal = {
    ...journal,
    intend: (intent) => step(() => journal.intend(intent)),
    sent: (id) => step(() => journal.sent(id)),
    notSent: (id) => step(() => journal.notSent(id)),
    underWay: (id, handle) => step(() => journal.underWay(id, handle)),
    settle: (id, outcome) => step(() => journal.settle(id, outcome)),
  };
  const order: Order = {
    ...{ orderKey: 'wish', ask: { type: 'image', prompt: 'x', count: 1 }, payer: { personId: 'p', projectId: 'j' } },
    policy: { kind: 'chain', models: history.hasNext ? ['first/still', 'second/still'] : ['first/still'] },
  };
  const serve = () =>
    createDesk({
      ...{ catalogFor: async () => catalog, journal: mortal, clock, wait, log: silentLog, chance: () => 0.5 },
      gate: createMemoryGate({ clock, wait }),
      ring: {
        find: async () => ({ keyId: 'key', open: async () => 'secret' }),
        providers: async () => new Set(['first', 'second']),
        report: async () => undefined,
      },
      shelf: {
        kinds,
        kind: (name) => kinds.find((kind) => kind.name === name),
        open: () => ({ makers: { image: maker } }),
      },
      keep: (file) =>
        step(async () => ({
          blob: {
            sha256: 'a'.repeat(64),
            sizeBytes: file.kind === 'bytes' ? file.bytes.length : 0,
            mediaType: 'image/png',
          },
        })),
      read: async () => new Uint8Array(),
      holds: async () => true,
      bell: { wait: (_id, ms) => wait(ms) },
    }).serve(order, new AbortController().signal);

  let end: unknown;
  for (let processes = 0; processes < 12; processes++) {
    isDead = false;
    // The last ones live in fair weather, so that every history has an end.
    isFair = processes >= 8;
    try {
      end = await serve();
      break;
    } catch (error) {
      end = error;
      for (const call of book.all())
        if (call.state === 'unknown') {
          expect(call.reserveMicros).toBe(priceMicros);
          book.resolve(call.id, bill.get(call.submitKey) ?? 0); // the person reads the bill
        }
    }
  }
  return { end, bill, calls: book.all(), purse: book.purse() };
};

it('DSK-2 DSK-3 PA2 in 200 random histories no key is billed twice, and the ledger is the bill, seed 42', async () => {
  const ends = { answered: 0, coded: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        promise: fc.constantFrom('once', 'find', 'none'),
        isLater: fc.boolean(),
        reactions: fc.array(fc.constantFrom(...reactions), { maxLength: 14 }),
        deaths: fc.array(fc.record({ step: fc.nat({ max: 24 }), isAfter: fc.boolean() }), { maxLength: 5 }),
        hasNext: fc.boolean(),
      }),
      async (history) => {
        const { end, bill, calls, purse } = await live(history);
        for (const micros of bill.values()) expect(micros).toBe(priceMicros);
        for (const call of calls) {
          expect(['done', 'failed']).toContain(call.state);
          expect(call.costMicros).toBe(bill.get(call.submitKey) ?? 0);
        }
        expect(purse).toEqual({
          reservedMicros: 0,
          spentMicros: [...bill.values()].reduce((sum, micros) => sum + micros, 0),
        });
        if (end instanceof Error) {
          expect(end).toBeInstanceOf(WorkprintError);
          ends.coded += 1;
        } else ends.answered += 1;
      },
    ),
    { seed: 42, numRuns: 200 },
  );
  expect(ends.answered).toBeGreaterThan(100);
  expect(ends.coded).toBeGreaterThan(0);
}, 30_000);
