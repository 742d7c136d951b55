/** Rows of assets as people ask for them. What a query sees is decided by row-level security. */
import { sql } from 'kysely';
import type { Query } from '../../../ports/database.ts';
import { cleanTags, searchWords } from '../display-name.ts';
import type { AssetFilter, AssetRow, AssetSort, DerivativeRow, UseRow } from './asset.types.ts';

const columns = [
  'id',
  'project_id',
  'owner_id',
  'blob_hash',
  'bytes',
  'name',
  'kind',
  'media_type',
  'state',
  'facts',
  'error',
  'tags',
  'source_url',
  'version',
  'deleted_at',
  'created_at',
  'updated_at',
] as const;

const orders = {
  newest: { value: sql<string>`id::text`, key: sql`id`, descends: true },
  oldest: { value: sql<string>`id::text`, key: sql`id`, descends: false },
  name: { value: sql<string>`lower(name)`, key: sql`lower(name)`, descends: false },
  largest: { value: sql<string>`bytes::text`, key: sql`bytes`, descends: true },
} as const satisfies Record<AssetSort, unknown>;

/** The asset of this content that a person has in a project; undefined: none. */
export const assetOfContent = async (
  query: Query,
  { projectId, ownerId, hash }: { readonly projectId: string; readonly ownerId: string; readonly hash: string },
): Promise<string | undefined> => {
  const row = await query
    .selectFrom('workprint.assets')
    .select('id')
    .where('project_id', '=', projectId)
    .where('owner_id', '=', ownerId)
    .where('blob_hash', '=', hash)
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .executeTakeFirst();
  return row?.id;
};

/** Rows behind `after`, at most `limit`; `at` of each is where the next page begins. */
export const listAssets = async (
  query: Query,
  { projectId, words, kind, tag, state, inBin, sort, after, limit }: AssetFilter,
): Promise<readonly (AssetRow & { readonly at: string })[]> => {
  const order = orders[sort];
  const direction = sql.raw(order.descends ? 'desc' : 'asc');
  let rows = query
    .selectFrom('workprint.assets')
    .select(columns)
    .select(order.value.as('at'))
    .where('project_id', '=', projectId)
    .where('deleted_at', inBin ? 'is not' : 'is', null);
  if (kind) rows = rows.where('kind', '=', kind);
  if (state) rows = rows.where('state', '=', state);
  if (tag !== undefined) rows = rows.where(sql<boolean>`tags @> ${cleanTags([tag])}::text[]`);
  if (words !== undefined) {
    const prefixes = searchWords(words) ?? '';
    rows = rows.where(
      sql<boolean>`(words @@ to_tsquery('simple', ${prefixes}) or tags && ${cleanTags([words, ...words.split(/\s+/u)])}::text[])`,
    );
  }
  if (after) {
    const sign = sql.raw(order.descends ? '<' : '>');
    rows = rows.where(
      sort === 'largest'
        ? sql<boolean>`(bytes, id) ${sign} (${after.value}::bigint, ${after.id}::uuid)`
        : sort === 'name'
          ? sql<boolean>`(lower(name), id) ${sign} (${after.value}, ${after.id}::uuid)`
          : sql<boolean>`id ${sign} ${after.id}::uuid`,
    );
  }
  return rows.orderBy(sql`${order.key} ${direction}`).orderBy(sql`id ${direction}`).limit(limit).execute();
};

/** Assets by their ids, deleted ones too; those that are not seen are left out. */
export const readAssets = (query: Query, ids: readonly string[]): Promise<readonly AssetRow[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : query.selectFrom('workprint.assets').select(columns).where('id', 'in', ids).execute();

export const derivativesOf = (query: Query, ids: readonly string[]): Promise<readonly DerivativeRow[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : query
        .selectFrom('workprint.asset_derivatives')
        .select(['asset_id', 'kind', 'blob_hash', 'bytes', 'media_type', 'facts'])
        .where('asset_id', 'in', ids)
        .orderBy('kind')
        .execute();

/** Other assets of the same content that the one asking may see. */
export const twinsOf = (
  query: Query,
  blobHash: string,
  exceptId: string,
): Promise<readonly Pick<AssetRow, 'id' | 'name' | 'project_id' | 'kind' | 'media_type' | 'state' | 'facts'>[]> =>
  query
    .selectFrom('workprint.assets')
    .select(['id', 'name', 'project_id', 'kind', 'media_type', 'state', 'facts'])
    .where('blob_hash', '=', blobHash)
    .where('id', '!=', exceptId)
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .limit(20)
    .execute();

/** Who uses an asset. `isActive`: would be the poorer without it: a document that exists, a job that is not over. */
export const usesOf = async (query: Query, assetId: string): Promise<readonly UseRow[]> => {
  const { rows } = await sql<UseRow>`
    select u.user_kind as kind, u.user_id as id, coalesce(d.name, j.label, '') as name,
      coalesce(d.deleted_at is null and d.id is not null, false)
        or coalesce(j.state in ('queued', 'held', 'running'), false) as is_active
    from workprint.asset_uses u
    left join workprint.documents d on u.user_kind = 'document' and d.id = u.user_id
    left join workprint.job_runs j on u.user_kind = 'job' and j.id = u.user_id
    where u.asset_id = ${assetId}::uuid
    order by is_active desc, u.created_at desc
    limit 200`.execute(query);
  return rows;
};

/** Writes down that a document or a job uses these assets; again is no error. */
export const noteUses = async (
  query: Query,
  {
    projectId,
    userKind,
    userId,
  }: { readonly projectId: string; readonly userKind: 'document' | 'job'; readonly userId: string },
  assetIds: readonly string[],
): Promise<void> => {
  if (assetIds.length === 0) return;
  await query
    .insertInto('workprint.asset_uses')
    .values(assetIds.map((id) => ({ asset_id: id, project_id: projectId, user_kind: userKind, user_id: userId })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};

/** Makes these the only assets that a document uses. */
export const replaceUses = async (
  query: Query,
  user: { readonly projectId: string; readonly userKind: 'document' | 'job'; readonly userId: string },
  assetIds: readonly string[],
): Promise<void> => {
  let old = query
    .deleteFrom('workprint.asset_uses')
    .where('user_kind', '=', user.userKind)
    .where('user_id', '=', user.userId);
  if (assetIds.length > 0) old = old.where('asset_id', 'not in', assetIds);
  await old.execute();
  await noteUses(query, user, assetIds);
};

/** The changed row; undefined when `version` is not the present one. */
export const changeAsset = (
  query: Query,
  id: string,
  version: number,
  change: { readonly name?: string; readonly tags?: readonly string[] },
): Promise<AssetRow | undefined> =>
  query
    .updateTable('workprint.assets')
    .set((row) => ({
      ...(change.name !== undefined && { name: change.name }),
      ...(change.tags !== undefined && { tags: [...change.tags] }),
      version: row('version', '+', 1),
    }))
    .where('id', '=', id)
    .where('version', '=', version)
    .returning(columns)
    .executeTakeFirst();

/** Puts an asset into the bin or takes it out; gives the row as it is now. */
export const binAsset = (query: Query, id: string, isDeleted: boolean): Promise<AssetRow> =>
  query
    .updateTable('workprint.assets')
    .set((row) => ({
      deleted_at: isDeleted ? sql<Date>`coalesce(deleted_at, now())` : null,
      version: row('version', '+', 1),
    }))
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirstOrThrow();

/** Removes an asset for good; its bytes stay until nothing names them for a day. */
export const purgeAsset = async (query: Query, id: string): Promise<void> => {
  await query.deleteFrom('workprint.assets').where('id', '=', id).execute();
};
