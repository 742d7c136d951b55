/** Where everything a timeline names lies on this machine, for threads and children that read files. */

import { layerMediaType } from '../../../compile/layer-image.ts';
import type { BlobRef } from '../../../domain/media.ts';
import type { Timeline } from '../../../domain/timeline/timeline.types.ts';
import type { BlobStore } from '../../../ports/blob-store.ts';
import type { MediaDecoders } from '../media-decoders.types.ts';
import type { Paths } from './messages.ts';

const isBlob = (value: object): value is BlobRef =>
  'sha256' in value && typeof value.sha256 === 'string' && 'mediaType' in value && typeof value.mediaType === 'string';

/** Every blob in a timeline, whatever names it. */
const blobsIn = function* (value: unknown): Generator<BlobRef> {
  if (typeof value !== 'object' || value === null) return;
  if (isBlob(value)) yield value;
  else for (const inner of Object.values(value)) yield* blobsIn(inner);
};

/** Blobs of our own making lie in the store; files of people were taken in and stay where they are. */
export const pathsOf = async (timeline: Timeline, blobs: BlobStore, decoders: MediaDecoders): Promise<Paths> => {
  const found = new Map<string, BlobRef>();
  for (const blob of blobsIn(timeline.tracks)) found.set(blob.sha256, blob);
  for (const blob of blobsIn(timeline.fonts ?? [])) found.set(blob.sha256, blob);
  const located = await Promise.all(
    [...found.values()].map(async (blob) => {
      const isOurs = blob.mediaType === layerMediaType || (await blobs.has(blob));
      return [blob.sha256, isOurs ? blobs.localPath(blob) : await decoders.locate(blob)] as const;
    }),
  );
  return Object.fromEntries(located);
};
