/** A font source made of bytes at hand, for a browser: what a test hands over to the page is all there is. */
import type { FontFile, FontSource } from '../../src/compile/text/shaper.types.ts';

/** A font file; `has` are the characters that it is asked for. */
export type GivenFont = {
  readonly key: string;
  readonly family: string;
  readonly index: number;
  readonly weight: number;
  readonly has: readonly number[];
  readonly bytes: Uint8Array;
};

const fileOf = ({ key, index, weight, has, bytes }: GivenFont): FontFile => {
  const codePoints = new Set(has);
  return {
    key,
    index,
    weight,
    mayHave: (codePoint) => codePoints.has(codePoint),
    bytes: () => bytes,
  };
};

/** A source that has these fonts; the others of a family's own stand in for it in the order given. */
export const givenFonts = (fonts: readonly GivenFont[]): FontSource => ({
  family: ({ family }) => fonts.filter((font) => font.family === family).map(fileOf),
  fallbacks: ({ family }) => fonts.filter((font) => font.family !== family).map(fileOf),
  decodePng: () => undefined,
});
