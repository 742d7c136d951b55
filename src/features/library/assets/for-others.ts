/** What other features ask of the library: the assets a timeline names, and a result that is to stay. */
import type { BlobRef } from '../../../domain/media.ts';
import type { MediaFacts } from '../../../domain/timeline/media-facts.types.ts';
import type { Query } from '../../../ports/database.ts';
import type { Queue } from '../../../ports/queue.ts';
import { displayName } from '../display-name.ts';
import type { LibraryParts } from '../library.types.ts';
import type { AssetKind, AssetState } from './asset.types.ts';
import { assetOfContent, readAssets } from './assets.queries.ts';
import { newId, unknownMediaType } from './keep.queries.ts';
import { nameAsset } from './keep-file.ts';

export type FoundAsset = {
  readonly id: string;
  readonly name: string;
  readonly kind: AssetKind | null;
  /** `processing`: facts are not known yet. */
  readonly state: AssetState;
  readonly blob: BlobRef;
  /** Of films, pictures and sounds that are ready. */
  readonly facts: MediaFacts | undefined;
};

const isMedia = (kind: string | null): boolean => kind === 'video' || kind === 'image' || kind === 'audio';

/** Assets of one project by id; those that are not there, deleted, or another project's are left out. */
export const findAssets = async (
  query: Query,
  projectId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, FoundAsset>> => {
  const rows = await readAssets(query, [...new Set(ids)]);
  const found = rows
    .filter((row) => row.project_id === projectId && row.deleted_at === null)
    .map(
      (row): FoundAsset => ({
        ...{ id: row.id, name: row.name, kind: row.kind as AssetKind | null, state: row.state as AssetState },
        blob: { sha256: row.blob_hash, sizeBytes: row.bytes, mediaType: row.media_type ?? unknownMediaType },
        facts: row.state === 'ready' && isMedia(row.kind) ? (row.facts as MediaFacts) : undefined,
      }),
    );
  return new Map(found.map((asset) => [asset.id, asset]));
};

/**
 * Makes an asset of bytes that are stored already, such as the result of a render, in the transaction of `query`. Content that the owner has in
 * the project already is that asset, also when a job is run twice. Counts against the owner's quota: throws `quota-exceeded`.
 */
export const keepResult = async (
  parts: Pick<LibraryParts, 'limits'> & { readonly queue: Queue },
  query: Query,
  result: { readonly projectId: string; readonly ownerId: string; readonly name: string; readonly blob: BlobRef },
): Promise<string> => {
  const { projectId, ownerId, blob } = result;
  const there = await assetOfContent(query, { projectId, ownerId, hash: blob.sha256 });
  if (there !== undefined) return there;
  const id = await newId(query);
  await nameAsset(parts, query, {
    ...{ id, projectId, ownerId, name: displayName(result.name), tags: [] },
    ...{ blobHash: blob.sha256, bytes: blob.sizeBytes },
  });
  return id;
};
