/** How much memory a segment's pictures need: an upper bound for its heaviest frame, and some comfort. */
import { type DisplayList, type Draw, placedBytes } from '../../../../compile/compile.ts';
import { largestTextPicture } from '../../../../compile/text/text-reach.ts';

/** Room to keep the pictures of a few shots. Memory is taken from the system only as it is written. */
const comfortableBytes = 128 * 1024 * 1024;

/** Mips and holes between allocations. */
const spare = 1.6;

const needed = (draws: readonly Draw[], width: number, height: number): number =>
  draws.reduce((sum, draw) => {
    switch (draw.kind) {
      case 'fill':
        return sum;
      case 'text': {
        const size = largestTextPicture(draw.style, { width, height }, draw.move !== undefined, draw.part);
        return sum + placedBytes(size.width, size.height, true);
      }
      case 'mix':
        return sum + needed(draw.from, width, height) + needed(draw.to, width, height);
      case 'layer': {
        const inside = draw.source.kind === 'group' ? needed(draw.source.draws, width, height) : 0;
        // A layer may be held twice, with two kinds of rim; patches are smaller than the layer they lie on.
        return sum + inside + placedBytes(draw.width, draw.height, true) * (2 + draw.patches.length);
      }
    }
  }, 0);

/** Bytes for layers that let every frame of these lists be composed. */
export const layerBytesFor = (width: number, height: number, lists: readonly DisplayList[]): number =>
  Math.max(
    comfortableBytes,
    Math.ceil(spare * lists.reduce((most, list) => Math.max(most, needed(list, width, height)), 0)),
  );
