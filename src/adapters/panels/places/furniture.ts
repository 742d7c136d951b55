/** Furniture of homes and rooms. Each thing stands on y = 0 with its front toward -z; sizes in metres. */

import type { Random } from '../../../domain/random.ts';
import { type Colour, mixColour, type Point, smoothCurve } from '../ink/ink.ts';
import type { Draw } from './place.types.ts';

const dark = (colour: Colour, by = 0.3): Colour => mixColour(colour, '#1c1424', by);
const pale = (colour: Colour, by = 0.2): Colour => mixColour(colour, '#fff6e4', by);

export const table =
  (width: number, depth: number, colour: Colour, height = 0.75): Draw =>
  (b) => {
    for (const [x, z] of [
      [-1, 1],
      [1, 1],
      [-1, -1],
      [1, -1],
    ] as const) {
      const [cx, cz] = [x * (width / 2 - 0.07), z * (depth / 2 - 0.07)];
      b.box(cx - 0.035, 0, cz - 0.035, cx + 0.035, height - 0.05, cz + 0.035, dark(colour, 0.2));
    }
    b.box(-width / 2, height - 0.05, -depth / 2, width / 2, height, depth / 2, colour, { top: pale(colour, 0.1) });
  };

export const roundTable =
  (radius: number, colour: Colour): Draw =>
  (b) => {
    b.turned(0, 0, [0.26, 0, 0.05, 0.06, 0.04, 0.7, 0.1, 0.72], dark(colour, 0.35));
    b.turned(0, 0, [radius, 0.72, radius, 0.76], colour);
  };

export const chair =
  (colour: Colour, high = 0.92): Draw =>
  (b) => {
    for (const [x, z] of [
      [-0.19, 0.19],
      [0.19, 0.19],
      [-0.19, -0.19],
      [0.19, -0.19],
    ] as const)
      b.box(x - 0.022, 0, z - 0.022, x + 0.022, 0.44, z + 0.022, dark(colour));
    b.box(-0.22, 0.43, -0.22, 0.22, 0.48, 0.22, colour);
    b.box(-0.22, 0.48, 0.17, -0.17, high, 0.21, dark(colour, 0.2));
    b.box(0.17, 0.48, 0.17, 0.22, high, 0.21, dark(colour, 0.2));
    b.box(-0.22, high - 0.14, 0.17, 0.22, high, 0.21, colour);
    b.box(-0.2, high - 0.34, 0.18, 0.2, high - 0.26, 0.2, colour);
  };

export const stool =
  (colour: Colour, high = 0.72): Draw =>
  (b) => {
    b.turned(0, 0, [0.2, 0, 0.2, 0.03, 0.03, 0.05, 0.03, high - 0.05], '#5a5a62');
    b.turned(0, 0, [0.17, high - 0.06, 0.19, high - 0.03, 0.19, high], colour);
  };

export const armchair =
  (colour: Colour): Draw =>
  (b) => {
    b.box(-0.42, 0.1, -0.4, 0.42, 0.42, 0.36, dark(colour, 0.12));
    b.box(-0.3, 0.42, -0.36, 0.3, 0.52, 0.24, pale(colour, 0.08));
    b.box(-0.46, 0.1, 0.24, 0.46, 1.0, 0.46, colour);
    b.box(-0.48, 0.1, -0.4, -0.3, 0.64, 0.4, colour);
    b.box(0.3, 0.1, -0.4, 0.48, 0.64, 0.4, colour);
  };

