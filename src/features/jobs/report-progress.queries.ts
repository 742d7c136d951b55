import { sql } from 'kysely';
import type { Query } from '../../ports/database.ts';

/** Where a start is. */
export type Report = {
  readonly id: string;
  readonly attempt: number;
  readonly done: number;
  readonly total: number;
  readonly etaMs: number | undefined;
};

export type StepReport = {
  readonly jobId: string;
  readonly key: string;
  readonly name: string;
  readonly label: string;
  readonly state: 'running' | 'done';
  readonly isCached: boolean;
  readonly done: number;
  readonly total: number;
  /** Milliseconds since 1970. */
  readonly startedAtMs: number;
  readonly finishedAtMs: number | undefined;
};

/** Steps that began or ended: one event of the job. */
export type StepsEvent = { readonly jobId: string; readonly steps: readonly object[] };

/**
 * Writes reports of starts that still count, tells those who watch, and gives the ids it wrote. Rows that somebody holds just now are
 * passed over: the next report says it all again.
 */
export const writeReports = async (query: Query, reports: readonly Report[]): Promise<readonly string[]> => {
  const { rows } = await sql<{ id: string }>`
    with report as (
      select * from jsonb_to_recordset(${JSON.stringify(reports)}::jsonb) as report(
        id uuid, attempt integer, done bigint, total bigint, "etaMs" bigint)
    ), held as (
      select run.id, run.state from workprint.job_runs run join report on report.id = run.id and report.attempt = run.attempt
      order by run.id for no key update of run skip locked
    ), written as (
      update workprint.job_runs run set done = report.done, total = report.total, eta_ms = report."etaMs"
      from report, held where run.id = report.id and run.id = held.id and held.state = 'running'
      returning run.id
    )
    select id, pg_notify('workprint_jobs', id::text) from written`.execute(query);
  return rows.map(({ id }) => id);
};

/** Writes steps as they are now, whether they are known or new. */
export const writeSteps = async (query: Query, steps: readonly StepReport[]): Promise<void> => {
  await sql`
    insert into workprint.job_steps (job_id, project_id, key, name, label, state, is_cached, done, total, started_at, finished_at)
    select run.id, run.project_id, step.key, step.name, step.label, step.state, step."isCached", step.done, step.total,
      to_timestamp(step."startedAtMs" / 1000.0), to_timestamp(step."finishedAtMs" / 1000.0)
    from jsonb_to_recordset(${JSON.stringify(steps)}::jsonb) as step(
        "jobId" uuid, key text, name text, label text, state workprint.run_state, "isCached" boolean, done bigint, total bigint,
        "startedAtMs" float8, "finishedAtMs" float8)
      join workprint.job_runs run on run.id = step."jobId"
    on conflict (job_id, key) do update set
      state = excluded.state, is_cached = excluded.is_cached, done = excluded.done, total = excluded.total,
      finished_at = excluded.finished_at`.execute(query);
};

/** One event for each job whose steps began or ended. */
export const writeStepsEvents = async (query: Query, events: readonly StepsEvent[]): Promise<void> => {
  await sql`
    insert into workprint.job_events (job_id, project_id, kind, data)
    select run.id, run.project_id, 'steps', jsonb_build_object('steps', event.steps)
    from jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as event("jobId" uuid, steps jsonb)
      join workprint.job_runs run on run.id = event."jobId"`.execute(query);
};
