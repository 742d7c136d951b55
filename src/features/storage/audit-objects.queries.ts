import { sql } from 'kysely';
import type { Query } from '../../ports/database.ts';

export type BlobToCheck = { readonly hash: string; readonly bytes: number };

/** The blobs that were not looked at for longest, among those last looked at more than so many days ago. */
export const blobsToCheck = async (
  query: Query,
  olderThanDays: number,
  most: number,
): Promise<readonly BlobToCheck[]> => {
  const { rows } = await sql<{ hash: string; bytes: string }>`
    select hash, bytes from workprint.blobs
    where orphaned_at is null and damaged_at is null
      and (verified_at is null or verified_at < now() - make_interval(secs => ${olderThanDays * 86_400}))
    order by verified_at nulls first, hash limit ${most}`.execute(query);
  return rows.map((row) => ({ hash: row.hash, bytes: Number(row.bytes) }));
};

export const markVerified = async (query: Query, hashes: readonly string[]): Promise<void> => {
  if (hashes.length === 0) return;
  await query
    .updateTable('workprint.blobs')
    .set({ verified_at: sql<Date>`now()` })
    .where('hash', 'in', hashes)
    .execute();
};

/** Whether a blob is still to be kept: the sweeper may have taken it since it was listed. */
export const isKept = async (query: Query, hash: string): Promise<boolean> => {
  const row = await query
    .selectFrom('workprint.blobs')
    .select('hash')
    .where('hash', '=', hash)
    .where('orphaned_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
};
