/**
 * The book of paid calls of the command line: a file below WORKPRINT_HOME that every run on this machine shares (ports/call-journal). It survives
 * a kill between any two lines, counts what builds may spend, and lets people say what became of a lost call.
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { WorkprintError } from '../../domain/errors.ts';
import type { Micros } from '../../domain/money.ts';
import type { CallJournal, CallRecord } from '../../ports/call-journal.ts';
import type { Clock } from '../../ports/clock.ts';
import { type Entry, entrySchema, type Owner } from './book.types.ts';
import { openBookFile } from './book-file.ts';
import { openBookLock } from './book-lock.ts';
import { checkBudget, emptyBook, isReserved, type KeptCall, type Purse } from './book-state.ts';
import { isAlive, ownMark } from './process-life.ts';

export type { Purse } from './book-state.ts';
export { createFolderKeeper, type FolderKeeperOptions, type KeptHere, type MadeFor } from './keep-made.ts';

export type DeskFolderOptions = {
  /** The book lies in `desk` below it. */
  readonly home: string;
  readonly clock: Clock;
  /** What a build may spend in all, all runs together; undefined: no limit of its own. */
  readonly budgetOf?: (buildId: string) => Micros | undefined;
};

export type DeskFolder = {
  readonly journal: CallJournal;
  /** Of one build, or of everything ever paid on this machine. */
  purse(buildId?: string): Promise<Purse>;
  /** Calls of which nobody knows whether they were billed. */
  unknownCalls(): Promise<readonly CallRecord[]>;
  /** Says what a lost call cost: 0 when it was not billed. Throws `not-found`, and `conflict` for one that is in no doubt. */
  resolve(callId: string, costMicros: Micros): Promise<CallRecord>;
  close(): Promise<void>;
};

const isOpen = ({ state }: CallRecord): boolean => state === 'intended' || state === 'sent' || state === 'under-way';

/** How many answers a median is taken of. */
const mostTimes = 50;

const medianOf = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0;

/** Opens the book and makes it where there is none. Throws `ledger-damaged` when it cannot be believed. */
export const openDeskFolder = async ({
  home,
  clock,
  budgetOf = () => undefined,
}: DeskFolderOptions): Promise<DeskFolder> => {
  const folder = join(home, 'desk');
  const owner: Owner = { ...ownMark(), token: randomUUID() };
  const book = emptyBook();
  const parse = (json: unknown): Entry | undefined => {
    const parsed = entrySchema.safeParse(json);
    return parsed.success ? parsed.data : undefined;
  };
  const file = await openBookFile({
    path: join(folder, 'calls.jsonl'),
    lock: openBookLock(join(folder, 'lock')),
    parse,
    take: book.take,
  });

  const shown = (call: KeptCall): CallRecord =>
    isOpen(call) && call.by.token !== owner.token && isAlive(call.by) ? { ...call, isElsewhere: true } : call;
  const known = (id: string): KeptCall => {
    const call = book.calls.get(id);
    if (!call) throw new WorkprintError('not-found', `There is no call ${id} in the book of this machine.`);
    return call;
  };
  const changed = async (decide: () => readonly Entry[], id: string): Promise<CallRecord> => {
    await file.change(() => ({ entries: decide(), result: undefined }));
    return shown(known(id));
  };
  const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

  const journal: CallJournal = {
    calls: async (orderKey) => {
      await file.read();
      return book.ofOrder(orderKey).map(shown);
    },
    equal: async (requestKey, { projectId }, exceptOrderKey) => {
      await file.read();
      const others = book
        .ofRequest(requestKey, projectId)
        .filter(({ orderKey, isFresh }) => orderKey !== exceptOrderKey && !isFresh);
      const found =
        others.findLast(({ state }) => state === 'done') ??
        others.find((call) => isOpen(call) && (call.by.token === owner.token || isAlive(call.by)));
      return found && shown(found);
    },
    intend: async (intent) => {
      const id = await file.change(() => {
        const begun = book.ofOrder(intent.orderKey).findLast(isReserved);
        if (begun) return { entries: [], result: begun.id };
        checkBudget(book, intent, intent.payer.buildId === undefined ? undefined : budgetOf(intent.payer.buildId));
        // Counted, so that ids are in the order in which they were written.
        const next = `${String(book.calls.size + 1).padStart(9, '0')}-${randomUUID()}`;
        const place = book.ofOrder(intent.orderKey).length + 1;
        const entry = {
          kind: 'intended',
          atMs: clock.now(),
          by: owner,
          id: next,
          place,
          submitKey: randomUUID(),
          intent: plain(intent),
        };
        return { entries: [entrySchema.parse(entry)], result: next };
      });
      return shown(known(id));
    },
    sent: (id) =>
      file.change(() => {
        const isOurs = known(id).state === 'intended';
        return { entries: isOurs ? [{ kind: 'sent', atMs: clock.now(), id, by: owner }] : [], result: isOurs };
      }),
    notSent: (id) =>
      file.change(() => ({
        entries: known(id).state === 'sent' ? [{ kind: 'not-sent', atMs: clock.now(), id }] : [],
        result: undefined,
      })),
    underWay: (id, handle) =>
      file.change(() => ({
        entries: isOpen(known(id))
          ? [{ kind: 'under-way', atMs: clock.now(), id, by: owner, handle: plain(handle) }]
          : [],
        result: undefined,
      })),
    settle: (id, outcome) =>
      changed(
        () =>
          isOpen(known(id))
            ? [entrySchema.parse({ kind: 'settled', atMs: clock.now(), id, outcome: plain(outcome) })]
            : [],
        id,
      ),
    speeds: async (models) => {
      await file.read();
      const times = new Map(models.map((model) => [model, [] as number[]]));
      for (const call of [...book.calls.values()].reverse()) {
        const own = times.get(call.model);
        if (call.state === 'done' && !call.isShared && own && own.length < mostTimes) own.push(call.tookMs);
      }
      return new Map([...times].flatMap(([model, all]) => (all.length === 0 ? [] : [[model, medianOf(all)] as const])));
    },
  };

  return {
    journal,
    purse: async (buildId) => {
      await file.read();
      return book.purse(buildId);
    },
    unknownCalls: async () => {
      await file.read();
      return [...book.calls.values()].filter(({ state }) => state === 'unknown').map(shown);
    },
    resolve: (id, costMicros) =>
      changed(() => {
        const call = known(id);
        if (call.state !== 'unknown' || !isReserved(call))
          throw new WorkprintError('conflict', `The call ${id} is in no doubt: it is ${call.state}.`);
        return [entrySchema.parse({ kind: 'corrected', atMs: clock.now(), id, costMicros })];
      }, id),
    close: () => file.close(),
  };
};
