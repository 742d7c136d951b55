/** A font source made of bytes at hand, for a browser: what a test hands over to the page is all there is. */
import type { FontFile, FontSource } from '../../src/compile/text/shaper.types.ts';

/** A font file as text that can be sent to a page; `has` are the characters that it is asked for. */
export type GivenFont = {
  readonly key: string;
  readonly family: string;
  readonly index: number;
  readonly weight: number;
  readonly has: readonly number[];
  readonly base64: string;
};

const fileOf = ({ key, index, weight, has, base64 }: GivenFont): FontFile => {
  const codePoints = new Set(has);
  return {
    key,
    index,
    weight,
    mayHave: (codePoint) => codePoints.has(codePoint),
    bytes: () => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)),
  };
};

/** A source that has these fonts; the others of a family's own stand in for it in the order given. */
export const givenFonts = (fonts: readonly GivenFont[]): FontSource => ({
  family: ({ family }) => fonts.filter((font) => font.family === family).map(fileOf),
  fallbacks: ({ family }) => fonts.filter((font) => font.family !== family).map(fileOf),
  decodePng: () => undefined,
});
