/** Lays a text out in its box: paragraphs, lines, glyphs, in frame pixels. */
import type { TextStyle } from '../../domain/timeline/timeline.types.ts';
import { inVisualOrder } from './bidi.ts';
import { joinsLetters, withoutControls } from './characters.ts';
import type { Run } from './itemise.ts';
import { measureAt, type Paragraph, shapeParagraph, withoutFeatures } from './paragraph.ts';
import type { Face, Shaper } from './shaper.types.ts';
import type { TextRange } from './units.ts';
import { wrap } from './wrap.ts';

/** A glyph at its place: the origin on the baseline, and the room it takes from `left` to `right`. */
export type PlacedGlyph = {
  readonly face: Face;
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly left: number;
  readonly right: number;
  /** Place in the whole text of the first character it stands for. */
  readonly at: number;
};

/** Places in the whole text, and the box of the line in the frame. */
export type PlacedLine = TextRange & {
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
  readonly glyphs: readonly PlacedGlyph[];
};

export type TextLayout = {
  /** What the style asks for, or smaller when the text was too tall for its box. */
  readonly sizePx: number;
  /** Of the main face, in pixels. */
  readonly ascent: number;
  readonly descent: number;
  /** Lines that show something. */
  readonly lines: readonly PlacedLine[];
  readonly block: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };
  readonly missing: readonly string[];
};

const smallestScale = 0.25;
const scaleStep = 0.08;

const paragraphsOf = (text: string, style: TextStyle, shaper: Shaper): readonly Paragraph[] => {
  const choice = { family: style.fontFamily, weight: style.fontWeight, italic: style.italic ?? false };
  const breaks = [...text.matchAll(/\r\n|\r|\n/g)];
  const starts = [0, ...breaks.map(({ 0: found, index }) => index + found.length)];
  return starts.map((start, i) =>
    shapeParagraph(text.slice(start, breaks[i]?.index), start, choice, style.letterSpacingPx, shaper),
  );
};

type Setting = { readonly sizePx: number; readonly letterSpacingPx: number };
type BrokenLine = TextRange & { readonly paragraph: Paragraph; readonly width: number };

/** A text too tall for its box is set smaller, down to a quarter of its size; then it runs over. */
const breakToFit = (paragraphs: readonly Paragraph[], style: TextStyle): Setting & { lines: readonly BrokenLine[] } => {
  for (let scale = 1; ; scale -= scaleStep) {
    const bounded = Math.max(scale, smallestScale);
    const sizePx = Math.round(style.sizePx * bounded * 4) / 4;
    const letterSpacingPx = style.letterSpacingPx * bounded;
    const lines = paragraphs.flatMap((paragraph) => {
      const measure = measureAt(paragraph, sizePx, letterSpacingPx);
      const ranges = wrap(paragraph, style.boxWidth, measure, style.align === 'centre');
      return ranges.map(({ start, end }) => ({ start, end, paragraph, width: measure(start, end) }));
    });
    const fits = lines.length * sizePx * style.lineHeight <= style.boxHeight;
    if (fits || scale <= smallestScale) return { sizePx, letterSpacingPx, lines };
  }
};

/** Runs of a line from left to right. */
const runsOfLine = ({ paragraph, start, end }: BrokenLine): readonly Run[] =>
  inVisualOrder(
    paragraph.runs
      .filter((run) => run.start < end && run.end > start)
      .map((run) => ({ ...run, start: Math.max(run.start, start), end: Math.min(run.end, end) })),
  );

/** Glyphs of a line that begins at `left`, in visual order. */
const placeGlyphs = (
  line: BrokenLine,
  left: number,
  baseline: number,
  { sizePx, letterSpacingPx }: Setting,
  shaper: Shaper,
): readonly PlacedGlyph[] => {
  const { text, offset } = line.paragraph;
  const placed: PlacedGlyph[] = [];
  let pen = left;
  for (const { face, script, level, start, end } of runsOfLine(line)) {
    const without = withoutFeatures(letterSpacingPx);
    const glyphs = shaper.shape(face, text, { start, end, rightToLeft: level % 2 === 1, script, without });
    const scale = sizePx / face.unitsPerEm;
    const gap = joinsLetters(script) ? 0 : letterSpacingPx;
    glyphs.ids.forEach((id, i) => {
      if (id === 0) return;
      const cluster = glyphs.clusters[i]!;
      const endsCluster = glyphs.clusters[i + 1] !== cluster;
      const right = pen + glyphs.advances[i]! * scale;
      const x = pen + glyphs.xOffsets[i]! * scale;
      const y = baseline - glyphs.yOffsets[i]! * scale;
      placed.push({ face, id, x, y, left: pen, right, at: cluster + offset });
      pen = right + (endsCluster ? gap : 0);
    });
  }
  return placed;
};

/** Room above the lines. What runs over its box does so at the bottom, so that the beginning can be read. */
const slackAbove = ({ verticalAlign }: TextStyle, slack: number, lines: number): number => {
  if (verticalAlign === 'top' || (slack < 0 && lines > 1)) return 0;
  return verticalAlign === 'middle' ? slack / 2 : slack;
};

/**
 * Lays out a text. Lines that lie wholly outside of `shown` (frame pixels) keep their place but get no glyphs. Throws
 * `timeline-invalid` for a family that is not known.
 */
export const layOut = (
  text: string,
  style: TextStyle,
  shown: { readonly top: number; readonly bottom: number },
  shaper: Shaper,
): TextLayout => {
  const choice = { family: style.fontFamily, weight: style.fontWeight, italic: style.italic ?? false };
  const main = shaper.mainFace(choice);
  const paragraphs = paragraphsOf(withoutControls(text), style, shaper);
  const { lines, ...setting } = breakToFit(paragraphs, style);
  const { sizePx } = setting;
  const [ascent, descent] = [main.ascent * sizePx, main.descent * sizePx];
  const lineHeight = sizePx * style.lineHeight;
  const top = style.boxY + slackAbove(style, style.boxHeight - lineHeight * lines.length, lines.length);
  const placed = lines.flatMap((line, i): PlacedLine[] => {
    if (line.end === line.start) return [];
    const room = style.boxWidth - line.width;
    const left = style.boxX + (style.align === 'left' ? 0 : style.align === 'centre' ? room / 2 : room);
    const baseline = Math.round(top + i * lineHeight + (lineHeight - ascent - descent) / 2 + ascent);
    const isNear = baseline > shown.top - 2 * sizePx && baseline < shown.bottom + 2 * sizePx;
    const glyphs = isNear ? placeGlyphs(line, left, baseline, setting, shaper) : [];
    const { offset } = line.paragraph;
    return [{ start: line.start + offset, end: line.end + offset, left, right: left + line.width, baseline, glyphs }];
  });
  const sides = placed.reduce(
    (all, { left, right }) => ({ left: Math.min(all.left, left), right: Math.max(all.right, right) }),
    { left: Number.POSITIVE_INFINITY, right: Number.NEGATIVE_INFINITY },
  );
  const missing = [...new Set(paragraphs.flatMap((paragraph) => paragraph.missing))];
  return {
    sizePx,
    ascent,
    descent,
    lines: placed,
    block: { ...sides, top, bottom: top + lineHeight * lines.length },
    missing,
  };
};
