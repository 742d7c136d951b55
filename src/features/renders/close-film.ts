/**
 * What a film leaves open at vendors when it is over: calls that were never sent give their money back at once, and what a vendor may be at is stopped
 * and settled by a job of its own, since asking vendors takes time. Nothing stays reserved for a film that nobody makes.
 */
import { z } from 'zod';
import { WorkprintError } from '../../domain/errors.ts';
import type { Query } from '../../ports/database.ts';
import type { Order } from '../../ports/model-desk.ts';
import type { Queue } from '../../ports/queue.ts';
import { type ConcludedJob, createJob, isOver, type JobContext, type JobHandler, readJob } from '../jobs/jobs.ts';
import { openOrders, releaseUnsent } from '../spending/spending.ts';
import type { RenderJobParts } from './render-parts.types.ts';

const closingInput = z.object({ filmId: z.uuid() });
type ClosingInput = z.output<typeof closingInput>;

/** In the transaction that ends the film. One that is done has nothing open: each of its calls was waited for. */
export const leaveNothingOpen = async (
  query: Query,
  { job, state }: ConcludedJob,
  queue: Pick<Queue, 'send'>,
): Promise<void> => {
  if (state === 'done') return;
  for (const orderKey of await openOrders(query, job.id)) await releaseUnsent(query, orderKey);
  if ((await openOrders(query, job.id)).length === 0) return;
  await createJob(query, queue, {
    ...{ projectId: job.projectId, personId: job.personId, parentId: job.id, traceId: job.traceId },
    ...{ kind: 'close-film', lane: 'calls', label: 'Closing', input: { filmId: job.id } },
  });
};

const cancelled = (): WorkprintError => new WorkprintError('cancelled', 'The film this was for is over.');

/** The desk closes by what the journal says of the call; what would be asked anew does not matter. */
const closingOrder = (orderKey: string, { job }: JobContext<ClosingInput>, filmId: string): Order => ({
  orderKey,
  ask: { type: 'text', prompt: '', maxOutputTokens: 1 },
  policy: { kind: 'chain', models: [] },
  payer: { personId: job.personId, projectId: job.projectId, buildId: filmId },
});

const close = async (
  context: JobContext<ClosingInput>,
  { database, openModels }: Pick<RenderJobParts, 'database' | 'openModels'>,
): Promise<null> => {
  const { input, job, signal } = context;
  const payer = { personId: job.personId, projectId: job.projectId, buildId: input.filmId };
  const { desk } = await openModels(payer, signal);
  const open = await database.asStudio((query) => openOrders(query, input.filmId));
  for (const orderKey of open) {
    // Tried again meanwhile: the film goes on with its calls itself.
    const film = await database.asStudio((query) => readJob(query, input.filmId));
    if (!film || !isOver(film.state)) return null;
    try {
      await desk.serve(
        closingOrder(orderKey, context, input.filmId),
        AbortSignal.any([AbortSignal.abort(cancelled()), signal]),
      );
    } catch (error) {
      // What it ended with stands in the journal; only what kept the desk from writing it is worth another try.
      if (!(error instanceof WorkprintError) || error.code === 'unavailable') throw error;
    }
  }
  return null;
};

/** Jobs of the kind `close-film`. */
export const closeFilmJob = (parts: RenderJobParts): JobHandler<ClosingInput> => ({
  kind: 'close-film',
  lane: 'calls',
  parse: (input) => closingInput.parse(input),
  run: (context) => close(context, parts),
});