export const sofa =
  (width: number, colour: Colour, cushion: Colour): Draw =>
  (b) => {
    const half = width / 2;
    b.box(-half, 0.1, -0.42, half, 0.4, 0.4, dark(colour, 0.14));
    b.box(-half + 0.18, 0.4, -0.4, -0.01, 0.52, 0.24, pale(colour, 0.06));
    b.box(0.01, 0.4, -0.4, half - 0.18, 0.52, 0.24, pale(colour, 0.06));
    b.box(-half, 0.1, 0.22, half, 0.88, 0.46, colour);
    b.line([0, 0.5, 0.21, 0, 0.87, 0.21], 0.014);
    b.box(-half - 0.02, 0.1, -0.44, -half + 0.18, 0.64, 0.44, colour);
    b.box(half - 0.18, 0.1, -0.44, half + 0.02, 0.64, 0.44, colour);
    for (const side of [-1, 1]) {
      b.part(side * (half - 0.42), 0.6, -0.02);
      b.sprite(side * (half - 0.42), 0.52, 0.02, (at, depth) =>
        b.shape(
          smoothCurve([at(-0.2, 0), at(-0.22, 0.36), at(0, 0.4), at(0.22, 0.34), at(0.2, 0)], true, 5),
          depth,
          side < 0 ? cushion : pale(cushion, 0.3),
        ),
      );
    }
  };

export const bed =
  (width: number, frame: Colour, cover: Colour): Draw =>
  (b) => {
    const half = width / 2;
    b.box(-half - 0.04, 0, 0.96, half + 0.04, 1.12, 1.04, frame);
    b.box(-half, 0.1, -1.0, half, 0.42, 0.96, dark(frame, 0.15));
    b.box(-half, 0.42, -1.0, half, 0.58, 0.96, '#e8e0d2');
    b.box(-half - 0.02, 0.3, -1.02, half + 0.02, 0.62, 0.34, cover);
    b.flat(-half - 0.02, 0.16, half + 0.02, 0.36, 0.625, pale(cover, 0.5));
    for (let i = 1; i < 4; i++)
      b.line([-half + (width * i) / 4, 0.6, -1.03, -half + (width * i) / 4 + 0.04, 0.32, -1.03], 0.012, dark(cover), {
        alpha: 0.6,
      });
    for (const x of width > 1.2 ? [-width / 4, width / 4] : [0]) {
      b.part(x, 0.7, 0.72);
      b.sprite(x, 0.58, 0.74, (at, depth) =>
        b.shape(
          smoothCurve([at(-0.32, 0), at(-0.34, 0.2), at(0, 0.27), at(0.34, 0.2), at(0.32, 0)], true, 5),
          depth,
          '#f2ebdd',
        ),
      );
    }
    b.box(-half - 0.04, 0, -1.08, half + 0.04, 0.5, -1.02, frame);
  };

export const cabinet =
  (width: number, height: number, depth: number, colour: Colour, doors = 2, drawers = 0): Draw =>
  (b) => {
    const half = width / 2;
    b.box(-half, 0, -depth / 2, half, height, depth / 2, colour, { top: pale(colour, 0.15) });
    const face = -depth / 2 - 0.005;
    for (let i = 0; i < doors; i++) {
      const [x0, x1] = [-half + (width * i) / doors + 0.03, -half + (width * (i + 1)) / doors - 0.03];
      const top = height * (drawers > 0 ? 0.66 : 0.95);
      b.front(x0, height * 0.06, x1, top, face, pale(colour, 0.08), { ink: 0.7 });
      b.disc(i % 2 === 0 ? x1 - 0.05 : x0 + 0.05, top * 0.6, face - 0.01, 0.02, '#d0b878', { ink: 0.5 });
      for (let k = 0; k < drawers; k++) {
        const [y0, y1] = [height * (0.68 + (0.28 * k) / drawers), height * (0.68 + (0.28 * (k + 1)) / drawers) - 0.015];
        b.front(x0, y0, x1, y1, face, pale(colour, 0.08), { ink: 0.7 });
        b.disc((x0 + x1) / 2, (y0 + y1) / 2, face - 0.01, 0.02, '#d0b878', { ink: 0.5 });
      }
    }
  };

const spines: readonly Colour[] = [
  '#8a4a3c',
  '#4a6460',
  '#c2a05a',
  '#5a5570',
  '#a8977a',
  '#3f4a58',
  '#7a3a4a',
  '#6a7a4a',
];

