/** Every blob that anything in a value names, each once. */
import { type BlobRef, blobsIn } from '../../domain/media.ts';

/** In the order in which they are named. */
export const blobsNamed = (value: unknown): readonly BlobRef[] => [
  ...new Map([...blobsIn(value)].map((blob) => [blob.sha256, blob])).values(),
];
