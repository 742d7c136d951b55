/** Arms, legs, hands and shoes of small figures: tapered tubes with a muscle, a hand with a thumb, a shoe with a sole. */

import { type Colour, fillPolygon, mixColour, type Point, smoothCurve } from '../ink/ink.ts';
import { inkDark } from './brush.ts';
import { type FigureBrush, figureLine, figureShape } from './figure-brush.ts';
import type { Chain } from './skeleton.ts';

/** Half widths along the limb at 0, a quarter, the middle joint, three quarters and the end, in standing heights. */
export type Girth = readonly [number, number, number, number, number];

export const sleeveGirth: Girth = [0.033, 0.0315, 0.0285, 0.0275, 0.023];
export const trouserGirth: Girth = [0.047, 0.045, 0.037, 0.035, 0.029];
export const stockingGirth: Girth = [0.05, 0.042, 0.031, 0.033, 0.019];

const between = (a: Point, b: Point, t: number): Point => [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
const direction = (a: Point, b: Point): Point => {
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
  return [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
};

/** The outline of a limb through its three joints. */
export const limbOutline = ([top, joint, end]: Chain, girth: Girth, height: number): Point[] => {
  const spine: Point[] = [top, between(top, joint, 0.5), joint, between(joint, end, 0.45), end];
  const left: Point[] = [];
  const right: Point[] = [];
  spine.forEach((point, i) => {
    const [ux, uy] = direction(spine[Math.max(0, i - 1)] as Point, spine[Math.min(4, i + 1)] as Point);
    const half = (girth[i] as number) * height;
    left.push([point[0] + uy * half, point[1] - ux * half]);
    right.push([point[0] - uy * half, point[1] + ux * half]);
  });
  const cap = (from: Point, to: Point, half: number): Point => {
    const [ux, uy] = direction(from, to);
    return [to[0] + ux * half * height, to[1] + uy * half * height];
  };
  const crown = cap(joint, top, girth[0] * 0.8);
  const tip = cap(joint, end, girth[4] * 0.25);
  return smoothCurve([crown, ...left, tip, ...right.reverse()], true, 6);
};

export const paintLimb = (brush: FigureBrush, chain: Chain, girth: Girth, colour: Colour): void =>
  figureShape(brush, limbOutline(chain, girth, brush.height), colour);

/** A sleeve with its cuff and the creases of a bent elbow. Inside the shoulder it has no outline: it is one piece with the torso. */
export const paintSleeve = (
  brush: FigureBrush,
  chain: Chain,
  girth: Girth,
  colour: Colour,
  inward: -1 | 0 | 1,
): void => {
  const outline = limbOutline(chain, girth, brush.height);
  fillPolygon(brush.context, outline, colour);
  const [shoulder] = chain;
  const reach = 0.062 * brush.height;
  const seam = ([x, y]: Point): boolean =>
    inward !== 0 &&
    Math.hypot(x - shoulder[0], y - shoulder[1]) < reach &&
    (x - shoulder[0]) * inward > -0.008 * brush.height;
  const start = outline.findIndex(
    (point, i) => !seam(point) && seam(outline[(i + outline.length - 1) % outline.length] as Point),
  );
  const ring =
    start < 0
      ? [...outline, outline[0] as Point]
      : [...outline.slice(start), ...outline.slice(0, start)].filter((point) => !seam(point));
  figureLine(brush, ring, 1, inkDark, 1);
  if (brush.height < 160) return;
  const [, elbow, wrist] = chain;
  const [ux, uy] = direction(elbow, wrist);
  const half = girth[4] * brush.height * 0.9;
  const cuff = between(elbow, wrist, 0.86);
  figureLine(
    brush,
    [
      [cuff[0] + uy * half, cuff[1] - ux * half],
      [cuff[0] - uy * half, cuff[1] + ux * half],
    ],
    0.6,
  );
  const fold = girth[2] * brush.height;
  figureLine(
    brush,
    [
      [elbow[0] + uy * fold, elbow[1] - ux * fold],
      [elbow[0] + ux * fold * 0.3, elbow[1] + uy * fold * 0.3],
    ],
    0.5,
  );
};

/** A hand at the end of an arm; the thumb points to `thumbSide` (-1 left of the arm's direction, 1 right). */
export const paintHand = (
  brush: FigureBrush,
  [, elbow, wrist]: Chain,
  skin: Colour,
  thumbSide: -1 | 1,
  pointing = false,
): void => {
  const unit = brush.height;
  const [ux, uy] = direction(elbow, wrist);
  const at = (along: number, across: number): Point => [
    wrist[0] + ux * along * unit - uy * across * unit * thumbSide,
    wrist[1] + uy * along * unit + ux * across * unit * thumbSide,
  ];
  const palm = pointing
    ? [
        at(-0.012, -0.011),
        at(0.014, -0.016),
        at(0.034, -0.014),
        at(0.036, 0),
        at(0.062, 0.002),
        at(0.066, 0.01),
        at(0.034, 0.012),
        at(0.01, 0.014),
        at(-0.012, 0.011),
      ]
    : [
        at(-0.012, -0.012),
        at(0.012, -0.017),
        at(0.034, -0.014),
        at(0.048, -0.004),
        at(0.044, 0.008),
        at(0.028, 0.012),
        at(0.008, 0.014),
        at(-0.012, 0.012),
      ];
  const thumb = [at(0.002, 0.008), at(0.014, 0.02), at(0.028, 0.022), at(0.03, 0.015), at(0.018, 0.008)];
  figureShape(brush, smoothCurve(palm, true, 5), skin, 0.8);
  figureShape(brush, smoothCurve(thumb, true, 5), skin, 0.7);
  if (unit > 320 && !pointing) figureLine(brush, [at(0.026, -0.004), at(0.042, -0.002)], 0.4);
};

/** A shoe below an ankle. `toes` is the angle of the foot, up positive; `turn` is how much of its length is seen (1 = side). */
export const paintShoe = (brush: FigureBrush, [, , ankle]: Chain, colour: Colour, toes: number, turn: number): void => {
  const unit = brush.height;
  const [cos, sin] = [Math.cos(toes), -Math.sin(toes)];
  const at = (forward: number, up: number): Point => [
    ankle[0] + (forward * turn * cos + up * sin) * unit,
    ankle[1] + (forward * turn * sin - up * cos) * unit,
  ];
  const side = Math.abs(turn) > 0.5;
  const upper = side
    ? [
        at(-0.026, 0.03),
        at(0.024, 0.032),
        at(0.034, 0.008),
        at(0.07, -0.006),
        at(0.088, -0.022),
        at(0.084, -0.036),
        at(-0.028, -0.036),
        at(-0.034, -0.014),
      ]
    : [
        at(-0.06, 0.03),
        at(0.06, 0.03),
        at(0.075, -0.01),
        at(0.08, -0.04),
        at(0.03, -0.05),
        at(-0.03, -0.05),
        at(-0.08, -0.04),
        at(-0.075, -0.01),
      ];
  figureShape(brush, smoothCurve(upper, true, 5), colour);
  if (unit > 200 && side)
    figureLine(brush, [at(-0.028, -0.027), at(0.086, -0.027)], 0.9, mixColour(colour, '#0c0810', 0.5));
};
