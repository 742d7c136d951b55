import { sql } from 'kysely';
import type { Query } from '../../ports/database.ts';
import type { Lane } from '../../ports/queue.ts';
import type { Seat } from './change-jobs.queries.ts';

/** Names of workers that have a job now, or had one when they died. */
export const workersOfRunning = async (query: Query): Promise<readonly string[]> => {
  const { rows } = await sql<{ worker: string }>`
    select distinct worker from workprint.job_runs where state = 'running' and worker is not null`.execute(query);
  return rows.map(({ worker }) => worker);
};

/** Puts what these workers had back among the waiting; counted as starts that never ended. */
export const takeFromWorkers = async (query: Query, workers: readonly string[]): Promise<readonly Seat[]> => {
  const { rows } = await sql<Seat & { readonly lane: Lane }>`
    with left_behind as (
      select id from workprint.job_runs where state = 'running' and worker = any (${workers}::text[])
      order by id for no key update skip locked
    )
    update workprint.job_runs run set state = 'queued', worker = null, crashes = run.crashes + 1
    from left_behind where run.id = left_behind.id
    returning run.id, run.lane, run.turn, run.urgent`.execute(query);
  return rows;
};
