/** Draws a mouth at its anchor: lips, opening, teeth and tongue, for the front and the three-quarter view alike. */
import type { CharacterLook, Viseme } from '../../../domain/performance/performance.types.ts';
import { fillPolygon, mixColour, type Point, smoothCurve, tracePolygon, withAlpha } from '../ink/ink.ts';
import { type Brush, drawLine, inkDark } from './brush.ts';
import type { Expression } from './expression.ts';
import { grin, type MouthShape, mouthShapes } from './mouth-shapes.ts';

/** Where a mouth sits and how it is foreshortened: half widths toward the near (left) and far (right) cheek. */
export type MouthAnchor = {
  readonly x: number;
  readonly y: number;
  readonly near: number;
  readonly far: number;
  readonly tilt: number;
  readonly size: number;
};

type Lips = {
  readonly upper: Point[];
  readonly lower: Point[];
  readonly near: number;
  readonly far: number;
  readonly corner: number;
};

const lipsOf = (shape: MouthShape, anchor: MouthAnchor, smile: number): Lips => {
  const spread = 1 + Math.max(0, smile) * 0.14;
  const near = -shape.width * anchor.near * spread;
  const far = shape.width * anchor.far * spread;
  const corner = -smile * 18;
  const fullness = shape.round ? 0.85 : 0.64;
  const bow = -shape.lift - 2;
  const upper = smoothCurve(
    [
      [near, corner],
      [near * fullness, bow - 1 + corner * 0.35],
      [near * 0.12, bow + 1],
      [far * 0.15, bow + 1],
      [far * fullness, bow - 1 + corner * 0.35],
      [far, corner],
    ],
    false,
    8,
  );
  const belly = shape.drop + 5 + Math.max(0, smile) * 5;
  const lower = smoothCurve(
    [
      [near, corner],
      [near * fullness * 1.05, shape.drop * 0.78 - corner * 0.2],
      [0, belly],
      [far * fullness * 1.05, shape.drop * 0.78 - corner * 0.2],
      [far, corner],
    ],
    false,
    8,
  );
  return { upper, lower, near, far, corner };
};

const paintLips = (brush: Brush, look: CharacterLook, shape: MouthShape, lips: Lips): void => {
  const { near, far, corner } = lips;
  const man = look.gender === 'male';
  const thin = look.ageBand === 'old' ? 0.55 : look.ageBand === 'middle' ? 0.8 : 1;
  const [up, down] = [(man ? 8 : 12) * thin, (man ? 15 : 21) * thin];
  const bow = smoothCurve(
    [
      [far, corner],
      [far * 0.45, -shape.lift - up],
      [far * 0.1, -shape.lift - up * 0.66],
      [near * 0.12, -shape.lift - up * 0.66],
      [near * 0.45, -shape.lift - up],
      [near, corner],
    ],
    false,
    6,
  );
  const strength = man ? 0.45 : look.makeup ? 0.95 : 0.72;
  fillPolygon(brush.context, [...lips.upper.map(([x, y]): Point => [x, y - 1]), ...bow], withAlpha(look.lip, strength));
  const sill = smoothCurve(
    [
      [far, corner],
      [far * 0.5, shape.drop + down * 0.72],
      [0, shape.drop + down + (shape.pucker ? 4 : 0)],
      [near * 0.5, shape.drop + down * 0.72],
      [near, corner],
    ],
    false,
    6,
  );
  fillPolygon(
    brush.context,
    [...lips.lower, ...sill],
    withAlpha(mixColour(look.lip, '#ffd9c8', 0.12), strength * 0.85),
  );
};

