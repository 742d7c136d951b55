/**
 * A received file becomes an asset. First its content is announced, then its bytes are stored under their hash, then everything that names
 * them is written in one transaction. A crash in between leaves bytes without a name, never a name without bytes (PB7).
 */
import type { BlobRef } from '../../../domain/media.ts';
import type { Query } from '../../../ports/database.ts';
import type { Received } from '../../../ports/intake.ts';
import { RequestRefused } from '../../api/api.ts';
import { createJob } from '../../jobs/jobs.ts';
import { claimBlob, storeFile } from '../../storage/storage.ts';
import type { LibraryParts } from '../library.types.ts';
import { checkClaim } from '../quota.ts';
import { twinsOf } from './assets.queries.ts';
import { claimStored, deleteUnfetched, insertAsset, type NewAsset, unknownMediaType } from './keep.queries.ts';

/** What the job that looks at a new asset is given. */
export type ImportInput = { readonly assetId: string };
export const importKind = 'import-asset';

/** The blob of a received file, of which nobody knows yet what it is. */
export const blobOf = ({ sha256, bytes }: Received): BlobRef => ({
  sha256,
  sizeBytes: bytes,
  mediaType: unknownMediaType,
});

/** Stores the bytes; the received file is gone afterwards. Within a day they must be named. */
export const storeReceived = async (
  { database, objects, intake }: Pick<LibraryParts, 'database' | 'objects' | 'intake'>,
  received: Received,
): Promise<void> => {
  try {
    await storeFile({ database, objects }, received.path, blobOf(received));
  } finally {
    await intake.discard(received);
  }
};

/** Names a file that the studio fetched for a person, in the studio's transaction. Throws `quota-exceeded`. */
export const nameFetched = async (
  { limits }: Pick<LibraryParts, 'limits'>,
  query: Query,
  asset: Omit<NewAsset, 'known'>,
): Promise<void> => {
  await deleteUnfetched(query, asset.id);
  if (!(await insertAsset(query, asset))) return;
  await claimBlob(query, asset.blobHash);
  await checkClaim(query, asset.ownerId, asset.bytes, limits.storageBytes);
};

export type KeptAsset = {
  readonly id: string;
  readonly state: 'processing' | 'ready';
  readonly jobId: string;
  /** Assets of the same content that this person sees. */
  readonly duplicates: readonly { readonly id: string; readonly name: string; readonly projectId: string }[];
};

/**
 * Writes the asset and the job that looks at it. Content that its person has already is known at once; only they learn of it, so nobody finds
 * out by an upload what others keep. Throws `quota-exceeded`.
 */
export const nameAsset = async (
  { queue, limits }: Pick<LibraryParts, 'queue' | 'limits'>,
  query: Query,
  asset: Omit<NewAsset, 'known'>,
): Promise<KeptAsset> => {
  const twins = await twinsOf(query, asset.blobHash, asset.id);
  const known = twins.find(({ state }) => state === 'ready');
  await insertAsset(query, {
    ...asset,
    ...(known && { known: { kind: known.kind, mediaType: known.media_type, facts: known.facts } }),
  });
  if (!(await claimStored(query, asset.blobHash)))
    throw new RequestRefused(
      'unavailable',
      'The file was stored too long ago and has been cleared away. Send it again.',
    );
  await checkClaim(query, asset.ownerId, asset.bytes, limits.storageBytes);
  const input: ImportInput = { assetId: asset.id };
  const jobId = await createJob(query, queue, {
    ...{
      projectId: asset.projectId,
      personId: asset.ownerId,
      kind: importKind,
      lane: 'chores',
      label: asset.name,
      input,
    },
  });
  return {
    ...{ id: asset.id, state: known ? 'ready' : 'processing', jobId },
    duplicates: twins.map(({ id, name, project_id }) => ({ id, name, projectId: project_id })),
  };
};
