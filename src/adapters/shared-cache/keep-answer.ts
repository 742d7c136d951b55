/** Keeping an answer that others will read: announce its blobs, store their bytes, then write the answer. */
import { WorkprintError } from '../../domain/errors.ts';
import type { BlobRef } from '../../domain/media.ts';
import type { AnswerRecord } from '../../ports/action-cache.ts';
import type { AnswerStore } from '../../ports/answer-store.ts';
import type { BlobStore } from '../../ports/blob-store.ts';
import type { ObjectStore } from '../../ports/object-store.ts';

type Parts = { readonly local: BlobStore; readonly objects: ObjectStore; readonly answers: AnswerStore };

/** A blob is swept between two of our steps only when a clock ran a day ahead; twice in a row means that something else is wrong. */
const tries = 3;

const store = async ({ local, objects }: Parts, ref: BlobRef, mustWrite: boolean): Promise<void> => {
  const name = `blobs/${ref.sha256}`;
  if (!mustWrite && (await objects.facts(name))?.bytes === ref.sizeBytes) return;
  if (!(await local.has(ref)))
    throw new WorkprintError(
      'media-corrupt',
      'A step answered with bytes that are not in the cache. Nothing was kept of it; ask again.',
    );
  await objects.putFile(name, local.localPath(ref), ref.mediaType);
};

/** Resolves when the answer and everything it names can be read by every machine. */
export const keepAnswer = async (
  parts: Parts,
  key: string,
  record: AnswerRecord,
  refs: readonly BlobRef[],
): Promise<void> => {
  for (let attempt = 0; attempt < tries; attempt++) {
    const damaged = await parts.answers.announce(refs);
    // One after the other: a step names few blobs, and several steps are under way at once.
    for (const ref of refs) await store(parts, ref, damaged.has(ref.sha256));
    if (await parts.answers.keep(key, record, refs)) return;
  }
  throw new WorkprintError(
    'unavailable',
    'An answer could not be kept: its bytes were swept away each time. Look at the clocks of the servers.',
  );
};
