/** Breaks a paragraph into lines of at most a width: at spaces, after hyphens, between East Asian characters, in the worst case anywhere. */
import { dictionaryPieces, graphemesOf } from './segments.ts';
import type { TextRange } from './units.ts';

/** Width in pixels of the text from `start` to `end`, its places in the paragraph. */
export type Measure = (start: number, end: number) => number;

const eastAsian = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uffef]/u;
const hangul = /\p{Script=Hangul}/u;
/** Must not begin a line (Japanese and Chinese rules), or end one. */
const notFirst = /^[、。，．・！？：；）」』】〉》〕｝ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.!?:;)\]}”’%…]/u;
const notLast = /[（「『【〈《〔｛(["“‘$]$/u;
/** Written without spaces, broken where a dictionary says. */
const dictionaryScripts = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

const isBreakingSpace = (text: string): boolean => /^[\s\u200b]$/u.test(text) && !/^[\u00a0\u202f\u2007]$/u.test(text);

const mayBreakBetween = (left: string, right: string): boolean => {
  if (notFirst.test(right) || notLast.test(left)) return false;
  if (eastAsian.test(right) && !hangul.test(right)) return true;
  if (eastAsian.test(left) && !hangul.test(left)) return true;
  return /[-\u2010\u2013\u2014/]$/u.test(left) && /^\p{L}/u.test(right);
};

const dictionaryBreaks = (paragraph: string): ReadonlySet<number> =>
  new Set(dictionaryScripts.test(paragraph) ? dictionaryPieces(paragraph).map(({ start }) => start) : []);

/** Ranges that stay together; each ends with the spaces after it. */
export const unbreakablePieces = (
  paragraph: string,
  graphemes: readonly TextRange[] = graphemesOf(paragraph),
): readonly TextRange[] => {
  const breaks = dictionaryBreaks(paragraph);
  const pieces: TextRange[] = [];
  let pieceStart = 0;
  let before = '';
  for (const { start, end } of graphemes) {
    const grapheme = paragraph.slice(start, end);
    const isSpace = isBreakingSpace(grapheme);
    const inWord = breaks.has(start) && dictionaryScripts.test(grapheme) && !notFirst.test(grapheme);
    const breaksHere = isBreakingSpace(before) || inWord || (before !== '' && mayBreakBetween(before, grapheme));
    if (!isSpace && breaksHere && start > pieceStart) {
      pieces.push({ start: pieceStart, end: start });
      pieceStart = start;
    }
    before = grapheme;
  }
  if (paragraph.length > pieceStart) pieces.push({ start: pieceStart, end: paragraph.length });
  return pieces;
};

/** A range without the spaces at its ends. */
const trimmed = (text: string, start: number, end: number): TextRange => {
  const part = text.slice(start, end);
  const from = start + (part.length - part.trimStart().length);
  return { start: from, end: Math.max(from, start + part.trimEnd().length) };
};

/** A paragraph made ready to be broken at any width. */
export type Breakable = {
  readonly text: string;
  readonly graphemes: readonly TextRange[];
  readonly pieces: readonly TextRange[];
};

/** Finds where a paragraph may be broken; once, for all widths. */
export const breakable = (text: string): Breakable => {
  const graphemes = graphemesOf(text);
  return { text, graphemes, pieces: unbreakablePieces(text, graphemes) };
};

const fill = ({ text, graphemes, pieces }: Breakable, measure: Measure, width: number): TextRange[] => {
  const lines: TextRange[] = [];
  let lineStart = 0;
  const breakAt = (at: number): void => {
    const line = trimmed(text, lineStart, at);
    if (line.end > line.start) lines.push(line);
    lineStart = at;
  };
  let nextGrapheme = 0;
  for (const { start, end } of pieces) {
    const bareEnd = trimmed(text, start, end).end;
    if (measure(lineStart, bareEnd) > width && start > lineStart) breakAt(start);
    if (measure(start, bareEnd) <= width) continue;
    while (graphemes[nextGrapheme] && graphemes[nextGrapheme]!.start < start) nextGrapheme++;
    for (; graphemes[nextGrapheme] && graphemes[nextGrapheme]!.end <= end; nextGrapheme++) {
      const grapheme = graphemes[nextGrapheme]!;
      if (measure(lineStart, grapheme.end) > width && grapheme.start > lineStart) breakAt(grapheme.start);
    }
  }
  breakAt(text.length);
  return lines;
};

/**
 * Lines of a paragraph, without spaces at their ends; an empty paragraph is one empty line. With `balanced`, the lines are made about
 * equally long, as captions and titles want it, without becoming more.
 */
export const wrap = (
  paragraph: Breakable,
  width: number,
  measure: Measure,
  balanced: boolean,
): readonly TextRange[] => {
  const lines = fill(paragraph, measure, width);
  if (lines.length === 0) return [{ start: 0, end: 0 }];
  if (!balanced || lines.length < 2 || lines.length > 4) return lines;
  let [low, high] = [width / 2, width];
  let best: readonly TextRange[] = lines;
  for (let i = 0; i < 7; i++) {
    const middle = (low + high) / 2;
    const tried = fill(paragraph, measure, middle);
    const fits = tried.length === lines.length && tried.every(({ start, end }) => measure(start, end) <= middle + 0.5);
    if (fits) [high, best] = [middle, tried];
    else low = middle;
  }
  return best;
};
