/** The head in three-quarter view, looking to the right of the drawing: Lorelei's head, hair and nose, our eyes and mouth. */
import type { Path2D } from '@napi-rs/canvas';
import { type Context, fillPolygon, mixColour, type Point, smoothCurve } from '../ink/ink.ts';
import { paintBeard, paintMoustache } from './beard.ts';
import { type Brush, inkDark } from './brush.ts';
import { type BrowAnchor, type EyeAnchor, paintBrow, paintEye } from './eyes.ts';
import { bendOf, chinY, crownY, faceShape, threeQuarterAxes } from './face-shape.ts';
import { paintGlasses } from './glasses.ts';
import { threeQuarterMass } from './hair-outlines.ts';
import type { HeadDrawing, HeadRequest } from './head.types.ts';
import { boxOfEyes, boxOfMouth, browDrop, eyeWidthOf, type Face, paintBehind, paintHair } from './head-parts.ts';
import { headwearOf } from './headwear.ts';
import { fillPath, hairArt, headArt, noseArt, pathOf } from './lorelei.ts';
import { type MouthAnchor, paintMouth } from './mouth.ts';
import { bend, clipNeck, fadeStump, shadeStump, skinInk } from './skin.ts';
import { paintSkinDetail, paintSkinShadows } from './skin-three-quarter.ts';
import { threeQuarterBeard } from './three-quarter-outlines.ts';

export type ThreeQuarterFace = Face & { readonly skin: Path2D };

const neckMiddle = threeQuarterAxes.neck;

const faceOf = (request: HeadRequest): ThreeQuarterFace => {
  const shape = faceShape(request.look);
  const warp = bendOf(shape, threeQuarterAxes);
  const headwear = headwearOf(request.look, 'three-quarter', warp);
  const skin = pathOf(headArt(request.look.head).skin, warp);
  return { request, shape, warp, headwear, skin, hair: pathOf(hairArt(headwear.hair).before, warp) };
};

const eyesOf = ({ shape, warp }: Face): readonly [near: EyeAnchor, far: EyeAnchor] => {
  const width = eyeWidthOf(shape);
  const eye = (x: number, y: number, half: number, height: number, outer: -1 | 1): EyeAnchor => {
    const [bentX, bentY] = warp(x, y);
    return { x: bentX, y: bentY, width: half * width, height: height * shape.eyes, outer };
  };
  return [eye(484, 522, 60, 43, -1), eye(662, 516, 41, 41, 1)];
};

const browsOf = ({ request, warp }: Face): readonly BrowAnchor[] => {
  const { look } = request;
  const at = (x: number, y: number): Point => warp(x, y + browDrop(look));
  return [
    { outer: at(408, 454), middle: at(470, 430), inner: at(546, 450), weight: look.browWeight * 1.15 },
    { outer: at(704, 446), middle: at(656, 432), inner: at(618, 448), weight: look.browWeight },
  ];
};

const mouthOf = ({ request, shape, warp }: Face): MouthAnchor => {
  const [x, y] = warp(566, 674);
  const small = request.look.ageBand === 'child' ? 0.84 : 1;
  return { x, y, near: 1.08, far: 0.78, tilt: -0.045, size: (0.5 + 0.5 * shape.wide) * small };
};

const clipStump = (context: Context, { warp, skin }: ThreeQuarterFace): void => {
  clipNeck(context, warp, neckMiddle);
  context.clip(skin);
};

/** Skin with its shadows and lines; the neck ends in a stump. */
const paintSkin = (brush: Brush, face: ThreeQuarterFace): void => {
  const { context } = brush;
  const { request, warp, skin } = face;
  context.save();
  clipNeck(context, warp, neckMiddle);
  fillPath(context, skin, request.look.skin);
  paintSkinShadows(brush, face);
  paintSkinDetail(brush, face);
  shadeStump(brush, warp, neckMiddle, request.shade);
  const lines = pathOf(headArt(request.look.head).lines, warp);
  fillPath(context, lines, skinInk(request.look.skin));
  // Bending moves skin and line a little apart: a thin stroke closes the gap.
  context.strokeStyle = skinInk(request.look.skin);
  context.lineWidth = 3;
  context.stroke(lines);
  if (request.alone) {
    clipStump(context, face);
    fadeStump(brush, warp, neckMiddle);
  }
  context.restore();
};

const paintMass = (brush: Brush, { request, warp, headwear }: Face): void => {
  const { context } = brush;
  context.save();
  headwear.clipHair(context);
  for (const outline of threeQuarterMass(headwear.hair)) {
    fillPolygon(
      context,
      smoothCurve(bend(warp, outline), true, 8),
      mixColour(request.look.hairColour, '#140c18', 0.16),
    );
  }
  context.restore();
};

export const drawThreeQuarterHead = (request: HeadRequest): HeadDrawing => {
  const { look, expression, gaze } = request;
  const face = faceOf(request);
  const { warp, shape, headwear } = face;
  const eyes = eyesOf(face);
  const mouth = mouthOf(face);
  return {
    base: (brush) => {
      headwear.behind(brush);
      paintMass(brush, face);
      paintBehind(
        brush,
        { ...face, headwear: { ...headwear, behind: () => {} } },
        pathOf(hairArt(headwear.hair).behind, warp),
      );
      paintSkin(brush, face);
      paintBeard(brush, look, threeQuarterBeard, warp, (context) => context.clip(face.skin));
      for (const brow of browsOf(face)) paintBrow(brush, look, brow, expression);
    },
    eyes: (brush, lids) => {
      for (const eye of eyes) paintEye(brush, look, eye, expression, gaze, lids);
    },
    mouth: (brush, viseme) => paintMouth(brush, look, mouth, viseme, expression),
    over: (brush) => {
      paintMoustache(brush, look, threeQuarterBeard, warp);
      fillPath(brush.context, pathOf(noseArt(look.nose), warp), inkDark);
      const crown = warp(480, 235);
      paintHair(brush, face, { crown, left: 215, right: 700, top: crown[1] - 10, bottom: warp(480, 480)[1] });
      if (look.glasses !== 'none')
        paintGlasses(brush, look.glasses, { near: eyes[0], far: eyes[1], ear: warp(300, 520) });
      headwear.over(brush);
    },
    eyesBox: boxOfEyes(eyes, shape.eyes),
    mouthBox: boxOfMouth(mouth),
    ...(request.alone ? { clipStump: (context: Context) => clipStump(context, face) } : {}),
    crown: warp(480, crownY),
    chin: warp(548, chinY),
    eyeLine: warp(570, 520),
    pivot: warp(neckMiddle, 905),
  };
};
