/** Rows as the jobs of the studio read and settle them. */
import { sql } from 'kysely';
import type { Query } from '../../../ports/database.ts';
import type { Inspected } from './import.types.ts';

export type ImportedAsset = {
  readonly id: string;
  readonly project_id: string;
  readonly owner_id: string;
  readonly blob_hash: string;
  readonly bytes: number;
  readonly name: string;
  readonly state: string;
};

export const assetToImport = (query: Query, id: string): Promise<ImportedAsset | undefined> =>
  query
    .selectFrom('workprint.assets')
    .select(['id', 'project_id', 'owner_id', 'blob_hash', 'bytes', 'name', 'state'])
    .where('id', '=', id)
    .executeTakeFirst();

/**
 * Settles an asset as another one of the same content was settled, whoever it belongs to: the bytes are the same, so is what they are. False
 * when there is none.
 */
export const settleLikeTwin = async (query: Query, asset: ImportedAsset): Promise<boolean> => {
  const { rows } = await sql<{ id: string; state: string }>`
    select id, state from workprint.assets
    where blob_hash = ${asset.blob_hash} and id <> ${asset.id}::uuid and state in ('ready', 'refused')
      and kind is not null = (state = 'ready') and settled_by = ${inspectionVersion}
    order by id limit 1`.execute(query);
  const twin = rows[0];
  if (!twin) return false;
  await sql`
    update workprint.assets set state = twin.state, kind = twin.kind, media_type = twin.media_type, facts = twin.facts,
      error = twin.error, settled_by = twin.settled_by, version = assets.version + 1
    from workprint.assets twin where assets.id = ${asset.id}::uuid and twin.id = ${twin.id}::uuid`.execute(query);
  await sql`
    insert into workprint.asset_derivatives (asset_id, project_id, kind, blob_hash, bytes, media_type, facts)
    select ${asset.id}::uuid, ${asset.project_id}::uuid, kind, blob_hash, bytes, media_type, facts
    from workprint.asset_derivatives where asset_id = ${twin.id}::uuid
    on conflict do nothing`.execute(query);
  return true;
};

/** Raised when the same bytes would be found to be something else, or get other previews. */
export const inspectionVersion = 1;

export const settleReady = async (query: Query, asset: ImportedAsset, found: Inspected): Promise<void> => {
  await query
    .updateTable('workprint.assets')
    .set((row) => ({
      state: 'ready',
      kind: found.kind,
      media_type: found.mediaType,
      facts: JSON.stringify(found.facts),
      error: null,
      settled_by: inspectionVersion,
      version: row('version', '+', 1),
    }))
    .where('id', '=', asset.id)
    .execute();
  await query
    .updateTable('workprint.blobs')
    .set({ media_type: found.mediaType })
    .where('hash', '=', asset.blob_hash)
    .execute();
};

export const settleRefused = async (
  query: Query,
  id: string,
  error: { readonly code: string; readonly message: string },
): Promise<void> => {
  await query
    .updateTable('workprint.assets')
    .set((row) => ({
      state: 'refused',
      kind: null,
      facts: null,
      error: JSON.stringify(error),
      settled_by: inspectionVersion,
      version: row('version', '+', 1),
    }))
    .where('id', '=', id)
    .execute();
};

export type StoredDerivative = {
  readonly kind: string;
  readonly blobHash: string;
  readonly bytes: number;
  readonly mediaType: string;
  readonly facts: unknown;
};

/** A second run writes over the first. */
export const keepDerivatives = async (
  query: Query,
  asset: ImportedAsset,
  derivatives: readonly StoredDerivative[],
): Promise<void> => {
  if (derivatives.length === 0) return;
  await query
    .insertInto('workprint.asset_derivatives')
    .values(
      derivatives.map(({ kind, blobHash, bytes, mediaType, facts }) => ({
        ...{
          asset_id: asset.id,
          project_id: asset.project_id,
          kind,
          blob_hash: blobHash,
          bytes,
          media_type: mediaType,
        },
        facts: facts === undefined ? null : JSON.stringify(facts),
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['asset_id', 'kind']).doUpdateSet((row) => ({
        blob_hash: row.ref('excluded.blob_hash'),
        bytes: row.ref('excluded.bytes'),
        media_type: row.ref('excluded.media_type'),
        facts: row.ref('excluded.facts'),
      })),
    )
    .execute();
};
