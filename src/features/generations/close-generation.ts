/**
 * What is left to do when a generation ended without an answer: money that was kept free for what was never sent is free again at once; a vendor that may still be at
 * work is told to stop, and what is known of it is booked, by a job of its own, since asking a vendor takes time.
 */
import { z } from 'zod';
import { WorkprintError } from '../../domain/errors.ts';
import type { Query } from '../../ports/database.ts';
import { type ConcludedJob, createJob, type JobContext, type JobHandler } from '../jobs/jobs.ts';
import { releaseUnsent } from '../spending/spending.ts';
import { type CallRow, callsOf, orderKeysOf } from './calls.queries.ts';
import type { GenerationParts } from './generation.types.ts';
import { routeOfCalls } from './route-of-calls.ts';
import { orderOf, readWish } from './wish.ts';
import { findServable, noteClosed, noteEnd } from './write-generation.queries.ts';

const closingKind = 'close-generation';

const closingInput = z.object({ generationId: z.uuid(), orderKey: z.string().max(100) });
type ClosingInput = z.output<typeof closingInput>;

/** A vendor may be at it, or will be. */
export const isOpen = ({ state }: Pick<CallRow, 'state'>): boolean =>
  state === 'intended' || state === 'sent' || state === 'under-way';

/** In the transaction that ends the job: writes how it ended, and starts what closes its calls. */
export const concludeGeneration = async (
  query: Query,
  { job, state }: ConcludedJob,
  { queue }: Pick<GenerationParts, 'queue'>,
): Promise<void> => {
  if (state === 'done') return;
  if (!(await findServable(query, job.id))) return;
  for (const key of await orderKeysOf(query, job.id)) await releaseUnsent(query, key);
  const calls = await callsOf(query, job.id);
  await noteEnd(query, job.id, routeOfCalls(calls));
  // Each round is a wish of its own; a person may begin the next before the last one is closed.
  for (const orderKey of new Set(calls.filter(isOpen).map((call) => call.orderKey)))
    await createJob(query, queue, {
      ...{ projectId: job.projectId, personId: job.personId, parentId: job.id, traceId: job.traceId },
      ...{ kind: closingKind, lane: 'calls', label: 'Closing', input: { generationId: job.id, orderKey } },
    });
};

const close = async ({ input, commit, signal }: JobContext<ClosingInput>, parts: GenerationParts): Promise<null> => {
  const row = await parts.database.asStudio((query) => findServable(query, input.generationId));
  if (!row) return null;
  const order = { ...(await orderOf(readWish(row.asked), row, parts)), orderKey: input.orderKey };
  const cancelled = new WorkprintError('cancelled', 'This generation has ended.');
  try {
    await parts.desk.serve(order, AbortSignal.any([AbortSignal.abort(cancelled), signal]));
  } catch (error) {
    // What it ended with stands in the journal; only what kept the desk from writing it is worth another try.
    if (!(error instanceof WorkprintError) || error.code === 'unavailable') throw error;
  }
  await commit(async (query) => noteClosed(query, row.id, routeOfCalls(await callsOf(query, row.id))));
  return null;
};

/** The handler that closes calls of one wish. */
export const closingJob = (parts: GenerationParts): JobHandler<ClosingInput> => ({
  ...{ kind: closingKind, lane: 'calls' },
  parse: (input) => closingInput.parse(input),
  run: (context) => close(context, parts),
});
