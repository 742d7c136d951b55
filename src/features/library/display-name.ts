/** What people call their files: text to be shown, never a path, a header or a command. */
import { limits } from '../../domain/limits.ts';

/** Half characters, NUL and other controls, and marks that turn the direction of what follows: `exe.<RLO>gpj` would look like a picture. */
const invisible = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]+/gu;

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** At most so many characters, cut between what a reader takes for one. */
const cut = (text: string, most: number): string => {
  if (text.length <= most) return text;
  let end = 0;
  // A character can be long without end (marks upon marks), so only what may remain is looked at.
  for (const { index, segment } of graphemes.segment(text.slice(0, most * 2))) {
    if (index + segment.length > most) break;
    end = index + segment.length;
  }
  return text.slice(0, end > 0 ? end : most).toWellFormed();
};

const plain = (text: string): string =>
  text.slice(0, 20_000).toWellFormed().normalize('NFC').replace(invisible, ' ').replace(/\s+/gu, ' ').trim();

/** A name as it is kept and shown; `fallback` for one in which nothing can be seen. */
export const displayName = (text: string, fallback = 'Untitled'): string =>
  cut(plain(text), limits.nameLength).trim() || fallback;

/** The name in what a client calls the file: some send the path it had on their machine. */
export const fileName = (text: string): string => displayName(text.split(/[\\/]/u).at(-1) || text);

/** What the end of an address calls the file: `https://host/a%20b.mp4?key=x` is “a b.mp4”. */
export const nameOfUrl = (url: string): string => {
  const { pathname, host } = new URL(url);
  try {
    return fileName(decodeURIComponent(pathname)).replace(/^[\\/]+$/u, '') || host;
  } catch {
    return fileName(pathname) || host; // a per cent sign that stands for itself
  }
};

/** An address as it may be shown: without what often is a key, its query, fragment and user. */
export const shownUrl = (url: string): string => {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
};

const mostTags = 50;
const mostTagLength = 60;

/** Tags as they are kept: lower-case, each once, in the order given. */
export const cleanTags = (tags: readonly string[]): readonly string[] => [
  ...new Set(
    tags
      .slice(0, mostTags)
      .map((tag) => cut(plain(tag).toLocaleLowerCase('und'), mostTagLength).trim())
      .filter((tag) => tag !== ''),
  ),
];

/**
 * The words people search for, as a prefix query of PostgreSQL: each must begin some word of the name. ASCII punctuation parts words, as in
 * the column; what is left holds nothing that could end the quotes. Undefined: nothing to look for.
 */
export const searchWords = (text: string): string | undefined => {
  const words = plain(text)
    .split(/[\s!-/:-@[-`{-~]+/u)
    .filter((word) => word !== '')
    .slice(0, 12);
  return words.length > 0 ? words.map((word) => `'${word}':*`).join(' & ') : undefined;
};
