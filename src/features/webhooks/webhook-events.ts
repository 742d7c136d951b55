/** What other features say so that webhooks hear of it. Nothing is sent here: a courier brings what the transaction leaves behind. */
import type { Query } from '../../ports/database.ts';
import type { AnyJobHandler, ConcludedJob } from '../jobs/job.types.ts';
import { insertDeliveries } from './courier.queries.ts';
import type { WebhookEvent } from './webhook.types.ts';
import { wakeCouriers } from './webhooks.queries.ts';

/** A result larger than this is left out of the event; the receiver asks for it by the job's id. */
const mostResultBytes = 16 * 1024;

/** Tells an event to every webhook that asked for it, in a transaction of the studio: told when that commits, and never if it does not. */
export const webhookEvents = async (query: Query, event: WebhookEvent): Promise<void> => {
  if ((await insertDeliveries(query, event)) > 0) await wakeCouriers(query);
};

/** What else is told of a job that is done, such as where its files are. */
export type MoreOfJob = (query: Query, kind: string, over: ConcludedJob) => Promise<Readonly<Record<string, unknown>>>;

/** The end of a job as an event. */
const jobEvent = (
  kind: string,
  { job, state, result, error }: ConcludedJob,
  more: Readonly<Record<string, unknown>>,
): WebhookEvent => {
  const isShown = result !== undefined && JSON.stringify(result).length <= mostResultBytes;
  return {
    event: `job.${state}`,
    kind,
    projectId: job.projectId,
    personId: job.personId,
    data: {
      ...{ jobId: job.id, projectId: job.projectId, kind, state },
      ...more,
      ...(isShown && { result }),
      ...(error && { error: { code: error.code, message: error.message } }),
    },
  };
};

/** The same handlers; webhooks hear when one of their jobs ends for good. Parts of a larger job are not told of: nobody asked for them. */
export const withWebhooks = (
  handlers: readonly AnyJobHandler[],
  moreOf: MoreOfJob = async () => ({}),
): readonly AnyJobHandler[] =>
  handlers.map((handler) => ({
    ...handler,
    parse: (input: unknown) => handler.parse(input),
    run: (context) => handler.run(context),
    concluded: async (query, over) => {
      await handler.concluded?.(query, over);
      if (over.job.parentId !== undefined) return;
      const more = over.state === 'done' ? await moreOf(query, handler.kind, over) : {};
      await webhookEvents(query, jobEvent(handler.kind, over, more));
    },
  }));
