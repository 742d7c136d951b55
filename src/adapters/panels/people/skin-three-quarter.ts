/** Light and age on the three-quarter face: plane shadows, the hair's shadow, blush, folds, hatching in close-ups. */
import { seededRandom } from '../../../domain/random.ts';
import { fillPolygon, type Point, smoothCurve, withAlpha } from '../ink/ink.ts';
import type { Brush } from './brush.ts';
import { shadowOfHair } from './head-parts.ts';
import type { ThreeQuarterFace } from './head-three-quarter.ts';
import { outline } from './outline.ts';
import { bend, paintBlush, paintFolds, paintFreckles, paintHatching } from './skin.ts';
import { threeQuarterFolds, threeQuarterShadows } from './three-quarter-outlines.ts';

export const paintSkinShadows = ({ context, ...brush }: Brush, face: ThreeQuarterFace): void => {
  const { request, warp } = face;
  const { look, lightSide, shade } = request;
  const plane = (points: readonly Point[], amount: number, shiftX = 0): void => {
    const shifted = smoothCurve(bend(warp, points), true, 8).map(([x, y]): Point => [x + shiftX, y]);
    fillPolygon(context, shifted, withAlpha(shade, amount));
  };
  context.save();
  context.clip(face.skin);
  context.globalCompositeOperation = 'multiply';
  plane(threeQuarterShadows.neck, 0.5);
  plane(lightSide < 0 ? threeQuarterShadows.farCheek : threeQuarterShadows.nearCheek, 0.46);
  plane(threeQuarterShadows.nose, 0.28, lightSide < 0 ? 34 : 0);
  if (look.gender === 'male' || look.ageBand === 'old') plane(threeQuarterShadows.sockets, 0.16);
  shadowOfHair(context, face, lightSide * -10, 26, 0.48);
  context.globalCompositeOperation = 'source-over';
  paintBlush({ context, ...brush }, look, [
    [...warp(440, 632), 72],
    [...warp(664, 624), 44],
  ]);
  context.restore();
};

export const paintSkinDetail = (brush: Brush, { request, warp, shape, skin }: ThreeQuarterFace): void => {
  const { context } = brush;
  const { look, lightSide } = request;
  context.save();
  context.clip(skin);
  paintFreckles(brush, look, bend(warp, outline('440,606 440,612 655,606')));
  paintFolds(brush, look, warp, threeQuarterFolds);
  if (brush.detail > 0.6) {
    const random = seededRandom('hatching', look.characterId);
    if (lightSide < 0) paintHatching(brush, look.skin, warp(706, 560), [-2.6, 15 * shape.lower], [-44, 26], 14, random);
    else paintHatching(brush, look.skin, warp(322, 590), [6.4, 11 * shape.lower], [40, 26], 17, random);
    paintHatching(brush, look.skin, warp(440, 845), [8, 7], [70, 15], 13, random);
    const ridge = smoothCurve(bend(warp, outline('588,560 596,556 602,598 596,604')), true, 6);
    fillPolygon(context, ridge, 'rgba(255,246,228,0.42)');
  }
  context.restore();
};
