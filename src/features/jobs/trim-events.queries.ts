import { sql } from 'kysely';
import type { Query } from '../../ports/database.ts';

/** Deletes the oldest events, at most `limit`, as far as they are older than this. They are in the order of their ids. */
export const deleteOldEvents = async (query: Query, olderThanMs: number, limit: number): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    with oldest as (select id, at from workprint.job_events order by id limit ${limit}),
      gone as (
        delete from workprint.job_events using oldest
        where job_events.id = oldest.id and oldest.at < now() - ${olderThanMs} * interval '1 millisecond' returning 1)
    select count(*) as count from gone`.execute(query);
  return rows[0]?.count ?? 0;
};
