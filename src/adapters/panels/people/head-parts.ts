/** What the heads of all views share: what they know of the person, their hair, and the boxes of their features. */
import type { Path2D } from '@napi-rs/canvas';
import type { CharacterLook } from '../../../domain/performance/performance.types.ts';
import { type Context, type Point, smoothCurve, withAlpha } from '../ink/ink.ts';
import type { Brush } from './brush.ts';
import type { EyeAnchor } from './eyes.ts';
import type { FaceShape } from './face-shape.ts';
import { type HairField, hairDark, paintHairTexture } from './hair-texture.ts';
import type { ArtBox, HeadRequest } from './head.types.ts';
import type { Headwear } from './headwear.ts';
import { pathOfOutlines, type Warp } from './lorelei.ts';
import type { MouthAnchor } from './mouth.ts';
import { bend } from './skin.ts';

/** One person's head in one view: everything its drawing functions need. */
export type Face = {
  readonly request: HeadRequest;
  readonly shape: FaceShape;
  readonly warp: Warp;
  readonly headwear: Headwear;
  /** The hair that lies over the face. */
  readonly hair: Path2D;
};

/** One path of several outlines, bent and smoothed. */
export const outlinesPath = (outlines: readonly (readonly Point[])[], warp: Warp): Path2D =>
  pathOfOutlines(outlines.map((outline) => smoothCurve(bend(warp, outline), true, 8)));

/** Hat and hair that lie behind the head. */
export const paintBehind = (brush: Brush, { request, headwear }: Face, hairBehind: Path2D): void => {
  const { context } = brush;
  headwear.behind(brush);
  context.save();
  headwear.clipHair(context);
  context.fillStyle = hairDark(request.look.hairColour);
  context.fill(hairBehind);
  context.restore();
};

/** The hair over the face, with what makes it hair. */
export const paintHair = (brush: Brush, { request, headwear, hair }: Face, field: HairField): void => {
  const { context } = brush;
  context.save();
  headwear.clipHair(context);
  context.fillStyle = request.look.hairColour;
  context.fill(hair);
  paintHairTexture(brush, headwear.hair, request.look.hairColour, hair, field);
  context.restore();
};

/** The shadow of the hair on the skin; the caller has clipped to the skin and set the blend. */
export const shadowOfHair = (
  context: Context,
  { request, hair }: Face,
  shiftX: number,
  shiftY: number,
  amount: number,
): void => {
  context.save();
  context.translate(shiftX, shiftY);
  context.fillStyle = withAlpha(request.shade, amount);
  context.fill(hair);
  context.restore();
};

/** Brows sit low on men and high on children; art units, down is positive. */
export const browDrop = (look: CharacterLook): number =>
  look.ageBand === 'child' ? -6 : look.gender === 'male' ? 12 : 4;

/** Eyes narrow less than they flatten. */
export const eyeWidthOf = (shape: FaceShape): number => (0.62 + 0.38 * shape.eyes) * shape.wide;

/** A rectangle that holds both eyes with their lashes and lid folds. */
export const boxOfEyes = (eyes: readonly EyeAnchor[], size: number): ArtBox => ({
  left: Math.min(...eyes.map((eye) => eye.x - eye.width)) - 34,
  right: Math.max(...eyes.map((eye) => eye.x + eye.width)) + 34,
  top: Math.min(...eyes.map((eye) => eye.y)) - 68 * size - 22,
  bottom: Math.max(...eyes.map((eye) => eye.y)) + 40 * size + 16,
});

/** A rectangle that holds every shape of the mouth, smile folds included. */
export const boxOfMouth = ({ x, y, near, far, size }: MouthAnchor): ArtBox => ({
  left: x - 104 * near * size,
  right: x + 104 * Math.max(far, 0.885) * size,
  top: y - 46,
  bottom: y + 112,
});