export const bookshelf = (width: number, height: number, random: Random, boxes = 0.1): Draw => {
  const rows: { y: number; x: number; w: number; h: number; colour: Colour }[] = [];
  const shelves = Math.floor(height / 0.44);
  for (let row = 0; row < shelves; row++) {
    const y = 0.1 + (row * (height - 0.14)) / shelves;
    for (let x = -width / 2 + 0.07; x < width / 2 - 0.14; ) {
      const roll = random();
      const w = roll < boxes ? 0.26 : 0.035 + random() * 0.06;
      const h = roll < boxes ? 0.22 : 0.22 + random() * 0.13;
      if (random() > 0.1)
        rows.push({
          y,
          x,
          w: Math.min(w, width / 2 - 0.08 - x),
          h,
          colour: mixColour(spines[Math.floor(random() * spines.length)] ?? '#8a4a3c', '#b9a98a', 0.18),
        });
      x += w + 0.006;
    }
  }
  return (b) => {
    b.box(-width / 2, 0, -0.16, width / 2, height, 0.16, '#6a4c36', { top: '#7a5a3e' });
    for (let row = 0; row < shelves; row++) {
      const y = 0.1 + (row * (height - 0.14)) / shelves;
      b.front(-width / 2 + 0.05, y, width / 2 - 0.05, y + (height - 0.14) / shelves - 0.05, -0.165, '#35251f', {
        ink: 0.5,
      });
    }
    for (const book of rows)
      b.front(book.x, book.y, book.x + book.w, book.y + book.h, -0.17, book.colour, {
        ink: 0.5,
        drift: 0.04,
        edge: 0.08,
      });
  };
};

export const rug =
  (width: number, depth: number, colour: Colour): Draw =>
  (b) => {
    b.flat(-width / 2, -depth / 2, width / 2, depth / 2, 0.005, colour, { ink: 0.7 });
    b.flat(-width / 2 + 0.16, -depth / 2 + 0.16, width / 2 - 0.16, depth / 2 - 0.16, 0.006, pale(colour, 0.22), {
      ink: 0.5,
    });
    b.flat(-width / 2 + 0.3, -depth / 2 + 0.3, width / 2 - 0.3, depth / 2 - 0.3, 0.007, colour, { ink: 0.4 });
  };

export const floorLamp =
  (shade: Colour): Draw =>
  (b) => {
    b.turned(0, 0, [0.16, 0, 0.15, 0.03, 0.015, 0.05, 0.015, 1.4], '#3c3438');
    b.turned(0, 0, [0.24, 1.36, 0.15, 1.72], shade, { lit: true });
  };

export const tableLamp =
  (shade: Colour, base: Colour): Draw =>
  (b) => {
    b.turned(0, 0, [0.09, 0, 0.1, 0.06, 0.03, 0.18, 0.02, 0.26], base, { smooth: true });
    b.turned(0, 0, [0.19, 0.24, 0.11, 0.46], shade, { lit: true });
  };

/** Hangs from `height`; its shade ends `drop` below. */
export const pendantLamp =
  (height: number, drop: number, colour: Colour): Draw =>
  (b) => {
    const y = height - drop;
    b.line([0, height, 0, 0, y, 0], 0.016);
    b.turned(0, 0, [0.27, y - 0.18, 0.2, y - 0.06, 0.07, y, 0.03, y + 0.04], colour, { smooth: true });
    b.turned(0, 0, [0.1, y - 0.22, 0.12, y - 0.18], '#fff2c8', { lit: true, ink: 0 });
  };

