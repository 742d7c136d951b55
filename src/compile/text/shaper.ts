/** The shaper: HarfBuzz over the fonts of a source, each opened when the first character needs it. */
import { isInvisible, needsNoGlyph } from './characters.ts';
import type { ColourGlyph } from './colour-glyph.types.ts';
import type { Glyphs, HarfBuzz, HarfBuzzFont } from './harfbuzz.ts';
import type { Outline } from './outline.ts';
import type { Face, FaceChoice, FontFile, FontSource, RunToShape, Shaper } from './shaper.types.ts';

type OpenFace = Face & { readonly font: HarfBuzzFont };
/** Outlines of more glyphs than that are not kept; Chinese has that many. */
const mostOutlines = 4000;

const faceKey = ({ key, index, weight }: FontFile): string => `${key}#${index}@${weight}`;
const choiceKey = ({ family, weight, italic }: FaceChoice): string => `${family}\n${weight}\n${italic}`;

/** A shaper whose fonts stay open; `forget` closes those that are no longer offered. */
export class HarfBuzzShaper implements Shaper {
  readonly #harfBuzz: HarfBuzz;
  readonly #source: FontSource;
  readonly #faces = new Map<string, OpenFace>();
  readonly #found = new Map<string, OpenFace | undefined>();
  readonly #outlines = new Map<string, Outline>();
  readonly #colours = new Map<string, ColourGlyph | undefined>();

  constructor(harfBuzz: HarfBuzz, source: FontSource) {
    this.#harfBuzz = harfBuzz;
    this.#source = source;
  }

  /** Closes every face and forgets where characters were found: the source has changed. */
  forget(): void {
    for (const { font } of this.#faces.values()) this.#harfBuzz.close(font);
    for (const map of [this.#faces, this.#found, this.#outlines, this.#colours]) map.clear();
  }

  mainFace(choice: FaceChoice): Face {
    const files = this.#source.family(choice);
    return this.#open(files.find((file) => file.mayHave(0x78)) ?? files[0]!);
  }

  faceFor(cluster: string, choice: FaceChoice, text: string): Face | undefined {
    const first = cluster.codePointAt(0) ?? 0;
    // Only Han characters look different from language to language.
    const language = first >= 0x2e80 ? eastAsianKey(text) : '';
    const key = `${cluster}\n${language}\n${choiceKey(choice)}`;
    if (this.#found.has(key)) return this.#found.get(key);
    const face = this.#find(cluster, choice, text, first);
    if (this.#found.size > 20_000) this.#found.clear();
    this.#found.set(key, face);
    return face;
  }

  #find(cluster: string, choice: FaceChoice, text: string, first: number): OpenFace | undefined {
    let forBase: OpenFace | undefined;
    const family = this.#source.family(choice);
    const fallbacks = this.#source.fallbacks(choice, cluster, text);
    for (const files of wantsEmoji(cluster) ? [fallbacks, family] : [family, fallbacks])
      for (const file of files) {
        if (!file.mayHave(first)) continue;
        const face = this.#open(file);
        if (this.covers(face, cluster)) return face;
        // Better the letter without its mark than nothing.
        if (forBase === undefined && this.#harfBuzz.glyphOf(face.font, first) !== 0) forBase = face;
      }
    return forBase;
  }

  #open(file: FontFile): OpenFace {
    const key = faceKey(file);
    const before = this.#faces.get(key);
    if (before) return before;
    const font = this.#harfBuzz.open(file.bytes(), file.index, file.weight);
    const { ascender, descender } = this.#harfBuzz.extents(font);
    const { unitsPerEm } = font;
    const face = { key, font, unitsPerEm, ascent: ascender / unitsPerEm, descent: -descender / unitsPerEm };
    this.#faces.set(key, face);
    return face;
  }

  covers(face: Face, cluster: string): boolean {
    const { font } = face as OpenFace;
    for (const character of cluster)
      if (!isInvisible(character) && this.#harfBuzz.glyphOf(font, character.codePointAt(0)!) === 0) return false;
    // Spaces have widths, so a space alone needs its glyph.
    return !/^\s$/u.test(cluster) || this.#harfBuzz.glyphOf(font, cluster.codePointAt(0)!) !== 0;
  }

  shape(face: Face, text: string, { start, end, rightToLeft, script, without }: RunToShape): Glyphs {
    const run = { rightToLeft, script, features: without };
    return this.#harfBuzz.shape((face as OpenFace).font, text, start, end, run);
  }

  outline(face: Face, glyph: number): Outline {
    const key = `${face.key}/${glyph}`;
    let outline = this.#outlines.get(key);
    if (outline === undefined) {
      outline = this.#harfBuzz.outline((face as OpenFace).font, glyph);
      if (this.#outlines.size > mostOutlines) this.#outlines.clear();
      this.#outlines.set(key, outline);
    }
    return outline;
  }

  colourGlyph(face: Face, glyph: number): ColourGlyph | undefined {
    const key = `${face.key}/${glyph}`;
    if (!this.#colours.has(key)) {
      if (this.#colours.size > mostOutlines) this.#colours.clear();
      this.#colours.set(key, this.#readColourGlyph(face as OpenFace, glyph));
    }
    return this.#colours.get(key);
  }

  #readColourGlyph({ font }: OpenFace, glyph: number): ColourGlyph | undefined {
    const steps = this.#harfBuzz.paintSteps(font, glyph);
    if (steps) return { kind: 'steps', steps };
    const png = this.#harfBuzz.png(font, glyph);
    const picture = png && this.#source.decodePng(png);
    return picture && { kind: 'picture', picture };
  }
}

/** A heart is a letter-like sign unless its selector says emoji; most emoji are so by themselves. */
const wantsEmoji = (cluster: string): boolean => cluster.includes('\ufe0f') || /^\p{Emoji_Presentation}/u.test(cluster);

/** Which East Asian writing systems a text shows: what decides how its Han characters look. */
const eastAsianKey = (text: string): string =>
  /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text) ? 'ja' : /\p{Script=Hangul}/u.test(text) ? 'ko' : 'zh';

/** Characters of a text that no face can draw, each once, in order; what needs no glyph is passed over. */
export const charactersWithoutFace = (shaper: Shaper, text: string, choice: FaceChoice): readonly string[] => {
  const missing = new Set<string>();
  for (const character of new Set(text))
    if (character >= '\u007f' && !needsNoGlyph(character) && !shaper.faceFor(character, choice, text))
      missing.add(character);
  return [...missing];
};
