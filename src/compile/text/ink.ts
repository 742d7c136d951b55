/** The ink of a text: which edges are filled with which colour, and which pictures are laid in. */
import type { TextStyle } from '../../domain/timeline/timeline.types.ts';
import type { TextPart } from '../display-list.types.ts';
import { type ChosenGlyph, chooseGlyphs, type SpokenWord, type WordBox } from './chosen-glyphs.ts';
import type { TextLayout } from './layout.ts';
import { Edges } from './outline.ts';
import type { Picture } from './picture.ts';
import { scaledPicture } from './scaled-picture.ts';
import { roundedRectangle } from './shape-outline.ts';
import type { ColourGlyph, Shaper } from './shaper.types.ts';

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

/** Where a picture of a glyph goes: as wide as its advance, about the middle of its face's height. */
const placedPicture = ({ area, rgba }: Picture, glyph: ChosenGlyph, sizePx: number): Picture | undefined => {
  const { face, left, right, x, y } = glyph;
  const width = right - left;
  const height = (width * area.height) / area.width;
  const middle = y - ((face.ascent - face.descent) / 2) * sizePx;
  return scaledPicture({ area, rgba }, x, middle - height / 2, width, height);
};

/** What is to be painted of a laid-out text. */
export const inkOf = (
  text: string,
  layout: TextLayout,
  style: TextStyle,
  { part, highlight }: Wanted,
  shaper: Shaper,
): Ink => {
  const { glyphs, boxes } = chooseGlyphs(text, layout, style, part, highlight);
  const boxFills = new Map<string, Edges>();
  // Units drawn one by one would each bring the whole background; it is asked for by the index -1.
  if (style.background && layout.lines.length > 0 && (!part || part.index === -1))
    addBox(boxFills, layout.block, style.background);
  if (highlight?.background) for (const box of boxes) addBox(boxFills, box, highlight.background);
  const letters = new Edges();
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
