/** What becomes a row when a file is kept: its blob, the asset, and what its person may still add. */
import { sql } from 'kysely';
import type { Query } from '../../../ports/database.ts';

export type NewAsset = {
  readonly id: string;
  readonly projectId: string;
  readonly ownerId: string;
  readonly blobHash: string;
  readonly bytes: number;
  readonly name: string;
  readonly tags: readonly string[];
  readonly sourceUrl?: string;
  /** Known at once when the same content is in sight of its person already. */
  readonly known?: { readonly kind: string | null; readonly mediaType: string | null; readonly facts: unknown };
};

/** Until a file was looked at. */
export const unknownMediaType = 'application/octet-stream';

/** Says that the stored bytes are named from now on. False: they were swept since they were stored. */
export const claimStored = async (query: Query, hash: string): Promise<boolean> => {
  const { rows } = await sql<{ is_there: boolean }>`select workprint.claim_blob(${hash}) as is_there`.execute(query);
  return rows[0]?.is_there === true;
};

/** An id for a row that is written later; ordered by time like all of ours. */
export const newId = async (query: Query): Promise<string> => {
  const { rows } = await sql<{ id: string }>`select workprint.new_id() as id`.execute(query);
  return rows[0]?.id ?? '';
};

/** False when an asset of this id is there already. */
export const insertAsset = async (query: Query, asset: NewAsset): Promise<boolean> => {
  const { known } = asset;
  const inserted = await query
    .insertInto('workprint.assets')
    .values({
      id: asset.id,
      project_id: asset.projectId,
      owner_id: asset.ownerId,
      blob_hash: asset.blobHash,
      bytes: asset.bytes,
      name: asset.name,
      tags: [...asset.tags],
      source_url: asset.sourceUrl ?? null,
      state: known ? 'ready' : 'processing',
      kind: known?.kind ?? null,
      media_type: known?.mediaType ?? null,
      facts: known ? JSON.stringify(known.facts) : null,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
};

/** The hash of no bytes at all: what an asset holds of which nothing could be fetched. */
export const emptyHash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** An asset of which nothing could be fetched, so that its person finds the reason where they look for it. */
export const insertUnfetched = async (
  query: Query,
  asset: Pick<NewAsset, 'id' | 'projectId' | 'ownerId' | 'name' | 'tags' | 'sourceUrl'>,
  error: { readonly code: string; readonly message: string },
): Promise<void> => {
  await query
    .insertInto('workprint.assets')
    .values({
      ...{ id: asset.id, project_id: asset.projectId, owner_id: asset.ownerId, name: asset.name },
      ...{ blob_hash: emptyHash, bytes: 0, tags: [...asset.tags], source_url: asset.sourceUrl ?? null },
      ...{ state: 'refused', error: JSON.stringify({ code: error.code, message: error.message }) },
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
};

/** Makes room for what was fetched after all. */
export const deleteUnfetched = async (query: Query, id: string): Promise<void> => {
  await query
    .deleteFrom('workprint.assets')
    .where('id', '=', id)
    .where('blob_hash', '=', emptyHash)
    .where('state', '=', 'refused')
    .where('settled_by', 'is', null)
    .execute();
};

/** What a job of the studio was given. */
export const inputOfJob = async (query: Query, jobId: string): Promise<unknown> => {
  const row = await query.selectFrom('workprint.job_runs').select('input').where('id', '=', jobId).executeTakeFirst();
  return row?.input;
};

export type StorageStanding = {
  /** Bytes of all assets, those in the bin too, and of uploads under way. */
  readonly usedBytes: number;
  /** The person's own limit; null: that of the studio. */
  readonly ownLimitBytes: number | null;
};

/** What a person keeps. After an insert of theirs in the same transaction nobody else can add to it until the commit. */
export const storageStanding = async (query: Query, personId: string): Promise<StorageStanding> => {
  const row = await query
    .selectFrom('workprint.people as person')
    .leftJoin('workprint.storage_used as used', 'used.person_id', 'person.id')
    .select(['used.bytes', 'person.storage_limit_bytes'])
    .where('person.id', '=', personId)
    .executeTakeFirst();
  return { usedBytes: row?.bytes ?? 0, ownLimitBytes: row?.storage_limit_bytes ?? null };
};
