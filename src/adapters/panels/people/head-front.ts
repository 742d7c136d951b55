/** The head from the front: our own symmetric drawing, one hair outline per family. */
import { seededRandom } from '../../../domain/random.ts';
import { type Context, fillPolygon, mixColour, type Point, smoothCurve, tracePolygon, withAlpha } from '../ink/ink.ts';
import { paintBeard, paintMoustache } from './beard.ts';
import { type Brush, drawLine, drawShape, inkDark } from './brush.ts';
import { type BrowAnchor, type EyeAnchor, paintBrow, paintEye } from './eyes.ts';
import { bendOf, chinY, crownY, faceShape, frontAxes } from './face-shape.ts';
import {
  earFold,
  earOutline,
  faceOutline,
  frontBeard,
  frontFolds,
  frontShadows,
  jawHalf,
  neckOutline,
} from './front-outlines.ts';
import { paintGlasses } from './glasses.ts';
import { frontHair } from './hair-outlines.ts';
import type { HeadDrawing, HeadRequest } from './head.types.ts';
import {
  boxOfEyes,
  boxOfMouth,
  browDrop,
  eyeWidthOf,
  type Face,
  outlinesPath,
  paintBehind,
  paintHair,
  shadowOfHair,
} from './head-parts.ts';
import { headwearOf } from './headwear.ts';
import type { Warp } from './lorelei.ts';
import { type MouthAnchor, paintMouth } from './mouth.ts';
import { flip, outline, symmetryX } from './outline.ts';
import {
  bend,
  clipNeck,
  fadeStump,
  paintBlush,
  paintFolds,
  paintFreckles,
  paintHatching,
  shadeStump,
  skinInk,
} from './skin.ts';

const middle = symmetryX;
const jaw = [...jawHalf, ...[...jawHalf].reverse().slice(1).map(flip)];

type FrontFace = Face & { readonly skin: readonly Point[]; readonly neck: readonly Point[] };

const faceOf = (request: HeadRequest): FrontFace => {
  const shape = faceShape(request.look);
  const warp = bendOf(shape, frontAxes);
  const headwear = headwearOf(request.look, 'front', warp);
  return {
    request,
    shape,
    warp,
    headwear,
    hair: outlinesPath(frontHair(headwear.hair).before, warp),
    skin: smoothCurve(bend(warp, faceOutline), true, 8),
    neck: smoothCurve(bend(warp, neckOutline), true, 8),
  };
};

const eyeOf = ({ shape, warp }: Face, side: -1 | 1): EyeAnchor => {
  const [x, y] = warp(middle + side * 116, 521);
  return { x, y, width: 56 * eyeWidthOf(shape), height: 42 * shape.eyes, outer: side };
};

const browOf = ({ request, warp }: Face, side: -1 | 1): BrowAnchor => {
  const at = (x: number, y: number): Point => warp(middle + side * x, y + browDrop(request.look));
  return { outer: at(188, 454), middle: at(128, 432), inner: at(56, 452), weight: request.look.browWeight * 1.1 };
};

const mouthOf = ({ request, shape, warp }: Face): MouthAnchor => {
  const [x, y] = warp(middle, 676);
  const small = request.look.ageBand === 'child' ? 0.82 : 0.96;
  return { x, y, near: 1, far: 1, tilt: 0, size: (0.5 + 0.5 * shape.wide) * small };
};

/** Both ears of the front and back views. */
export const paintEars = (brush: Brush, skin: string, warp: Warp): void => {
  for (const ear of [earOutline, earOutline.map(flip)]) {
    drawShape(brush, smoothCurve(bend(warp, ear), true, 8), skin, {
      width: 9,
      inkColour: skinInk(skin),
      edge: 0,
      drift: 0,
    });
  }
};

const within = (context: Context, polygon: readonly Point[]): void => {
  tracePolygon(context, polygon);
  context.clip();
};

const clipStump = (context: Context, { warp, neck }: FrontFace): void => {
  clipNeck(context, warp, middle);
  within(context, neck);
};

const paintNeck = (brush: Brush, face: FrontFace): void => {
  const { context } = brush;
  const { request, warp, neck } = face;
  const { skin } = request.look;
  context.save();
  clipNeck(context, warp, middle);
  fillPolygon(context, neck, mixColour(skin, '#4a2a48', 0.12));
  const edge = outline('584,790 592,845 640,900');
  for (const line of [edge, edge.map(flip)])
    drawLine(brush, smoothCurve(bend(warp, line)), 11, skinInk(skin), { taper: 0.5 });
  context.save();
  within(context, neck);
  context.globalCompositeOperation = 'multiply';
  fillPolygon(context, smoothCurve(bend(warp, frontShadows.neck), true, 8), withAlpha(request.shade, 0.5));
  context.restore();
  shadeStump(brush, warp, middle, request.shade);
  if (request.alone) {
    clipStump(context, face);
    fadeStump(brush, warp, middle);
  }
  context.restore();
};

