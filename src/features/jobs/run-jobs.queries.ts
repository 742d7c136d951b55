/** What a worker asks and writes. Rows are found by their ids alone: with a state among the conditions the planner may read all of a partial index. */
import { sql } from 'kysely';
import type { Query } from '../../ports/database.ts';
import type { Lane } from '../../ports/queue.ts';
import type { JobError, RunState } from './job.types.ts';

/** A job this worker now has, or one that was over before it began. */
export type Claim = {
  readonly id: string;
  /** `running`: it may start. `queued`: it is suspect and starts by `beginSuspect` when there is room for it. Otherwise it is over. */
  readonly state: RunState;
  readonly attempt: number;
  /** Starts so far, with the one that begins here. */
  readonly tries: number;
  /** Starts that never ended, because their worker did. */
  readonly crashes: number;
  readonly lane: Lane;
  readonly turn: number;
  readonly urgent: boolean;
  readonly kind: string;
  readonly projectId: string;
  readonly personId: string;
  readonly parentId: string | null;
  readonly input: unknown;
  /** Of one that is over already. */
  readonly error: JobError | null;
  readonly traceId: string;
  readonly waitedMs: number;
};

export type ClaimRequest = {
  readonly ids: readonly string[];
  readonly kinds: readonly string[];
  readonly worker: string;
  /** A job of which so many starts never ended is put aside with `asideError`. */
  readonly mostCrashes: number;
  readonly asideError: JobError;
};

/**
 * Takes open jobs for a worker and raises their fencing token; whoever had them before writes no more. What was cancelled, lies in a
 * deleted project or ended its worker too often does not start but ends here. Jobs that are over, gone or of other kinds are not given.
 */
export const claimJobs = async (query: Query, request: ClaimRequest): Promise<readonly Claim[]> => {
  const { ids, kinds, worker, mostCrashes, asideError } = request;
  const { rows } = await sql<Claim>`
    with wanted as (
      select run.id, run.cancel_requested_at is not null or project.deleted_at is not null as is_unwanted,
        run.crashes + (run.state = 'running')::integer as crashes
      from workprint.job_runs run join workprint.projects project on project.id = run.project_id
      where run.id = any (${ids}::uuid[]) and run.kind = any (${kinds}::text[]) and run.state in ('queued', 'running')
      order by run.id for no key update of run
    ), found as (
      select id, crashes, case
          when is_unwanted then 'cancelled' when crashes >= ${mostCrashes} then 'failed' when crashes > 0 then 'queued' else 'running'
        end::workprint.run_state as becomes
      from wanted
    )
    update workprint.job_runs run set
      state = found.becomes, attempt = run.attempt + 1, crashes = found.crashes, worker = ${worker}, eta_ms = null,
      tries = run.tries + (found.becomes = 'running')::integer,
      error = case found.becomes
        when 'failed' then ${JSON.stringify(asideError)}::jsonb when 'queued' then run.error end,
      started_at = case found.becomes when 'running' then now() else run.started_at end,
      finished_at = case when found.becomes in ('failed', 'cancelled') then now() end,
      concluded_at = case when found.becomes in ('failed', 'cancelled') then now() end
    from found where run.id = found.id
    returning run.id, run.state, run.attempt, run.tries, run.crashes, run.lane, run.turn, run.urgent, run.kind, run.project_id as "projectId",
      run.person_id as "personId", run.parent_id as "parentId", run.input, run.error, run.trace_id as "traceId",
      (extract(epoch from now() - run.created_at) * 1000)::float8 as "waitedMs"`.execute(query);
  return rows;
};

/** Lets a suspect start. False: it was cancelled, or taken by another, meanwhile. */
export const beginSuspect = async (query: Query, id: string, attempt: number): Promise<boolean> => {
  const row = await query
    .updateTable('workprint.job_runs')
    .set(({ eb }) => ({ state: 'running', tries: eb('tries', '+', 1), error: null, started_at: sql`now()` }))
    .where('id', '=', id)
    .where('attempt', '=', attempt)
    .where('state', 'in', ['queued', 'running'])
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
};

