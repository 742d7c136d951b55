/** The head from the side, looking to the right of the drawing. It has a mouth and an eye, but none that move. */
import { type Context, fillPolygon, type Point, smoothCurve, tracePolygon, withAlpha } from '../ink/ink.ts';
import { paintBeard, paintMoustache } from './beard.ts';
import { type Brush, drawLine, drawShape } from './brush.ts';
import { paintBrow } from './eyes.ts';
import { bendOf, chinY, crownY, faceShape } from './face-shape.ts';
import type { HeadDrawing, HeadRequest } from './head.types.ts';
import { browDrop, type Face, outlinesPath, paintBehind, paintHair, shadowOfHair } from './head-parts.ts';
import { headwearOf } from './headwear.ts';
import type { Warp } from './lorelei.ts';
import { outline } from './outline.ts';
import { paintSideEye, paintSideGlasses, paintSideMouth } from './profile-features.ts';
import * as outlines from './profile-outlines.ts';
import { bend, clipNeck, fadeStump, paintBlush, paintFolds, paintFreckles, shadeStump, skinInk } from './skin.ts';

/** The neck of the side view lies further back; the head moves forward so that it stands on the three-quarter body. */
const forward = 78;
const neckMiddle = 436;

type SideFace = Face & {
  readonly front: readonly Point[];
  readonly skin: readonly Point[];
  readonly neck: readonly Point[];
};

const warpOf = (shape: Face['shape']): Warp => {
  const flatter = { ...shape, jaw: 0.6 + 0.4 * shape.jaw, wide: 0.5 + 0.5 * shape.wide };
  const bent = bendOf(flatter, { skull: 470, chin: 560, neck: neckMiddle });
  return (x, y) => {
    const [bentX, bentY] = bent(x, y);
    return [bentX + forward, bentY];
  };
};

const faceOf = (request: HeadRequest): SideFace => {
  const shape = faceShape(request.look);
  const warp = warpOf(shape);
  const headwear = headwearOf(request.look, 'profile', warp);
  const front = smoothCurve(bend(warp, outlines.profileLine(request.look)), false, 8);
  return {
    request,
    shape,
    warp,
    headwear,
    front,
    hair: outlinesPath(outlines.profileHair(headwear.hair).before, warp),
    skin: [...front, ...smoothCurve(bend(warp, outlines.skullLine), false, 8)],
    neck: smoothCurve(bend(warp, outlines.profileNeck), true, 8),
  };
};

const within = (context: Context, polygon: readonly Point[]): void => {
  tracePolygon(context, polygon);
  context.clip();
};

const clipStump = (context: Context, { warp, neck }: SideFace): void => {
  clipNeck(context, warp, neckMiddle);
  within(context, neck);
};

const paintNeck = (brush: Brush, face: SideFace): void => {
  const { context } = brush;
  const { request, warp, neck } = face;
  context.save();
  clipNeck(context, warp, neckMiddle);
  fillPolygon(context, neck, request.look.skin);
  within(context, neck);
  context.globalCompositeOperation = 'multiply';
  fillPolygon(context, smoothCurve(bend(warp, outlines.profileShadows.neck), true, 8), withAlpha(request.shade, 0.5));
  context.globalCompositeOperation = 'source-over';
  shadeStump(brush, warp, neckMiddle, request.shade);
  if (request.alone) fadeStump(brush, warp, neckMiddle);
  context.restore();
  for (const line of [outlines.profileNeckFront, outlines.profileNeckBack]) {
    drawLine(brush, smoothCurve(bend(warp, line)), 11, skinInk(request.look.skin), { taper: 0.5 });
  }
};

const paintSkinShadows = (brush: Brush, face: SideFace): void => {
  const { context } = brush;
  const { request, warp, skin } = face;
  const { look, lightSide, shade } = request;
  const plane = (points: readonly Point[], amount: number): void =>
    fillPolygon(context, smoothCurve(bend(warp, points), true, 8), withAlpha(shade, amount));
  context.save();
  within(context, skin);
  context.globalCompositeOperation = 'multiply';
  plane(lightSide < 0 ? outlines.profileShadows.front : outlines.profileShadows.back, 0.42);
  plane(outlines.profileShadows.cheek, 0.12);
  shadowOfHair(context, face, lightSide * -8, 24, 0.46);
  context.globalCompositeOperation = 'source-over';
  const [cheekX, cheekY] = warp(610, 636);
  paintBlush(brush, look, [[cheekX, cheekY, 66]]);
  paintFreckles(brush, look, [[cheekX + 10, cheekY - 22]]);
  paintFolds(brush, look, warp, outlines.profileFolds);
  context.restore();
};

const paintSkin = (brush: Brush, face: SideFace): void => {
  const { request, warp, front, skin } = face;
  const contour = skinInk(request.look.skin);
  paintNeck(brush, face);
  fillPolygon(brush.context, skin, request.look.skin);
  paintSkinShadows(brush, face);
  drawLine(brush, front, 12, contour, { taper: 0.3, wobble: 0.8 });
  const skull = smoothCurve(bend(warp, outlines.skullLine), false, 8);
  drawLine(brush, skull.slice(Math.floor(skull.length * 0.12)), 10, contour, { taper: 0.3 });
  const ear = smoothCurve(bend(warp, outlines.profileEar), true, 8);
  drawShape(brush, ear, request.look.skin, { width: 9, inkColour: contour, edge: 0, drift: 0 });
  drawLine(brush, smoothCurve(bend(warp, outlines.profileEarFold)), 6, contour);
  drawLine(brush, smoothCurve(bend(warp, outline('728,620 714,634 722,650'))), 6, contour);
};

export const drawProfileHead = (request: HeadRequest): HeadDrawing => {
  const { look, expression } = request;
  const face = faceOf(request);
  const { warp, headwear } = face;
  const hair = outlines.profileHair(headwear.hair);
  const browAt = (x: number, y: number): Point => warp(x, y + browDrop(look));
  const brow = {
    outer: browAt(588, 468),
    middle: browAt(646, 442),
    inner: browAt(700, 460),
    weight: look.browWeight * 1.1,
  };
  return {
    base: (brush) => {
      paintBehind(brush, face, outlinesPath(hair.behind, warp));
      paintSkin(brush, face);
      paintBeard(brush, look, outlines.profileBeard, warp, (context) => within(context, face.skin));
      paintBrow(brush, look, brow, expression);
      paintSideEye(brush, face);
      paintSideMouth(brush, face);
    },
    over: (brush) => {
      paintMoustache(brush, look, outlines.profileBeard, warp);
      const crown = warp(450, 225);
      paintHair(brush, face, { crown, left: 250, right: 770, top: crown[1] - 20, bottom: warp(450, hair.bottom)[1] });
      if (look.glasses !== 'none') paintSideGlasses(brush, look.glasses, warp);
      headwear.over(brush);
    },
    ...(request.alone ? { clipStump: (context: Context) => clipStump(context, face) } : {}),
    crown: warp(450, crownY),
    chin: warp(660, chinY),
    eyeLine: warp(640, 521),
    pivot: warp(neckMiddle, 905),
  };
};