const paintSkinShadows = (brush: Brush, face: FrontFace): void => {
  const { context } = brush;
  const { request, warp, skin } = face;
  const { look, lightSide, shade } = request;
  const away = (points: readonly Point[], steps: number): Point[] =>
    smoothCurve(bend(warp, lightSide < 0 ? points : points.map(flip)), true, steps);
  context.save();
  within(context, skin);
  context.globalCompositeOperation = 'multiply';
  fillPolygon(context, away(frontShadows.side, 8), withAlpha(shade, 0.44));
  fillPolygon(context, away(frontShadows.nose, 6), withAlpha(shade, 0.3));
  shadowOfHair(context, face, lightSide * -6, 24, 0.46);
  context.globalCompositeOperation = 'source-over';
  const cheeks = [warp(middle - 136, 630), warp(middle + 136, 630)];
  paintBlush(
    brush,
    look,
    cheeks.map(([x, y]) => [x, y, 62] as const),
  );
  paintFreckles(
    brush,
    look,
    cheeks.map(([x, y]): Point => [x, y - 24]),
  );
  paintFolds(brush, look, warp, frontFolds);
  if (brush.detail > 0.6) {
    const from = warp(lightSide < 0 ? 664 : 264, 440);
    paintHatching(brush, look.skin, from, [0, 14], [44, 26], 16, seededRandom('hatching', look.characterId));
  }
  context.restore();
};

const paintSkin = (brush: Brush, face: FrontFace): void => {
  const { warp, skin, request } = face;
  const contour = skinInk(request.look.skin);
  paintNeck(brush, face);
  paintEars(brush, request.look.skin, warp);
  for (const fold of [earFold, earFold.map(flip)]) drawLine(brush, smoothCurve(bend(warp, fold)), 6, contour);
  fillPolygon(brush.context, skin, request.look.skin);
  paintSkinShadows(brush, face);
  drawLine(brush, smoothCurve(bend(warp, jaw)), 12, contour, { taper: 0.35, wobble: 1.2 });
};

const paintNose = (brush: Brush, { request, warp }: Face): void => {
  const { look, lightSide } = request;
  const wide = look.nose === 'strong' ? 1.2 : look.nose === 'fine' || look.nose === 'small' ? 0.85 : 1;
  const at = (x: number, y: number): Point => warp(middle + x * wide, y);
  drawLine(brush, smoothCurve([at(-27, 634), at(-9, 645), at(10, 644), at(27, 633)]), 8, inkDark);
  if (look.gender === 'male' || look.ageBand === 'old') {
    for (const side of [-1, 1])
      drawLine(
        brush,
        smoothCurve([at(side * 34, 616), at(side * 39, 628), at(side * 33, 640)]),
        4.5,
        skinInk(look.skin),
      );
  }
  const ridge = smoothCurve([at(lightSide * -17, 510), at(lightSide * -12, 560), at(lightSide * -22, 604)]);
  drawLine(brush, ridge, 4, mixColour(look.skin, '#3a1a1a', 0.5), { alpha: 0.6 });
};

export const drawFrontHead = (request: HeadRequest): HeadDrawing => {
  const { look, expression, gaze } = request;
  const face = faceOf(request);
  const { warp, shape, headwear } = face;
  const hair = frontHair(headwear.hair);
  const eyes = [eyeOf(face, -1), eyeOf(face, 1)] as const;
  const mouth = mouthOf(face);
  return {
    base: (brush) => {
      paintBehind(brush, face, outlinesPath(hair.behind, warp));
      paintSkin(brush, face);
      paintBeard(brush, look, frontBeard, warp, (context) => within(context, face.skin));
      for (const side of [-1, 1] as const) paintBrow(brush, look, browOf(face, side), expression);
    },
    eyes: (brush, lids) => {
      for (const eye of eyes) paintEye(brush, look, eye, expression, gaze, lids);
    },
    mouth: (brush, viseme) => paintMouth(brush, look, mouth, viseme, expression),
    over: (brush) => {
      paintMoustache(brush, look, frontBeard, warp);
      paintNose(brush, face);
      const crown = warp(middle, 225);
      paintHair(brush, face, {
        crown,
        left: 220,
        right: 760,
        top: crown[1] - 10,
        bottom: warp(middle, hair.bottom)[1],
      });
      if (look.glasses !== 'none')
        paintGlasses(brush, look.glasses, { near: eyes[0], far: eyes[1], ear: warp(262, 522), farEar: warp(718, 522) });
      headwear.over(brush);
    },
    eyesBox: boxOfEyes(eyes, shape.eyes),
    mouthBox: boxOfMouth(mouth),
    ...(request.alone ? { clipStump: (context: Context) => clipStump(context, face) } : {}),
    crown: warp(middle, crownY),
    chin: warp(middle, chinY),
    eyeLine: warp(middle, 521),
    pivot: warp(middle, 905),
  };
};
