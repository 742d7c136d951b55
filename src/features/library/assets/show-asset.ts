/** Assets as the API tells them: rows become words, blobs become links that live for minutes. */
import type { Query } from '../../../ports/database.ts';
import type { MediaLinks } from '../../storage/storage.ts';
import type { Asset, AssetKind, AssetRow, AssetState, DerivativeRow } from './asset.types.ts';
import { derivativesOf } from './assets.queries.ts';

/** How long links of a list live. */
export const linkLifetimeMs = 30 * 60_000;

const record = (value: unknown): Record<string, unknown> | null =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;

const derivativeLink = (links: MediaLinks, asset: AssetRow, derivative: DerivativeRow): string =>
  links.linkTo(
    {
      subject: { of: 'derivative', id: asset.id, kind: derivative.kind },
      ...{ sha256: derivative.blob_hash, mediaType: derivative.media_type, name: `${asset.name} ${derivative.kind}` },
    },
    linkLifetimeMs,
  );

const showAsset = (links: MediaLinks, asset: AssetRow, poster: DerivativeRow | undefined): Asset => ({
  id: asset.id,
  projectId: asset.project_id,
  ownerId: asset.owner_id,
  name: asset.name,
  kind: asset.kind as AssetKind | null,
  mediaType: asset.media_type,
  state: asset.state as AssetState,
  bytes: asset.bytes,
  sha256: asset.blob_hash,
  facts: record(asset.facts),
  error: asset.error as Asset['error'],
  tags: asset.tags,
  sourceUrl: asset.source_url,
  posterUrl: poster && !asset.deleted_at ? derivativeLink(links, asset, poster) : null,
  version: asset.version,
  deletedAt: asset.deleted_at?.toISOString() ?? null,
  createdAt: asset.created_at.toISOString(),
  updatedAt: asset.updated_at.toISOString(),
});

/** The smallest picture of an asset that a list can show. */
const posterKinds = ['thumbnail-320', 'poster', 'specimen'];

/** Rows with their pictures, in the same order. */
export const showAssets = async (
  query: Query,
  links: MediaLinks,
  assets: readonly AssetRow[],
): Promise<readonly Asset[]> => {
  const derivatives = Map.groupBy(
    await derivativesOf(
      query,
      assets.map(({ id }) => id),
    ),
    ({ asset_id }) => asset_id,
  );
  return assets.map((asset) => {
    const own = derivatives.get(asset.id) ?? [];
    const poster = posterKinds.flatMap((kind) => own.filter((one) => one.kind === kind))[0];
    return showAsset(links, asset, poster);
  });
};

/** Everything that was made of one asset. */
export const showDerivatives = async (query: Query, links: MediaLinks, asset: AssetRow, now: number) => {
  if (asset.deleted_at) return [];
  const rows = await derivativesOf(query, [asset.id]);
  return rows.map((row) => ({
    kind: row.kind,
    mediaType: row.media_type,
    bytes: row.bytes,
    facts: record(row.facts),
    url: derivativeLink(links, asset, row),
    expiresAt: expiryOf(now, linkLifetimeMs),
  }));
};

/** A time at which a link of this lifetime surely still works: links live at least two thirds of it. */
export const expiryOf = (now: number, lifetimeMs: number): string =>
  new Date(now + Math.floor((lifetimeMs * 2) / 3)).toISOString();
