/** Consoles, machines, racks: equipment with lights and levers. Fronts look toward -z. */
import type { Random } from '../../../domain/random.ts';
import { type Colour, mixColour, type SetBrush } from '../ink/ink.ts';
import type { Draw } from './place.types.ts';

export const dark = (colour: Colour, by = 0.3): Colour => mixColour(colour, '#1c1424', by);

export const pale = (colour: Colour, by = 0.2): Colour => mixColour(colour, '#fff6e4', by);

/** A monitor on its foot. */
export const screen = (b: SetBrush, x: number, y: number, z: number, width: number, glow: Colour = '#5f8aa8'): void => {
  b.box(x - 0.1, y, z - 0.07, x + 0.1, y + 0.02, z + 0.07, '#2a2a32');
  b.box(x - 0.02, y, z, x + 0.02, y + 0.14, z + 0.03, '#2a2a32');
  b.box(x - width / 2, y + 0.12, z - 0.02, x + width / 2, y + 0.12 + width * 0.62, z + 0.03, '#24242c');
  b.front(x - width / 2 + 0.02, y + 0.14, x + width / 2 - 0.02, y + 0.1 + width * 0.62, z - 0.025, glow, {
    lit: true,
    drift: 0.25,
    ink: 0.5,
  });
  for (let i = 0; i < 4; i++)
    b.line(
      [
        x - width * 0.38,
        y + 0.2 + i * width * 0.11,
        z - 0.03,
        x - width * 0.1 + ((i * 37) % 5) * width * 0.08,
        y + 0.2 + i * width * 0.11,
        z - 0.03,
      ],
      0.012,
      '#d8ecf4',
      { lit: true, alpha: 0.7 },
    );
};

export const heartMonitor: Draw = (b) => {
  b.line([0, 0, 0, 0, 1, 0], 0.05, '#8a969c');
  b.box(-0.22, 1, -0.12, 0.22, 1.36, 0.12, '#d0d4d4');
  b.front(-0.18, 1.08, 0.18, 1.33, -0.125, '#16303a', { lit: true });
  b.line(
    [-0.17, 1.2, -0.13, -0.06, 1.2, -0.13, -0.03, 1.29, -0.13, 0.01, 1.12, -0.13, 0.04, 1.2, -0.13, 0.17, 1.2, -0.13],
    0.014,
    '#7cf0a8',
    { lit: true },
  );
};

/** Desk of instruments: dials, switches, screens in a sloping panel. */
export const controlDesk = (width: number, random: Random, body: Colour = '#4a5560'): Draw => {
  const lamps = Array.from({ length: Math.round(width * 7) }, () => ({
    x: (random() * 2 - 1) * (width / 2 - 0.15),
    v: 0.1 + random() * 0.8,
    c: ['#ff6a4a', '#7cf0a8', '#ffd070', '#8fd0ff'][Math.floor(random() * 4)] ?? '#ffd070',
  }));
  return (b) => {
    const half = width / 2;
    b.box(-half, 0, -0.25, half, 0.78, 0.4, body);
    b.part(0, 0.9, -0.1);
    b.face(
      [-half, 0.76, -0.32, half, 0.76, -0.32, half, 1.06, 0.3, -half, 1.06, 0.3],
      pale(body, 0.1),
      {},
      [0, 0.9, -0.4],
    );
    for (const { x, v, c } of lamps)
      b.face(
        [
          x - 0.025,
          0.765 + v * 0.3,
          -0.32 + v * 0.6,
          x + 0.025,
          0.765 + v * 0.3,
          -0.32 + v * 0.6,
          x + 0.025,
          0.785 + v * 0.3,
          -0.28 + v * 0.6,
          x - 0.025,
          0.785 + v * 0.3,
          -0.28 + v * 0.6,
        ],
        c,
        { lit: true, ink: 0.4 },
      );
    for (let x = -half + 0.3; x < half - 0.2; x += 0.62) {
      b.face([x - 0.17, 0.86, -0.14, x + 0.17, 0.86, -0.14, x + 0.17, 0.98, 0.12, x - 0.17, 0.98, 0.12], '#1f3440', {
        lit: true,
        drift: 0.25,
      });
      b.line(
        [x - 0.12, 0.9, -0.06, x - 0.02, 0.94, 0.02, x + 0.05, 0.92, -0.02, x + 0.13, 0.96, 0.07],
        0.012,
        '#7cf0c8',
        { lit: true },
      );
    }
  };
};

