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

const word = /[\p{L}\p{N}\p{M}]+(?:['’\-&][\p{L}\p{N}\p{M}]+)*/gu;

/** All words in order. */
export const tokensOf = (text: string): Token[] => {
  const tokens: Token[] = [];
  let last = 0;
  for (const match of text.matchAll(word)) {
    const start = match.index;
    let form = match[0];
    const end = start + form.length;
    const isPossessive =
      /['’][sS]$/.test(form) || (text[end] === '’' && /s$/i.test(form)) || (text[end] === "'" && /s$/i.test(form));
    if (/['’][sS]$/.test(form)) form = form.slice(0, -2);
    const first = form.charCodeAt(0);
    const isAscii = first < 128;
    const lower = form.toLowerCase();
    const isUpper = form.length > 1 && form !== lower && form === form.toUpperCase();
    const isCapital = isAscii ? first >= 65 && first <= 90 : !/^\p{Ll}/u.test(form);
    tokens.push({ text: form, lower, start, end, isCapital, isUpper, isPossessive, gap: text.slice(last, start) });
    last = end;
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
  'a an the this that these those his her its their my your our some any each every another one two three four five six seven eight nine ten no several'.split(
    ' ',
  ),
);

export const prepositions: ReadonlySet<string> = new Set(
  'to at from with beside behind in on of for toward towards under over by near into onto across through around against after before between past opposite upon above below beneath about like'.split(
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
