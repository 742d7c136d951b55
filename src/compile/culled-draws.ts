/** What of a display list can be seen: everything under a picture that covers the whole frame cannot. */
import { planarColour } from './colour.ts';
import type { DisplayList, Draw, LayerDraw } from './display-list.types.ts';
import { coversFrame, isFrameItself } from './layer-edges.ts';
import type { Size } from './scene.types.ts';

/** Tells whether the picture of a layer, at hand already, is opaque as the list says. */
export type OpacityCheck = (draw: LayerDraw) => boolean;

const covers = (draw: Draw, frame: Size, isOpaque: OpacityCheck): boolean => {
  switch (draw.kind) {
    case 'fill':
      return draw.weight === 256 && !draw.inside && planarColour(draw.colour).alpha === 1;
    case 'layer':
      return coversFrame(draw, frame) && isOpaque(draw);
    case 'text':
      return false;
    case 'mix':
      return [draw.from, draw.to].every((side) => side.some((each) => covers(each, frame, isOpaque)));
  }
};

/** The list from the last draw on that covers the frame; all of it when there is none. */
export const culledDraws = <Kind extends Draw>(
  list: readonly Kind[],
  frame: Size,
  isOpaque: OpacityCheck,
): { readonly draws: readonly Kind[]; readonly covers: boolean } => {
  const first = list.findLastIndex((draw) => covers(draw, frame, isOpaque));
  return first > 0 ? { draws: list.slice(first), covers: true } : { draws: list, covers: first === 0 };
};

/** A frame of one video, exactly as it was read. */
export type UntouchedVideo = LayerDraw & { readonly source: { readonly kind: 'video' } };

/** The video draw when a list is nothing but one opaque video that fills the frame pixel by pixel: such frames need no composing. */
export const untouched = (list: DisplayList, width: number, height: number): UntouchedVideo | undefined => {
  const frame = { width, height };
  const { draws } = culledDraws(list, frame, () => true);
  const [only, ...others] = draws;
  if (others.length > 0 || only?.kind !== 'layer' || only.source.kind !== 'video') return undefined;
  return isFrameItself(only, frame) ? { ...only, source: only.source } : undefined;
};
