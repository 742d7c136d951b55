/** The head from the front: our own symmetric drawing, one hair outline per family. */

import { Path2D } from '@napi-rs/canvas';
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
import { hairDark, paintHairTexture } from './hair-texture.ts';
import type { HeadDrawing, HeadRequest } from './head.types.ts';
import { boxAround } from './head-three-quarter.ts';
import { headwearOf } from './headwear.ts';
import type { Warp } from './lorelei.ts';
import { type MouthAnchor, paintMouth } from './mouth.ts';
import { flip, symmetryX } from './outline.ts';
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

/** One path of several outlines, bent and smoothed. */
export const outlinesPath = (outlines: readonly (readonly Point[])[], warp: Warp): Path2D => {
  const path = new Path2D();
  for (const outline of outlines) {
    smoothCurve(bend(warp, outline), true, 8).forEach(([x, y], i) => (i === 0 ? path.moveTo(x, y) : path.lineTo(x, y)));
    path.closePath();
  }
  return path;
};

/** Both ears of the front and back views. */
export const paintEars = (brush: Brush, skin: string, warp: Warp): void => {
  for (const outline of [earOutline, earOutline.map(flip)]) {
    drawShape(brush, smoothCurve(bend(warp, outline), true, 8), skin, {
      width: 9,
      inkColour: skinInk(skin),
      edge: 0,
      drift: 0,
    });
  }
};

