/** The book of paid calls without a file: the same arithmetic as the command line's, for histories by the thousand. */

import type { Entry, Owner } from '../../src/adapters/desk-folder/book.types.ts';
import { checkBudget, emptyBook, isReserved, type KeptCall } from '../../src/adapters/desk-folder/book-state.ts';
import type { Micros } from '../../src/domain/money.ts';
import type { CallJournal, CallRecord } from '../../src/ports/call-journal.ts';

export type MemoryJournal = {
  readonly journal: CallJournal;
  all(): readonly CallRecord[];
  /** Of all that was ever paid. */
  purse(): { readonly reservedMicros: Micros; readonly spentMicros: Micros };
  /** What a person says about a lost call. */
  resolve(callId: string, costMicros: Micros): void;
};

const by: Owner = { pid: 1, begun: '', token: 'memory' };
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

export const memoryJournal = (nowMs: () => number, budgetMicros?: Micros): MemoryJournal => {
  const book = emptyBook();
  const known = (id: string): KeptCall => {
    const call = book.calls.get(id);
    if (!call) throw new Error(`There is no call ${id}.`);
    return call;
  };
  const isOpen = ({ state }: CallRecord): boolean => state === 'intended' || state === 'sent' || state === 'under-way';
  const write = (entry: Entry): void => book.take(plain(entry));
  const journal: CallJournal = {
    calls: async (orderKey) => book.ofOrder(orderKey),
    equal: async (requestKey, { projectId }, exceptOrderKey) => {
      const others = book
        .ofRequest(requestKey, projectId)
        .filter((call) => call.orderKey !== exceptOrderKey && !call.isFresh);
      return others.findLast(({ state }) => state === 'done') ?? others.find(isOpen);
    },
    intend: async (intent) => {
      const begun = book.ofOrder(intent.orderKey).findLast(isReserved);
      if (begun) return begun;
      checkBudget(book, intent, budgetMicros);
      const id = String(book.calls.size + 1).padStart(9, '0');
      const place = book.ofOrder(intent.orderKey).length + 1;
      write({
        kind: 'intended',
        atMs: nowMs(),
        by,
        id,
        place,
        submitKey: `submit ${id}`,
        intent: plain(intent) as never,
      });
      return known(id);
    },
    sent: async (id) => {
      if (known(id).state !== 'intended') return false;
      write({ kind: 'sent', atMs: nowMs(), id, by });
      return true;
    },
    notSent: async (id) => {
      if (known(id).state === 'sent') write({ kind: 'not-sent', atMs: nowMs(), id });
    },
    underWay: async (id, handle) => {
      if (isOpen(known(id))) write({ kind: 'under-way', atMs: nowMs(), id, by, handle });
    },
    settle: async (id, outcome) => {
      if (isOpen(known(id))) write({ kind: 'settled', atMs: nowMs(), id, outcome: plain(outcome) as never });
      return known(id);
    },
    speeds: async () => new Map(),
  };
  return {
    journal,
    all: () => [...book.calls.values()],
    purse: () => book.purse(),
    resolve: (id, costMicros) => {
      if (known(id).state !== 'unknown' || !isReserved(known(id))) throw new Error(`The call ${id} is in no doubt.`);
      write({ kind: 'corrected', atMs: nowMs(), id, costMicros });
    },
  };
};