export const pottedPlant = (random: Random, size = 1): Draw => {
  const leaves = Array.from({ length: 11 }, (_, i) => ({
    angle: -1.35 + (i / 10) * 2.7 + (random() - 0.5) * 0.2,
    long: (0.45 + random() * 0.45) * size,
    colour: mixColour('#4f7a4e', '#2a4a44', random()),
  }));
  return (b) => {
    b.turned(0, 0, [0.14 * size, 0, 0.2 * size, 0.34 * size, 0.21 * size, 0.38 * size], '#a8623f');
    b.part(0, 0.6 * size, 0);
    b.sprite(0, 0.36 * size, 0, (at, depth) => {
      for (const { angle, long, colour } of leaves) {
        const [dx, dy] = [Math.sin(angle), Math.cos(angle)];
        const p = (along: number, across: number): Point =>
          at(dx * along * long + dy * across, dy * along * long - dx * across - 0.12 * along * along * Math.abs(dx));
        b.shape(smoothCurve([p(0, 0), p(0.5, 0.07 * size), p(1, 0), p(0.5, -0.07 * size)], true, 4), depth, colour, {
          ink: 0.6,
          drift: 0.1,
        });
      }
    });
  };
};

export const television =
  (width: number): Draw =>
  (b) => {
    b.box(-width * 0.6, 0, -0.2, width * 0.6, 0.45, 0.2, '#5a4438');
    b.box(-width / 2, 0.5, -0.04, width / 2, 0.5 + width * 0.58, 0.02, '#1c1c22');
    b.front(-width / 2 + 0.03, 0.53, width / 2 - 0.03, 0.47 + width * 0.58, -0.045, '#31445a', { drift: 0.3 });
  };

export const fireplace: Draw = (b) => {
  b.box(-0.85, 0, -0.2, 0.85, 1.2, 0.2, '#8c6a58');
  for (let y = 0.15; y < 1.15; y += 0.15) b.line([-0.84, y, -0.205, 0.84, y, -0.205], 0.008, '#5a4038', { alpha: 0.6 });
  b.front(-0.5, 0.06, 0.5, 0.86, -0.21, '#1c1416');
  b.box(-1.0, 1.2, -0.28, 1.0, 1.3, 0.2, '#6a4c38');
  b.part(0, 0.2, -0.28);
  b.sprite(0, 0.08, -0.24, (at, depth) => {
    b.shape([at(-0.34, 0), at(0.34, 0), at(0.34, 0.1), at(-0.34, 0.1)], depth, '#3c2820');
    b.shape(
      smoothCurve(
        [at(-0.26, 0.08), at(-0.2, 0.36), at(-0.1, 0.24), at(0, 0.56), at(0.1, 0.26), at(0.2, 0.4), at(0.26, 0.08)],
        true,
        5,
      ),
      depth,
      '#ff8a30',
      { lit: true, ink: 0.4 },
    );
    b.shape(
      smoothCurve([at(-0.14, 0.08), at(-0.06, 0.28), at(0, 0.38), at(0.08, 0.24), at(0.14, 0.08)], true, 5),
      depth,
      '#ffe090',
      { lit: true, ink: 0 },
    );
  });
};

export const bottle = (b: Parameters<Draw>[0], x: number, y: number, z: number, colour: Colour, high = 0.3): void =>
  b.turned(x, z, [0.038, y, 0.04, y + high * 0.55, 0.014, y + high * 0.74, 0.014, y + high], colour, { ink: 0.7 });

export const cup = (b: Parameters<Draw>[0], x: number, y: number, z: number, colour: Colour): void =>
  b.turned(x, z, [0.03, y, 0.042, y + 0.09], colour, { ink: 0.8 });

export const papers = (b: Parameters<Draw>[0], x: number, y: number, z: number): void => {
  b.face(
    [
      x - 0.15,
      y + 0.004,
      z - 0.1,
      x + 0.13,
      y + 0.004,
      z - 0.13,
      x + 0.16,
      y + 0.004,
      z + 0.09,
      x - 0.12,
      y + 0.004,
      z + 0.12,
    ],
    '#efe7d4',
    { ink: 0.6 },
  );
  b.face(
    [
      x - 0.05,
      y + 0.008,
      z - 0.12,
      x + 0.2,
      y + 0.008,
      z - 0.05,
      x + 0.15,
      y + 0.008,
      z + 0.14,
      x - 0.1,
      y + 0.008,
      z + 0.06,
    ],
    '#f6f0e0',
    { ink: 0.6 },
  );
};
