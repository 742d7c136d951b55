/** A paragraph shaped once, in parts of an em, so that it can be measured and broken at any size without shaping it again. */
import { joinsLetters } from './characters.ts';
import { type Itemised, itemise, type Run } from './itemise.ts';
import type { FaceChoice, Shaper } from './shaper.types.ts';
import { type Breakable, breakable, type Measure } from './wrap.ts';

export type Paragraph = Breakable &
  Itemised & {
    /** Place of the paragraph in the whole text. */
    readonly offset: number;
    /** Widths in em, and gaps between letters, before each place of the paragraph. */
    readonly emsBefore: Float64Array;
    readonly gapsBefore: Float64Array;
  };

/** Features that are off: letters that are spaced apart are not tied together. */
export const withoutFeatures = (letterSpacingPx: number): readonly string[] =>
  letterSpacingPx === 0 ? [] : ['liga', 'clig'];

/** Shapes a paragraph that begins at `offset` of its text. */
export const shapeParagraph = (
  text: string,
  offset: number,
  choice: FaceChoice,
  letterSpacingPx: number,
  shaper: Shaper,
): Paragraph => {
  const broken = breakable(text);
  const { runs, missing } = itemise(text, broken.graphemes, choice, shaper);
  const ems = new Float64Array(text.length + 1);
  const gaps = new Float64Array(text.length + 1);
  for (const run of runs) addAdvances(text, run, withoutFeatures(letterSpacingPx), shaper, ems);
  let next = 0;
  for (const { start } of broken.graphemes) {
    while (runs[next] && runs[next]!.end <= start) next++;
    const run = runs[next];
    if (run && run.start <= start && !joinsLetters(run.script)) gaps[start] = 1;
  }
  return { ...broken, runs, missing, offset, emsBefore: summed(ems), gapsBefore: summed(gaps) };
};

const addAdvances = (text: string, run: Run, without: readonly string[], shaper: Shaper, ems: Float64Array): void => {
  const { face, script, start, end, level } = run;
  const glyphs = shaper.shape(face, text, { start, end, rightToLeft: level % 2 === 1, script, without });
  glyphs.clusters.forEach((cluster, i) => {
    if (glyphs.ids[i] !== 0) ems[cluster]! += glyphs.advances[i]! / face.unitsPerEm;
  });
};

/** Sums of everything before each place. */
const summed = (values: Float64Array): Float64Array => {
  let sum = 0;
  return values.map((value) => {
    const before = sum;
    sum += value;
    return before;
  });
};

/** Measures a paragraph at a size. The gap after the last letter is no part of a line. */
export const measureAt =
  ({ emsBefore, gapsBefore }: Paragraph, sizePx: number, letterSpacingPx: number): Measure =>
  (start, end) =>
    (emsBefore[end]! - emsBefore[start]!) * sizePx +
    Math.max(0, gapsBefore[end]! - gapsBefore[start]! - 1) * letterSpacingPx;
