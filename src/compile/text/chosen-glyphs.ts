/** Which glyphs of a layout are drawn, and how: parts, and the word that is being spoken. */
import type { TextStyle, WordHighlight } from '../../domain/timeline/timeline.types.ts';
import type { TextPart } from '../display-list.types.ts';
import type { PlacedGlyph, PlacedLine, TextLayout } from './layout.ts';
import { type TextRange, unitsOf } from './units.ts';

/** A highlight and the word it is on: counted from 0 over the words of the text, -1 while none is spoken. */
export type SpokenWord = WordHighlight & { readonly word: number };

/** A glyph to draw: its colour, and a size about a fixed point when it differs. */
export type ChosenGlyph = PlacedGlyph & {
  readonly colour: string;
  readonly enlarged?: { readonly scale: number; readonly x: number; readonly y: number };
};

/** A box behind a word. */
export type WordBox = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

/** Index of the range a place lies in, -1 when in none; ranges are in order. */
const indexIn = (ranges: readonly TextRange[], at: number): number => {
  let [low, high] = [0, ranges.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const { start, end } = ranges[middle]!;
    if (at < start) high = middle - 1;
    else if (at >= end) low = middle + 1;
    else return middle;
  }
  return -1;
};

/** Whether a glyph belongs to the part that is asked for. */
const partFilter = (text: string, layout: TextLayout, part: TextPart | undefined): ((at: number) => boolean) => {
  if (!part) return () => true;
  if (part.index < 0) return () => false;
  const ranges = part.unit === 'line' ? layout.lines : unitsOf(text, part.unit);
  return (at) => indexIn(ranges, at) === part.index;
};

type WordState = 'plain' | 'lit' | 'hidden';

/** How a word looks while word `spoken` is being said. */
const wordState = (mode: WordHighlight['mode'], word: number, spoken: number): WordState => {
  if (word < 0) return 'plain';
  if (mode === 'reveal' && word > spoken) return 'hidden';
  return word === spoken || (mode === 'fill' && word < spoken) ? 'lit' : 'plain';
};

const extentOf = (glyphs: readonly PlacedGlyph[]): { left: number; right: number } => ({
  left: glyphs.reduce((least, { left }) => Math.min(least, left), Number.POSITIVE_INFINITY),
  right: glyphs.reduce((most, { right }) => Math.max(most, right), Number.NEGATIVE_INFINITY),
});

/** Glyphs of a line that stand for the same word, in the order of the words. */
const byWord = (
  line: PlacedLine,
  words: readonly TextRange[],
): readonly (readonly [word: number, glyphs: readonly PlacedGlyph[]])[] => [
  ...Map.groupBy(line.glyphs, ({ at }) => indexIn(words, at)),
];

const plainGlyphs = (layout: TextLayout, style: TextStyle, isChosen: (at: number) => boolean): ChosenGlyph[] =>
  layout.lines.flatMap(({ glyphs }) =>
    glyphs.filter(({ at }) => isChosen(at)).map((glyph) => ({ ...glyph, colour: style.colour })),
  );

/** The glyphs to draw and the boxes behind words. Colour and box of a highlight are on every lit word, its scale on the spoken one. */
export const chooseGlyphs = (
  text: string,
  layout: TextLayout,
  style: TextStyle,
  part: TextPart | undefined,
  highlight: SpokenWord | undefined,
): { readonly glyphs: readonly ChosenGlyph[]; readonly boxes: readonly WordBox[] } => {
  const isChosen = partFilter(text, layout, part);
  if (!highlight) return { glyphs: plainGlyphs(layout, style, isChosen), boxes: [] };
  const words = unitsOf(text, 'word');
  const glyphs: ChosenGlyph[] = [];
  const boxes: WordBox[] = [];
  for (const line of layout.lines) {
    let box: WordBox | undefined;
    for (const [word, ofWord] of byWord(line, words)) {
      const drawn = ofWord.filter(({ at }) => isChosen(at));
      const state = wordState(highlight.mode, word, highlight.word);
      if (state === 'hidden' || drawn.length === 0) continue;
      const { left, right } = extentOf(ofWord);
      const [top, bottom] = [line.baseline - layout.ascent, line.baseline + layout.descent];
      const isLit = state === 'lit';
      const colour = isLit ? (highlight.colour ?? style.colour) : style.colour;
      const grows = word === highlight.word && highlight.scale !== undefined && highlight.scale !== 1;
      const enlarged = { scale: highlight.scale ?? 1, x: (left + right) / 2, y: (top + bottom) / 2 };
      glyphs.push(...drawn.map((glyph) => ({ ...glyph, colour, ...(grows ? { enlarged } : {}) })));
      // Words that are lit one after the other share one box.
      if (isLit && highlight.background)
        box = { left: Math.min(left, box?.left ?? left), top, right: Math.max(right, box?.right ?? right), bottom };
    }
    if (box) boxes.push(box);
  }
  return { glyphs, boxes };
};
