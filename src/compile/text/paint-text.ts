/** Paints a laid-out text: background, boxes behind words, shadow, outline, letters, coloured glyphs, in this order. */
import type { TextStyle } from '../../domain/timeline/timeline.types.ts';
import type { TextPart } from '../display-list.types.ts';
import { blurMask, blurReach } from './blur.ts';
import { type ChosenGlyph, chooseGlyphs, type SpokenWord, type WordBox } from './chosen-glyphs.ts';
import { type Area, coverageOf, type Mask, type Sides } from './coverage.ts';
import type { TextLayout } from './layout.ts';
import { Edges } from './outline.ts';
import { emptyPicture, type Picture, paintMask, paintPicture } from './picture.ts';
import { scaledPicture } from './scaled-picture.ts';
import { roundedRectangle } from './shape-outline.ts';
import type { ColourGlyph, Shaper } from './shaper.types.ts';
import { strokeBand } from './stroke-band.ts';

/** What of the text is wanted. */
export type Wanted = {
  readonly part?: TextPart | undefined;
  readonly highlight?: SpokenWord | undefined;
  readonly frameWidth: number;
  readonly frameHeight: number;
};

/** Colours and the edges to fill with them, in the order in which they are laid down. */
type Fills = Map<string, Edges>;
type Ink = {
  readonly boxes: Fills;
  /** All outlined glyphs together: what outline and shadow follow. */
  readonly letters: Edges;
  readonly fills: Fills;
  readonly pictures: readonly Picture[];
};

const edgesFor = (fills: Fills, colour: string): Edges => {
  let edges = fills.get(colour);
  if (!edges) fills.set(colour, (edges = new Edges()));
  return edges;
};

const addBox = (fills: Fills, box: WordBox, look: NonNullable<TextStyle['background']>): void => {
  const { colour, paddingPx: pad, radiusPx } = look;
  const [top, bottom] = [box.top - pad / 2, box.bottom + pad / 2];
  edgesFor(fills, colour).add(roundedRectangle(box.left - pad, top, box.right + pad, bottom, radiusPx), 1, 0, 0);
};

/** Where a picture of a glyph goes: as wide as its advance, about the middle of its face's height. */
const placedPicture = ({ area, rgba }: Picture, glyph: ChosenGlyph, sizePx: number): Picture | undefined => {
  const { face, left, right, x, y } = glyph;
  const width = right - left;
  const height = (width * area.height) / area.width;
  const middle = y - ((face.ascent - face.descent) / 2) * sizePx;
  return scaledPicture({ area, rgba }, x, middle - height / 2, width, height);
};

const inkOf = (
  text: string,
  layout: TextLayout,
  style: TextStyle,
  { part, highlight }: Wanted,
  shaper: Shaper,
): Ink => {
  const { glyphs, boxes } = chooseGlyphs(text, layout, style, part, highlight);
  const boxFills: Fills = new Map();
  // Units drawn one by one would each bring the whole background; it is asked for by the index -1.
  if (style.background && layout.lines.length > 0 && (!part || part.index === -1))
    addBox(boxFills, layout.block, style.background);
  if (highlight?.background) for (const box of boxes) addBox(boxFills, box, highlight.background);
  const letters = new Edges();
  const fills: Fills = new Map();
  const pictures: Picture[] = [];
  for (const glyph of glyphs) {
    const { face, id, x, y, colour, enlarged } = glyph;
    const larger = enlarged?.scale ?? 1;
    const sizePx = layout.sizePx * larger;
    const [originX, originY] = enlarged
      ? [enlarged.x + (x - enlarged.x) * larger, enlarged.y + (y - enlarged.y) * larger]
      : [x, y];
    const scale = sizePx / face.unitsPerEm;
    const coloured: ColourGlyph | undefined = shaper.colourGlyph(face, id);
    if (coloured?.kind === 'picture') {
      const width = (glyph.right - glyph.left) * larger;
      const moved = { ...glyph, x: originX, y: originY, left: originX, right: originX + width };
      const picture = placedPicture(coloured.picture, moved, sizePx);
      if (picture) pictures.push(picture);
      continue;
    }
    const outline = shaper.outline(face, id);
    if (!coloured) {
      letters.add(outline, scale, originX, originY);
      edgesFor(fills, colour).add(outline, scale, originX, originY);
      continue;
    }
    for (const layer of coloured.layers) {
      letters.add(layer.outline, scale, originX, originY);
      // Layers of one glyph lie over each other: each is a fill of its own.
      const edges = new Edges();
      edges.add(layer.outline, scale, originX, originY);
      fills.set(`${layer.colour ?? colour} layer ${fills.size}`, edges);
    }
  }
  return { boxes: boxFills, letters, fills, pictures };
};

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
const inkArea = (ink: Ink, style: TextStyle, { frameWidth, frameHeight }: Wanted): Area | undefined => {
  const sides: GrowingSides = { left: infinite, top: infinite, right: -infinite, bottom: -infinite };
  for (const edges of ink.boxes.values()) grow(sides, edges);
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
  const even = (value: number, round: (value: number) => number, most: number): number =>
    Math.min(Math.max(round(value / 2) * 2, 0), most);
  const [left, right] = [even(sides.left, Math.floor, frameWidth), even(sides.right, Math.ceil, frameWidth)];
  const [top, bottom] = [even(sides.top, Math.floor, frameHeight), even(sides.bottom, Math.ceil, frameHeight)];
  return right > left && bottom > top ? { left, top, width: right - left, height: bottom - top } : undefined;
};

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

/** The frame, and what lies so near to it that its shadow may fall into it. */
const clipFor = ({ shadow }: TextStyle, { frameWidth, frameHeight }: Wanted): Area => {
  const offset = shadow ? Math.max(Math.abs(shadow.offsetX ?? 0), Math.abs(shadow.offsetY)) : 0;
  const around = shadow ? Math.ceil(offset) + blurReach(shadow.blurPx) : 0;
  return { left: -around, top: -around, width: frameWidth + 2 * around, height: frameHeight + 2 * around };
};

/** A picture of the text (or the part of it that is wanted) at its place in the frame; undefined when nothing shows. */
export const paintText = (
  text: string,
  layout: TextLayout,
  style: TextStyle,
  wanted: Wanted,
  shaper: Shaper,
): Picture | undefined => {
  const ink = inkOf(text, layout, style, wanted, shaper);
  const area = inkArea(ink, style, wanted);
  if (!area) return undefined;
  const picture = emptyPicture(area);
  for (const [colour, edges] of ink.boxes) paintMask(picture, coverageOf(edges, area), colour);
  const clip = clipFor(style, wanted);
  const fills = [...ink.fills].map(([colour, edges]) => [colour.split(' ')[0]!, coverageOf(edges, clip)] as const);
  const { outline, shadow } = style;
  const band = outline && outline.widthPx > 0 ? strokeBand(ink.letters, clip, outline.widthPx) : undefined;
  if (shadow) {
    const silhouette = mostOf([
      ...fills.map(([, mask]) => mask),
      ...(band ? [band] : []),
      ...ink.pictures.map(alphaOf),
    ]);
    const { colour, blurPx, offsetX = 0, offsetY } = shadow;
    paintMask(picture, blurMask(silhouette, blurPx), colour, Math.round(offsetX), Math.round(offsetY));
  }
  if (outline && band) paintMask(picture, band, outline.colour);
  for (const [colour, mask] of fills) paintMask(picture, mask, colour);
  for (const glyph of ink.pictures) paintPicture(picture, glyph);
  return picture;
};
