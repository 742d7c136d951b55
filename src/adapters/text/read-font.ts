/** A font of a person's own, let in, and what it says about itself. */

import { tablesOf } from './sfnt.ts';
import { familyNames, styleOf } from './system-font-facts.ts';
import { vetFont } from './vet-font.ts';

export type FontOfTheirs = {
  /** What may be drawn with. */
  readonly bytes: Uint8Array;
  /** Names of its family in the languages it knows, in lower case. */
  readonly families: readonly string[];
  readonly weight: number;
  readonly italic: boolean;
};

const mostFamilies = 20;
const mostNameLength = 200;

/** Throws `font-refused`; `name` is what the message calls the font. */
export const readFont = (given: Uint8Array, name: string): FontOfTheirs => {
  const bytes = vetFont(given, name);
  const read = (offset: number, length: number): Uint8Array => bytes.subarray(offset, offset + length);
  const tables = new Map(tablesOf(read, 0).map(({ tag, offset, length }) => [tag, read(offset, length)]));
  const none = new Uint8Array(0);
  const families = familyNames(tables.get('name') ?? none)
    .map((family) =>
      family
        .replace(/\p{Cc}/gu, '')
        .slice(0, mostNameLength)
        .toWellFormed()
        .trim(),
    )
    .filter((family) => family !== '');
  const { weight, italic } = styleOf(tables.get('OS/2') ?? none, tables.get('head') ?? none);
  return { bytes, families: families.slice(0, mostFamilies), weight, italic };
};
