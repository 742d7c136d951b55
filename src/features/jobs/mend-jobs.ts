/**
 * Sends again what has no message although its row is open: after a restore from a backup, or when a queue lost what a row still knows.
 * Nothing else needs this, and it costs one small query now and then.
 */
import type { Database } from '../../ports/database.ts';
import type { Log } from '../../ports/log.ts';
import type { Queue } from '../../ports/queue.ts';
import { messageOf } from './change-jobs.ts';
import { isMendersTurn, lockOpen, openBefore } from './mend-jobs.queries.ts';

const pageOfJobs = 1000;

type Deps = {
  readonly database: Pick<Database, 'asStudio'>;
  readonly queue: Queue;
  readonly log: Log;
  readonly olderThanMs: number;
};

/** Looks through all open jobs, page by page, unless another worker does. Gives how many were sent again. */
export const mendJobs = async ({ database, queue, log, olderThanMs }: Deps, signal: AbortSignal): Promise<number> => {
  let after = '00000000-0000-0000-0000-000000000000';
  let sent = 0;
  while (!signal.aborted) {
    const page = await database.asStudio(async (query) => {
      if (!(await isMendersTurn(query))) return undefined;
      const ids = await openBefore(query, { olderThanMs, after, limit: pageOfJobs });
      const lost = ids.length > 0 ? await queue.unsent(query, ids) : [];
      const seats = lost.length > 0 ? await lockOpen(query, await queue.unsent(query, lost)) : [];
      if (seats.length > 0) await queue.send(query, ...seats.map((seat) => messageOf(seat)));
      return { last: ids.at(-1), isFull: ids.length === pageOfJobs, sent: seats.length };
    });
    sent += page?.sent ?? 0;
    if (!page?.isFull || page.last === undefined) break;
    after = page.last;
  }
  if (sent > 0) log.warn('Open jobs without a message were sent again', { count: sent });
  return sent;
};
