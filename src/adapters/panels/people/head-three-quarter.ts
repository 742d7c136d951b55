/** The head in three-quarter view, looking to the right of the drawing: Lorelei's head, hair and nose, our eyes and mouth. */
import { Path2D } from '@napi-rs/canvas';
import { seededRandom } from '../../../domain/random.ts';
import { type Context, fillPolygon, mixColour, type Point, smoothCurve, withAlpha } from '../ink/ink.ts';
import { paintBeard, paintMoustache } from './beard.ts';
import { type Brush, inkDark } from './brush.ts';
import { type BrowAnchor, type EyeAnchor, paintBrow, paintEye } from './eyes.ts';
import { bendOf, chinY, crownY, faceShape, threeQuarterAxes } from './face-shape.ts';
import { paintGlasses } from './glasses.ts';
import { threeQuarterMass } from './hair-outlines.ts';
import { hairDark, paintHairTexture } from './hair-texture.ts';
import type { ArtBox, HeadDrawing, HeadRequest } from './head.types.ts';
import { headwearOf } from './headwear.ts';
import { fillPath, hairArt, headArt, noseArt, pathOf } from './lorelei.ts';
import { type MouthAnchor, paintMouth } from './mouth.ts';
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
import { threeQuarterBeard, threeQuarterFolds, threeQuarterShadows } from './three-quarter-outlines.ts';

