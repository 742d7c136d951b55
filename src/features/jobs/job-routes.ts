/** `/jobs`: what runs, ran and waits; stopping it, trying it again, watching it. */
import { z } from 'zod';
import type { Database, Query } from '../../ports/database.ts';
import type { Queue } from '../../ports/queue.ts';
import { defineRoute, defineStream, notFound, RequestRefused, type Route } from '../api/api.ts';
import { cancelJob, releaseJob, retryJob } from './change-jobs.ts';
import { runStates } from './job.types.ts';
import { jobResponse } from './job-stream.ts';
import { listJobs } from './job-view.queries.ts';
import { type JobDetail, jobDetail, jobView, readJobDetail, viewOf } from './job-view.ts';
import type { JobWatch } from './watch-jobs.ts';

export type JobRouteDeps = {
  readonly database: Pick<Database, 'asPerson'>;
  readonly queue: Pick<Queue, 'send' | 'withdraw'>;
  readonly watch: Pick<JobWatch, 'on'>;
};

const id = z.uuid();
const params = z.object({ id });
const reader = { who: 'member', role: 'viewer', scope: 'read', of: 'job', at: 'params.id' } as const;
const runner = { who: 'member', role: 'editor', scope: 'run', of: 'job', at: 'params.id' } as const;

/** `state=failed` or `state=queued,running`. */
const states = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(z.enum(runStates)).min(1).max(runStates.length));

const present = async (query: Query, jobId: string): Promise<JobDetail> => {
  const job = await readJobDetail(query, jobId);
  if (!job) throw notFound('job');
  return job;
};

/** Routes of jobs, whatever their kind. */
export const jobRoutes = ({ database, queue, watch }: JobRouteDeps): readonly Route[] => [
  defineRoute({
    ...{ method: 'get', path: '/jobs', tag: 'jobs', summary: 'List jobs, newest first' },
    description:
      'Jobs of every project you can see. Parts of a larger job are listed with `parentId` only. `next` is the `before` of the next page, null on the last.',
    access: { who: 'person', scope: 'read' },
    search: z.strictObject({
      projectId: id.optional(),
      parentId: id.optional(),
      state: states.optional(),
      kind: z.string().max(100).optional(),
      before: id.optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    answer: z.object({ jobs: z.array(jobView), next: id.nullable() }),
    handle: async ({ search }, query) => {
      const rows = await listJobs(query, { ...search, limit: search.limit + 1 });
      const shown = rows.slice(0, search.limit);
      return { jobs: shown.map(viewOf), next: rows.length > shown.length ? (shown.at(-1)?.id ?? null) : null };
    },
  }),
  defineRoute({
    ...{ method: 'get', path: '/jobs/{id}', tag: 'jobs', summary: 'Read a job with its steps' },
    access: reader,
    params,
    answer: jobDetail,
    handle: ({ params }, query) => present(query, params.id),
  }),
  defineStream({
    ...{ method: 'get', path: '/jobs/{id}/events', tag: 'jobs', summary: 'Watch a job' },
    description: [
      'Server-sent events. `job`: the whole job, first and last of all. `state`: it changed its state. `steps`: steps began or ended.',
      '`progress`: how far it is. Events with an id can be resumed after it with `Last-Event-ID`. The stream ends when the job is over;',
      'asked again after its last event it answers 204, on which an EventSource rests. A comment comes every 15 s.',
    ].join(' '),
    access: reader,
    params,
    gives: 'text/event-stream',
    handle: ({ params, caller, signal, closing, header }) =>
      jobResponse(
        { database, watch },
        {
          ...{ jobId: params.id, personId: caller.personId, lastEventId: header('last-event-id') },
          signal: AbortSignal.any([signal, closing]),
        },
      ),
  }),
  defineRoute({
    ...{ method: 'post', path: '/jobs/{id}/cancel', tag: 'jobs', summary: 'Stop a job and all its parts' },
    description: 'What waits is cancelled at once, what runs within seconds. A job that is over stays as it is.',
    access: runner,
    params,
    answer: jobDetail,
    handle: async ({ params }, query) => {
      await cancelJob(query, queue, params.id);
      return present(query, params.id);
    },
  }),
  defineRoute({
    ...{ method: 'post', path: '/jobs/{id}/retry', tag: 'jobs', summary: 'Try a failed, cancelled or held job again' },
    description:
      'The same job begins anew; what it finished before is found in the cache. One that is held, for budget or a word about money, goes on: whatever it waits for should be settled first, or it is held again.',
    access: runner,
    params,
    refuses: ['conflict'],
    answer: jobDetail,
    handle: async ({ params }, query) => {
      const job = await present(query, params.id);
      if (job.parentId !== undefined)
        throw new RequestRefused('conflict', 'This job is part of another one; try that one again.');
      if (!(await retryJob(query, queue, params.id)) && !(await releaseJob(query, queue, params.id)))
        throw new RequestRefused(
          'conflict',
          `This job is ${job.state}; only a failed, cancelled or held job can be tried again.`,
        );
      return present(query, params.id);
    },
  }),
];
