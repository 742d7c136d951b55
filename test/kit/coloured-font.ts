/** A shipped font whose capital A has colours of its own, as emoji do: a `COLR` table of either version, written by hand. */
import { goodTrueType, rebuilt } from './damaged-fonts.ts';

type Field = readonly [bytes: 1 | 2 | 3 | 4, value: number];
const table = (...fields: readonly Field[]): Uint8Array =>
  Uint8Array.from(
    fields.flatMap(([bytes, value]) =>
      Array.from({ length: bytes }, (_, i) => (value >>> (8 * (bytes - 1 - i))) & 255),
    ),
  );

/** Two colours, red and blue, as blue, green, red, alpha. */
const palette = table([2, 0], [2, 2], [2, 1], [2, 2], [4, 14], [2, 0], [4, 0x0000ffff], [4, 0xff0000ff]);
/** Glyph 2 of the shipped subset is a capital A. */
const [capital, full] = [2, 0x4000];
/** The number of a palette that means the colour of the text. */
export const textColour = 0xffff;

/** Version 0: the letter twice, red below, the text's colour above. */
export const layers = (above: number): Uint8Array =>
  table(
    [2, 0],
    [2, 1],
    [4, 14],
    [4, 20],
    [2, 2],
    [2, capital],
    [2, 0],
    [2, 2],
    [2, capital],
    [2, 0],
    [2, capital],
    [2, above],
  );

/** Version 1: the letter filled with a gradient from red at the left to blue at the right of it. */
export const gradient = (unitsWide: number): Uint8Array =>
  table(
    ...([
      [2, 1],
      [2, 0],
      [4, 0],
      [4, 0],
      [2, 0],
      [4, 34],
      [4, 0],
      [4, 0],
      [4, 0],
      [4, 0],
    ] as const),
    ...([
      [4, 1],
      [2, capital],
      [4, 10],
    ] as const),
    ...([
      [1, 10],
      [3, 6],
      [2, capital],
    ] as const),
    ...([
      [1, 4],
      [3, 16],
      [2, 0],
      [2, 0],
      [2, unitsWide],
      [2, 0],
      [2, 0],
      [2, 1000],
    ] as const),
    ...([
      [1, 0],
      [2, 2],
      [2, 0],
      [2, 0],
      [2, full],
      [2, full],
      [2, 1],
      [2, full],
    ] as const),
  );

/** The font with a table of colours. */
export const colouredFont = (colr: Uint8Array): Uint8Array =>
  rebuilt(goodTrueType, (tables) => tables.set('COLR', colr).set('CPAL', palette));
