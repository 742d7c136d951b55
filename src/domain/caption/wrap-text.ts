/** Caption lines: how wide text is, and where to break it so that a clause stays together. */

const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uff60]/u;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Letters of one code unit and one cell each: most of what is ever written. */
const plain = /^[\u0020-\u007e\u00a0-\u02ff\u2010-\u2027]*$/u;

/** Width in characters; full-width ones count two, marks nothing. */
export const widthOf = (text: string): number => {
  if (plain.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += wide.test(segment) ? 2 : 1;
  return width;
};

export type Token = {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly spaceBefore: boolean;
  readonly width: number;
  /** Belongs to the token after it, like the name of the speaker: no line or cue ends here unless nothing else fits. */
  readonly leansOnNext?: boolean;
};

/** Pieces that may begin a line: words, single characters of scripts written without spaces, pieces of over-long words. */
export const tokensOf = (text: string, lineWidth: number): Token[] => {
  const tokens: Token[] = [];
  for (const found of text.matchAll(/\S+/gu)) {
    let start = found.index;
    let piece = '';
    let spaceBefore = tokens.length > 0;
    const push = (): void => {
      if (piece === '') return;
      tokens.push({ text: piece, start, end: start + piece.length, spaceBefore, width: widthOf(piece) });
      start += piece.length;
      piece = '';
      spaceBefore = false;
    };
    for (const { segment } of graphemes.segment(found[0])) {
      const isClosing = /^[\p{P}]/u.test(segment);
      if (
        !isClosing &&
        (widthOf(piece + segment) > lineWidth || (piece !== '' && (wide.test(segment) || wide.test(piece))))
      )
        push();
      piece += segment;
    }
    push();
  }
  return tokens;
};

export const joinTokens = (tokens: readonly Token[]): string =>
  tokens.map((token, index) => (index > 0 && token.spaceBefore ? ` ${token.text}` : token.text)).join('');

const loose = new Set(
  'a an the of to in on at by for from with and or but nor so as if that than my your his her its our their is are was were be i you he she we they it not no'.split(
    ' ',
  ),
);

/** A full stop that ends no sentence: titles, initials, `No. 5`. */
const abbreviated = /^["'“‘(]*(?:dr|mr|mrs|ms|mx|prof|sgt|capt|lt|col|gen|rev|hon|messrs|mme|mlle|st|mt|[A-HJ-Z])\.$/iu;
const isAbbreviation = (token: Token, next: Token): boolean =>
  abbreviated.test(token.text) || (/^nos?\.$/iu.test(token.text) && /^\d/u.test(next.text));

export const endsSentence = (token: Token, next: Token | undefined): boolean =>
  /[.!?…。！？؟]["'”’)\]]*$/u.test(token.text) && (next === undefined || !isAbbreviation(token, next));

const startsWithDash = /^(?:--|—|–)/u;
/** Dearer than any other place: taken only when nothing else fits. */
const forbidden = 60;

/** How bad it is to break after this token: 0 at the end of a sentence, high after a word that leans on the next. */
export const breakCost = (token: Token, next: Token | undefined): number => {
  if (next === undefined) return 0;
  if (token.leansOnNext === true || startsWithDash.test(next.text) || isAbbreviation(token, next)) return forbidden;
  if (endsSentence(token, next)) return 0;
  if (/(?:[,;:،、，；：—–]|--)["'”’)\]]*$/u.test(token.text)) return 1;
  if (loose.has(token.text.toLowerCase())) return 8;
  return /^(and|or|but|because|when|where|who|which|that|if|to|with|for|in|on|at|from)$/iu.test(next.text) ? 2.5 : 5;
};

/** How much a lopsided pair of lines costs: little where a sentence or a clause ends, much in the middle of one. */
const imbalanceCost = (upper: number, lower: number, grammar: number): number =>
  (Math.abs(upper - lower) / (upper + lower)) * (grammar === 0 ? 6 : grammar <= 1 ? 8 : 16);

/** Two sentences share a cue, but the line breaks inside one of them: better to give each its own line or cue. */
const straddleCost = 4;

const gapBefore = (token: Token | undefined): number => (token?.spaceBefore ? 1 : 0);

/** Width of tokens set in one line. */
export const lineWidthOf = (tokens: readonly Token[]): number =>
  tokens.reduce((sum, token, index) => sum + token.width + (index > 0 ? gapBefore(token) : 0), 0);

/** Where to break, and how bad that is: `at` is 0 when one line is enough. */
export type LineBreak = { readonly at: number; readonly cost: number };

/** One line, or the best two that fit; undefined when the tokens need more. */
export const breakLines = (tokens: readonly Token[], lineWidth: number): LineBreak | undefined => {
  const whole = lineWidthOf(tokens);
  if (whole <= lineWidth) return { at: 0, cost: 0 };
  if (whole > lineWidth * 2 + 1) return undefined;
  let best: LineBreak | undefined;
  let upper = tokens[0]?.width ?? 0;
  const holdsSentences = tokens.some(
    (token, index) => index < tokens.length - 1 && endsSentence(token, tokens[index + 1]),
  );
  for (let at = 1; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    const lower = whole - upper - gapBefore(token);
    if (upper <= lineWidth && lower <= lineWidth) {
      const grammar = breakCost(tokens[at - 1] as Token, token);
      const straddles = holdsSentences && grammar > 0 ? straddleCost : 0;
      const cost = grammar + straddles + imbalanceCost(upper, lower, grammar);
      if (best === undefined || cost < best.cost) best = { at, cost };
    }
    upper += gapBefore(token) + token.width;
  }
  return best;
};

/** The text as it is shown. */
export const setLines = (tokens: readonly Token[], { at }: LineBreak): string =>
  at === 0 ? joinTokens(tokens) : `${joinTokens(tokens.slice(0, at))}\n${joinTokens(tokens.slice(at))}`;
