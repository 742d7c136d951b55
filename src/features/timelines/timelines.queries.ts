import type { Query } from '../../ports/database.ts';

/** An asset as a timeline needs it. */
export type AssetRow = {
  readonly id: string;
  readonly hash: string;
  readonly bytes: number;
  readonly name: string;
  readonly state: string;
  readonly facts: unknown;
  readonly isGone: boolean;
};

/** Those of these assets that stand in the project, as far as whoever asks can see them. */
export const assetsOf = async (
  query: Query,
  projectId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, AssetRow>> => {
  if (ids.length === 0) return new Map();
  const rows = await query
    .selectFrom('workprint.assets')
    .select(['id', 'blob_hash as hash', 'bytes', 'name', 'state', 'facts', 'deleted_at'])
    .where('project_id', '=', projectId)
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map(({ deleted_at, ...row }) => [row.id, { ...row, isGone: deleted_at !== null }]));
};

/** Notes that a job uses these assets. */
export const noteUses = async (
  query: Query,
  projectId: string,
  jobId: string,
  assetIds: readonly string[],
): Promise<void> => {
  if (assetIds.length === 0) return;
  await query
    .insertInto('workprint.asset_uses')
    .values(assetIds.map((id) => ({ asset_id: id, project_id: projectId, user_kind: 'job', user_id: jobId })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};
