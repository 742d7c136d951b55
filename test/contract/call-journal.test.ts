/** What every book of paid calls promises (ports/call-journal): the rows of the studio and the file of the command line. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDeskFolder } from '../../src/adapters/desk-folder/desk-folder.ts';
import type { CallIntent, CallJournal, CallOutcome } from '../../src/ports/call-journal.ts';
import type { Payer } from '../../src/ports/key-ring.ts';
import { openSpendRig } from '../kit/spend-rig.ts';

type Book = { readonly journal: CallJournal; readonly payers: readonly [Payer, Payer]; close(): Promise<void> };

const books: Readonly<Record<string, () => Promise<Book>>> = {
  'the database of the studio': async () => {
    const rig = await openSpendRig();
    const payer = async (): Promise<Payer> => {
      const { personId, projectId } = await rig.payer();
      return { personId, projectId };
    };
    return { journal: rig.journal, payers: [await payer(), await payer()], close: () => rig.close() };
  },
  'the file of the command line': async () => {
    const home = mkdtempSync(join(tmpdir(), 'workprint-call-journal-'));
    const folder = await openDeskFolder({ home, clock: { now: () => Date.now() } });
    const payer = (): Payer => ({ personId: randomUUID(), projectId: randomUUID() });
    return {
      ...{ journal: folder.journal, payers: [payer(), payer()] },
      close: async () => {
        await folder.close();
        rmSync(home, { recursive: true });
      },
    };
  },
};

const done = (costMicros: number, tookMs = 1): CallOutcome => ({
  ...{ state: 'done', costMicros, tookMs, usage: { images: 1 } },
  answer: { type: 'text', files: [], text: 'A harbour.' },
});
const error = { code: 'provider-failed', message: 'The vendor broke.' };

describe.each(Object.entries(books))('LED-3 LED-5 LED-7 LED-14 C1 C5 C9 calls in %s', (_name, open) => {
  let book: Book;
  beforeAll(async () => {
    book = await open();
  });
  afterAll(() => book.close());

  const intent = (more: Partial<CallIntent> = {}): CallIntent => ({
    ...{ orderKey: randomUUID(), requestKey: randomUUID(), payer: book.payers[0], model: 'paid/a/b', isFresh: false },
    ...{ reserveMicros: 10, ask: { type: 'text', prompt: 'A harbour.', maxOutputTokens: 9 } },
    ...more,
  });
  const now = async (orderKey: string) => (await book.journal.calls(orderKey)).at(-1);

  test('what is meant is written down, and read again as it was', async () => {
    const meant = intent();
    const call = await book.journal.intend(meant);
    expect(call).toMatchObject({ ...meant, place: 1, state: 'intended', costMicros: 0, charged: 'no' });
    expect(await book.journal.calls(meant.orderKey)).toEqual([call]);
    expect(await book.journal.calls(randomUUID())).toEqual([]);
    await book.journal.settle(call.id, { state: 'failed', error, costMicros: 0, tookMs: 3 });
    const next = await book.journal.intend({ ...meant, model: 'paid/c' });
    expect(next).toMatchObject({ place: 2, model: 'paid/c' });
    expect(next.id > call.id && next.submitKey !== call.submitKey).toBe(true);
  });

  test('it is sent once, by whoever is first; what was not taken is as if it had not been', async () => {
    const { id, orderKey } = await book.journal.intend(intent());
    const tries = await Promise.all([1, 2, 3, 4].map(() => book.journal.sent(id)));
    expect(tries.filter(Boolean)).toHaveLength(1);
    await book.journal.notSent(id);
    expect(await book.journal.sent(id)).toBe(true);
    await book.journal.underWay(id, { id: 'work 1', nested: [1, null] }, 'work 1');
    expect(await now(orderKey)).toMatchObject({ state: 'under-way', handle: { id: 'work 1', nested: [1, null] } });
    await book.journal.notSent(id);
    expect(await book.journal.sent(id)).toBe(false);
    expect((await now(orderKey))?.state).toBe('under-way');
  });

  test('an end is an end: answer, cost and usage are kept, and a second one changes nothing', async () => {
    const { id, orderKey } = await book.journal.intend(intent());
    await book.journal.sent(id);
    const settled = await book.journal.settle(id, done(7, 12));
    expect(settled).toMatchObject({ state: 'done', costMicros: 7, charged: 'yes', tookMs: 12, usage: { images: 1 } });
    expect(settled.answer?.text).toBe('A harbour.');
    expect(settled.isShared).toBeUndefined();
    expect(await book.journal.settle(id, { state: 'failed', error, costMicros: 3, tookMs: 1 })).toEqual(settled);
    expect(await now(orderKey)).toEqual(settled);
    const billed = await book.journal.intend(intent());
    await book.journal.sent(billed.id);
    const failed = await book.journal.settle(billed.id, { state: 'failed', error, costMicros: 4, tookMs: 1 });
    expect(failed).toMatchObject({ state: 'failed', costMicros: 4, charged: 'yes', error });
  });

  test('what is in doubt says so', async () => {
    const { id } = await book.journal.intend(intent());
    await book.journal.sent(id);
    const lost = await book.journal.settle(id, { state: 'unknown', error, tookMs: 5 });
    expect(lost).toMatchObject({ state: 'unknown', charged: 'unknown', costMicros: 0, error });
    expect(await book.journal.sent(id)).toBe(false);
  });

  test('an equal request is answered by the newest answer, else by the oldest call that is open; never from elsewhere', async () => {
    const requestKey = randomUUID();
    const [payer, other] = book.payers;
    const [first, second] = [
      await book.journal.intend(intent({ requestKey })),
      await book.journal.intend(intent({ requestKey })),
    ];
    await book.journal.intend(intent({ requestKey, payer: other }));
    const found = async (except?: string) => (await book.journal.equal(requestKey, payer, except))?.id;
    expect(await found()).toBe(first.id);
    expect(await found(first.orderKey)).toBe(second.id);
    await book.journal.sent(second.id);
    await book.journal.settle(second.id, done(1));
    expect(await found()).toBe(second.id);
    const fresh = await book.journal.intend(intent({ requestKey, isFresh: true }));
    await book.journal.settle(fresh.id, done(1));
    expect(await found()).toBe(second.id);
    expect(await book.journal.settle(first.id, done(0))).toMatchObject({ isShared: true, charged: 'no' });
  });

  test('how long answers took is told of models that were really asked', async () => {
    const model = `paid/${randomUUID()}`;
    for (const tookMs of [10, 40, 20]) {
      const { id } = await book.journal.intend(intent({ model }));
      await book.journal.sent(id);
      await book.journal.settle(id, done(1, tookMs));
    }
    const shared = await book.journal.intend(intent({ model }));
    await book.journal.settle(shared.id, done(0, 9999));
    expect(await book.journal.speeds([model, 'paid/nobody'])).toEqual(new Map([[model, 20]]));
  });
});
