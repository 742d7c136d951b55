/** Caption lines: how wide text is, and where to break it so that a clause stays together. */

const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uff60]/u;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Width in characters; full-width ones count two, marks nothing. */
export const widthOf = (text: string): number => {
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += wide.test(segment) ? 2 : 1;
  return width;
};

export type Token = {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly spaceBefore: boolean;
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
      tokens.push({ text: piece, start, end: start + piece.length, spaceBefore });
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

/** How bad it is to break after this token: 0 at the end of a sentence, high after a word that leans on the next. */
export const breakCost = (token: Token, next: Token | undefined): number => {
  if (next === undefined || /[.!?…。！？؟]["'”’)\]]*$/u.test(token.text)) return 0;
  if (/[,;:،、，；：—–]["'”’)\]]*$/u.test(token.text) || /^(--|—|–)/u.test(next.text)) return 1;
  if (loose.has(token.text.toLowerCase())) return 8;
  return /^(and|or|but|because|when|where|who|which|that|if|to|with|for|in|on|at|from)$/iu.test(next.text) ? 2.5 : 5;
};

/** One line, or the best two that fit; undefined when the tokens need more. */
export const twoLines = (
  tokens: readonly Token[],
  lineWidth: number,
): { readonly text: string; readonly cost: number } | undefined => {
  const whole = joinTokens(tokens);
  const width = widthOf(whole);
  if (width <= lineWidth) return { text: whole, cost: 0 };
  if (width > lineWidth * 2 + 1) return undefined;
  let best: { text: string; cost: number } | undefined;
  for (let at = 1; at < tokens.length; at++) {
    const upper = joinTokens(tokens.slice(0, at));
    const lower = joinTokens(tokens.slice(at));
    const [upperWidth, lowerWidth] = [widthOf(upper), widthOf(lower)];
    if (upperWidth > lineWidth || lowerWidth > lineWidth) continue;
    const cost = breakCost(tokens[at - 1] as Token, tokens[at]) + Math.abs(upperWidth - lowerWidth) / 10;
    if (best === undefined || cost < best.cost) best = { text: `${upper}\n${lower}`, cost };
  }
  return best;
};