/** Steps of an earlier start: the build asks for all of them again. */
export const forgetSteps = async (query: Query, ids: readonly string[]): Promise<void> => {
  await query
    .deleteFrom('workprint.job_steps')
    .where('job_id', 'in', [...ids])
    .execute();
};

/** Of these jobs, the open ones of other kinds than these. */
export const openKinds = (
  query: Query,
  ids: readonly string[],
  kinds: readonly string[],
): Promise<{ id: string; kind: string }[]> =>
  query
    .selectFrom('workprint.job_runs')
    .select(['id', 'kind'])
    .where('id', 'in', [...ids])
    .where('kind', 'not in', kinds.length > 0 ? [...kinds] : [''])
    .where('state', 'in', ['queued', 'running'])
    .execute();

/** Locks the job's row until the transaction ends. False: this start of it no longer counts. */
export const holdJob = async (query: Query, id: string, attempt: number): Promise<boolean> => {
  const row = await query
    .selectFrom('workprint.job_runs')
    .select('state')
    .where('id', '=', id)
    .where('attempt', '=', attempt)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row?.state === 'running';
};

/** How a start ends. `queued`: it will be tried again; `givenBack` does not count as a try. `held`: when somebody lets it go. */
export type Ending = {
  readonly id: string;
  readonly attempt: number;
  readonly state: 'done' | 'failed' | 'cancelled' | 'queued' | 'held';
  readonly result?: unknown;
  readonly error?: JobError;
  readonly givenBack?: boolean;
  readonly done?: number;
  readonly total?: number;
};

export type Ended = {
  readonly id: string;
  readonly lane: Lane;
  readonly turn: number;
  readonly urgent: boolean;
  /** It has started jobs of its own. */
  readonly hasParts: boolean;
};

/** Writes ends of starts that still count, and gives those it wrote. */
export const endJobs = async (query: Query, endings: readonly Ending[]): Promise<readonly Ended[]> => {
  const { rows } = await sql<Ended>`
    with ending as (
      select * from jsonb_to_recordset(${JSON.stringify(endings)}::jsonb) as ending(
        id uuid, attempt integer, state workprint.run_state, result jsonb, error jsonb, "givenBack" boolean, done bigint, total bigint)
    ), held as (
      select run.id, run.state from workprint.job_runs run join ending on ending.id = run.id and ending.attempt = run.attempt
      order by run.id for no key update of run
    )
    update workprint.job_runs run set
      state = ending.state, result = ending.result, error = ending.error, eta_ms = null, worker = null,
      tries = case when ending."givenBack" then run.tries - 1 else run.tries end,
      done = coalesce(ending.done, run.done), total = coalesce(ending.total, run.total),
      finished_at = case when ending.state in ('queued', 'held') then null else now() end,
      concluded_at = case when ending.state in ('queued', 'held') then null else now() end
    from ending, held where run.id = ending.id and run.id = held.id and held.state = 'running'
    returning run.id, run.lane, run.turn, run.urgent,
      exists (select from workprint.job_runs part where part.parent_id = run.id) as "hasParts"`.execute(query);
  return rows;
};

/** Steps that were under way when their job ended. */
export const endSteps = async (
  query: Query,
  ids: readonly string[],
  state: 'failed' | 'cancelled' | 'held',
): Promise<void> => {
  await query
    .updateTable('workprint.job_steps')
    .set({ state, finished_at: sql`now()` })
    .where('job_id', 'in', [...ids])
    .where('state', '=', 'running')
    .execute();
};

/** Open jobs that were started for any of these. */
export const openChildren = async (query: Query, ids: readonly string[]): Promise<readonly string[]> => {
  const rows = await query
    .selectFrom('workprint.job_runs')
    .select('id')
    .where('parent_id', 'in', [...ids])
    .where('state', 'in', ['queued', 'held', 'running'])
    .execute();
  return rows.map(({ id }) => id);
};

/** What the rows say of starts that this worker thinks it has. */
export const standingOfRuns = (
  query: Query,
  ids: readonly string[],
): Promise<{ id: string; attempt: number; state: RunState; cancelRequestedAt: Date | null }[]> =>
  query
    .selectFrom('workprint.job_runs')
    .select(['id', 'attempt', 'state', 'cancel_requested_at as cancelRequestedAt'])
    .where('id', 'in', [...ids])
    .execute();
