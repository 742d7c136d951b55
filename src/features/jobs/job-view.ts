/** A job as people see it, over the API and in its stream of events. */
import { z } from 'zod';
import type { Query } from '../../ports/database.ts';
import { runStates } from './job.types.ts';
import { findJob, type JobRow, type StepRow, stepsOf } from './job-view.queries.ts';

const id = z.uuid();
const state = z.enum(runStates);
const moment = z.iso.datetime();

const jobError = z.object({
  code: z.string(),
  message: z.string(),
  details: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});

const jobStep = z.object({
  key: z.string(),
  name: z.string(),
  label: z.string(),
  state,
  isCached: z.boolean(),
  done: z.int(),
  total: z.int(),
  costMicros: z.int(),
  startedAt: moment.optional(),
  finishedAt: moment.optional(),
});

/** A job as a list shows it. */
export const jobView = z.object({
  id,
  projectId: id,
  personId: id,
  parentId: id.optional(),
  kind: z.string(),
  label: z.string(),
  state,
  /** 0 to 1. */
  progress: z.number().min(0).max(1),
  done: z.int(),
  total: z.int(),
  etaMs: z.int().optional(),
  attempt: z.int(),
  isUrgent: z.boolean(),
  /** Somebody asked for it to stop, and it has not yet. */
  isStopping: z.boolean(),
  traceId: z.string(),
  createdAt: moment,
  startedAt: moment.optional(),
  finishedAt: moment.optional(),
  error: jobError.optional(),
  /** What the job answered; its shape is that of its kind. */
  result: z.unknown().optional(),
});
export type JobView = z.infer<typeof jobView>;

/** A job with its steps, in the order in which they began. */
export const jobDetail = jobView.extend({ steps: z.array(jobStep) });
export type JobDetail = z.infer<typeof jobDetail>;

const optional = <Name extends string, Value>(name: Name, value: Value | null | undefined): { [N in Name]?: Value } =>
  (value === null || value === undefined ? {} : { [name]: value }) as { [N in Name]?: Value };
const iso = (date: Date | null): string | undefined => date?.toISOString();

/** The share of the work that is done; a job that is done has done all of it. */
const progressOf = ({ state, done, total }: JobRow): number =>
  state === 'done' ? 1 : total > 0 ? Math.min(1, Math.max(0, done / total)) : 0;

/** A row as people see it. */
export const viewOf = (row: JobRow): JobView => ({
  id: row.id,
  projectId: row.projectId,
  personId: row.personId,
  ...optional('parentId', row.parentId),
  kind: row.kind,
  label: row.label,
  state: row.state,
  progress: progressOf(row),
  done: row.done,
  total: row.total,
  ...optional('etaMs', row.etaMs),
  attempt: row.attempt,
  isUrgent: row.isUrgent,
  isStopping: row.state === 'running' && row.cancelRequestedAt !== null,
  traceId: row.traceId,
  createdAt: row.createdAt.toISOString(),
  ...optional('startedAt', iso(row.startedAt)),
  ...optional('finishedAt', iso(row.finishedAt)),
  ...optional('error', row.error as JobView['error']),
  ...optional('result', row.result),
});

const stepViewOf = (row: StepRow): JobDetail['steps'][number] => ({
  key: row.key,
  name: row.name,
  label: row.label,
  state: row.state,
  isCached: row.isCached,
  done: row.done,
  total: row.total,
  costMicros: row.costMicros,
  ...optional('startedAt', iso(row.startedAt)),
  ...optional('finishedAt', iso(row.finishedAt)),
});

/** One job; undefined when whoever asks cannot see it. */
export const readJob = async (query: Query, jobId: string): Promise<JobView | undefined> => {
  const row = await findJob(query, jobId);
  return row && viewOf(row);
};

/** One job with its steps; undefined when whoever asks cannot see it. */
export const readJobDetail = async (query: Query, jobId: string): Promise<JobDetail | undefined> => {
  const view = await readJob(query, jobId);
  return view && { ...view, steps: (await stepsOf(query, jobId)).map(stepViewOf) };
};
