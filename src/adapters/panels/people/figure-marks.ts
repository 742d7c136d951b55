/**
 * What tells the garments of a figure apart: openings, lapels, bibs, belts. Points are `along,across` of the torso: along 0
 * at the hip and 1 at the neck, across in standing heights.
 */
import type { CharacterLook } from '../../../domain/performance/performance.types.ts';
import { type Colour, mixColour, type Point, smoothCurve } from '../ink/ink.ts';
import { type FigureBrush, figureLine, figureShape } from './figure-brush.ts';
import { clothWidths } from './figure-clothes.ts';
import { outline } from './outline.ts';
import type { FigurePose } from './poses.ts';
import type { Skeleton } from './skeleton.ts';
import type { Turn } from './torso.ts';

type MarkPen = {
  readonly look: CharacterLook;
  /** The person sits or lies on the cloth: nothing hangs below the hip. */
  readonly lapped: boolean;
  /** The edge of the cloth at waist and hip to the left (-1) and right (1). */
  readonly waist: (side: -1 | 1) => number;
  readonly hip: (side: -1 | 1) => number;
  readonly fill: (colour: Colour, points: readonly Point[], weight?: number) => void;
  readonly line: (points: readonly Point[], weight?: number, colour?: Colour) => void;
  readonly dots: (points: readonly Point[]) => void;
};

const darker = (colour: Colour, amount: number): Colour => mixColour(colour, '#1a1430', amount);
const lighter = (colour: Colour, amount: number): Colour => mixColour(colour, '#fff4dc', amount);
const belt = ({ line, look }: MarkPen): void =>
  line(outline('0.06,-0.07 0.03,0 0.06,0.066'), 2.2, darker(look.boots, 0.3));
const opening = ({ line, lapped }: MarkPen, from: number): void =>
  line([
    [from, 0],
    [0.4, 0.006],
    [lapped ? 0.02 : -0.1, 0.01],
  ]);

const bib = {
  hanging: outline(
    '0.83,-0.034 0.83,0.034 0.8,0.036 0.6,0.037 0.42,0.052 -0.1,0.07 -0.47,0.076 -0.5,0.07 -0.5,-0.064 -0.47,-0.07 -0.1,-0.066 0.42,-0.05 0.6,-0.036 0.8,-0.036',
  ),
  lapped: outline(
    '0.83,-0.034 0.83,0.034 0.8,0.036 0.6,0.037 0.42,0.05 0.02,0.062 0,0.058 0,-0.056 0.02,-0.06 0.42,-0.05 0.6,-0.036 0.8,-0.036',
  ),
};

/** Trousers that reach over the waist, up to `top`, `half` wide there. */
const highTrousers = ({ look, fill, line, waist, hip, lapped }: MarkPen, top: number, half: number): void => {
  const side = (d: -1 | 1): Point[] => [
    [top, d * half],
    [0.46, d * half * 1.15],
    [0.36, waist(d) * 0.97],
    [0.1, hip(d)],
    [lapped ? -0.1 : -0.035, hip(d) * 1.02],
  ];
  fill(look.coat, [...side(-1), ...side(1).reverse()], 0.7);
  line([
    [0.3, waist(-1) * 0.94],
    [0.28, 0],
    [0.3, waist(1) * 0.94],
  ]);
};
const straps = ({ look, line }: MarkPen, from: number, half: number): void => {
  for (const side of [-1, 1])
    line(
      [
        [from, side * half],
        [0.99, side * 0.046],
      ],
      2.2,
      lighter(look.coat, 0.08),
    );
};

