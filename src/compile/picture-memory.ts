/** How much memory the pictures of a frame need: an upper bound, so that a compositor planned by it never lacks room. */
import type { DisplayList, Draw, LayerDraw } from './display-list.types.ts';
import { filterRoomBytes } from './filters/filters.ts';
import { pictureBytes } from './filters/planar-picture.ts';
import { frameBytes } from './frame-buffer.ts';
import { placedBytes } from './placed-layer.ts';
import { variantOf } from './resources.ts';
import type { Size } from './scene.types.ts';
import { largestTextPicture } from './text/text-reach.ts';

/** A placed picture with all its half-size mips, which add a third. */
const placed = ({ width, height }: Size): number => Math.ceil(placedBytes(width, height, true) * 1.34) + 4096;
const tight = ({ width, height }: Size): number => pictureBytes(width, height) + 256;

const layerBytes = (draw: LayerDraw, frame: Size): number => {
  const { source, width, height, patches, filters } = draw;
  // Coming in: as RGBA and as planes; going on: filtered, and mirrored or cut.
  const arriving = width * height * 4 + tight(draw);
  const isChanged = variantOf(draw, frame) !== '';
  const changing = isChanged ? 3 * tight(draw) + (filters.length > 0 ? filterRoomBytes(width, height) : 0) : 0;
  // A patch is a part of its layer, and what it covers is kept.
  const held = placed(draw) * (1 + patches.length) + arriving + changing;
  const apart = draw.blend === 'normal' ? 0 : tight(frame);
  return held + apart + (source.kind === 'group' ? bytesFor(source.draws, frame, true) + tight(frame) : 0);
};

const drawBytes = (draw: Draw, frame: Size, isInGroup: boolean): number => {
  switch (draw.kind) {
    case 'fill':
      return 0;
    case 'text': {
      const size = largestTextPicture(draw.style, frame, draw.move !== undefined, draw.part);
      return placed(size) + 2 * tight(size) + (draw.blend === 'normal' ? 0 : tight(frame));
    }
    case 'layer':
      return layerBytes(draw, frame);
    case 'mix': {
      const spare = isInGroup ? frameBytes(frame.width, frame.height, true) + 256 : 0;
      return spare + bytesFor(draw.from, frame, isInGroup) + bytesFor(draw.to, frame, isInGroup);
    }
  }
};

const bytesFor = (list: DisplayList, frame: Size, isInGroup: boolean): number =>
  list.reduce((sum, draw) => sum + drawBytes(draw, frame, isInGroup), 0);

/** Bytes of pictures with which any of these lists can be composed, whatever lay in the memory before. */
export const pictureMemoryOf = (lists: Iterable<DisplayList>, frame: Size): number => {
  let most = 0;
  for (const list of lists) most = Math.max(most, bytesFor(list, frame, false));
  // What is needed may lie so that no hole between is large enough for the rest.
  return Math.ceil(most * 1.25) + 65536;
};
