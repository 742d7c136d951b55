/** Furniture of work and of public places. Each thing stands on y = 0 with its front toward -z. */
import type { Random } from '../../../domain/random.ts';
import { type Colour, smoothCurve } from '../ink/ink.ts';
import { dark, pale, screen } from './equipment-technical.ts';
import { papers } from './furniture.ts';
import type { Draw } from './place.types.ts';

export const desk =
  (width: number, colour: Colour, computer = true): Draw =>
  (b) => {
    const half = width / 2;
    b.box(-half, 0, -0.33, -half + 0.42, 0.7, 0.33, dark(colour, 0.12));
    for (const y of [0.12, 0.32, 0.52]) b.front(-half + 0.04, y, -half + 0.38, y + 0.16, -0.335, colour, { ink: 0.7 });
    b.box(half - 0.06, 0, -0.33, half, 0.7, 0.33, dark(colour, 0.12));
    b.box(-half, 0.7, -0.38, half, 0.75, 0.38, colour, { top: pale(colour, 0.14) });
    b.part(0, 0.8, 0);
    papers(b, -half * 0.45, 0.75, -0.05);
    if (computer) screen(b, half * 0.35, 0.75, 0.1, 0.5);
  };

export const officeChair =
  (colour: Colour): Draw =>
  (b) => {
    for (let i = 0; i < 5; i++)
      b.line([0, 0.12, 0, Math.cos(i * 1.257) * 0.3, 0.04, Math.sin(i * 1.257) * 0.3], 0.05, '#33333a');
    b.line([0, 0.1, 0, 0, 0.45, 0], 0.06, '#44444c');
    b.box(-0.25, 0.45, -0.24, 0.25, 0.54, 0.24, colour);
    b.box(-0.24, 0.62, 0.2, 0.24, 1.12, 0.28, colour);
  };

export const filingCabinet =
  (height = 1.3): Draw =>
  (b) => {
    b.box(-0.24, 0, -0.3, 0.24, height, 0.3, '#78837e');
    for (let y = 0.05; y < height - 0.1; y += 0.32) {
      b.front(-0.21, y, 0.21, y + 0.28, -0.305, '#8a958f', { ink: 0.7 });
      b.line([-0.07, y + 0.16, -0.32, 0.07, y + 0.16, -0.32], 0.025, '#3c4444');
    }
  };

export const schoolDesk: Draw = (b) => {
  for (const [x, z] of [
    [-0.28, 0.2],
    [0.28, 0.2],
    [-0.28, -0.2],
    [0.28, -0.2],
  ] as const)
    b.line([x, 0, z, x * 0.94, 0.7, z], 0.035, '#5c646c');
  b.box(-0.34, 0.68, -0.25, 0.34, 0.73, 0.25, '#b88a56');
  b.part(0, 0.5, -0.5);
  for (const x of [-0.18, 0.18]) b.line([x, 0, -0.72, x, 0.42, -0.55], 0.035, '#5c646c');
  b.box(-0.2, 0.42, -0.78, 0.2, 0.46, -0.42, '#a8784a');
  b.box(-0.2, 0.6, -0.82, 0.2, 0.88, -0.78, '#a8784a');
};

