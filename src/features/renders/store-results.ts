/** What a job made becomes results that people can fetch: bytes in the store first, then rows under the fence of the job. */
import type { BlobRef } from '../../domain/media.ts';
import type { BlobStore } from '../../ports/blob-store.ts';
import type { Clock } from '../../ports/clock.ts';
import type { JobContext } from '../jobs/jobs.ts';
import { claimBlob, type Storage, storeBytes, storeFile } from '../storage/storage.ts';
import type { KeepAsset, RenderLimits } from './render-parts.types.ts';
import { keepResults } from './renders.queries.ts';

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
  readonly keepAsset: KeepAsset;
};

/**
 * Keeps these files in place of what an earlier attempt of the job kept. With `keep` the first of them becomes an asset of the project,
 * whose id is given.
 */
export const storeResults = async (
  { job, commit }: Pick<JobContext<unknown>, 'job' | 'commit'>,
  files: readonly MadeFile[],
  keep: boolean,
  { storage, blobs, clock, limits, keepAsset }: Parts,
): Promise<string | undefined> => {
  for (const { blob } of files) await storeFile(storage, blobs.localPath(blob), blob);
  const results = files.map(({ kind, blob, name }) => ({
    ...{ kind, name, hash: blob.sha256, bytes: blob.sizeBytes, mediaType: blob.mediaType },
  }));
  const [main] = results;
  return commit(async (query) => {
    // In one order everywhere, so that two jobs that made the same bytes do not wait for each other crosswise.
    for (const hash of [...new Set(results.map((result) => result.hash))].sort()) await claimBlob(query, hash);
    await keepResults(query, job, results, keep ? null : new Date(clock.now() + limits.resultLifetimeMs));
    if (!keep || !main) return undefined;
    const { projectId, personId } = job;
    return keepAsset(query, {
      projectId,
      personId,
      blobHash: main.hash,
      bytes: main.bytes,
      mediaType: main.mediaType,
      name: main.name,
    });
  });
};
