/**
 * A line of dialogue cut into words and marks, each knowing where in the text it stands. Written forms are already
 * replaced by the words that are said; marks are the ones Kokoro knows and hears as melody.
 */
import { writtenForms } from './written-forms.ts';

export type WordToken = {
  readonly kind: 'word';
  /** As written, [start, end) in the text. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** What is said: usually one word, several for numbers and initials. A letter by itself is written `a.` */
  readonly spoken: readonly string[];
};
export type MarkToken = { readonly kind: 'mark'; readonly symbol: string; readonly start: number };
export type TextToken = WordToken | MarkToken;

const wordPattern = /[\p{L}\p{M}]+(?:['’ʼ][\p{L}\p{M}]+)*/uy;
/** A leading apostrophe belongs to words like 'em and 'cause, a trailing one to goin'. */
const clipped = /['’](?:em|til|cause|bout|tis|twas|round|n|nother|ere)\b|[\p{L}]+in['’](?!\p{L})/iuy;

const marks: readonly (readonly [RegExp, string])[] = [
  [/\s*(?:\.\s?){2,}|\s*…/y, '…'],
  [/[?!]*\?[?!]*/y, '?'],
  [/!+/y, '!'],
  [/\./y, '.'],
  [/\s*(?:—|–|--+|―|\s-(?=\s))\s*/y, '—'],
  [/,/y, ','],
  [/;/y, ';'],
  [/:/y, ':'],
  [/[([]/y, ','],
  [/[)\]]/y, ','],
  [/\n+/y, ','],
];

const matchAt = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

const startsWord = (text: string, at: number): boolean => at === 0 || !/[\p{L}\p{M}\d]/u.test(text[at - 1] as string);

const writtenFormAt = (text: string, at: number): WordToken | undefined => {
  const isLetter = /\p{L}/u.test(text[at] as string);
  if (isLetter && !startsWord(text, at)) return undefined;
  for (const { pattern, spoken } of writtenForms) {
    const match = matchAt(pattern, text, at);
    if (match === null || match[0] === '') continue;
    const words = spoken([...match], text.slice(at + match[0].length, at + match[0].length + 24));
    if (words === undefined) continue;
    return {
      kind: 'word',
      text: match[0],
      start: at,
      end: at + match[0].length,
      spoken: words.split(/[\s,]+/).filter(Boolean),
    };
  }
  return undefined;
};

const plainWordAt = (text: string, at: number): WordToken | undefined => {
  const match = matchAt(clipped, text, at) ?? matchAt(wordPattern, text, at);
  if (match === null || match[0] === '') return undefined;
  const word = match[0];
  const spoken = word.replace(/[’ʼ]/g, "'").normalize('NFC');
  return { kind: 'word', text: word, start: at, end: at + word.length, spoken: [spoken] };
};

/** Initials end a sentence with their own dot: `the U.S.` */
const endsWithDot = (token: WordToken, text: string): boolean =>
  token.text.endsWith('.') &&
  /^(?:["'”’)\]]*)(?:\s*$|\s+\p{Lu})/u.test(text.slice(token.end)) &&
  /\p{L}\.\p{L}\./u.test(token.text);

/** Never throws; characters that nobody can say are passed over. */
export const textTokens = (text: string): TextToken[] => {
  const tokens: TextToken[] = [];
  const mark = (symbol: string, start: number): void => {
    const last = tokens.at(-1);
    if (last === undefined) return;
    if (last.kind === 'word') tokens.push({ kind: 'mark', symbol, start });
    // Of two marks in a row the stronger is heard: `.)` or `,—`.
    else if (',;:'.includes(last.symbol) && !',;:'.includes(symbol))
      tokens[tokens.length - 1] = { kind: 'mark', symbol, start };
  };
  for (let at = 0; at < text.length; ) {
    const word = writtenFormAt(text, at) ?? plainWordAt(text, at);
    if (word !== undefined) {
      if (word.spoken.length > 0) tokens.push(word);
      if (endsWithDot(word, text)) mark('.', word.end - 1);
      at = word.end;
      continue;
    }
    const found = marks
      .map(([pattern, symbol]) => [matchAt(pattern, text, at), symbol] as const)
      .find(([match]) => match !== null && match[0] !== '');
    if (found?.[0]) {
      mark(found[1], at);
      at += found[0][0].length;
    } else at += 1;
  }
  return tokens;
};
