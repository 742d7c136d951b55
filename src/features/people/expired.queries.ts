import { sql } from 'kysely';
import type { Query } from '../../ports/database.ts';

const tables = ['sessions', 'verifications', 'personal_keys', 'project_invitations'] as const;

/** Of the studio: removes up to `most` rows of each table that ended before this moment; gives how many. */
export const removeExpired = async (query: Query, moment: Date, most: number): Promise<number> => {
  let removed = 0;
  for (const table of tables) {
    const { numAffectedRows } = await sql`
      delete from ${sql.table(`workprint.${table}`)} where id in (
        select id from ${sql.table(`workprint.${table}`)} where expires_at < ${moment} limit ${most} for update skip locked)`.execute(
      query,
    );
    removed += Number(numAffectedRows ?? 0n);
  }
  return removed;
};
