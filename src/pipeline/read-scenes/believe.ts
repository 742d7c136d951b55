/** Reading what a language model wrote: shapes, lines, and texts that are nothing but words. Pure, and never throws. */
import { repeatsInstructions } from './instructions.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** An object, or undefined. */
export const fieldsOf = (value: unknown): Fields | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;

/** The first `most` of a list; of anything else nothing. */
export const listOf = (value: unknown, most: number): readonly unknown[] =>
  Array.isArray(value) ? value.slice(0, most) : [];

export const oneOf = <T extends string>(value: unknown, allowed: readonly T[]): T | undefined =>
  allowed.find((one) => one === value);

/** Whether what is claimed rests on lines of the script that lie where they should. */
export const linesWithin = (claim: Fields, range: { readonly first: number; readonly last: number }): boolean => {
  const { first, last } = claim;
  return (
    Number.isInteger(first) &&
    Number.isInteger(last) &&
    (first as number) >= range.first &&
    (last as number) <= range.last &&
    (first as number) <= (last as number)
  );
};

/** Signs of markup, of code and of the studio’s own kind, and characters that nobody sees, have no business in a description. */
const noSigns = /[<>{}[\]`$\\@=|#*_^~]|[\p{C}\p{Default_Ignorable_Code_Point}]/u;

/** `https://…`, `asset:…`, `data:…`, a name of a host, a path. */
const noPlaces = /\b\p{L}[\p{L}\p{N}+.-]*:(?=\S)|[\p{L}\p{N}-]\.\p{L}{2,}|(?:^|[\s'"(])(?:\.{0,2}|~)\/\S/u;

/** Letters and digits in turns, or no end: a key, a token, a name of bytes. */
const isToken = (word: string): boolean =>
  (word.length >= 32 && /^[\w+/-]+$/.test(word)) || (word.match(/\p{L}(?=\d)|\d(?=\p{L})/gu) ?? []).length >= 4;

const isWords = (text: string): boolean =>
  !noSigns.test(text) && !noPlaces.test(text) && !text.split(/[\s,;.!?]+/u).some(isToken) && !repeatsInstructions(text);

/** Plain words of at most so many characters, spaces tidied; undefined for everything else. */
export const believableText = (value: unknown, longest: number): string | undefined => {
  // What is far too long is not even looked at.
  if (typeof value !== 'string' || value.length > 4 * longest) return undefined;
  const text = value.replace(/\s+/g, ' ').trim();
  return text !== '' && text.length <= longest && isWords(text) ? text : undefined;
};
