import { sql } from 'kysely';
import type { BlobRef } from '../../domain/media.ts';
import type { Query } from '../../ports/database.ts';

/** In one order, so that two transactions that want the same blobs wait for each other instead of dying. */
const inOrder = (blobs: readonly BlobRef[]): readonly BlobRef[] =>
  [...blobs].sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1));

/**
 * Enters blobs that are about to be stored; the sweeper leaves them alone for a day from now on. Waits while it is removing one of them.
 * Gives the hashes whose stored bytes are known to be damaged.
 */
export const announceBlobs = async (query: Query, blobs: readonly BlobRef[]): Promise<ReadonlySet<string>> => {
  if (blobs.length === 0) return new Set();
  const rows = await query
    .insertInto('workprint.blobs')
    .values(
      inOrder(blobs).map(({ sha256, sizeBytes, mediaType }) => ({
        ...{ hash: sha256, bytes: sizeBytes, media_type: mediaType },
        orphaned_at: sql<Date>`now()`,
      })),
    )
    .onConflict((conflict) =>
      conflict.column('hash').doUpdateSet({
        orphaned_at: sql<Date | null>`case when blobs.orphaned_at is null then null else now() end`,
      }),
    )
    .returning(['hash', 'damaged_at'])
    .execute();
  return new Set(rows.filter((row) => row.damaged_at !== null).map((row) => row.hash));
};

/**
 * Says, in the transaction that names them, that these blobs are named and their bytes whole. Gives how many there are: fewer than asked means that
 * the sweeper was quicker, and their bytes must be stored again.
 */
export const claimBlobs = async (query: Query, hashes: readonly string[]): Promise<number> => {
  if (hashes.length === 0) return 0;
  const { rows } = await sql`
    with locked as (
      select hash from workprint.blobs where hash = any(${[...hashes]}::text[]) order by hash for update
    )
    update workprint.blobs blob set orphaned_at = null, damaged_at = null
    from locked where blob.hash = locked.hash
    returning blob.hash`.execute(query);
  return rows.length;
};

/** The stored bytes are not what their name says: answers that name them are forgotten, so that they are made again. */
export const noteDamage = async (query: Query, hash: string): Promise<void> => {
  await query
    .deleteFrom('workprint.answers')
    .where('key', 'in', (from) => from.selectFrom('workprint.answer_blobs').select('key').where('blob_hash', '=', hash))
    .execute();
  await query
    .updateTable('workprint.blobs')
    .set({ damaged_at: sql<Date>`coalesce(damaged_at, now())` })
    .where('hash', '=', hash)
    .execute();
};
