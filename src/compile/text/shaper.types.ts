/** What laying out and painting a text need to know of fonts. */
import type { ColourGlyph } from './colour-glyph.types.ts';
import type { Glyphs } from './harfbuzz.ts';
import type { Outline } from './outline.ts';
import type { Picture } from './picture.ts';

/** What a style asks for. */
export type FaceChoice = { readonly family: string; readonly weight: number; readonly italic: boolean };

/** One face of a font file, ready to shape with. Sizes in parts of an em; descent is positive. */
export type Face = {
  readonly key: string;
  readonly unitsPerEm: number;
  readonly ascent: number;
  readonly descent: number;
};

/** A stretch of text of one face, script and direction. `script` is a code of ISO 15924. */
export type RunToShape = {
  readonly start: number;
  readonly end: number;
  readonly rightToLeft: boolean;
  readonly script: string;
  /** Features that are switched off, such as `liga`. */
  readonly without: readonly string[];
};

export interface Shaper {
  /** The face that decides the height of lines. Throws `timeline-invalid` for a family that is not known. */
  mainFace(choice: FaceChoice): Face;
  /**
   * The first face that can draw a grapheme cluster, looked for in the family, then in those that stand in for it; undefined when none
   * can. `text` tells which language's Han characters are meant.
   */
  faceFor(cluster: string, choice: FaceChoice, text: string): Face | undefined;
  /** Whether a face has a glyph for every visible character of a cluster. */
  covers(face: Face, cluster: string): boolean;
  /** Glyphs in visual order, in font units. */
  shape(face: Face, text: string, run: RunToShape): Glyphs;
  /** Outline in font units, `y` downwards. */
  outline(face: Face, glyph: number): Outline;
  colourGlyph(face: Face, glyph: number): ColourGlyph | undefined;
}

/** A font file (or one face of it) that a source offers, read only when it is needed. */
export type FontFile = {
  /** Names the bytes: two files with the same key are the same. */
  readonly key: string;
  /** Face of a collection. */
  readonly index: number;
  /** Set on a font that has a weight axis. */
  readonly weight: number;
  /** False only when the file certainly has no glyph for the character. */
  mayHave(codePoint: number): boolean;
  /** Throws when the file cannot be read. */
  bytes(): Uint8Array;
};

/** Where fonts come from: this machine's files, or what a browser has loaded. */
export interface FontSource {
  /** Files of a family, the best first: its subsets. Throws `timeline-invalid` when the family is not known. */
  family(choice: FaceChoice): readonly FontFile[];
  /** Files that may stand in where a family has no glyph for a grapheme cluster, the best first. */
  fallbacks(choice: FaceChoice, cluster: string, text: string): Iterable<FontFile>;
  /** Premultiplied RGBA of a PNG from a font; undefined when it cannot be read. */
  decodePng(bytes: Uint8Array): Picture | undefined;
}
