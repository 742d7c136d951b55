/** How much memory a segment's pictures get: what its heaviest frame needs, and some comfort. */
import { type DisplayList, pictureMemoryOf } from '../../../../compile/compile.ts';

/** Room to keep the pictures of a few shots. Memory is taken from the system only as it is written. */
const comfortableBytes = 128 * 1024 * 1024;

/** Bytes for pictures that let every frame of these lists be composed. */
export const layerBytesFor = (width: number, height: number, lists: readonly DisplayList[]): number =>
  Math.max(comfortableBytes, pictureMemoryOf(lists, { width, height }));
