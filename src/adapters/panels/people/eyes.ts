/** Eyes and brows: almond, iris with two lights, the lid's shadow; gaze, openness, squint and blink are numbers. */
import type { CharacterLook } from '../../../domain/performance/performance.types.ts';
import { fillPolygon, mixColour, type Point, smoothCurve, tracePolygon } from '../ink/ink.ts';
import { type Brush, drawLine, inkDark } from './brush.ts';
import type { Expression } from './expression.ts';

/** Centre, half width and half height of an eye; `outer` is the side of its outer corner: -1 left, 1 right. */
export type EyeAnchor = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly outer: -1 | 1;
};
export type BrowAnchor = {
  readonly outer: Point;
  readonly middle: Point;
  readonly inner: Point;
  readonly weight: number;
};
export type Gaze = { readonly x: number; readonly y: number };
export type EyeLids = 'open' | 'half' | 'shut';

const openOf: Readonly<Record<EyeLids, number>> = { open: 1, half: 0.45, shut: 0 };

type Lids = { readonly upper: Point[]; readonly lower: Point[]; readonly half: number };

const lidsOf = (anchor: EyeAnchor, openness: number, squint: number, droop: number): Lids => {
  const { width: w, height: h, outer } = anchor;
  const half = h * openness;
  // The outer corner sinks with age; the highest point of the lid lies a little toward the nose.
  const sink = (side: -1 | 1): number => (side === outer ? h * (0.14 + droop) : h * 0.16);
  const rise = (side: -1 | 1): number => half * (side === outer ? 0.76 - droop * 0.5 : 0.74);
  return {
    half,
    upper: smoothCurve(
      [
        [-w, sink(-1)],
        [-w * 0.62, -rise(-1)],
        [-outer * w * 0.08, -half],
        [w * 0.62, -rise(1)],
        [w, sink(1)],
      ],
      false,
      8,
    ),
    lower: smoothCurve(
      [
        [-w, sink(-1)],
        [-w * 0.5, h * (0.62 - squint * 0.3)],
        [w * 0.06, h * (0.74 - squint * 0.34)],
        [w * 0.6, h * (0.6 - squint * 0.3)],
        [w, sink(1)],
      ],
      false,
      8,
    ),
  };
};

const paintIris = (brush: Brush, look: CharacterLook, anchor: EyeAnchor, gaze: Gaze): void => {
  const { context } = brush;
  const { width: w, height: h } = anchor;
  // Larger than the opening: the upper lid cuts it, else everybody looks startled.
  const ry = Math.min(h * 1.02, w * 0.74);
  const rx = Math.min(ry * 0.92, w * 0.52);
  const [x, y] = [gaze.x * w * 0.42, -h * 0.02 + gaze.y * h * 0.3];
  const spot = (dx: number, dy: number, sx: number, sy: number, style: string): void => {
    context.fillStyle = style;
    context.beginPath();
    context.ellipse(x + dx, y + dy, sx, sy, 0, 0, Math.PI * 2);
    context.fill();
  };
  spot(0, 0, rx, ry, mixColour(look.iris, '#15101a', 0.45));
  spot(0, ry * 0.2, rx * 0.82, ry * 0.7, look.iris);
  spot(0, 0, rx * 0.5, ry * 0.52, '#120d16');
  spot(-rx * 0.36, -ry * 0.38, rx * 0.26, ry * 0.22, '#fffaf0');
  if (brush.detail > 0.3) spot(rx * 0.34, ry * 0.42, rx * 0.13, ry * 0.1, 'rgba(255,250,240,0.5)');
};

const paintBall = (brush: Brush, look: CharacterLook, anchor: EyeAnchor, lids: Lids, gaze: Gaze): void => {
  const { context } = brush;
  const outline = [...lids.upper, ...[...lids.lower].reverse()];
  fillPolygon(context, outline, '#efe7da');
  context.save();
  tracePolygon(context, outline);
  context.clip();
  paintIris(brush, look, anchor, gaze);
  const shadow = [
    ...lids.upper.map(([x, y]): Point => [x, y - 10]),
    ...[...lids.upper].reverse().map(([x, y]): Point => [x, y + anchor.height * 0.26]),
  ];
  fillPolygon(context, shadow, 'rgba(50,30,60,0.34)');
  context.restore();
};

