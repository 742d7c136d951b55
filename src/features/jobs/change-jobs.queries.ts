import { sql } from 'kysely';
import type { Query } from '../../ports/database.ts';
import type { Lane } from '../../ports/queue.ts';
import type { NewJob, RunState } from './job.types.ts';

/** What the queue must know of a job. */
export type Seat = { readonly id: string; readonly lane: Lane; readonly turn: number; readonly urgent: boolean };

const seat = ['id', 'lane', 'turn', 'urgent'] as const;
const asSeat = (row: Omit<Seat, 'lane'> & { readonly lane: string }): Seat => ({ ...row, lane: row.lane as Lane });

/** Makes rows in the order given; their turns are given by the database. */
export const insertJobs = async (query: Query, jobs: readonly NewJob[]): Promise<readonly Seat[]> => {
  if (jobs.length === 0) return [];
  const rows = await query
    .insertInto('workprint.job_runs')
    .values(
      jobs.map((job) => ({
        project_id: job.projectId,
        person_id: job.personId,
        parent_id: job.parentId ?? null,
        kind: job.kind,
        lane: job.lane ?? 'jobs',
        label: job.label,
        state: job.held ? ('held' as const) : ('queued' as const),
        input: JSON.stringify(job.input ?? null),
        urgent: job.urgent ?? false,
        eta_ms: job.etaMs === undefined ? null : Math.round(job.etaMs),
        ...(job.traceId !== undefined && { trace_id: job.traceId }),
      })),
    )
    .returning(seat)
    .execute();
  return rows.map(asSeat);
};

/** Where a job stands in its lane; undefined when nobody here can see it. */
export const findSeat = async (query: Query, id: string): Promise<Seat | undefined> => {
  const row = await query.selectFrom('workprint.job_runs').select(seat).where('id', '=', id).executeTakeFirst();
  return row && asSeat(row);
};

/** Stops jobs and their descendants; gives the ids of those that were over at once. */
export const cancelFamilies = async (query: Query, ids: readonly string[]): Promise<readonly string[]> => {
  const { rows } = await sql<{ id: string }>`select workprint.cancel_jobs(${ids}::uuid[]) as id`.execute(query);
  return rows.map(({ id }) => id);
};

/** Puts a job that is in one of these states back among the waiting. False when it is in another, or may not be changed. */
export const requeue = async (query: Query, id: string, from: readonly RunState[]): Promise<boolean> => {
  const { rows } = await sql<{ was: boolean }>`
    select workprint.requeue_job(${id}::uuid, ${from}::workprint.run_state[]) as was`.execute(query);
  return rows[0]?.was ?? false;
};
