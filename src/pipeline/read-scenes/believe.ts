/** Reading what a language model wrote: shapes, lines, and texts that are nothing but words. Pure, and never throws. */

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

/** Addresses, marks of markup and of the studio’s own kind have no business in a description. */
const noWords =
  /https?:|www\.|[<>{}[\]`$\\]|[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]|[\u{e0000}-\u{e007f}]/iu;

/** Plain words of at most so many characters, spaces tidied; undefined for everything else. */
export const believableText = (value: unknown, longest: number): string | undefined => {
  if (typeof value !== 'string') return undefined;
  const text = value.replace(/\s+/g, ' ').trim();
  return text !== '' && text.length <= longest && !noWords.test(text) ? text : undefined;
};
