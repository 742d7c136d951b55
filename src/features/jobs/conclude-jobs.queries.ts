import { sql } from 'kysely';
import type { Query } from '../../ports/database.ts';
import type { JobError, RunState } from './job.types.ts';

export type OverRow = {
  readonly id: string;
  readonly kind: string;
  readonly state: RunState;
  readonly projectId: string;
  readonly personId: string;
  readonly parentId: string | null;
  readonly traceId: string;
  readonly result: unknown;
  readonly error: JobError | null;
};

/** Marks jobs that are over and of whose end nobody was told yet, and gives them. Each is given once. */
export const takeUnconcluded = async (
  query: Query,
  kinds: readonly string[],
  limit: number,
): Promise<readonly OverRow[]> => {
  const { rows } = await sql<OverRow>`
    with over_run as (
      select id from workprint.job_runs
      where concluded_at is null and state in ('done', 'failed', 'cancelled') and kind = any (${kinds}::text[])
      order by id limit ${limit} for no key update skip locked
    )
    update workprint.job_runs run set concluded_at = now() from over_run where run.id = over_run.id
    returning run.id, run.kind, run.state, run.project_id as "projectId", run.person_id as "personId",
      run.parent_id as "parentId", run.trace_id as "traceId", run.result, run.error`.execute(query);
  return rows;
};

/** Does `work`, and takes its writes back alone when it throws. */
export const separately = async (query: Query, work: () => Promise<void>): Promise<void> => {
  await sql`savepoint separately`.execute(query);
  try {
    await work();
  } catch (error) {
    await sql`rollback to savepoint separately`.execute(query);
    throw error;
  }
  await sql`release savepoint separately`.execute(query);
};
