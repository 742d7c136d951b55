/** The ink of a text: which edges are filled with which colour, and which pictures are laid in. */
import type { TextStyle } from '../../domain/timeline/timeline.types.ts';
import type { TextPart } from '../display-list.types.ts';
import { type ChosenGlyph, chooseGlyphs, type SpokenWord, type WordBox } from './chosen-glyphs.ts';
import type { ColourGlyph } from './colour-glyph.types.ts';
import { type Area, areaWithin } from './coverage.ts';
import type { TextLayout } from './layout.ts';
import { coarsePx, Edges } from './outline.ts';
import { paintGlyph } from './paint-glyph.ts';
import { type Picture, trimmedPicture } from './picture.ts';
import { scaledPicture } from './scaled-picture.ts';
import { roundedRectangle } from './shape-outline.ts';
import type { Shaper } from './shaper.types.ts';

/** What of the text is wanted. */
export type Wanted = {
  readonly part?: TextPart | undefined;
  readonly highlight?: SpokenWord | undefined;
  readonly frameWidth: number;
  readonly frameHeight: number;
  /** Keeps what lies outside of the frame, as far as `textReach` says. */
  readonly beyondFrame?: boolean | undefined;
};

/** Colours and the edges to fill with them, in the order in which they are laid down. */
export type Fills = ReadonlyMap<string, Edges>;
/** Everything a text consists of, as edges and pictures in the frame. */
export type Ink = {
  readonly background: Fills;
  /** Behind the words that are lit. */
  readonly boxes: Fills;
  /** All outlined glyphs together: what outline and shadow follow. */
  readonly letters: Edges;
  readonly fills: Fills;
  readonly pictures: readonly Picture[];
};

const edgesFor = (fills: Map<string, Edges>, colour: string): Edges => {
  let edges = fills.get(colour);
  if (!edges) fills.set(colour, (edges = new Edges()));
  return edges;
};

const addBox = (fills: Map<string, Edges>, box: WordBox, look: NonNullable<TextStyle['background']>): void => {
  const { colour, paddingPx: pad, radiusPx } = look;
  const [top, bottom] = [box.top - pad / 2, box.bottom + pad / 2];
  edgesFor(fills, colour).add(roundedRectangle(box.left - pad, top, box.right + pad, bottom, radiusPx), 1, 0, 0);
};

type PlacedColour = { readonly glyph: ChosenGlyph; readonly x: number; readonly y: number; readonly larger: number };

/** A picture is as wide as its advance, about the middle of its face's height; steps are painted where they belong. */
const colourPicture = (
  coloured: ColourGlyph,
  { glyph, x, y, larger }: PlacedColour,
  sizePx: number,
): Picture | undefined => {
  const { face, left, right, colour } = glyph;
  const width = (right - left) * larger;
  if (coloured.kind === 'steps') {
    const [ascent, descent] = [face.ascent * sizePx, face.descent * sizePx];
    const sides = { left: x, right: x + width, top: y - ascent, bottom: y + descent };
    const area = areaWithin(sides, anywhere, sizePx / 4);
    return trimmedPicture(paintGlyph(coloured.steps, sizePx / face.unitsPerEm, x, y, area, colour));
  }
  const { area } = coloured.picture;
  const height = (width * area.height) / area.width;
  const middle = y - ((face.ascent - face.descent) / 2) * sizePx;
  return scaledPicture(coloured.picture, x, middle - height / 2, width, height);
};

/** Far more than any frame. */
const anywhere: Area = { left: -32_768, top: -32_768, width: 65_536, height: 65_536 };

/** What is to be painted of a laid-out text. */
export const inkOf = (
  text: string,
  layout: TextLayout,
  style: TextStyle,
  { part, highlight }: Wanted,
  shaper: Shaper,
): Ink => {
  const { glyphs, boxes } = chooseGlyphs(text, layout, style, part, highlight);
  const [background, boxFills] = [new Map<string, Edges>(), new Map<string, Edges>()];
  // Units drawn one by one would each bring the whole background; it is asked for by the index -1.
  if (style.background && layout.lines.length > 0 && (!part || part.index === -1))
    addBox(background, layout.block, style.background);
  if (highlight?.background) for (const box of boxes) addBox(boxFills, box, highlight.background);
  const letters = new Edges(coarsePx);
  const fills = new Map<string, Edges>();
  const pictures: Picture[] = [];
  for (const glyph of glyphs) {
    const { face, id, x, y, colour, enlarged } = glyph;
    const larger = enlarged?.scale ?? 1;
    const sizePx = layout.sizePx * larger;
    const [originX, originY] = enlarged
      ? [enlarged.x + (x - enlarged.x) * larger, enlarged.y + (y - enlarged.y) * larger]
      : [x, y];
    const scale = sizePx / face.unitsPerEm;
    const coloured = shaper.colourGlyph(face, id);
    if (coloured) {
      const picture = colourPicture(coloured, { glyph, x: originX, y: originY, larger }, sizePx);
      if (picture) pictures.push(picture);
      continue;
    }
    const outline = shaper.outline(face, id);
    letters.add(outline, scale, originX, originY);
    edgesFor(fills, colour).add(outline, scale, originX, originY);
  }
  return { background, boxes: boxFills, letters, fills, pictures };
};
