/** Ends of jobs: several that come together become one transaction; each is written only while its start still counts. */
import { randomInt } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { WorkprintError } from '../../domain/errors.ts';
import type { Database, Query } from '../../ports/database.ts';
import type { Log } from '../../ports/log.ts';
import type { Queue } from '../../ports/queue.ts';
import { cancelFamilies } from './change-jobs.queries.ts';
import { messageOf } from './change-jobs.ts';
import { concludedOf, type Handlers, tellConcluded } from './conclude-jobs.ts';
import { gather } from './gather.ts';
import { delayAfter } from './job-failure.ts';
import { type Claim, type Ended, type Ending, endJobs, endSteps, openChildren } from './run-jobs.queries.ts';

type Options = {
  readonly database: Pick<Database, 'asStudio'>;
  readonly queue: Pick<Queue, 'send' | 'withdraw'>;
  readonly handlers: Handlers;
  readonly log: Log;
};

/** An end to be written. */
type Wanted = { readonly ending: Ending & { readonly hasSteps: boolean }; readonly claim: Claim };

const longestWaitMs = 5000;

/** What waits again gets its message; tries that failed wait a while. */
const sendAgain = async (
  query: Query,
  queue: Pick<Queue, 'send'>,
  written: readonly { wanted: Wanted; row: Ended }[],
): Promise<void> => {
  const again = written.filter(({ wanted }) => wanted.ending.state === 'queued');
  if (again.length === 0) return;
  const messages = again.map(({ wanted: { ending, claim }, row }) =>
    messageOf(row, ending.givenBack ? 0 : delayAfter(claim.tries, randomInt(1000) / 1000)),
  );
  await queue.send(query, ...messages);
};

/** Steps under way do not outlive their job, nor do the jobs that were started for it. */
const endParts = async (
  query: Query,
  queue: Pick<Queue, 'withdraw'>,
  written: readonly { wanted: Wanted; row: Ended }[],
): Promise<void> => {
  const withSteps = written.filter(({ wanted }) => wanted.ending.hasSteps);
  for (const [state, those] of [
    ['cancelled', withSteps.filter(({ wanted }) => wanted.ending.state === 'cancelled')],
    ['held', withSteps.filter(({ wanted }) => wanted.ending.state === 'held')],
    ['failed', withSteps.filter(({ wanted: { ending } }) => ending.state !== 'cancelled' && ending.state !== 'held')],
  ] as const)
    if (those.length > 0)
      await endSteps(
        query,
        those.map(({ row }) => row.id),
        state,
      );
  const over = written
    .filter(({ wanted, row }) => row.hasParts && wanted.ending.state !== 'queued')
    .map(({ row }) => row.id);
  const parts = over.length > 0 ? await openChildren(query, over) : [];
  if (parts.length === 0) return;
  const withdrawn = await cancelFamilies(query, parts);
  if (withdrawn.length > 0) await queue.withdraw(query, ...withdrawn);
};

/**
 * Gives a function that writes an end: true when it was written, false when that start no longer counts. While the database is away it
 * is tried again until the lease is lost; then it throws.
 */
export const createEndings = ({
  database,
  queue,
  handlers,
  log,
}: Options): ((claim: Claim, ending: Wanted['ending'], lease: AbortSignal) => Promise<boolean>) => {
  const tell = async (query: Query, { claim, ending: { state, result, error } }: Wanted): Promise<void> => {
    if (state === 'queued' || state === 'held') return;
    const over = concludedOf(claim, state, { result, error });
    await tellConcluded(query, handlers, claim.kind, over, log);
  };
  const write = (all: readonly Wanted[]): Promise<readonly boolean[]> =>
    database.asStudio(async (query) => {
      const rows = await endJobs(
        query,
        all.map(({ ending }) => ending),
      );
      const written = rows.flatMap((row) => {
        const wanted = all.find(({ ending }) => ending.id === row.id);
        return wanted ? [{ wanted, row }] : [];
      });
      await sendAgain(query, queue, written);
      await endParts(query, queue, written);
      for (const { wanted } of written) await tell(query, wanted);
      return all.map(({ ending }) => rows.some(({ id }) => id === ending.id));
    });
  const ask = gather(write);
  return async (claim, ending, lease) => {
    for (let waitMs = 100; ; waitMs = Math.min(longestWaitMs, waitMs * 2)) {
      try {
        return await ask({ ending, claim });
      } catch (error) {
        const isAway = error instanceof WorkprintError && error.code === 'unavailable';
        if (!isAway || lease.aborted) throw error;
        log.warn('The end of a job could not be written; trying again', { jobId: ending.id, error });
        await wait(waitMs);
      }
    }
  };
};