export const steeringWheel =
  (radius: number, colour: Colour, y = 1.05): Draw =>
  (b) => {
    b.box(-0.12, 0, 0.04, 0.12, y + 0.1, 0.24, '#5a4034');
    b.part(0, y, -0.2);
    const ring: number[] = [];
    for (let i = 0; i <= 24; i++)
      ring.push(Math.cos((i / 24) * 6.2832) * radius, y + Math.sin((i / 24) * 6.2832) * radius, 0);
    b.line(ring, 0.07, colour);
    for (let i = 0; i < 8; i++) {
      const [c, s] = [Math.cos((i / 8) * 6.2832), Math.sin((i / 8) * 6.2832)];
      b.line([c * 0.06, y + s * 0.06, -0.01, c * radius * 1.28, y + s * radius * 1.28, -0.01], 0.045, colour);
    }
    b.disc(0, y, -0.03, 0.09, '#c8a860');
  };

export const machine = (random: Random, colour: Colour): Draw => {
  const [width, high] = [1.6 + random(), 1.6 + random() * 0.9];
  return (b) => {
    b.box(-width / 2, 0, -0.5, width / 2, high, 0.5, colour);
    b.front(-width * 0.34, high * 0.45, width * 0.1, high * 0.85, -0.51, dark(colour, 0.3));
    for (let i = 0; i < 3; i++)
      b.disc(width * 0.28, high * (0.4 + i * 0.18), -0.52, 0.07, ['#d8503c', '#e0b848', '#6aa05c'][i] ?? '#e0b848', {
        ink: 0.7,
        lit: true,
      });
    for (let y = 0.15; y < high * 0.36; y += 0.12)
      b.line([-width * 0.36, y, -0.51, width * 0.36, y, -0.51], 0.025, dark(colour, 0.5));
    b.part(0, high, 0);
    b.turned(-width * 0.25, 0, [0.16, high, 0.16, high + 0.5, 0.22, high + 0.52, 0.22, high + 0.6], '#6c6a70');
    b.line([width * 0.2, high, 0, width * 0.2, 4.4, 0], 0.16, '#7a6a5c');
  };
};

export const storageRack = (width: number, height: number, random: Random): Draw => {
  const boxes: { x: number; y: number; w: number; h: number; c: Colour }[] = [];
  for (let y = 0.12; y < height - 0.3; y += 0.72)
    for (let x = -width / 2 + 0.08; x < width / 2 - 0.3; ) {
      const w = 0.3 + random() * 0.32;
      if (random() > 0.15)
        boxes.push({
          x,
          y,
          w: Math.min(w, width / 2 - 0.06 - x),
          h: 0.26 + random() * 0.3,
          c: ['#b08a5a', '#9a7448', '#7a8288', '#8a5a48', '#5f7a74'][Math.floor(random() * 5)] ?? '#b08a5a',
        });
      x += w + 0.04;
    }
  return (b) => {
    b.front(-width / 2, 0, width / 2, height, 0.38, '#3c3a40', { ink: 0 });
    for (let y = 0.08; y < height; y += 0.72) b.box(-width / 2, y, -0.3, width / 2, y + 0.04, 0.36, '#5a6670');
    b.part(0, height / 2, -0.4);
    for (const { x, y, w, h, c } of boxes) {
      b.front(x, y, x + w, y + h, -0.26, c, { ink: 0.8 });
      b.line([x + w / 2, y, -0.265, x + w / 2, y + h, -0.265], 0.04, pale(c, 0.25));
    }
    for (const x of [-width / 2, width / 2]) b.line([x, 0, -0.3, x, height, -0.3], 0.07, '#4a5660');
  };
};

export const lockers =
  (count: number, colour: Colour): Draw =>
  (b) => {
    const width = count * 0.38;
    b.box(-width / 2, 0, -0.2, width / 2, 1.85, 0.2, colour);
    for (let i = 0; i < count; i++) {
      const x = -width / 2 + i * 0.38;
      b.line([x, 0, -0.21, x, 1.85, -0.21], 0.014);
      for (const y of [1.5, 1.58, 1.66]) b.line([x + 0.1, y, -0.21, x + 0.28, y, -0.21], 0.018, dark(colour, 0.5));
      b.line([x + 0.31, 0.9, -0.22, x + 0.31, 1.04, -0.22], 0.03, dark(colour, 0.5));
    }
  };
