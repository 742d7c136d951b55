/** Breaks a text into lines of at most a width: at spaces, after hyphens, between East Asian characters, in the worst case anywhere. */

export type Measure = (text: string) => number;

const eastAsian = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uffef]/u;
/** Must not begin a line (Japanese and Chinese rules), or end one. */
const notFirst = /^[、。，．・！？：；）」』】〉》〕｝ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.!?:;)\]}”’%…]/u;
const notLast = /[（「『【〈《〔｛(["“‘$]$/u;

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
const split = (text: string): readonly string[] => [...graphemes.segment(text)].map(({ segment }) => segment);

const mayBreakBetween = (left: string, right: string): boolean => {
  if (notFirst.test(right) || notLast.test(left)) return false;
  if (eastAsian.test(right) && !/\p{Script=Hangul}/u.test(right)) return true;
  if (eastAsian.test(left) && !/\p{Script=Hangul}/u.test(left)) return true;
  return /[-\u2010\u2013\u2014/]$/u.test(left) && /^\p{L}/u.test(right);
};

/** Pieces that stay together; a piece ends with the space after it. */
export const unbreakablePieces = (paragraph: string): readonly string[] => {
  const pieces: string[] = [];
  let piece = '';
  let before = '';
  for (const grapheme of split(paragraph)) {
    const space = /^\s$/u.test(grapheme) && grapheme !== '\u00a0';
    const afterSpace = before !== '' && /^\s$/u.test(before) && before !== '\u00a0' && !space;
    if (piece !== '' && (afterSpace || (!space && before !== '' && mayBreakBetween(before, grapheme)))) {
      pieces.push(piece);
      piece = '';
    }
    piece += grapheme;
    before = grapheme;
  }
  if (piece !== '') pieces.push(piece);
  return pieces;
};

/** Lines of one paragraph, without spaces at their ends. */
const fill = (pieces: readonly string[], widths: readonly number[], measure: Measure, width: number): string[] => {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  const next = (): void => {
    if (line.trim() !== '') lines.push(line.trim());
    line = '';
    used = 0;
  };
  pieces.forEach((piece, i) => {
    const bare = measure(piece.trimEnd());
    if (used + bare > width && line !== '') next();
    if (bare <= width) {
      line += piece;
      used += widths[i]!;
      return;
    }
    for (const grapheme of split(piece)) {
      const w = measure(grapheme);
      if (used + w > width && line !== '') next();
      line += grapheme;
      used += w;
    }
  });
  next();
  return lines;
};

/**
 * All lines of a text (`\n` ends a paragraph). With `balanced`, the lines of a paragraph are made about equally long, as captions
 * and titles want it, without becoming more.
 */
export const wrap = (text: string, width: number, measure: Measure, balanced: boolean): readonly string[] =>
  text.split(/\r\n|\r|\n/).flatMap((paragraph) => {
    const pieces = unbreakablePieces(paragraph.trim());
    const widths = pieces.map(measure);
    const lines = fill(pieces, widths, measure, width);
    if (lines.length === 0) return [''];
    if (!balanced || lines.length < 2 || lines.length > 4) return lines;
    let [low, high] = [width / 2, width];
    let best = lines;
    for (let i = 0; i < 7; i++) {
      const middle = (low + high) / 2;
      const tried = fill(pieces, widths, measure, middle);
      const fits = tried.length === lines.length && tried.every((line) => measure(line) <= middle + 0.5);
      if (fits) [high, best] = [middle, tried];
      else low = middle;
    }
    return best;
  });