/** Shelves of bottles, for the wall behind a bar. */
export const bottleShelves = (width: number, random: Random, rows = 3): Draw => {
  const bottles: { x: number; y: number; h: number; c: Colour }[] = [];
  for (let row = 0; row < rows; row++) {
    for (let x = -width / 2 + 0.1; x < width / 2 - 0.05; x += 0.115 + random() * 0.05)
      bottles.push({
        x,
        y: 1.15 + row * 0.46,
        h: 0.26 + random() * 0.1,
        c: ['#4a6a44', '#a8722f', '#8a3a34', '#c8b890', '#3f5a74', '#b89a4a'][Math.floor(random() * 6)] ?? '#4a6a44',
      });
  }
  return (b) => {
    b.box(-width / 2, 0, -0.05, width / 2, 1.1 + rows * 0.48, 0.14, '#4a3228');
    b.front(-width / 2 + 0.08, 1.1, width / 2 - 0.08, 1.06 + rows * 0.47, -0.055, '#8a98a0', { drift: 0.3, ink: 0.5 });
    for (let row = 0; row < rows; row++)
      b.box(-width / 2, 1.1 + row * 0.46, -0.16, width / 2, 1.14 + row * 0.46, 0, '#6a4834');
    b.part(0, 1.4, -0.3);
    for (const { x, y, h, c } of bottles) {
      b.face(
        [
          x - 0.036,
          y,
          -0.12,
          x + 0.036,
          y,
          -0.12,
          x + 0.038,
          y + h * 0.55,
          -0.12,
          x + 0.014,
          y + h * 0.72,
          -0.12,
          x + 0.014,
          y + h,
          -0.12,
          x - 0.014,
          y + h,
          -0.12,
          x - 0.014,
          y + h * 0.72,
          -0.12,
          x - 0.038,
          y + h * 0.55,
          -0.12,
        ],
        c,
        { ink: 0.5, drift: 0.2 },
      );
      b.face(
        [
          x - 0.03,
          y + h * 0.18,
          -0.125,
          x + 0.03,
          y + h * 0.18,
          -0.125,
          x + 0.03,
          y + h * 0.4,
          -0.125,
          x - 0.03,
          y + h * 0.4,
          -0.125,
        ],
        '#e8dcc0',
        { ink: 0, edge: 0, drift: 0 },
      );
    }
  };
};

export const counter =
  (width: number, colour: Colour, height = 1.08): Draw =>
  (b) => {
    b.box(-width / 2, 0, -0.28, width / 2, height - 0.06, 0.28, colour);
    for (let x = -width / 2 + 0.1; x < width / 2 - 0.3; x += 0.75)
      b.front(x, 0.14, Math.min(width / 2 - 0.1, x + 0.62), height - 0.2, -0.285, dark(colour, 0.15), { ink: 0.7 });
    b.box(-width / 2 - 0.06, height - 0.06, -0.4, width / 2 + 0.06, height, 0.32, pale(colour, 0.18));
  };

/** A row of seats with a high back: pews, cinema seats, benches of a train. */
export const pew =
  (width: number, colour: Colour): Draw =>
  (b) => {
    b.box(-width / 2, 0.4, -0.2, width / 2, 0.46, 0.2, colour);
    b.box(-width / 2, 0.1, 0.2, width / 2, 0.98, 0.26, dark(colour, 0.1), { top: pale(colour, 0.2) });
    for (const x of [-width / 2, width / 2 - 0.06]) b.box(x, 0, -0.24, x + 0.06, 0.98, 0.26, colour);
  };

export const hospitalBed: Draw = (b) => {
  for (const [x, z] of [
    [-0.42, -0.9],
    [0.42, -0.9],
    [-0.42, 0.9],
    [0.42, 0.9],
  ] as const)
    b.line([x, 0, z, x, 0.5, z], 0.05, '#9aa6ac');
  b.box(-0.46, 0.45, -1, 0.46, 0.58, 1, '#e8ecee');
  b.box(-0.48, 0.52, -1.02, 0.48, 0.66, 0.3, '#8fb4bc');
  b.flat(-0.48, 0.08, 0.48, 0.32, 0.665, '#f4f6f6');
  b.part(0, 0.7, 0.7);
  b.sprite(0, 0.58, 0.72, (at, depth) =>
    b.shape(
      smoothCurve([at(-0.34, 0), at(-0.34, 0.2), at(0, 0.26), at(0.34, 0.2), at(0.34, 0)], true, 5),
      depth,
      '#f8f8f6',
    ),
  );
  for (const z of [-1.02, 1.02]) {
    b.part(0, 0.8, z);
    const top = z > 0 ? 1.15 : 0.85;
    b.line([-0.46, 0.4, z, -0.46, top, z, 0.46, top, z, 0.46, 0.4, z], 0.045, '#9aa6ac');
    for (const x of [-0.2, 0.06, 0.3]) b.line([x, 0.5, z, x, top, z], 0.025, '#9aa6ac');
  }
};

