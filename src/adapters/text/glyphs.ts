/**
 * Which characters no font at hand can draw. Skia does not tell, but it draws them all alike: a character whose pixels equal those of
 * one that is never assigned has no glyph.
 */
import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { cssFont } from './fonts.ts';

const side = 40;
let context: SKRSContext2D | undefined;
let missingPicture: Buffer | undefined;
const known = new Map<string, boolean>();

/** A noncharacter: Unicode promises that it is never assigned. */
const neverAssigned = '\u{10ffff}';

const picture = (character: string): Buffer => {
  context ??= createCanvas(side, side).getContext('2d');
  context.clearRect(0, 0, side, side);
  context.font = cssFont({ family: 'Inter', weight: 400, italic: false }, 24, character);
  context.fillText(character, 4, 30);
  return Buffer.from(context.canvas.data());
};

/** Shows nothing by nature (spaces, joiners, selectors) or only together with another (marks). */
const needsNoGlyph = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{M}\p{Cc}\p{Emoji_Modifier}]$/u;

const hasGlyph = (character: string): boolean => {
  if (character < '\u007f' || needsNoGlyph.test(character)) return true;
  const answer = known.get(character);
  if (answer !== undefined) return answer;
  missingPicture ??= picture(neverAssigned);
  const found = !picture(character).equals(missingPicture);
  known.set(character, found);
  return found;
};

/** Each character without a glyph once, in order of appearance. */
export const missingCharacters = (text: string): readonly string[] =>
  [...new Set(text)].filter((character) => !hasGlyph(character));
