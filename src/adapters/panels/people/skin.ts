/** The face's own light and age: plane shadows, blush, hatching, freckles, folds. Points in the unbent 3/4 or front frame. */

import type { CharacterLook } from '../../../domain/performance/performance.types.ts';
import { type Random, seededRandom } from '../../../domain/random.ts';
import { type Context, mixColour, type Point, smoothCurve, tracePolygon, withAlpha } from '../ink/ink.ts';
import { type Brush, drawLine } from './brush.ts';
import type { Warp } from './lorelei.ts';

/** The contour of skin is skin mixed nearly to black, never black. */
export const skinInk = (skin: string): string => mixColour(skin, '#1c0c16', 0.86);
export const skinFold = (skin: string): string => mixColour(skin, '#3a1426', 0.5);

export const bend = (warp: Warp, points: readonly Point[]): Point[] => points.map(([x, y]) => warp(x, y));

export const paintBlush = (
  brush: Brush,
  look: CharacterLook,
  spots: readonly (readonly [x: number, y: number, radius: number])[],
): void => {
  const { context } = brush;
  const rosy = look.ageBand === 'child' ? 0.42 : look.gender === 'male' ? 0.16 : 0.28;
  for (const [x, y, radius] of spots) {
    const gradient = context.createRadialGradient(x, y, 0, x, y, radius);
    gradient.addColorStop(0, withAlpha('#c85046', rosy));
    gradient.addColorStop(1, withAlpha('#c85046', 0));
    context.fillStyle = gradient;
    context.fillRect(x - radius, y - radius, 2 * radius, 2 * radius);
  }
};

export const paintFreckles = (brush: Brush, look: CharacterLook, cheeks: readonly Point[]): void => {
  if (!look.freckles || brush.detail < 0.2) return;
  const random = seededRandom('freckles', look.characterId);
  const colour = mixColour(look.skin, '#8a3a20', 0.6);
  for (let i = 0; i < 24; i++) {
    const [x, y] = cheeks[i % cheeks.length] as Point;
    const narrow = i % cheeks.length === cheeks.length - 1 ? 60 : 110;
    brush.context.fillStyle = withAlpha(colour, 0.35 + 0.25 * random());
    brush.context.beginPath();
    brush.context.arc(x + (random() - 0.5) * narrow, y + (random() - 0.5) * 46, 2 + random() * 2.6, 0, Math.PI * 2);
    brush.context.fill();
  }
};

/** Short parallel strokes along a line of points; only for close-ups. */
export const paintHatching = (
  brush: Brush,
  skin: string,
  from: Point,
  step: Point,
  stroke: Point,
  count: number,
  random: Random,
): void => {
  const colour = skinFold(skin);
  for (let i = 0; i < count; i++) {
    const [x, y] = [from[0] + step[0] * i + random() * 8, from[1] + step[1] * i + random() * 5];
    drawLine(
      brush,
      [
        [x, y],
        [x + stroke[0] + random() * 12, y + stroke[1] + random() * 8],
      ],
      3,
      colour,
      { alpha: 0.3, wobble: 0.6 },
    );
  }
};

/** A fold of the skin with its weight; `from` is the age band it first shows in. */
export type Fold = {
  readonly from: 'adult' | 'middle' | 'old';
  readonly points: readonly Point[];
  readonly width: number;
};
const order = ['child', 'teen', 'young', 'adult', 'middle', 'old'] as const;

export const paintFolds = (brush: Brush, look: CharacterLook, warp: Warp, folds: readonly Fold[]): void => {
  if (brush.detail < 0.1) return;
  const age = order.indexOf(look.ageBand);
  for (const fold of folds) {
    const years = age - order.indexOf(fold.from);
    if (years < 0) continue;
    const strength = Math.min(1, 0.42 + years * 0.26);
    drawLine(brush, smoothCurve(bend(warp, fold.points)), fold.width * (0.75 + years * 0.18), skinFold(look.skin), {
      wobble: 0.7,
      taper: 0.85,
      alpha: strength * (fold.from === 'adult' ? 0.6 : 0.85),
    });
  }
};

/**
 * Keeps a head's skin out of its clothes: everything above the collar, and under it only a rounded stump of neck that the
 * collar hides, long enough that a swaying head opens no gap.
 */
export const clipNeck = (context: Context, warp: Warp, middle: number): void => {
  const right: Point[] = [
    [middle + 260, 780],
    [middle + 136, 862],
    [middle + 122, 922],
    [middle + 76, 968],
    [middle, 984],
  ];
  const left = right
    .slice(0, -1)
    .reverse()
    .map(([x, y]): Point => [2 * middle - x, y]);
  const stump = smoothCurve(bend(warp, [...right, ...left]), false, 6);
  const [first, last] = [stump[0] as Point, stump[stump.length - 1] as Point];
  tracePolygon(context, [[-2000, -2000], [3000, -2000], [3000, first[1]], ...stump, [-2000, last[1]]]);
  context.clip();
};

/** The head's shadow on the lower neck, so that the stump goes over into the shaded throat without an edge. */
export const shadeStump = ({ context }: Brush, warp: Warp, middle: number, shade: string): void => {
  const [top, bottom] = [warp(middle, 885)[1], warp(middle, 950)[1]];
  const gradient = context.createLinearGradient(0, top, 0, bottom);
  const colour = throatShade(shade);
  gradient.addColorStop(0, withAlpha(colour, 0));
  gradient.addColorStop(1, withAlpha(colour, throatShadeAmount));
  context.save();
  context.globalCompositeOperation = 'source-atop';
  context.fillStyle = gradient;
  context.fillRect(middle - 200, top, 400, 160);
  context.restore();
};

/** Colour and strength of the shadow a head throws on throat and chest. */
export const throatShade = (shade: string): string => mixColour(shade, '#1a1028', 0.45);
export const throatShadeAmount = 0.34;

/**
 * Lets the stump fade into the throat of the body behind it; the caller has clipped to the neck's skin. Only for a head on
 * a surface of its own: it takes away what is painted there.
 */
export const fadeStump = ({ context }: Brush, warp: Warp, middle: number): void => {
  const [top, bottom] = [warp(middle, 896)[1], warp(middle, 968)[1]];
  const gradient = context.createLinearGradient(0, top, 0, bottom);
  gradient.addColorStop(0, 'rgba(0,0,0,0)');
  gradient.addColorStop(1, 'rgba(0,0,0,1)');
  context.save();
  context.globalCompositeOperation = 'destination-out';
  context.fillStyle = gradient;
  context.fillRect(middle - 300, top, 600, 200);
  context.restore();
};
