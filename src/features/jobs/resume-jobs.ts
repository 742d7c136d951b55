/**
 * Takes up at once what workers left behind that are known to be dead: a server that is started again after a crash need not wait for the
 * leases of the one before. Each such start counts as one that never ended.
 */
import type { Database } from '../../ports/database.ts';
import type { Log } from '../../ports/log.ts';
import type { Queue } from '../../ports/queue.ts';
import { messageOf } from './change-jobs.ts';
import { takeFromWorkers, workersOfRunning } from './resume-jobs.queries.ts';

type Deps = {
  readonly database: Pick<Database, 'asStudio'>;
  readonly queue: Pick<Queue, 'send'>;
  readonly log: Log;
  /** Whether the process of this name is certainly gone. Another machine's never is. */
  readonly isDead: (worker: string) => boolean;
};

/** Puts the jobs of dead workers back among the waiting. Gives how many. */
export const resumeJobs = async ({ database, queue, log, isDead }: Deps): Promise<number> => {
  const count = await database.asStudio(async (query) => {
    const dead = (await workersOfRunning(query)).filter(isDead);
    const seats = dead.length > 0 ? await takeFromWorkers(query, dead) : [];
    if (seats.length > 0) await queue.send(query, ...seats.map((seat) => messageOf(seat)));
    return seats.length;
  });
  if (count > 0) log.warn('Jobs of a process of this machine that is gone were taken up', { count });
  return count;
};