const paintOpening = (brush: Brush, shape: MouthShape, lips: Lips): void => {
  const { context } = brush;
  const { upper, lower, near, far } = lips;
  const middle = (near + far) / 2;
  const wide = (far - near) / 2;
  context.save();
  tracePolygon(context, [...upper, ...[...lower].reverse()]);
  context.clip();
  context.fillStyle = '#3a1518';
  context.fillRect(-140, -90, 280, 240);
  context.fillStyle = '#b3544f';
  if (shape.tongueUp) ellipse(brush, middle, shape.drop * 0.55, wide * 0.5, shape.drop * 0.62);
  else if (shape.tongue > 0) ellipse(brush, middle, shape.drop + 10, wide * 0.82, shape.drop * shape.tongue);
  if (shape.teeth > 0) {
    const height = shape.bite
      ? shape.drop * 0.75
      : shape.teeth === 1
        ? shape.drop + 20
        : (shape.lift + shape.drop) * shape.teeth;
    const edge = [...upper].reverse().map(([x, y]): Point => [x, y + height]);
    fillPolygon(context, [...upper.map(([x, y]): Point => [x, y - 6]), ...edge], '#efe6d6');
    if (shape.teeth === 1 && !shape.bite) {
      drawLine(
        brush,
        smoothCurve([
          [near * 0.85, shape.drop * 0.3],
          [middle, shape.drop * 0.5],
          [far * 0.85, shape.drop * 0.3],
        ]),
        2.6,
        '#a3948a',
      );
    }
  }
  context.restore();
};

const ellipse = ({ context }: Brush, x: number, y: number, radiusX: number, radiusY: number): void => {
  context.beginPath();
  context.ellipse(x, y, radiusX, radiusY, 0, 0, Math.PI * 2);
  context.fill();
};

/** Cheeks fold beside a wide smile, corners fall beside a frown. */
const paintCheekFolds = (
  brush: Brush,
  look: CharacterLook,
  { near, far, corner }: Lips,
  { smile }: Expression,
): void => {
  const depth = Math.min(1, Math.abs(smile) * 1.3 - 0.4);
  if (depth <= 0 || brush.detail <= 0.12) return;
  for (const end of [near, far]) {
    const [x, dip] = [end * 1.16, smile > 0 ? 13 : -10];
    const fold = smoothCurve([
      [x, corner - 15],
      [x + Math.sign(end) * 6, corner],
      [x - Math.sign(end) * 2, corner + dip],
    ]);
    drawLine(brush, fold, 3.8, mixColour(look.skin, '#3a1a1a', 0.5), { wobble: 0.3, alpha: 0.75 * depth });
  }
};

const paintInk = (brush: Brush, look: CharacterLook, shape: MouthShape, lips: Lips, expression: Expression): void => {
  const { upper, lower, near, far, corner } = lips;
  const open = shape.drop > 6;
  if (open) {
    drawLine(brush, upper, 8.5, inkDark, { taper: 0.6 });
    drawLine(brush, lower, 6, inkDark, { taper: 0.7 });
    if (shape.bite)
      drawLine(
        brush,
        [
          [near * 0.7, shape.drop * 0.8],
          [0, shape.drop * 0.95],
          [far * 0.7, shape.drop * 0.8],
        ],
        4.5,
        inkDark,
        { wobble: 0.3 },
      );
  } else {
    const pressed = shape.press || expression.tension > 0.5;
    drawLine(
      brush,
      upper.map(([x, y]): Point => [x, y + (pressed ? 3 : 2)]),
      pressed ? 10 : 8,
      inkDark,
    );
    for (const end of pressed ? [near, far] : [])
      drawLine(
        brush,
        [
          [end * 1.1, corner - 6],
          [end * 1.02, corner + 6],
        ],
        4,
        inkDark,
        { wobble: 0.2 },
      );
  }
  paintCheekFolds(brush, look, lips, expression);
  const crease = open ? 7 : 0;
  const line = smoothCurve([
    [near * 0.36, shape.drop + 27 + crease],
    [0, shape.drop + 32 + crease],
    [far * 0.4, shape.drop + 27 + crease],
  ]);
  if (brush.detail > 0.15)
    drawLine(brush, line, 4.2, mixColour(look.skin, '#3a1a1a', 0.5), { wobble: 0.3, alpha: 0.8 });
};

export const paintMouth = (
  brush: Brush,
  look: CharacterLook,
  anchor: MouthAnchor,
  viseme: Viseme,
  expression: Expression,
): void => {
  const { context } = brush;
  const shape = viseme === 'X' && expression.smile > 0.75 ? grin : mouthShapes[viseme];
  const lips = lipsOf(shape, anchor, expression.smile);
  context.save();
  context.translate(anchor.x, anchor.y);
  context.rotate(anchor.tilt);
  context.scale(anchor.size, anchor.size);
  if (brush.detail > 0.08) paintLips(brush, look, shape, lips);
  if (shape.drop > 6) paintOpening(brush, shape, lips);
  paintInk(brush, look, shape, lips, expression);
  context.restore();
};
