/** How alike faces are, from their vectors. Pure. */
import type { FaceVectors } from './face-messages.ts';

/**
 * The library's own measure (Human, match.similarity with its defaults: order 2, multiplier 25, threshold 0.2..0.8): Euclidean distance of the
 * vectors, scaled to 0..1. Pictures of one person are usually above 0.6, of two people below 0.5.
 */
const similarity = (one: readonly number[], other: readonly number[]): number => {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += ((one[at] as number) - (other[at] ?? 0)) ** 2;
  const distance = 25 * sum;
  if (distance === 0) return 1;
  const normal = (1 - Math.sqrt(distance) / 100 - 0.2) / 0.6;
  return Math.round(100 * Math.max(0, Math.min(1, normal))) / 100;
};

/** Of the two faces that are most alike, one of each picture; undefined when one picture shows none. */
export const bestSimilarity = (one: FaceVectors, other: FaceVectors): number | undefined => {
  const all = one.flatMap((face) => other.map((against) => similarity(face, against)));
  return all.length > 0 ? Math.max(...all) : undefined;
};
