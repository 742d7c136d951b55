/** Tells other servers of stored updates, a moment's worth at a time: a notice per keystroke would slow every commit of the database. */

import type { DocumentStore, StoredElsewhere } from '../../ports/document-store.ts';
import type { Log } from '../../ports/log.ts';

export type Announcer = { add(one: StoredElsewhere): void; close(): Promise<void> };

const gatherMs = 40;

export const createAnnouncer = (store: DocumentStore, serverId: string, log: Log): Announcer => {
  let waiting: StoredElsewhere[] = [];
  let timer: NodeJS.Timeout | undefined;
  let underWay = Promise.resolve();
  const send = (): void => {
    timer = undefined;
    const ones = waiting;
    waiting = [];
    // A notice that is lost delays what others see until their next one; what was written is safe.
    underWay = underWay
      .then(() => store.announce(ones, serverId))
      .catch((error: unknown) => log.warn('Other servers could not be told of updates', { count: ones.length, error }));
  };
  return {
    add: (one) => {
      waiting.push(one);
      timer ??= setTimeout(send, gatherMs);
    },
    close: async () => {
      clearTimeout(timer);
      if (waiting.length > 0) send();
      await underWay;
    },
  };
};
