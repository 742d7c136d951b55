/** Soft things without an outline: glows, gradients, bands of fog, rays. All take the context's units. */
import { seededRandom } from '../../../domain/random.ts';
import { type Colour, withAlpha } from './colour.ts';
import { type Context, fillPolygon, type Gradient, type Point } from './curve.ts';

/** A round glow that falls off like a lamp in mist: bright heart, long skirt. */
export const paintGlow = (
  context: Context,
  x: number,
  y: number,
  radius: number,
  colour: Colour,
  amount: number,
  options: { readonly squash?: number; readonly blend?: Context['globalCompositeOperation'] } = {},
): void => {
  if (radius < 0.5 || amount <= 0) return;
  context.save();
  context.translate(x, y);
  context.scale(1, options.squash ?? 1);
  context.globalCompositeOperation = options.blend ?? 'screen';
  context.fillStyle = radialFade(context, 0, 0, radius, colour, amount);
  context.fillRect(-radius, -radius, radius * 2, radius * 2);
  context.restore();
};

export const radialFade = (
  context: Context,
  x: number,
  y: number,
  radius: number,
  colour: Colour,
  amount: number,
): Gradient => {
  const gradient = context.createRadialGradient(x, y, 0, x, y, radius);
  for (const [at, share] of [
    [0, 1],
    [0.18, 0.66],
    [0.38, 0.34],
    [0.62, 0.12],
    [0.82, 0.03],
    [1, 0],
  ] as const) {
    gradient.addColorStop(at, withAlpha(colour, amount * share));
  }
  return gradient;
};

export type GradientStops = readonly (readonly [at: number, colour: Colour])[];

export const verticalGradient = (context: Context, stops: GradientStops, top: number, bottom: number): Gradient => {
  const gradient = context.createLinearGradient(0, top, 0, bottom);
  for (const [at, colour] of stops) gradient.addColorStop(at, colour);
  return gradient;
};

/** A bank of fog between two heights: a soft band with flat puffs in it. */
export const paintFog = (
  context: Context,
  area: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number },
  colour: Colour,
  amount: number,
  seed: string,
): void => {
  const height = area.bottom - area.top;
  const width = area.right - area.left;
  const band = context.createLinearGradient(0, area.top, 0, area.bottom);
  band.addColorStop(0, withAlpha(colour, 0));
  band.addColorStop(0.5, withAlpha(colour, amount));
  band.addColorStop(1, withAlpha(colour, 0));
  context.fillStyle = band;
  context.fillRect(area.left, area.top, width, height);
  const random = seededRandom('fog', seed);
  for (let i = 0; i < 14; i++) {
    const x = area.left + random() * width;
    const y = area.top + height * (0.25 + random() * 0.5);
    paintGlow(context, x, y, height * (0.6 + random() * 1.3), colour, amount * 0.6, {
      squash: 0.22,
      blend: 'source-over',
    });
  }
};

/** A beam between two edges (window to floor, lamp to ground), fading along its length. */
export const paintBeam = (
  context: Context,
  source: readonly [Point, Point],
  target: readonly [Point, Point],
  colour: Colour,
  amount: number,
  blend: Context['globalCompositeOperation'] = 'screen',
): void => {
  const middle = (pair: readonly [Point, Point]): Point => [
    (pair[0][0] + pair[1][0]) / 2,
    (pair[0][1] + pair[1][1]) / 2,
  ];
  const [fromX, fromY] = middle(source);
  const [toX, toY] = middle(target);
  const gradient = context.createLinearGradient(fromX, fromY, toX, toY);
  gradient.addColorStop(0, withAlpha(colour, amount));
  gradient.addColorStop(0.5, withAlpha(colour, amount * 0.5));
  gradient.addColorStop(1, withAlpha(colour, 0));
  context.save();
  context.globalCompositeOperation = blend;
  fillPolygon(context, [source[0], source[1], target[1], target[0]], gradient);
  context.restore();
};
