/** How alike two pictures are: of the same person, and as pictures. */
import type { BlobRef } from '../domain/media.ts';

export type Likeness = {
  /** 0..1, of the nearest faces of the two; undefined when one of them shows no face. */
  readonly face?: number;
  /** 0..1, of the pictures as a whole by perceptual hash; 1: the same picture. */
  readonly picture: number;
};

export interface LikenessMeter {
  /** Part of the cache key: models and version. */
  readonly id: string;
  /** Both are pictures. Throws `media-corrupt`, `media-refused`. */
  compare(one: BlobRef, other: BlobRef, signal: AbortSignal): Promise<Likeness>;
  close(): Promise<void>;
}
