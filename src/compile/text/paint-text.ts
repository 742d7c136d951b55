/**
 * Paints a laid-out text: background, shadow, outline, boxes behind words, letters, coloured glyphs, in this order. The edges that
 * make letters readable on any picture lie below the boxes: on a box of their own colour they would drown the letters.
 */
import type { TextStyle } from '../../domain/timeline/timeline.types.ts';
import type { Size } from '../scene.types.ts';
import { blurMask, blurReach } from './blur.ts';
import { type Area, coverageOf, type Mask, type Sides } from './coverage.ts';
import { type Ink, inkOf, type Wanted } from './ink.ts';
import type { TextLayout } from './layout.ts';
import type { PaintMemory, Soft } from './paint-memory.ts';
import { emptyPicture, type Picture, paintMask, paintPicture } from './picture.ts';
import type { Shaper } from './shaper.types.ts';
import { strokeBand } from './stroke-band.ts';
import { largestTextPicture, textReach } from './text-reach.ts';

type GrowingSides = { left: number; top: number; right: number; bottom: number };

const grow = (sides: GrowingSides, { left, top, right, bottom }: Sides, around = 0): void => {
  if (right < left) return;
  sides.left = Math.min(sides.left, left - around);
  sides.top = Math.min(sides.top, top - around);
  sides.right = Math.max(sides.right, right + around);
  sides.bottom = Math.max(sides.bottom, bottom + around);
};

const sidesOf = ({ left, top, width, height }: Area): Sides => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
});

const infinite = Number.POSITIVE_INFINITY;

/** The part of the frame that shows something: even numbers; undefined when there is none. */
const inkArea = (ink: Ink, style: TextStyle, wanted: Wanted): Area | undefined => {
  const sides: GrowingSides = { left: infinite, top: infinite, right: -infinite, bottom: -infinite };
  for (const edges of [...ink.background.values(), ...ink.boxes.values()]) grow(sides, edges);
  const around = style.outline?.widthPx ?? 0;
  const inked: GrowingSides = { left: infinite, top: infinite, right: -infinite, bottom: -infinite };
  grow(inked, ink.letters, around);
  for (const { area } of ink.pictures) grow(inked, sidesOf(area));
  grow(sides, inked);
  if (style.shadow && inked.right >= inked.left) {
    const { blurPx, offsetX = 0, offsetY } = style.shadow;
    const moved = { left: inked.left + offsetX, right: inked.right + offsetX };
    grow(sides, { ...moved, top: inked.top + offsetY, bottom: inked.bottom + offsetY }, blurReach(blurPx) + 1);
  }
  return evenArea(sides, style, wanted);
};

/** Cut at what may be kept, and to the size that memory was planned by. */
const evenArea = (sides: Sides, style: TextStyle, wanted: Wanted): Area | undefined => {
  const { left: least, top: highest, width: widest, height: tallest } = reachOf(style, wanted);
  const even = (value: number, round: (value: number) => number, from: number, size: number): number =>
    Math.min(Math.max(round(value / 2) * 2, from), from + size);
  const left = even(sides.left, Math.floor, least, widest);
  const right = even(sides.right, Math.ceil, least, widest);
  const top = even(sides.top, Math.floor, highest, tallest);
  const bottom = even(sides.bottom, Math.ceil, highest, tallest);
  const most = largestTextPicture(style, frameOf(wanted), wanted.beyondFrame ?? false, wanted.part);
  const width = Math.min(right - left, most.width);
  const height = Math.min(bottom - top, most.height);
  return width > 0 && height > 0 ? { left, top, width, height } : undefined;
};

const frameOf = ({ frameWidth: width, frameHeight: height }: Wanted): Size => ({ width, height });
const reachOf = (style: TextStyle, wanted: Wanted): Area =>
  textReach(style, frameOf(wanted), wanted.beyondFrame ?? false);

