/** Words of a text with their places, and the small grammar every reader of action needs. */

export type Token = {
  readonly text: string;
  readonly lower: string;
  readonly start: number;
  readonly end: number;
  /** Capital first letter, or a letter of a script without capitals. */
  readonly isCapital: boolean;
  /** At least two letters, all capitals. */
  readonly isUpper: boolean;
  /** `'s` was cut off the end. */
  readonly isPossessive: boolean;
  /** Punctuation between this word and the one before, e.g. `, `. */
  readonly gap: string;
};

const beyondAscii = /[\p{L}\p{N}\p{M}]/u;

/** Letters, digits and combining marks. Scanned by code because a table of all letters is slow for every character. */
const isWordCode = (code: number, text: string, at: number): boolean => {
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
  if (code >= 0x2000 && code <= 0x206f) return false;
  if (code >= 0xdc00 && code <= 0xdfff) return at > 0 && beyondAscii.test(text.slice(at - 1, at + 1));
  return beyondAscii.test(code >= 0xd800 && code < 0xdc00 ? text.slice(at, at + 2) : (text[at] as string));
};

/** Apostrophe, hyphen or ampersand: inside a word they belong to it. */
const isJoint = (code: number): boolean => code === 39 || code === 0x2019 || code === 45 || code === 38;

const wordEnd = (text: string, start: number): number => {
  let end = start;
  for (;;) {
    while (end < text.length && isWordCode(text.charCodeAt(end), text, end)) end++;
    const isInside =
      end + 1 < text.length && isJoint(text.charCodeAt(end)) && isWordCode(text.charCodeAt(end + 1), text, end + 1);
    if (!isInside) return end;
    end++;
  }
};

const isApostrophe = (code: number): boolean => code === 39 || code === 0x2019;

const tokenAt = (text: string, start: number, end: number, last: number): Token => {
  const whole = text.slice(start, end);
  const hasEnding =
    whole.length > 2 &&
    isApostrophe(whole.charCodeAt(whole.length - 2)) &&
    (whole.charCodeAt(whole.length - 1) | 32) === 115;
  const form = hasEnding ? whole.slice(0, -2) : whole;
  const first = form.charCodeAt(0);
  const lower = form.toLowerCase();
  return {
    text: form,
    lower,
    start,
    end,
    isCapital: first < 128 ? first >= 65 && first <= 90 : !/^\p{Ll}/u.test(form),
    isUpper: form.length > 1 && form !== lower && form === form.toUpperCase(),
    isPossessive: hasEnding || (isApostrophe(text.charCodeAt(end)) && (form.charCodeAt(form.length - 1) | 32) === 115),
    gap: text.slice(last, start),
  };
};

/** All words in order. */
export const tokensOf = (text: string): Token[] => {
  const tokens: Token[] = [];
  let last = 0;
  for (let at = 0; at < text.length; ) {
    if (!isWordCode(text.charCodeAt(at), text, at)) {
      at++;
      continue;
    }
    const end = wordEnd(text, at);
    tokens.push(tokenAt(text, at, end, last));
    last = end;
    at = end;
  }
  return tokens;
};

/** Singular of an English plural found in `known`, or the word itself when it is there; else undefined. */
export const knownSingular = (lower: string, known: ReadonlySet<string>): string | undefined => {
  if (known.has(lower)) return lower;
  if (lower.length < 4 || !lower.endsWith('s')) return undefined;
  const withoutS = lower.slice(0, -1);
  if (known.has(withoutS)) return withoutS;
  if (lower.endsWith('ies') && known.has(`${lower.slice(0, -3)}y`)) return `${lower.slice(0, -3)}y`;
  if (lower.endsWith('ves') && known.has(`${lower.slice(0, -3)}fe`)) return `${lower.slice(0, -3)}fe`;
  if (lower.endsWith('ves') && known.has(`${lower.slice(0, -3)}f`)) return `${lower.slice(0, -3)}f`;
  const withoutEs = lower.slice(0, -2);
  return lower.endsWith('es') && known.has(withoutEs) ? withoutEs : undefined;
};

export const determiners: ReadonlySet<string> = new Set(
  'a an the this that these those his her its their my your our some any each every another one two three four five six seven eight nine ten eleven twelve twenty thirty hundred no several both'.split(
    ' ',
  ),
);

export const prepositions: ReadonlySet<string> = new Set(
  'to at from with beside behind in on of for toward towards under over by near into onto across through around against after before between past opposite upon above below beneath about like without within inside outside off out along beyond'.split(
    ' ',
  ),
);

/** Words that never belong to a describing phrase. */
export const functionWords: ReadonlySet<string> = new Set([
  ...determiners,
  ...prepositions,
  ...'and or but as is are was were be been being has have had he she they it who whose which him them his hers wearing wears wear dressed carrying holding too so very than then there here not his'.split(
    ' ',
  ),
]);

/** `mara-voss` of `MARA VOSS`: letters and digits of any script, dashes between. */
export const slugOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
