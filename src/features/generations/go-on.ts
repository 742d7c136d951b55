/** What a generation does once somebody said what became of its lost call. */
import type { Query } from '../../ports/database.ts';
import type { Queue } from '../../ports/queue.ts';
import { releaseJob } from '../jobs/jobs.ts';
import type { ResolvedCall } from '../spending/spending.ts';
import { callsOf } from './calls.queries.ts';
import { findGeneration } from './read-generation.queries.ts';
import { noteResolved } from './write-generation.queries.ts';

/**
 * In the transaction of whoever resolved: writes what it cost by now, and lets its job go on if that is held. What was not billed is asked anew, in a round of its own;
 * what is still under way somewhere is gone on with, never begun a second time; else the route goes on, or ends.
 */
export const goOn = async (
  query: Query,
  queue: Pick<Queue, 'send'>,
  generationId: string,
  charged: 'no' | 'yes',
): Promise<void> => {
  const generation = await findGeneration(query, generationId);
  if (!generation) return;
  const calls = await callsOf(query, generationId);
  // One lost call more: somebody has to look at that one, too.
  if (calls.some(({ state }) => state === 'unknown')) return noteResolved(query, generationId, false);
  const isHeld = generation.state === 'held';
  const isOver = calls.every(({ state }) => state === 'failed');
  await noteResolved(query, generationId, isHeld && isOver && charged === 'no');
  if (isHeld) await releaseJob(query, queue, generation.jobId);
};

const wishOfGeneration = /^([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})(?::\d+)?$/;

/** For `spendingRoutes`: a call that was resolved in the book of calls. Calls of films are none of ours. */
export const goOnAfterResolving =
  (queue: Pick<Queue, 'send'>) =>
  async (query: Query, { orderKey, charged }: ResolvedCall): Promise<void> => {
    const id = wishOfGeneration.exec(orderKey)?.[1];
    if (id !== undefined) await goOn(query, queue, id, charged);
  };
