/**
 * Letters, words and lines of a text as a reader counts them, in reading order: what animations and highlights name.
 * Every visible character belongs to exactly one unit of each kind, so that a text drawn unit by unit is whole.
 */
import type { TextPart } from '../display-list.types.ts';
import { dictionaryPieces, graphemesOf } from './segments.ts';

/** Places in UTF-16 units of the text; `end` is exclusive. */
export type TextRange = { readonly start: number; readonly end: number };

/** Scripts that put no spaces between words: there, a dictionary tells them apart. */
const withoutSpaces =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** What makes a piece a word of its own: letters, digits, and signs that are read aloud (&, +, %, emoji). */
const spoken = /[\p{L}\p{N}\p{S}&@%#]/u;
const opening = /^[\p{Ps}\p{Pi}¿¡]+$/u;

/** Grapheme clusters that show something. */
const letters = (text: string): readonly TextRange[] =>
  graphemesOf(text).filter(({ start, end }) => text.slice(start, end).trim() !== '');

/** Paragraphs that show something: lines as written, before any wrapping. */
const writtenLines = (text: string): readonly TextRange[] =>
  [...text.matchAll(/[^\r\n]+/g)]
    .filter(([line]) => line.trim() !== '')
    .map(({ 0: line, index }) => ({ start: index, end: index + line.length }));

/** Pieces between spaces, and inside them the words of scripts that have no spaces. */
const pieces = (text: string): readonly TextRange[] =>
  [...text.matchAll(/\S+/gu)].flatMap(({ 0: chunk, index }) =>
    withoutSpaces.test(chunk)
      ? dictionaryPieces(chunk).map(({ start, end }) => ({ start: index + start, end: index + end }))
      : [{ start: index, end: index + chunk.length }],
  );

/** Punctuation that stands alone belongs to the word before it; opening punctuation, and what begins the text, to the one after. */
const words = (text: string): readonly TextRange[] => {
  const found: TextRange[] = [];
  let pendingStart: number | undefined;
  for (const { start, end } of pieces(text)) {
    const piece = text.slice(start, end);
    const last = found.at(-1);
    if (spoken.test(piece)) {
      found.push({ start: pendingStart ?? start, end });
      pendingStart = undefined;
    } else if (last === undefined || opening.test(piece) || pendingStart !== undefined) pendingStart ??= start;
    else found[found.length - 1] = { start: last.start, end };
  }
  if (pendingStart === undefined) return found;
  const last = found.at(-1);
  const end = text.trimEnd().length;
  return last === undefined ? [{ start: pendingStart, end }] : [...found.slice(0, -1), { start: last.start, end }];
};

const counters = { letter: letters, word: words, line: writtenLines } as const;
/** The last answer for each unit: a text that comes letter by letter is asked about in every frame and for every letter. */
const last = new Map<TextPart['unit'], { readonly text: string; readonly ranges: readonly TextRange[] }>();

/**
 * The units of a text in reading order. A word is what stands between spaces (with its punctuation), or what a dictionary says in
 * scripts without spaces; a letter is a grapheme cluster that shows; a line is one as written (how it wraps depends on the style:
 * `TextRasteriser.countUnits` tells).
 */
export const unitsOf = (text: string, unit: TextPart['unit']): readonly TextRange[] => {
  const before = last.get(unit);
  if (before?.text === text) return before.ranges;
  const ranges = counters[unit](text);
  last.set(unit, { text, ranges });
  return ranges;
};
