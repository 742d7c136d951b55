/** What a job made becomes results that people can fetch: bytes in the store first, then rows under the fence of the job. */
import { WorkprintError } from '../../domain/errors.ts';
import type { BlobRef } from '../../domain/media.ts';
import type { BlobStore } from '../../ports/blob-store.ts';
import type { Clock } from '../../ports/clock.ts';
import type { JobContext } from '../jobs/jobs.ts';
import { claimBlob, type Storage, storeBytes, storeFile } from '../storage/storage.ts';
import type { KeepAsset, RenderLimits } from './render-parts.types.ts';
import { keepForGood, keepResults } from './renders.queries.ts';

/** One file for people. */
export type MadeFile = { readonly kind: string; readonly blob: BlobRef; readonly name: string };

/** A text as a blob in the store. */
export const storeText = async (
  text: string,
  mediaType: string,
  { storage, blobs }: { readonly storage: Storage; readonly blobs: BlobStore },
): Promise<BlobRef> => {
  const bytes = new TextEncoder().encode(text);
  const blob = await blobs.put(bytes, mediaType);
  await storeBytes(storage, bytes, blob);
  return blob;
};

type Parts = {
  readonly storage: Storage;
  readonly blobs: BlobStore;
  readonly clock: Clock;
  readonly limits: Pick<RenderLimits, 'resultLifetimeMs'>;
};

/** Keeps these files, for a while, in place of what an earlier attempt of the job kept. */
export const storeResults = async (
  { job, commit }: Pick<JobContext<unknown>, 'job' | 'commit'>,
  files: readonly MadeFile[],
  { storage, blobs, clock, limits }: Parts,
): Promise<void> => {
  for (const { blob } of files) await storeFile(storage, blobs.localPath(blob), blob);
  const results = files.map(({ kind, blob, name }) => ({
    ...{ kind, name, hash: blob.sha256, bytes: blob.sizeBytes, mediaType: blob.mediaType },
  }));
  await commit(async (query) => {
    // In one order everywhere, so that two jobs that made the same bytes do not wait for each other crosswise.
    for (const hash of [...new Set(results.map((result) => result.hash))].sort()) await claimBlob(query, hash);
    await keepResults(query, job, results, new Date(clock.now() + limits.resultLifetimeMs));
  });
};

/** What came of the wish to keep a video. */
export type Kept = { readonly assetId: string } | { readonly notKept: string };

/**
 * Makes an asset of a stored result; all results then stay. A library that is full refuses it: the video is there for a while all the same, and the
 * answer says why it was not kept.
 */
export const keepVideo = async (
  { job, commit }: Pick<JobContext<unknown>, 'job' | 'commit'>,
  { blob, name }: MadeFile,
  keepAsset: KeepAsset,
): Promise<Kept> => {
  const { projectId, personId } = job;
  const { sha256: blobHash, sizeBytes: bytes, mediaType } = blob;
  try {
    return await commit(async (query) => {
      const assetId = await keepAsset(query, { projectId, personId, blobHash, bytes, mediaType, name });
      await keepForGood(query, job.id);
      return { assetId };
    });
  } catch (error) {
    if (!(error instanceof WorkprintError) || error.code !== 'quota-exceeded') throw error;
    return { notKept: error.message };
  }
};
