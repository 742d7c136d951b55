/** How much memory the pictures of a frame need: an upper bound, so that a compositor planned by it never lacks room. */
import type { DisplayList, Draw, LayerDraw } from './display-list.types.ts';
import { filterRoomBytes } from './filters/filters.ts';
import { pictureBytes } from './filters/planar-picture.ts';
import { placedBytes } from './placed-layer.ts';
import { variantOf } from './resources.ts';
import type { Size } from './scene.types.ts';
import { largestTextPicture } from './text/text-reach.ts';

/** Bytes that stay for the frame, and the most that are needed for a moment beside them. */
type Need = { readonly held: number; readonly passing: number };

const nothing: Need = { held: 0, passing: 0 };

/** A placed picture with all its half-size mips, which add a third. */
const placed = ({ width, height }: Size): number => Math.ceil(placedBytes(width, height, true) * 1.34) + 4096;
const tight = ({ width, height }: Size): number => pictureBytes(width, height) + 256;

/** As RGBA and as planes. */
const arriving = (size: Size): number => size.width * size.height * 4 + tight(size);

const layerNeed = (draw: LayerDraw, frame: Size): Need => {
  const { source, patches, filters } = draw;
  const isChanged = variantOf(draw, frame) !== '';
  const isVideo = source.kind === 'video';
  // Filtered, then mirrored or cut, before it is placed.
  const room = filters.length > 0 ? filterRoomBytes(draw.width, draw.height) : 0;
  const changing = isChanged ? 2 * tight(draw) + room : 0;
  // A video that is not opaque arrives in memory of its own; a patch is a part of its layer, and what it covers is kept.
  const kept = (isVideo ? arriving(draw) : 0) + (isChanged && !isVideo ? tight(draw) : 0);
  const own = {
    held: placed(draw) * (1 + patches.length) + kept,
    passing: Math.max(isVideo ? tight(draw) : arriving(draw), changing, draw.blend === 'normal' ? 0 : tight(frame)),
  };
  if (source.kind !== 'group') return own;
  const inside = listNeed(source.draws, frame, true);
  return { held: own.held + inside.held + tight(frame), passing: Math.max(own.passing, inside.passing) };
};

const drawNeed = (draw: Draw, frame: Size, isInGroup: boolean): Need => {
  switch (draw.kind) {
    case 'fill':
      return draw.inside ? { held: 0, passing: tight(frame) } : nothing;
    case 'text': {
      const size = largestTextPicture(draw.style, frame, draw.move !== undefined, draw.part);
      const apart = draw.blend === 'normal' ? 0 : tight(frame);
      // Mirrored ones are kept tight too.
      const isMirrored = draw.move !== undefined && (draw.move.scaleX < 0 || draw.move.scaleY < 0);
      return { held: placed(size) + (isMirrored ? tight(size) : 0), passing: Math.max(2 * tight(size), apart) };
    }
    case 'layer':
      return layerNeed(draw, frame);
    case 'mix': {
      const both = listNeed([...draw.from, ...draw.to], frame, isInGroup);
      return { held: both.held, passing: both.passing + (isInGroup ? tight(frame) : 0) };
    }
  }
};

const listNeed = (list: DisplayList, frame: Size, isInGroup: boolean): Need => {
  let [held, passing] = [0, 0];
  for (const draw of list) {
    const need = drawNeed(draw, frame, isInGroup);
    held += need.held;
    passing = Math.max(passing, need.passing);
  }
  return { held, passing };
};

/** Bytes of pictures with which any of these lists can be composed, whatever lay in the memory before. */
export const pictureMemoryOf = (lists: Iterable<DisplayList>, frame: Size): number => {
  let most = 0;
  for (const list of lists) {
    const { held, passing } = listNeed(list, frame, false);
    most = Math.max(most, held + passing);
  }
  // What is needed may lie so that no hole between is large enough for the rest.
  return Math.ceil(most * 1.25) + 65536;
};