export const dripStand: Draw = (b) => {
  for (let i = 0; i < 4; i++)
    b.line([0, 0.08, 0, Math.cos(i * 1.57) * 0.26, 0.02, Math.sin(i * 1.57) * 0.26], 0.03, '#8a969c');
  b.line([0, 0.05, 0, 0, 1.9, 0], 0.03, '#9aa6ac');
  b.line([-0.16, 1.88, 0, 0.16, 1.88, 0], 0.025, '#9aa6ac');
  b.part(0.14, 1.7, -0.01);
  b.sprite(0.14, 0, 0, (at, depth) => {
    b.shape(
      smoothCurve([at(-0.08, 1.52), at(-0.09, 1.82), at(0.09, 1.82), at(0.08, 1.52)], true, 4),
      depth,
      '#d8eef0',
      { drift: 0.25 },
    );
    b.shape(
      [at(-0.008, 1.5), at(-0.05, 1), at(-0.18, 0.7), at(-0.17, 0.68), at(-0.03, 0.98), at(0.012, 1.5)],
      depth,
      '#c8dce0',
      { ink: 0.4 },
    );
  });
};

/** Hanging folds on a rail between two points of its own x axis. */
export const hangingCurtain =
  (width: number, height: number, colour: Colour): Draw =>
  (b) => {
    const folds = Math.max(3, Math.round(width / 0.22));
    for (let i = 0; i < folds; i++) {
      const [x0, x1] = [-width / 2 + (width * i) / folds, -width / 2 + (width * (i + 1)) / folds];
      const z = i % 2 === 0 ? -0.04 : 0.04;
      b.face(
        [x0, 0.12, -z, x1, 0.12, z, x1, height, z * 0.4, x0, height, -z * 0.4],
        i % 2 === 0 ? colour : dark(colour, 0.12),
        { ink: 0.6, drift: 0.12 },
      );
    }
    b.line([-width / 2 - 0.1, height + 0.03, 0, width / 2 + 0.1, height + 0.03, 0], 0.04, '#8a969c');
  };

export const lectern =
  (colour: Colour): Draw =>
  (b) => {
    b.box(-0.3, 0, -0.2, 0.3, 1.05, 0.2, colour);
    b.face([-0.36, 1.05, -0.26, 0.36, 1.05, -0.26, 0.36, 1.2, 0.24, -0.36, 1.2, 0.24], pale(colour, 0.15));
  };

export const stairs =
  (width: number, steps: number, colour: Colour): Draw =>
  (b) => {
    for (let i = steps - 1; i >= 0; i--)
      b.box(-width / 2, 0, i * 0.28, width / 2, (i + 1) * 0.18, steps * 0.28, colour, { top: pale(colour, 0.18) });
    b.part(width / 2, 1.5, 0);
    for (const side of [-1, 1]) {
      b.line([side * width * 0.5, 1.0, 0, side * width * 0.5, 1.0 + steps * 0.18, steps * 0.28], 0.08, '#6a4630');
      for (let i = 0; i < steps; i++)
        b.line(
          [side * width * 0.5, (i + 1) * 0.18, i * 0.28 + 0.1, side * width * 0.5, 1.06 + i * 0.18, i * 0.28 + 0.1],
          0.035,
          '#6a4630',
        );
    }
  };

export const column =
  (height: number, radius: number, colour: Colour): Draw =>
  (b) => {
    b.turned(
      0,
      0,
      [
        radius * 1.4,
        0,
        radius * 1.4,
        0.25,
        radius,
        0.3,
        radius * 0.92,
        height - 0.4,
        radius * 1.35,
        height - 0.3,
        radius * 1.4,
        height,
      ],
      colour,
    );
  };
