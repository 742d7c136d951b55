import { sql } from 'kysely';
import type { Query } from '../../ports/database.ts';
import type { Lane } from '../../ports/queue.ts';
import type { Seat } from './change-jobs.queries.ts';

/** Any number that nothing else locks: one mends at a time. */
const mendersLock = 7_466_521_005;

/** True when nobody else mends, until the transaction ends. */
export const isMendersTurn = async (query: Query): Promise<boolean> => {
  const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(${mendersLock}) as mine`.execute(
    query,
  );
  return rows[0]?.mine ?? false;
};

/** Open jobs that were neither made nor started lately, in the order of their ids. */
export const openBefore = async (
  query: Query,
  { olderThanMs, after, limit }: { readonly olderThanMs: number; readonly after: string; readonly limit: number },
): Promise<readonly string[]> => {
  const { rows } = await sql<{ id: string }>`
    select id from workprint.job_runs
    where state in ('queued', 'running') and id > ${after}::uuid
      and greatest(created_at, started_at) < now() - ${olderThanMs} * interval '1 millisecond'
    order by id limit ${limit}`.execute(query);
  return rows.map(({ id }) => id);
};

/** Puts these back among the waiting, those that are still open and that nobody holds just now. */
export const lockOpen = async (query: Query, ids: readonly string[]): Promise<readonly Seat[]> => {
  const { rows } = await sql<Seat & { readonly lane: Lane }>`
    with open_run as (
      select id from workprint.job_runs where id = any (${ids}::uuid[]) and state in ('queued', 'running')
      order by id for no key update skip locked
    )
    update workprint.job_runs run set state = 'queued', worker = null
    from open_run where run.id = open_run.id
    returning run.id, run.lane, run.turn, run.urgent`.execute(query);
  return rows;
};