export const drawFrontHead = (request: HeadRequest): HeadDrawing => {
  const { look, expression, gaze, lightSide, shade } = request;
  const shape = faceShape(look);
  const warp = bendOf(shape, frontAxes);
  const headwear = headwearOf(look, 'front', warp);
  const hair = frontHair(headwear.hair);
  const face = smoothCurve(bend(warp, faceOutline), true, 8);
  const before = outlinesPath(hair.before, warp);
  const eye = (side: -1 | 1): EyeAnchor => {
    const [x, y] = warp(middle + side * 116, 521);
    return { x, y, width: 56 * (0.62 + 0.38 * shape.eyes) * shape.wide, height: 42 * shape.eyes, outer: side };
  };
  const brow = (side: -1 | 1): BrowAnchor => {
    const lift = look.ageBand === 'child' ? -6 : look.gender === 'male' ? 12 : 4;
    const point = (x: number, y: number): Point => warp(middle + side * x, y + lift);
    return { outer: point(188, 454), middle: point(128, 432), inner: point(56, 452), weight: look.browWeight * 1.1 };
  };
  const mouthAt = warp(middle, 676);
  const mouth: MouthAnchor = {
    x: mouthAt[0],
    y: mouthAt[1],
    near: 1,
    far: 1,
    tilt: 0,
    size: (0.5 + 0.5 * shape.wide) * (look.ageBand === 'child' ? 0.82 : 0.96),
  };

  const clipStump = (context: Context): void => {
    clipNeck(context, warp, middle);
    tracePolygon(context, smoothCurve(bend(warp, neckOutline), true, 8));
    context.clip();
  };

  const paintFace = (brush: Brush): void => {
    const { context } = brush;
    const away = (points: readonly Point[]): Point[] => bend(warp, lightSide < 0 ? points : points.map(flip));
    const neck = smoothCurve(bend(warp, neckOutline), true, 8);
    context.save();
    clipNeck(context, warp, middle);
    fillPolygon(context, neck, mixColour(look.skin, '#4a2a48', 0.12));
    for (const side of [1, -1]) {
      const line = bend(
        warp,
        [
          [584, 790],
          [592, 845],
          [640, 900],
        ].map(([x, y]): Point => [middle + side * ((x as number) - middle), y as number]),
      );
      drawLine(brush, smoothCurve(line), 11, skinInk(look.skin), { taper: 0.5 });
    }
    context.save();
    tracePolygon(context, neck);
    context.clip();
    context.globalCompositeOperation = 'multiply';
    fillPolygon(context, smoothCurve(bend(warp, frontShadows.neck), true, 8), withAlpha(shade, 0.5));
    context.restore();
    shadeStump(brush, warp, middle, shade);
    if (request.alone) {
      clipStump(context);
      fadeStump(brush, warp, middle);
    }
    context.restore();
    paintEars(brush, look.skin, warp);
    for (const fold of [earFold, earFold.map(flip)])
      drawLine(brush, smoothCurve(bend(warp, fold)), 6, skinInk(look.skin));
    fillPolygon(context, face, look.skin);
    context.save();
    tracePolygon(context, face);
    context.clip();
    context.globalCompositeOperation = 'multiply';
    fillPolygon(context, smoothCurve(away(frontShadows.side), true, 8), withAlpha(shade, 0.44));
    fillPolygon(context, smoothCurve(away(frontShadows.nose), true, 6), withAlpha(shade, 0.3));
    context.save();
    context.translate(lightSide * -6, 24);
    context.fillStyle = withAlpha(shade, 0.46);
    context.fill(before);
    context.restore();
    context.globalCompositeOperation = 'source-over';
    const cheeks: Point[] = [warp(middle - 136, 630), warp(middle + 136, 630)];
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
    drawLine(
      brush,
      smoothCurve(bend(warp, [...jawHalf, ...[...jawHalf].reverse().slice(1).map(flip)])),
      12,
      skinInk(look.skin),
      { taper: 0.35, wobble: 1.2 },
    );
  };

  const paintNose = (brush: Brush): void => {
    const wide = look.nose === 'strong' ? 1.2 : look.nose === 'fine' || look.nose === 'small' ? 0.85 : 1;
    const at = (x: number, y: number): Point => warp(middle + x * wide, y);
    drawLine(brush, smoothCurve([at(-27, 634), at(-9, 645), at(10, 644), at(27, 633)]), 8, inkDark);
    if (look.gender === 'male' || look.ageBand === 'old')
      for (const side of [-1, 1])
        drawLine(
          brush,
          smoothCurve([at(side * 34, 616), at(side * 39, 628), at(side * 33, 640)]),
          4.5,
          skinInk(look.skin),
        );
    const ridge = -lightSide;
    drawLine(
      brush,
      smoothCurve([at(ridge * 17, 510), at(ridge * 12, 560), at(ridge * 22, 604)]),
      4,
      mixColour(look.skin, '#3a1a1a', 0.5),
      { alpha: 0.6 },
    );
  };

  const eyes = [eye(-1), eye(1)] as const;
  return {
    base: (brush) => {
      const { context } = brush;
      headwear.behind(brush);
      context.save();
      headwear.clipHair(context);
      context.fillStyle = hairDark(look.hairColour);
      context.fill(outlinesPath(hair.behind, warp));
      context.restore();
      paintFace(brush);
      paintBeard(brush, look, frontBeard, warp, (target) => {
        tracePolygon(target, face);
        target.clip();
      });
      for (const side of [-1, 1] as const) paintBrow(brush, look, brow(side), expression);
    },
    eyes: (brush, lids) => {
      for (const anchor of eyes) paintEye(brush, look, anchor, expression, gaze, lids);
    },
    mouth: (brush, viseme) => paintMouth(brush, look, mouth, viseme, expression),
    over: (brush) => {
      const { context } = brush;
      paintMoustache(brush, look, frontBeard, warp);
      paintNose(brush);
      context.save();
      headwear.clipHair(context);
      context.fillStyle = look.hairColour;
      context.fill(before);
      const [crownX, crown] = warp(middle, 225);
      paintHairTexture(brush, headwear.hair, look.hairColour, before, {
        crown: [crownX, crown],
        left: 220,
        right: 760,
        top: crown - 10,
        bottom: warp(middle, hair.bottom)[1],
      });
      context.restore();
      if (look.glasses !== 'none')
        paintGlasses(brush, look.glasses, { near: eyes[0], far: eyes[1], ear: warp(262, 522), farEar: warp(718, 522) });
      headwear.over(brush);
    },
    eyesBox: boxAround(eyes, shape.eyes),
    mouthBox: {
      left: mouth.x - 104 * mouth.size,
      right: mouth.x + 104 * mouth.size,
      top: mouth.y - 46,
      bottom: mouth.y + 112,
    },
    ...(request.alone ? { clipStump } : {}),
    crown: warp(middle, crownY),
    chin: warp(middle, chinY),
    eyeLine: warp(middle, 521),
    pivot: warp(middle, 905),
  };
};