const marks: Readonly<Record<CharacterLook['garment'], (pen: MarkPen) => void>> = {
  raincoat: (pen) => {
    opening(pen, 0.9);
    pen.line(outline('0.16,-0.062 0.12,-0.03'), 0.6);
    pen.line(outline('0.16,0.03 0.12,0.055'), 0.6);
  },
  peacoat: (pen) => {
    const { look, fill } = pen;
    fill(look.inner, outline('1,-0.028 1,0.028 0.74,0'));
    fill(lighter(look.coat, 0.05), outline('1.02,-0.04 0.9,-0.058 0.66,-0.002 0.78,-0.012'), 0.7);
    fill(lighter(look.coat, 0.05), outline('1.02,0.04 0.9,0.056 0.66,0.004 0.78,0.012'), 0.7);
    opening(pen, 0.66);
    pen.dots(outline('0.52,-0.022 0.52,0.03 0.3,-0.022 0.3,0.03'));
  },
  suit: ({ look, fill, line }) => {
    fill(lighter(look.inner, 0.4), outline('1.01,-0.03 1.01,0.03 0.52,0.004'));
    if (look.gender === 'male')
      fill(look.accent, outline('0.98,-0.008 0.98,0.008 0.62,0.011 0.54,0.003 0.62,-0.006'), 0.4);
    fill(lighter(look.coat, 0.05), outline('1.02,-0.036 0.86,-0.056 0.52,0 0.74,-0.02'));
    fill(lighter(look.coat, 0.05), outline('1.02,0.036 0.86,0.056 0.52,0.006 0.74,0.024'));
    line(outline('0.52,0.004 0.2,0.006 0.0,0.02'));
  },
  jacket: ({ look, fill, line }) => {
    fill(look.inner, outline('1,-0.024 1,0.024 0.5,0.026 0.05,0.028 0.02,0.026 0.02,-0.022 0.05,-0.024 0.5,-0.022'));
    line(outline('0.96,-0.03 0.5,-0.028 0.02,-0.03'), 0.9);
    line(outline('0.96,0.03 0.5,0.032 0.02,0.034'), 0.9);
  },
  sweater: ({ line }) => line(outline('0.06,-0.07 0.03,0 0.06,0.07'), 0.6),
  shirt: (pen) => {
    pen.fill(pen.look.skin, outline('1,-0.024 1,0.024 0.86,0.002'), 0.4);
    pen.line(outline('0.86,0.002 0.4,0.006 0,0.004'));
    if (pen.look.tie === true)
      pen.fill(pen.look.accent, outline('0.98,-0.008 0.98,0.008 0.5,0.013 0.42,0.003 0.5,-0.008'), 0.4);
    belt(pen);
  },
  dress: ({ look, fill, line }) => {
    fill(look.skin, outline('1.04,-0.042 0.94,-0.048 0.85,0 0.94,0.048 1.04,0.042'), 0.5);
    line(outline('0.38,-0.055 0.36,0 0.38,0.055'), 0.8);
  },
  hoodie: ({ look, fill, line }) => {
    line(outline('0.9,0 0.6,0.003 0.34,0.004'), 0.6);
    fill(darker(look.coat, 0.1), outline('0.34,-0.042 0.34,0.042 0.12,0.058 0.12,-0.058'));
  },
  apron: ({ look, fill, line, lapped }) => {
    fill(look.coat, lapped ? bib.lapped : bib.hanging, 0.9);
    line(outline('0.82,-0.032 1,-0.036'), 0.9, look.coat);
    line(outline('0.82,0.032 1,0.036'), 0.9, look.coat);
  },
  dungarees: (pen) => {
    straps(pen, 0.72, 0.032);
    highTrousers(pen, 0.72, 0.038);
    pen.fill(darker(pen.look.coat, 0.1), outline('0.64,-0.02 0.64,0.02 0.52,0.019 0.52,-0.019'), 0.5);
  },
  uniform: (pen) => {
    pen.line(outline('0.96,0 0.4,0.005 0,0.004'));
    pen.fill(darker(pen.look.coat, 0.1), outline('0.76,-0.056 0.76,-0.02 0.62,-0.02 0.62,-0.056'), 0.5);
    pen.fill(darker(pen.look.coat, 0.1), outline('0.76,0.02 0.76,0.054 0.62,0.054 0.62,0.02'), 0.5);
    belt(pen);
  },
};

const backMarks = (pen: MarkPen): void => {
  const { look, line, fill } = pen;
  line(outline('0.9,0 0.5,0.003 0.1,0'), 0.5);
  if (look.garment === 'dungarees') {
    straps(pen, 0.5, 0.012);
    highTrousers(pen, 0.52, 0.03);
  }
  if (look.garment === 'apron')
    for (const side of [-1, 1])
      line(
        [
          [0.98, side * 0.036],
          [0.6, side * -0.01],
          [0.3, side * -0.055],
        ],
        1.4,
        look.coat,
      );
  if (look.garment === 'raincoat' || look.garment === 'hoodie') {
    fill(
      lighter(look.coat, 0.05),
      outline('1.06,-0.05 0.98,-0.062 0.86,-0.036 0.8,0 0.86,0.036 0.98,0.062 1.06,0.05 1.02,0'),
      0.8,
    );
  }
};

const dot = ({ context, height }: FigureBrush, [x, y]: Point): void => {
  context.fillStyle = '#171320';
  context.beginPath();
  context.arc(x, y, Math.max(0.8, height * 0.0055), 0, Math.PI * 2);
  context.fill();
};

export const paintMarks = (
  brush: FigureBrush,
  look: CharacterLook,
  bones: Skeleton,
  turn: Turn,
  pose: FigurePose,
): void => {
  // In the three-quarter view the middle of the body lies toward the side the person looks to.
  const shift = turn === 'three-quarter' ? 0.02 : 0;
  const { torso } = bones;
  const widths = clothWidths(look, bones);
  const placed = (points: readonly Point[]): Point[] => points.map(([along, across]) => torso(along, across + shift));
  const pen: MarkPen = {
    look,
    lapped: pose.lapped === true,
    waist: (side) => side * widths.waist - shift,
    hip: (side) => side * widths.hip - shift,
    fill: (colour, points, weight = 0.6) => figureShape(brush, smoothCurve(placed(points), true, 5), colour, weight),
    line: (points, weight = 0.7, colour) =>
      figureLine(brush, smoothCurve(placed(points)), weight, colour, colour === undefined ? 0.85 : 1),
    dots: (points) => {
      for (const point of placed(points)) dot(brush, point);
    },
  };
  if (turn === 'back') backMarks(pen);
  else marks[look.garment](pen);
};
