/** Rows of uploads under way. An upload is its person's own, whoever else works in the project. */
import { sql } from 'kysely';
import type { Query } from '../../../ports/database.ts';
import type { Piece } from '../../../ports/intake.ts';

export type UploadRow = {
  readonly id: string;
  readonly project_id: string;
  readonly name: string;
  readonly tags: readonly string[];
  readonly length_bytes: number;
  readonly offset_bytes: number;
  readonly pieces: readonly Piece[];
  readonly writer: string | null;
  readonly blob_hash: string | null;
  readonly asset_id: string | null;
  readonly expires_at: Date;
};

const columns = [
  'id',
  'project_id',
  'name',
  'tags',
  'length_bytes',
  'offset_bytes',
  'pieces',
  'writer',
  'blob_hash',
  'asset_id',
  'expires_at',
] as const;

type Stored = Omit<UploadRow, 'pieces'> & { readonly pieces: unknown };
const asRow = (row: Stored): UploadRow => ({ ...row, pieces: row.pieces as readonly Piece[] });

export type NewUpload = {
  readonly personId: string;
  readonly projectId: string;
  readonly name: string;
  readonly tags: readonly string[];
  readonly lengthBytes: number;
  readonly expiresAt: Date;
};

export const insertUpload = async (query: Query, upload: NewUpload): Promise<string> => {
  const { id } = await query
    .insertInto('workprint.uploads')
    .values({
      person_id: upload.personId,
      project_id: upload.projectId,
      name: upload.name,
      tags: [...upload.tags],
      length_bytes: upload.lengthBytes,
      expires_at: upload.expiresAt,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
};

/** Uploads of a person that have not become an asset and may still be gone on with. */
export const countOpenUploads = async (query: Query, personId: string, now: Date): Promise<number> => {
  const { count } = await query
    .selectFrom('workprint.uploads')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('person_id', '=', personId)
    .where('asset_id', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirstOrThrow();
  return Number(count);
};

export const readUpload = async (query: Query, id: string): Promise<UploadRow | undefined> => {
  const row = await query.selectFrom('workprint.uploads').select(columns).where('id', '=', id).executeTakeFirst();
  return row && asRow(row);
};

export type Turn = { readonly row: UploadRow; readonly isFree: boolean };

/**
 * Takes the right to write for `leaseMs`. Undefined while somebody else has it. `isFree`: the last writer let go itself. The clock is the
 * database's, the same for all servers.
 */
export const takeTurn = async (
  query: Query,
  id: string,
  writer: string,
  leaseMs: number,
): Promise<Turn | undefined> => {
  const { rows } = await sql<Stored & { readonly was_free: boolean }>`
    update workprint.uploads as upload
    set writer = ${writer}::uuid, writer_until = clock_timestamp() + ${leaseMs} * interval '1 millisecond'
    from (select id, writer is null as was_free from workprint.uploads where id = ${id}::uuid for update) as before
    where upload.id = before.id and (before.was_free or upload.writer_until < clock_timestamp())
    returning ${sql.join(columns.map((name) => sql.ref(`upload.${name}`)))}, before.was_free`.execute(query);
  const [row] = rows;
  return row && { row: asRow(row), isFree: row.was_free };
};

/** Says how far the flushed bytes reach now. False: the turn was lost, nothing changed. */
export const advance = async (
  query: Query,
  id: string,
  writer: string,
  {
    pieces,
    leaseMs,
    expiresAt,
  }: { readonly pieces: readonly Piece[]; readonly leaseMs: number; readonly expiresAt: Date },
): Promise<boolean> => {
  const { rows } = await sql<{ id: string }>`
    update workprint.uploads
    set pieces = ${JSON.stringify(pieces)}::jsonb, offset_bytes = ${pieces.reduce((sum, { bytes }) => sum + bytes, 0)}::bigint,
      writer_until = clock_timestamp() + ${leaseMs} * interval '1 millisecond', expires_at = ${expiresAt}, updated_at = now()
    where id = ${id}::uuid and writer = ${writer}::uuid
    returning id`.execute(query);
  return rows.length > 0;
};

/** The writer is still at it. False: the turn was lost. */
export const renewTurn = async (query: Query, id: string, writer: string, leaseMs: number): Promise<boolean> => {
  const { rows } = await sql<{ id: string }>`
    update workprint.uploads set writer_until = clock_timestamp() + ${leaseMs} * interval '1 millisecond'
    where id = ${id}::uuid and writer = ${writer}::uuid
    returning id`.execute(query);
  return rows.length > 0;
};

/** Gives the right to write back, if it is still ours. */
export const endTurn = async (query: Query, id: string, writer: string): Promise<void> => {
  await query
    .updateTable('workprint.uploads')
    .set({ writer: null, writer_until: null })
    .where('id', '=', id)
    .where('writer', '=', writer)
    .execute();
};

/** Writes the content down before its bytes are moved. False: the turn was lost. */
export const noteContent = async (query: Query, id: string, writer: string, blobHash: string): Promise<boolean> => {
  const { numUpdatedRows } = await query
    .updateTable('workprint.uploads')
    .set({ blob_hash: blobHash })
    .where('id', '=', id)
    .where('writer', '=', writer)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
};

/** Says what became of it, once. False: it had become something already, or the turn was lost. */
export const noteAsset = async (query: Query, id: string, writer: string, assetId: string): Promise<boolean> => {
  const { numUpdatedRows } = await query
    .updateTable('workprint.uploads')
    .set({ asset_id: assetId, pieces: '[]' })
    .where('id', '=', id)
    .where('writer', '=', writer)
    .where('asset_id', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
};

/** False while somebody writes. */
export const deleteUpload = async (query: Query, id: string, writer: string): Promise<boolean> => {
  const { numDeletedRows } = await query
    .deleteFrom('workprint.uploads')
    .where('id', '=', id)
    .where('writer', '=', writer)
    .executeTakeFirst();
  return numDeletedRows > 0n;
};

/** Of these ids, those that still are uploads. Of the studio. */
export const knownUploads = async (query: Query, ids: readonly string[]): Promise<ReadonlySet<string>> => {
  if (ids.length === 0) return new Set();
  const rows = await query.selectFrom('workprint.uploads').select('id').where('id', 'in', ids).execute();
  return new Set(rows.map(({ id }) => id));
};

/** Uploads that have all of their bytes and became nothing: their server died. Of the studio. */
export const unfinishedUploads = (
  query: Query,
  most: number,
): Promise<readonly { readonly id: string; readonly person_id: string }[]> =>
  query
    .selectFrom('workprint.uploads')
    .select(['id', 'person_id'])
    .where('asset_id', 'is', null)
    .whereRef('offset_bytes', '=', 'length_bytes')
    .where((row) => row.or([row('writer', 'is', null), row('writer_until', '<', sql<Date>`clock_timestamp()`)]))
    .orderBy('updated_at')
    .limit(most)
    .execute();
