/** The head from the side, looking to the right of the drawing. It has a mouth and an eye, but none that move. */
import { type Context, fillPolygon, mixColour, type Point, smoothCurve, tracePolygon, withAlpha } from '../ink/ink.ts';
import { paintBeard, paintMoustache } from './beard.ts';
import { type Brush, drawLine, drawShape, inkDark } from './brush.ts';
import { paintBrow } from './eyes.ts';
import { bendOf, chinY, crownY, faceShape } from './face-shape.ts';
import { hairDark, paintHairTexture } from './hair-texture.ts';
import type { HeadDrawing, HeadRequest } from './head.types.ts';
import { outlinesPath } from './head-front.ts';
import { headwearOf } from './headwear.ts';
import type { Warp } from './lorelei.ts';
import * as outlines from './profile-outlines.ts';
import {
  bend,
  clipNeck,
  fadeStump,
  paintBlush,
  paintFolds,
  paintFreckles,
  shadeStump,
  skinFold,
  skinInk,
} from './skin.ts';

/** The neck of the side view lies further back; the head moves forward so that it stands on the three-quarter body. */
const forward = 78;
const neckMiddle = 436;

export const drawProfileHead = (request: HeadRequest): HeadDrawing => {
  const { look, expression, lightSide, shade } = request;
  const shape = faceShape(look);
  const bent = bendOf(
    { ...shape, jaw: 0.6 + 0.4 * shape.jaw, wide: 0.5 + 0.5 * shape.wide },
    { skull: 470, chin: 560, neck: neckMiddle },
  );
  const warp: Warp = (x, y) => {
    const [bentX, bentY] = bent(x, y);
    return [bentX + forward, bentY];
  };
  const headwear = headwearOf(look, 'profile', warp);
  const hair = outlines.profileHair(headwear.hair);
  const before = outlinesPath(hair.before, warp);
  const front = smoothCurve(bend(warp, outlines.profileLine(look)), false, 8);
  const head = [...front, ...smoothCurve(bend(warp, outlines.skullLine), false, 8)];
  const contour = skinInk(look.skin);

  const clipStump = (context: Context): void => {
    clipNeck(context, warp, neckMiddle);
    tracePolygon(context, smoothCurve(bend(warp, outlines.profileNeck), true, 8));
    context.clip();
  };

  const paintNeck = (brush: Brush): void => {
    const { context } = brush;
    context.save();
    clipNeck(context, warp, neckMiddle);
    const neck = smoothCurve(bend(warp, outlines.profileNeck), true, 8);
    fillPolygon(context, neck, look.skin);
    tracePolygon(context, neck);
    context.clip();
    context.globalCompositeOperation = 'multiply';
    fillPolygon(context, smoothCurve(bend(warp, outlines.profileShadows.neck), true, 8), withAlpha(shade, 0.5));
    context.globalCompositeOperation = 'source-over';
    shadeStump(brush, warp, neckMiddle, shade);
    if (request.alone) fadeStump(brush, warp, neckMiddle);
    context.restore();
    for (const line of [outlines.profileNeckFront, outlines.profileNeckBack])
      drawLine(brush, smoothCurve(bend(warp, line)), 11, contour, { taper: 0.5 });
  };

  const paintFace = (brush: Brush): void => {
    const { context } = brush;
    fillPolygon(context, head, look.skin);
    context.save();
    tracePolygon(context, head);
    context.clip();
    context.globalCompositeOperation = 'multiply';
    const plane = (points: readonly Point[], alpha: number): void =>
      fillPolygon(context, smoothCurve(bend(warp, points), true, 8), withAlpha(shade, alpha));
    plane(lightSide < 0 ? outlines.profileShadows.front : outlines.profileShadows.back, 0.42);
    plane(outlines.profileShadows.cheek, 0.12);
    context.translate(lightSide * -8, 24);
    context.fillStyle = withAlpha(shade, 0.46);
    context.fill(before);
    context.translate(lightSide * 8, -24);
    context.globalCompositeOperation = 'source-over';
    const [cheekX, cheekY] = warp(610, 636);
    paintBlush(brush, look, [[cheekX, cheekY, 66]]);
    paintFreckles(brush, look, [[cheekX + 10, cheekY - 22]]);
    paintFolds(brush, look, warp, outlines.profileFolds);
    context.restore();
    drawLine(brush, front, 12, contour, { taper: 0.3, wobble: 0.8 });
    const skull = smoothCurve(bend(warp, outlines.skullLine), false, 8);
    drawLine(brush, skull.slice(Math.floor(skull.length * 0.12)), 10, contour, { taper: 0.3 });
    drawShape(brush, smoothCurve(bend(warp, outlines.profileEar), true, 8), look.skin, {
      width: 9,
      inkColour: contour,
      edge: 0,
      drift: 0,
    });
    drawLine(brush, smoothCurve(bend(warp, outlines.profileEarFold)), 6, contour);
    const wing = smoothCurve(
      bend(warp, [
        [728, 620],
        [714, 634],
        [722, 650],
      ]),
    );
    drawLine(brush, wing, 6, contour);
  };

  const paintEye = (brush: Brush): void => {
    const { context } = brush;
    const [x, y] = warp(640, 521);
    const size = shape.eyes;
    const open = expression.openness;
    const at = (dx: number, dy: number): Point => [x + dx * (0.7 + 0.3 * size), y + dy * size];
    const upper = smoothCurve([at(-36, 8), at(-8, -26 * open), at(30, -30 * open)], false, 8);
    const lower = smoothCurve(
      [
        at(30, -30 * open),
        at(35, -2),
        at(22, 26 - expression.squint * 10),
        at(-10, 22 - expression.squint * 10),
        at(-36, 8),
      ],
      false,
      8,
    );
    fillPolygon(context, [...upper, ...lower], '#efe7da');
    context.save();
    tracePolygon(context, [...upper, ...lower]);
    context.clip();
    for (const [rx, ry, colour] of [
      [14, 30, mixColour(look.iris, '#15101a', 0.4)],
      [10, 22, look.iris],
      [7, 14, '#120d16'],
    ] as const) {
      context.fillStyle = colour;
      context.beginPath();
      context.ellipse(...at(24 + request.gaze.x * 3, -2 + request.gaze.y * 8), rx, ry * size, 0, 0, Math.PI * 2);
      context.fill();
    }
    context.fillStyle = '#fffaf0';
    context.beginPath();
    context.ellipse(...at(22, -12), 4, 6 * size, 0, 0, Math.PI * 2);
    context.fill();
    context.restore();
    const woman = look.gender !== 'male';
    drawLine(brush, upper, woman ? 12 : 10, inkDark, { taper: 0.4 });
    drawLine(brush, lower.slice(10), 4.2, skinFold(look.skin));
    if (woman) drawLine(brush, [at(30, -30 * open), at(48, -36 * open)], 6, inkDark, { wobble: 0.2 });
    drawLine(brush, smoothCurve([at(-34, -18), at(-6, -44 * open), at(28, -46 * open)]), 3.4, skinFold(look.skin));
  };

  const paintMouth = (brush: Brush): void => {
    const { context } = brush;
    const rise = expression.smile * 16;
    const strength = look.gender === 'male' ? 0.4 : 0.75;
    fillPolygon(
      context,
      smoothCurve(
        bend(warp, [
          [714, 664],
          [722, 680],
          [711, 693],
          [668, 696 - rise * 0.6],
        ]),
        true,
        5,
      ),
      withAlpha(look.lip, strength),
    );
    fillPolygon(
      context,
      smoothCurve(
        bend(warp, [
          [711, 693],
          [721, 705],
          [712, 720],
          [676, 704 - rise * 0.6],
        ]),
        true,
        5,
      ),
      withAlpha(look.lip, strength * 0.8),
    );
    drawLine(
      brush,
      smoothCurve(
        bend(warp, [
          [713, 693],
          [684, 696],
          [646, 699 - rise],
        ]),
      ),
      8,
      inkDark,
      { taper: 0.5 },
    );
  };

  return {
    base: (brush) => {
      const { context } = brush;
      headwear.behind(brush);
      context.save();
      headwear.clipHair(context);
      context.fillStyle = hairDark(look.hairColour);
      context.fill(outlinesPath(hair.behind, warp));
      context.restore();
      paintNeck(brush);
      paintFace(brush);
      paintBeard(brush, look, outlines.profileBeard, warp, (target) => {
        tracePolygon(target, head);
        target.clip();
      });
      const lift = look.ageBand === 'child' ? -6 : look.gender === 'male' ? 12 : 4;
      const [outer, middle, inner] = bend(warp, [
        [588, 468 + lift],
        [646, 442 + lift],
        [700, 460 + lift],
      ]) as [Point, Point, Point];
      paintBrow(brush, look, { outer, middle, inner, weight: look.browWeight * 1.1 }, expression);
      paintEye(brush);
      paintMouth(brush);
    },
    over: (brush) => {
      const { context } = brush;
      paintMoustache(brush, look, outlines.profileBeard, warp);
      context.save();
      headwear.clipHair(context);
      context.fillStyle = look.hairColour;
      context.fill(before);
      const [crownX, crown] = warp(450, 225);
      paintHairTexture(brush, headwear.hair, look.hairColour, before, {
        crown: [crownX, crown],
        left: 250,
        right: 770,
        top: crown - 20,
        bottom: warp(450, hair.bottom)[1],
      });
      context.restore();
      if (look.glasses !== 'none') paintSideGlasses(brush, look.glasses, warp);
      headwear.over(brush);
    },
    ...(request.alone ? { clipStump } : {}),
    crown: warp(450, crownY),
    chin: warp(660, chinY),
    eyeLine: warp(640, 521),
    pivot: warp(neckMiddle, 905),
  };
};

const paintSideGlasses = (brush: Brush, kind: 'round' | 'square', warp: Warp): void => {
  const weight = kind === 'round' ? 7 : 11;
  const rim =
    kind === 'round'
      ? [
          [690, 486],
          [712, 520],
          [694, 566],
          [660, 572],
          [634, 530],
          [656, 488],
        ]
      : [
          [692, 482],
          [708, 488],
          [700, 566],
          [650, 568],
          [634, 556],
          [642, 486],
        ];
  const line = smoothCurve(bend(warp, rim as unknown as Point[]), true, 6);
  drawLine(brush, [...line, line[0] as Point], weight, '#221c28', { taper: 0.1 });
  drawLine(
    brush,
    bend(warp, [
      [640, 504],
      [430, 512],
    ]),
    weight * 0.9,
    '#221c28',
    { taper: 0.2 },
  );
};
