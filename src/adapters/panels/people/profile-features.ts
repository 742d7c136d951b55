/** Eye, mouth and spectacles of the head from the side. */
import { fillPolygon, mixColour, type Point, smoothCurve, tracePolygon, withAlpha } from '../ink/ink.ts';
import { type Brush, drawLine, inkDark } from './brush.ts';
import type { Face } from './head-parts.ts';
import type { Warp } from './lorelei.ts';
import { outline } from './outline.ts';
import { bend, skinFold } from './skin.ts';

/** A point of the eye, art units from its middle before its size. */
type EyeFrame = (dx: number, dy: number) => Point;

const paintSideIris = (brush: Brush, { request, shape }: Face, at: EyeFrame): void => {
  const { context } = brush;
  const { look, gaze } = request;
  const spot = ([x, y]: Point, radiusX: number, radiusY: number, style: string): void => {
    context.fillStyle = style;
    context.beginPath();
    context.ellipse(x, y, radiusX, radiusY * shape.eyes, 0, 0, Math.PI * 2);
    context.fill();
  };
  const middle = at(24 + gaze.x * 3, -2 + gaze.y * 8);
  spot(middle, 14, 30, mixColour(look.iris, '#15101a', 0.4));
  spot(middle, 10, 22, look.iris);
  spot(middle, 7, 14, '#120d16');
  spot(at(22, -12), 4, 6, '#fffaf0');
};

export const paintSideEye = (brush: Brush, face: Face): void => {
  const { context } = brush;
  const { look, expression } = face.request;
  const [x, y] = face.warp(640, 521);
  const size = face.shape.eyes;
  const { openness: open, squint } = expression;
  const at: EyeFrame = (dx, dy) => [x + dx * (0.7 + 0.3 * size), y + dy * size];
  const upper = smoothCurve([at(-36, 8), at(-8, -26 * open), at(30, -30 * open)], false, 8);
  const lower = smoothCurve(
    [at(30, -30 * open), at(35, -2), at(22, 26 - squint * 10), at(-10, 22 - squint * 10), at(-36, 8)],
    false,
    8,
  );
  fillPolygon(context, [...upper, ...lower], '#efe7da');
  context.save();
  tracePolygon(context, [...upper, ...lower]);
  context.clip();
  paintSideIris(brush, face, at);
  context.restore();
  const woman = look.gender !== 'male';
  drawLine(brush, upper, woman ? 12 : 10, inkDark, { taper: 0.4 });
  drawLine(brush, lower.slice(10), 4.2, skinFold(look.skin));
  if (woman) drawLine(brush, [at(30, -30 * open), at(48, -36 * open)], 6, inkDark, { wobble: 0.2 });
  drawLine(brush, smoothCurve([at(-34, -18), at(-6, -44 * open), at(28, -46 * open)]), 3.4, skinFold(look.skin));
};

export const paintSideMouth = (brush: Brush, { request, warp }: Face): void => {
  const { look, expression } = request;
  const rise = expression.smile * 16;
  const strength = look.gender === 'male' ? 0.4 : 0.75;
  const lip = (points: readonly Point[], amount: number): void =>
    fillPolygon(brush.context, smoothCurve(bend(warp, points), true, 5), withAlpha(look.lip, amount));
  lip([...outline('714,664 722,680 711,693'), [668, 696 - rise * 0.6]], strength);
  lip([...outline('711,693 721,705 712,720'), [676, 704 - rise * 0.6]], strength * 0.8);
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

const rims = {
  round: outline('690,486 712,520 694,566 660,572 634,530 656,488'),
  square: outline('692,482 708,488 700,566 650,568 634,556 642,486'),
};

export const paintSideGlasses = (brush: Brush, kind: 'round' | 'square', warp: Warp): void => {
  const weight = kind === 'round' ? 7 : 11;
  const rim = smoothCurve(bend(warp, rims[kind]), true, 6);
  drawLine(brush, [...rim, rim[0] as Point], weight, '#221c28', { taper: 0.1 });
  drawLine(brush, bend(warp, outline('640,504 430,512')), weight * 0.9, '#221c28', { taper: 0.2 });
};