const paintLashes = (brush: Brush, look: CharacterLook, anchor: EyeAnchor, lids: Lids): void => {
  if (look.gender === 'male') return;
  const corner = (anchor.outer < 0 ? lids.upper[0] : lids.upper[lids.upper.length - 1]) as Point;
  const length = look.ageBand === 'child' || look.ageBand === 'old' ? 10 : 15;
  drawLine(brush, [corner, [corner[0] + anchor.outer * length, corner[1] - length * 0.72]], 7, inkDark, {
    wobble: 0.2,
  });
  if (look.makeup)
    drawLine(
      brush,
      [
        [corner[0] - anchor.outer * 7, corner[1] - 6],
        [corner[0] + anchor.outer * 9, corner[1] - 17],
      ],
      6,
      inkDark,
      { wobble: 0.2 },
    );
};

const paintShut = (brush: Brush, look: CharacterLook, anchor: EyeAnchor): void => {
  const { width: w, height: h } = anchor;
  const line = smoothCurve(
    [
      [-w, h * 0.16],
      [-w * 0.5, h * 0.5],
      [w * 0.06, h * 0.6],
      [w * 0.6, h * 0.48],
      [w, h * 0.16],
    ],
    false,
    8,
  );
  drawLine(brush, line, look.gender === 'male' ? 8.5 : 11, inkDark, { taper: 0.5, wobble: 0.4 });
  if (look.gender !== 'male') {
    for (const k of [0.85, 0.5])
      drawLine(
        brush,
        [
          [w * k * anchor.outer, h * 0.4],
          [w * (k + 0.17) * anchor.outer, h * 0.72],
        ],
        4,
        inkDark,
        { wobble: 0.2 },
      );
  }
  const fold = smoothCurve([
    [-w * 0.8, -h * 0.28],
    [0, -h * 0.52],
    [w * 0.8, -h * 0.26],
  ]);
  drawLine(brush, fold, 3.4, mixColour(look.skin, '#3a1a1a', 0.5), { wobble: 0.4 });
};

export const paintEye = (
  brush: Brush,
  look: CharacterLook,
  anchor: EyeAnchor,
  expression: Expression,
  gaze: Gaze,
  lids: EyeLids,
): void => {
  const { context } = brush;
  const openness = expression.openness * openOf[lids] * (1 + Math.min(0, -gaze.y) * 0.12);
  const droop = look.ageBand === 'old' ? 0.16 : look.ageBand === 'middle' ? 0.07 : 0;
  context.save();
  context.translate(anchor.x, anchor.y);
  if (openness < 0.12) paintShut(brush, look, anchor);
  else {
    const shape = lidsOf(anchor, openness, expression.squint, droop);
    paintBall(brush, look, anchor, shape, gaze);
    drawLine(brush, shape.upper, look.gender === 'male' ? 10 : 12.5, inkDark, { taper: 0.55, wobble: 0.4 });
    if (brush.detail > 0.1) {
      const skinLine = mixColour(look.skin, '#3a1a1a', 0.6);
      drawLine(brush, shape.lower.slice(4, -4), 4.2, look.gender === 'male' ? skinLine : inkDark, { wobble: 0.4 });
      const { width: w } = anchor;
      const fold = smoothCurve([
        [-w * 0.8, -shape.half * 0.9 - 6],
        [0, -shape.half * 1.2 - 9],
        [w * 0.8, -shape.half * 0.86 - 6],
      ]);
      drawLine(brush, fold, 3.4, skinLine, { wobble: 0.4 });
    }
    paintLashes(brush, look, anchor, shape);
  }
  context.restore();
};

export const paintBrow = (brush: Brush, look: CharacterLook, anchor: BrowAnchor, expression: Expression): void => {
  const { outer, middle, inner } = anchor;
  const { browInner, browOuter } = expression;
  const grey = look.ageBand === 'old' ? 0.2 : 0.5;
  const colour = mixColour(look.hairColour, '#120c12', grey);
  const line = smoothCurve([
    [outer[0], outer[1] + browOuter],
    [middle[0], middle[1] + (browInner + browOuter) * 0.4],
    [inner[0], inner[1] + browInner],
  ]);
  drawLine(brush, line, anchor.weight * 1.1, colour, { taper: 0.85, wobble: 0.6 });
};