export const drawThreeQuarterHead = (request: HeadRequest): HeadDrawing => {
  const { look, expression, gaze, lightSide, shade } = request;
  const shape = faceShape(look);
  const warp = bendOf(shape, threeQuarterAxes);
  const head = headArt(look.head);
  const headwear = headwearOf(look, 'three-quarter', warp);
  const hair = hairArt(headwear.hair);
  const skinPath = pathOf(head.skin, warp);
  const before = pathOf(hair.before, warp);
  const folds = skinInk(look.skin);
  const eyeWidth = (0.62 + 0.38 * shape.eyes) * shape.wide;
  const at = (x: number, y: number): { x: number; y: number } => {
    const [bentX, bentY] = warp(x, y);
    return { x: bentX, y: bentY };
  };
  const nearEye: EyeAnchor = { ...at(484, 522), width: 60 * eyeWidth, height: 43 * shape.eyes, outer: -1 };
  const farEye: EyeAnchor = { ...at(662, 516), width: 41 * eyeWidth, height: 41 * shape.eyes, outer: 1 };
  const brow = (outer: Point, middle: Point, inner: Point, weight: number): BrowAnchor => {
    const lift = look.ageBand === 'child' ? -6 : look.gender === 'male' ? 12 : 4;
    const moved = bend(
      warp,
      [outer, middle, inner].map(([x, y]): Point => [x, y + lift]),
    );
    return { outer: moved[0] as Point, middle: moved[1] as Point, inner: moved[2] as Point, weight };
  };
  const nearBrow = brow([408, 454], [470, 430], [546, 450], look.browWeight * 1.15);
  const farBrow = brow([704, 446], [656, 432], [618, 448], look.browWeight);
  const mouth: MouthAnchor = {
    ...at(566, 674),
    near: 1.08,
    far: 0.78,
    tilt: -0.045,
    size: (0.5 + 0.5 * shape.wide) * (look.ageBand === 'child' ? 0.84 : 1),
  };

  const clipStump = (context: Context): void => {
    clipNeck(context, warp, threeQuarterAxes.neck);
    context.clip(skinPath);
  };

  const paintShadows = (brush: Brush): void => {
    const { context } = brush;
    context.save();
    context.clip(skinPath);
    context.globalCompositeOperation = 'multiply';
    const outlines = threeQuarterShadows;
    const plane = (points: readonly Point[], alpha: number, shiftX = 0): void =>
      fillPolygon(
        context,
        smoothCurve(bend(warp, points), true, 8).map(([x, y]): Point => [x + shiftX, y]),
        withAlpha(shade, alpha),
      );
    plane(outlines.neck, 0.5);
    plane(lightSide < 0 ? outlines.farCheek : outlines.nearCheek, 0.46);
    plane(outlines.nose, 0.28, lightSide < 0 ? 34 : 0);
    if (look.gender === 'male' || look.ageBand === 'old') plane(outlines.sockets, 0.16);
    context.save();
    context.translate(lightSide * -10, 26);
    fillPath(context, before, withAlpha(shade, 0.48));
    context.restore();
    context.globalCompositeOperation = 'source-over';
    const [nearX, nearY] = warp(440, 632);
    const [farX, farY] = warp(664, 624);
    paintBlush(brush, look, [
      [nearX, nearY, 72],
      [farX, farY, 44],
    ]);
    context.restore();
  };

  const paintDetail = (brush: Brush): void => {
    const { context } = brush;
    context.save();
    context.clip(skinPath);
    paintFreckles(
      brush,
      look,
      bend(warp, [
        [440, 606],
        [440, 612],
        [655, 606],
      ]),
    );
    paintFolds(brush, look, warp, threeQuarterFolds);
    if (brush.detail > 0.6) {
      const random = seededRandom('hatching', look.characterId);
      if (lightSide < 0)
        paintHatching(brush, look.skin, warp(706, 560), [-2.6, 15 * shape.lower], [-44, 26], 14, random);
      else paintHatching(brush, look.skin, warp(322, 590), [6.4, 11 * shape.lower], [40, 26], 17, random);
      paintHatching(brush, look.skin, warp(440, 845), [8, 7], [70, 15], 13, random);
      context.fillStyle = 'rgba(255,246,228,0.42)';
      fillPolygon(
        context,
        smoothCurve(
          bend(warp, [
            [588, 560],
            [596, 556],
            [602, 598],
            [596, 604],
          ]),
          true,
          6,
        ),
        'rgba(255,246,228,0.42)',
      );
    }
    context.restore();
  };

  return {
    base: (brush) => {
      const { context } = brush;
      headwear.behind(brush);
      context.save();
      headwear.clipHair(context);
      for (const outline of threeQuarterMass(headwear.hair)) {
        fillPolygon(context, smoothCurve(bend(warp, outline), true, 8), mixColour(look.hairColour, '#140c18', 0.16));
      }
      fillPath(context, pathOf(hair.behind, warp), hairDark(look.hairColour));
      context.restore();
      context.save();
      clipNeck(context, warp, threeQuarterAxes.neck);
      fillPath(context, skinPath, look.skin);
      paintShadows(brush);
      paintDetail(brush);
      shadeStump(brush, warp, threeQuarterAxes.neck, shade);
      const lines = pathOf(head.lines, warp);
      fillPath(context, lines, folds);
      // Bending moves skin and line a little apart: a thin stroke closes the gap.
      context.strokeStyle = folds;
      context.lineWidth = 3;
      context.stroke(lines);
      if (request.alone) {
        clipStump(context);
        fadeStump(brush, warp, threeQuarterAxes.neck);
      }
      context.restore();
      paintBeard(brush, look, threeQuarterBeard, warp, (target) => target.clip(skinPath));
      paintBrow(brush, look, nearBrow, expression);
      paintBrow(brush, look, farBrow, expression);
    },
    eyes: (brush, lids) => {
      paintEye(brush, look, nearEye, expression, gaze, lids);
      paintEye(brush, look, farEye, expression, gaze, lids);
    },
    mouth: (brush, viseme) => paintMouth(brush, look, mouth, viseme, expression),
    over: (brush) => {
      const { context } = brush;
      paintMoustache(brush, look, threeQuarterBeard, warp);
      fillPath(context, pathOf(noseArt(look.nose), warp), inkDark);
      context.save();
      headwear.clipHair(context);
      fillPath(context, before, look.hairColour);
      const visible = new Path2D();
      visible.addPath(before);
      const [crownX, crown] = warp(480, 235);
      paintHairTexture(brush, headwear.hair, look.hairColour, visible, {
        crown: [crownX, crown],
        left: 215,
        right: 700,
        top: crown - 10,
        bottom: warp(480, 480)[1],
      });
      context.restore();
      if (look.glasses !== 'none')
        paintGlasses(brush, look.glasses, { near: nearEye, far: farEye, ear: warp(300, 520) });
      headwear.over(brush);
    },
    eyesBox: boxAround([nearEye, farEye], shape.eyes),
    mouthBox: {
      left: mouth.x - 112 * mouth.size,
      right: mouth.x + 92 * mouth.size,
      top: mouth.y - 46,
      bottom: mouth.y + 112,
    },
    ...(request.alone ? { clipStump } : {}),
    crown: warp(480, crownY),
    chin: warp(548, chinY),
    eyeLine: warp(570, 520),
    pivot: warp(525, 905),
  };
};

/** A rectangle that holds both eyes with their lashes and lid folds. */
export const boxAround = (eyes: readonly EyeAnchor[], size: number): ArtBox => ({
  left: Math.min(...eyes.map((eye) => eye.x - eye.width)) - 34,
  right: Math.max(...eyes.map((eye) => eye.x + eye.width)) + 34,
  top: Math.min(...eyes.map((eye) => eye.y)) - 68 * size - 22,
  bottom: Math.max(...eyes.map((eye) => eye.y)) + 40 * size + 16,
});
