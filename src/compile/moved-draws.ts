/**
 * A finished frame's draws, moved as if they were one picture of the frame: for slides, pushes and zooms. The draws themselves are
 * moved where that gives the same; otherwise they are drawn alone as a group first.
 */
import type { LayerDraw, PlainDraw, TextDraw } from './display-list.types.ts';
import { groupDraw } from './group-draw.ts';
import type { Extent } from './layer-edges.ts';
import { plainLayer } from './layers/look.ts';
import { colourSource } from './layers/solid.ts';
import type { Size } from './scene.types.ts';

/** The draws, moved by whole or partial pixels; nothing of them shows outside the moved frame. */
export const shiftedDraws = (
  frame: Size,
  draws: readonly PlainDraw[],
  dx: number,
  dy: number,
): readonly PlainDraw[] => {
  if (draws.length === 0 || Math.abs(dx) >= frame.width || Math.abs(dy) >= frame.height) return [];
  const inside = draws.map((draw) => withinFrame(frame, draw));
  if (inside.some((draw) => draw === undefined)) return [groupDraw(frame, draws, { x: dx, y: dy })];
  return inside.flatMap((draw): PlainDraw[] => {
    if (draw === undefined || draw === 'nowhere') return [];
    if (draw.kind === 'text') return [shiftedText(draw, dx, dy)];
    return [{ ...draw, x: draw.x + dx, y: draw.y + dy }];
  });
};

const shiftedText = (draw: TextDraw, dx: number, dy: number): TextDraw => {
  const move = draw.move ?? { x: 0, y: 0, scaleX: 1, scaleY: 1, rotationDeg: 0 };
  return { ...draw, move: { ...move, x: move.x + dx, y: move.y + dy } };
};

/** A draw that shows nothing outside the frame and looks the same in it; undefined when a crop cannot do that. */
const withinFrame = (frame: Size, draw: PlainDraw): LayerDraw | TextDraw | 'nowhere' | undefined => {
  if (draw.kind === 'fill') return colourLayer(frame, draw.colour, draw.weight);
  if (draw.kind === 'text') return draw.move ? undefined : draw;
  if (draw.tile || draw.rotationDeg !== 0) return undefined;
  return cropped(extentOfFrame(frame), draw);
};

const colourLayer = (frame: Size, colour: string, weight: number): LayerDraw => ({
  ...groupDraw(frame, []),
  source: colourSource(colour, frame),
  ...plainLayer,
  opacity: weight,
});

/** The draws, as far as they lie within a rectangle of the frame; its sides are whole pixels. */
export const clippedDraws = (frame: Size, draws: readonly PlainDraw[], room: Extent): readonly PlainDraw[] =>
  draws.flatMap((draw): readonly PlainDraw[] => {
    const clipped = cropped(room, croppable(frame, draw));
    return clipped === 'nowhere' ? [] : [clipped];
  });

/** A draw as a layer that a crop can cut straight. */
const croppable = (frame: Size, draw: PlainDraw): LayerDraw => {
  if (draw.kind === 'fill') return colourLayer(frame, draw.colour, draw.weight);
  if (draw.kind === 'layer' && !draw.tile && draw.rotationDeg === 0) return draw;
  return groupDraw(frame, [{ ...draw, blend: 'normal' }], { blend: draw.blend });
};

const extentOfFrame = ({ width, height }: Size): Extent => ({ left: 0, top: 0, right: width, bottom: height });

/** One direction of a layer: what of it lies between `low` and `high` of the frame. */
const cropAxis = (
  at: number,
  scale: number,
  anchor: number,
  crop: Span,
  flip: boolean,
  [low, high]: readonly [number, number],
) => {
  const begin = at + (crop.at - anchor) * scale;
  const end = begin + crop.length * scale;
  if (begin >= high || end <= low) return undefined;
  const tolerance = 1e-6;
  if (begin >= low - tolerance && end <= high + tolerance) return { ...crop, anchor };
  const from = crop.at + Math.max(0, low - begin) / scale;
  const to = crop.at + crop.length - Math.max(0, end - high) / scale;
  if (!flip) return { at: from, length: to - from, anchor };
  // What shows is mirrored within its crop: the cut lies on the other side, and the mirror's middle moves with it.
  const twice = 2 * crop.at + crop.length;
  return { at: twice - to, length: to - from, anchor: anchor + twice - from - to };
};

type Span = { readonly at: number; readonly length: number };

const cropped = ({ left, top, right, bottom }: Extent, draw: LayerDraw): LayerDraw | 'nowhere' => {
  const crop = draw.crop ?? { x: 0, y: 0, width: draw.width, height: draw.height };
  const [h, v] = [
    { at: crop.x, length: crop.width },
    { at: crop.y, length: crop.height },
  ];
  const across = cropAxis(draw.x, draw.scaleX, draw.anchorX, h, draw.flipX, [left, right]);
  const down = cropAxis(draw.y, draw.scaleY, draw.anchorY, v, draw.flipY, [top, bottom]);
  if (!across || !down) return 'nowhere';
  const isSame = across.at === h.at && across.length === h.length && down.at === v.at && down.length === v.length;
  if (isSame) return draw;
  return {
    ...draw,
    ...{ anchorX: across.anchor, anchorY: down.anchor },
    crop: { x: across.at, y: down.at, width: across.length, height: down.length },
  };
};

/** The draws, enlarged (`scale` 1 or more) about the middle of the frame. */
export const enlargedDraws = (frame: Size, draws: readonly PlainDraw[], scale: number): readonly PlainDraw[] => {
  const [cx, cy] = [frame.width / 2, frame.height / 2];
  const isAloneOnly = (draw: PlainDraw): boolean =>
    draw.kind === 'text' &&
    draw.move !== undefined &&
    (draw.move.anchorX === undefined || draw.move.anchorY === undefined);
  if (draws.some(isAloneOnly))
    return [groupDraw(frame, draws, { x: cx, y: cy, anchorX: cx, anchorY: cy, scaleX: scale, scaleY: scale })];
  return draws.map((draw) => {
    if (draw.kind === 'fill') return draw;
    if (draw.kind === 'text') return enlargedText(draw, cx, cy, scale);
    const [x, y] = [cx + (draw.x - cx) * scale, cy + (draw.y - cy) * scale];
    return { ...draw, x, y, scaleX: draw.scaleX * scale, scaleY: draw.scaleY * scale };
  });
};

const enlargedText = (draw: TextDraw, cx: number, cy: number, scale: number): TextDraw => {
  const move = draw.move ?? { x: 0, y: 0, scaleX: 1, scaleY: 1, rotationDeg: 0 };
  const { anchorX = cx, anchorY = cy } = move;
  return {
    ...draw,
    move: {
      ...{ x: (scale - 1) * (anchorX - cx) + scale * move.x, y: (scale - 1) * (anchorY - cy) + scale * move.y },
      ...{ scaleX: move.scaleX * scale, scaleY: move.scaleY * scale, rotationDeg: move.rotationDeg },
      ...{ anchorX, anchorY },
    },
  };
};