/** The most that masks cover together, at each pixel. */
const mostOf = (masks: readonly Mask[]): Mask => {
  const sides = { left: infinite, top: infinite, right: -infinite, bottom: -infinite };
  for (const { area } of masks) if (area.width > 0) grow(sides, sidesOf(area));
  const width = Math.max(0, sides.right - sides.left);
  const height = Math.max(0, sides.bottom - sides.top);
  const values = new Uint8Array(width * height);
  for (const { area, values: from } of masks)
    for (let row = 0, i = 0; row < area.height; row++) {
      let to = (row + area.top - sides.top) * width + area.left - sides.left;
      for (let column = 0; column < area.width; column++, i++, to++) if (from[i]! > values[to]!) values[to] = from[i]!;
    }
  return { area: { left: sides.left, top: sides.top, width, height }, values };
};

const alphaOf = ({ area, rgba }: Picture): Mask => ({ area, values: rgba.filter((_, i) => i % 4 === 3) });

/** What may be kept, and what lies so near to it that its shadow may fall into it. */
const clipFor = (style: TextStyle, wanted: Wanted): Area => {
  const { shadow } = style;
  const offset = shadow ? Math.max(Math.abs(shadow.offsetX ?? 0), Math.abs(shadow.offsetY)) : 0;
  const around = shadow ? Math.ceil(offset) + blurReach(shadow.blurPx) : 0;
  const { left, top, width, height } = reachOf(style, wanted);
  return { left: left - around, top: top - around, width: width + 2 * around, height: height + 2 * around };
};

/** Two requests with the same key have the same letters at the same places, whatever their colours. */
const geometryKey = (text: string, style: TextStyle, wanted: Wanted): string => {
  const { part, highlight, frameWidth, frameHeight, beyondFrame } = wanted;
  const moving = highlight && (highlight.mode === 'reveal' || (highlight.scale ?? 1) !== 1) ? highlight : undefined;
  return JSON.stringify([text, style, part, moving, frameWidth, frameHeight, beyondFrame]);
};

const softParts = (ink: Ink, fills: readonly Mask[], style: TextStyle, clip: Area): Soft => {
  const { outline, shadow } = style;
  const band = outline && outline.widthPx > 0 ? strokeBand(ink.letters, clip, outline.widthPx) : undefined;
  if (!shadow) return { band, shadow: undefined };
  const silhouette = mostOf([...fills, ...(band ? [band] : []), ...ink.pictures.map(alphaOf)]);
  return { band, shadow: blurMask(silhouette, shadow.blurPx) };
};

/** A picture of the text (or the part of it that is wanted) at its place in the frame; undefined when nothing shows. One memory serves one shaper. */
export const paintText = (
  text: string,
  layout: TextLayout,
  style: TextStyle,
  wanted: Wanted,
  shaper: Shaper,
  memory?: PaintMemory,
): Picture | undefined => {
  const ink = inkOf(text, layout, style, wanted, shaper);
  const area = inkArea(ink, style, wanted);
  if (!area) return undefined;
  const picture = emptyPicture(area);
  for (const [colour, edges] of ink.background) paintMask(picture, coverageOf(edges, area), colour);
  const clip = clipFor(style, wanted);
  const fills = [...ink.fills].map(([colour, edges]) => [colour, coverageOf(edges, clip)] as const);
  const { outline, shadow } = style;
  const soft = (): Soft =>
    softParts(
      ink,
      fills.map(([, mask]) => mask),
      style,
      clip,
    );
  const { band, shadow: shade } = memory ? memory.soft(geometryKey(text, style, wanted), soft) : soft();
  if (shadow && shade)
    paintMask(picture, shade, shadow.colour, Math.round(shadow.offsetX ?? 0), Math.round(shadow.offsetY));
  if (outline && band) paintMask(picture, band, outline.colour);
  for (const [colour, edges] of ink.boxes) paintMask(picture, coverageOf(edges, area), colour);
  for (const [colour, mask] of fills) paintMask(picture, mask, colour);
  for (const glyph of ink.pictures) paintPicture(picture, glyph);
  return picture;
};
