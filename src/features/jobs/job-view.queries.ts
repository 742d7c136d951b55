import { type RawBuilder, sql } from 'kysely';
import type { Query } from '../../ports/database.ts';
import type { RunState } from './job.types.ts';

const jobColumns = [
  'id',
  'project_id as projectId',
  'person_id as personId',
  'parent_id as parentId',
  'kind',
  'label',
  'state',
  'done',
  'total',
  'eta_ms as etaMs',
  'attempt',
  'urgent as isUrgent',
  'trace_id as traceId',
  'cancel_requested_at as cancelRequestedAt',
  'created_at as createdAt',
  'started_at as startedAt',
  'finished_at as finishedAt',
  'error',
  'result',
] as const;

export type JobRow = {
  readonly id: string;
  readonly projectId: string;
  readonly personId: string;
  readonly parentId: string | null;
  readonly kind: string;
  readonly label: string;
  readonly state: RunState;
  readonly done: number;
  readonly total: number;
  readonly etaMs: number | null;
  readonly attempt: number;
  readonly isUrgent: boolean;
  readonly traceId: string;
  readonly cancelRequestedAt: Date | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly error: unknown;
  readonly result: unknown;
};

/** A film has some hundreds of steps; nobody reads more than this. */
const mostSteps = 5000;

export const findJob = (query: Query, id: string): Promise<JobRow | undefined> =>
  query.selectFrom('workprint.job_runs').select(jobColumns).where('id', '=', id).executeTakeFirst();

const stepColumns = [
  'key',
  'name',
  'label',
  'state',
  'is_cached as isCached',
  'done',
  'total',
  'cost_micros as costMicros',
  'started_at as startedAt',
  'finished_at as finishedAt',
] as const;

export type StepRow = {
  readonly key: string;
  readonly name: string;
  readonly label: string;
  readonly state: RunState;
  readonly isCached: boolean;
  readonly done: number;
  readonly total: number;
  readonly costMicros: number;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
};

export const stepsOf = (query: Query, jobId: string): Promise<StepRow[]> =>
  query
    .selectFrom('workprint.job_steps')
    .select(stepColumns)
    .where('job_id', '=', jobId)
    .orderBy('started_at')
    .orderBy('key')
    .limit(mostSteps)
    .execute();

/** Steps under way, as far as they are. */
export const runningStepsOf = (query: Query, jobId: string): Promise<{ key: string; done: number; total: number }[]> =>
  query
    .selectFrom('workprint.job_steps')
    .select(['key', 'done', 'total'])
    .where('job_id', '=', jobId)
    .where('state', '=', 'running')
    .orderBy('started_at')
    .limit(50)
    .execute();

export type JobFilter = {
  readonly projectId?: string | undefined;
  readonly state?: readonly RunState[] | undefined;
  readonly kind?: string | undefined;
  /** Parts of this job; otherwise jobs that are part of none. */
  readonly parentId?: string | undefined;
  /** Older than this one: ids are in the order of their making. */
  readonly before?: string | undefined;
  readonly limit: number;
};

/**
 * Jobs of the projects the person can see, newest first. Each project gives its newest, found by its own index; so a list costs the
 * same beside a million jobs of others.
 */
export const listJobs = async (query: Query, filter: JobFilter): Promise<readonly JobRow[]> => {
  const wanted = [
    sql`run.project_id = project.id`,
    filter.parentId ? sql`run.parent_id = ${filter.parentId}::uuid` : sql`run.parent_id is null`,
    ...(filter.state ? [sql`run.state = any (${filter.state}::workprint.run_state[])`] : []),
    ...(filter.kind ? [sql`run.kind = ${filter.kind}`] : []),
    ...(filter.before ? [sql`run.id < ${filter.before}::uuid`] : []),
  ];
  const projects = [
    sql`project.deleted_at is null`,
    ...(filter.projectId ? [sql`project.id = ${filter.projectId}::uuid`] : []),
  ];
  const { rows } = await sql<JobRow>`
    select job.* from workprint.projects project cross join lateral (
      select ${columnsOf('run')} from workprint.job_runs run
      where ${sql.join(wanted, sql` and `)} order by run.id desc limit ${filter.limit}
    ) job
    where ${sql.join(projects, sql` and `)} order by job.id desc limit ${filter.limit}`.execute(query);
  return rows;
};

/** The columns of a job under the names of its row, for SQL. */
const columnsOf = (table: string): RawBuilder<unknown> =>
  sql.join(
    jobColumns.map((column) => {
      const [name = column, alias = name] = column.split(' as ');
      return sql`${sql.ref(`${table}.${name}`)} as ${sql.id(alias)}`;
    }),
  );

export type EventRow = { readonly id: number; readonly kind: string; readonly data: unknown };

/** What happened to a job after an event, in order. */
export const eventsAfter = (query: Query, jobId: string, after: number, limit: number): Promise<EventRow[]> =>
  query
    .selectFrom('workprint.job_events')
    .select(['id', 'kind', 'data'])
    .where('job_id', '=', jobId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();

/** The last event so far; 0 when there was none. */
export const lastEventOf = async (query: Query, jobId: string): Promise<number> => {
  const row = await query
    .selectFrom('workprint.job_events')
    .select(sql<number>`coalesce(max(id), 0)::int8`.as('last'))
    .where('job_id', '=', jobId)
    .executeTakeFirst();
  return row?.last ?? 0;
};
