/** Trees, bushes, stones: flat drawings that face the camera, in clumps of three sizes and three tones. */
import type { Random } from '../../../domain/random.ts';
import { type Colour, ellipsePoints, mixColour, type Point, smoothCurve } from '../ink/ink.ts';
import type { Draw } from './place.types.ts';
import type { SetBuilder } from './set-builder.ts';

type Clump = {
  readonly x: number;
  readonly y: number;
  readonly r: number;
  readonly tone: number;
  readonly jag: readonly number[];
};

const clumps = (random: Random, count: number, width: number, low: number, high: number): Clump[] =>
  Array.from({ length: count }, (_, i) => {
    const t = i / count;
    const y = low + (high - low) * (0.1 + 0.9 * random());
    const room = Math.sin(Math.PI * Math.min(1, Math.max(0.12, ((y - low) / (high - low)) * 0.8 + 0.15)));
    return {
      x: (random() * 2 - 1) * width * room * 0.72,
      y,
      r: width * (t < 0.4 ? 0.46 : t < 0.75 ? 0.3 : 0.18) * (0.8 + random() * 0.4),
      tone: t,
      jag: Array.from({ length: 9 }, () => 0.82 + random() * 0.34),
    };
  });

const foliage = (
  b: Parameters<Draw>[0],
  parts: readonly Clump[],
  colour: Colour,
  lit: Colour,
  at: (x: number, y: number) => Point,
  depth: number,
  side: number,
): void => {
  const ring = ({ x, y, r, jag }: Clump, shift: number, size: number): Point[] =>
    smoothCurve(
      jag.map(
        (j, k): Point =>
          at(
            x + shift * r + Math.cos((k / jag.length) * 6.2832) * r * j * size,
            y + Math.abs(shift) * r * 0.6 + Math.sin((k / jag.length) * 6.2832) * r * j * size * 0.86,
          ),
      ),
      true,
      3,
    );
  const base = mixColour(colour, '#101c2c', 0.2);
  // All outlines first and all fills over them: what stays is the outline of the whole crown.
  for (const part of parts) b.shape(ring(part, 0, 1), depth, base, { ink: 0.8, drift: 0, edge: 0 });
  for (const part of parts)
    b.shape(ring(part, 0, 0.99), depth, mixColour(base, colour, part.tone * 0.6), { ink: 0, drift: 0.1, edge: 0.03 });
  for (const part of parts)
    b.shape(ring(part, side * 0.2, 0.7), depth, mixColour(colour, lit, 0.08 + part.tone * 0.14), {
      ink: 0,
      drift: 0.05,
      edge: 0,
      alpha: 0.5,
    });
  const [ax] = at(0, 0);
  const [bx] = at(1, 0);
  for (const part of parts) if (part.r * Math.abs(bx - ax) > 16) leaves(b, part, colour, lit, at, depth, side);
};

/** Dabs of the brush along a clump: light ones toward the light, dark ones away from it, in three sizes. */
const leaves = (
  b: Parameters<Draw>[0],
  { x, y, r, jag }: Clump,
  colour: Colour,
  lit: Colour,
  at: (x: number, y: number) => Point,
  depth: number,
  side: number,
): void => {
  for (let k = 0; k < jag.length; k++) {
    const j = jag[k] as number;
    const angle = (k / jag.length) * 6.2832 + j;
    const away = r * (0.35 + 0.55 * ((j * 7.3) % 1));
    const [cx, cy] = [x + Math.cos(angle) * away, y + Math.sin(angle) * away * 0.86];
    const bright = (Math.cos(angle) * side + Math.sin(angle)) * 0.5;
    const size = r * (0.1 + 0.1 * ((j * 13.7) % 1));
    const lean = angle + 0.9;
    const [dx, dy] = [Math.cos(lean) * size, Math.sin(lean) * size];
    const dab = smoothCurve(
      [
        at(cx - dx, cy - dy),
        at(cx - dy * 0.45, cy + dx * 0.45),
        at(cx + dx, cy + dy),
        at(cx + dy * 0.3, cy - dx * 0.3),
      ],
      true,
      3,
    );
    b.shape(
      dab,
      depth,
      bright > 0.1 ? mixColour(colour, lit, 0.36 + 0.2 * bright) : mixColour(colour, '#0c1826', 0.3),
      { ink: 0, drift: 0, edge: 0, alpha: 0.62 },
    );
  }
};

/** Which side of a plant is lit, for this camera. */
const litSide = (b: Parameters<Draw>[0]): number => {
  const [x, , z] = b.tone.toLight;
  const { yaw } = b.projection.camera;
  return x * Math.cos(yaw) - z * Math.sin(yaw) < 0 ? -1 : 1;
};

export const tree = (set: SetBuilder, height: number, colour: Colour = '#4f7350'): Draw => {
  const { random, light } = set;
  const parts = clumps(random, 15, height * 0.4, height * 0.42, height * 0.96);
  const lean = (random() - 0.5) * 0.12 * height;
  const crown = light.snow > 0.3 ? mixColour(colour, '#dfe8f0', 0.55) : colour;
  return (b) =>
    b.sprite(0, 0, 0, (at, depth) => {
      const w = height * 0.05;
      b.shape(
        smoothCurve(
          [
            at(-w * 1.6, 0),
            at(-w * 0.9, height * 0.2),
            at(lean - w * 0.6, height * 0.55),
            at(lean + w * 0.5, height * 0.55),
            at(w * 0.8, height * 0.2),
            at(w * 1.6, 0),
          ],
          false,
          5,
        ),
        depth,
        '#5a4538',
      );
      foliage(b, parts, crown, light.dark ? '#7f98b4' : '#f6f0c0', at, depth, litSide(b));
    });
};

export const bush = (set: SetBuilder, size: number, colour: Colour = '#557a52'): Draw => {
  const parts = clumps(set.random, 8, size * 0.7, 0, size);
  const green = set.light.snow > 0.3 ? mixColour(colour, '#dfe8f0', 0.6) : colour;
  return (b) =>
    b.sprite(0, 0, 0, (at, depth) =>
      foliage(b, parts, green, set.light.dark ? '#7f98b4' : '#f6f0c0', at, depth, litSide(b)),
    );
};

export const pine = (set: SetBuilder, height: number, colour: Colour = '#37594a'): Draw => {
  const { random, light } = set;
  const rows = Array.from({ length: 6 }, (_, i) => ({
    y: height * (0.14 + i * 0.135),
    w: height * (0.25 - i * 0.034) * (0.9 + random() * 0.25),
    sag: 0.5 + random() * 0.4,
  }));
  return (b) =>
    b.sprite(0, 0, 0, (at, depth) => {
      b.shape(
        [
          at(-height * 0.022, 0),
          at(-height * 0.014, height * 0.3),
          at(height * 0.014, height * 0.3),
          at(height * 0.022, 0),
        ],
        depth,
        '#4a3a32',
      );
      for (const { y, w, sag } of rows) {
        const tip = y + height * 0.3;
        const hem: Point[] = [];
        for (let k = 0; k <= 6; k++)
          hem.push(
            at(-w + (2 * w * k) / 6, y + (k % 2 === 0 ? 0 : w * 0.16 * sag) - (k === 0 || k === 6 ? w * 0.1 : 0)),
          );
        b.shape(
          [at(0, tip), ...hem.reverse()],
          depth,
          mixColour(colour, light.dark ? '#0e1a2a' : '#dce8c8', light.dark ? 0.12 : 0.1),
          { ink: 0.5, drift: 0.25 },
        );
        if (light.snow > 0.3)
          b.shape(
            [
              at(0, tip),
              at(w * 0.5, y + (tip - y) * 0.4),
              at(0, y + (tip - y) * 0.3),
              at(-w * 0.5, y + (tip - y) * 0.4),
            ],
            depth,
            '#eef4f8',
            { ink: 0, drift: 0.1 },
          );
      }
    });
};

/** A trunk that leaves the picture at the top: the near trees of a wood. */
export const trunk = (set: SetBuilder, radius: number, colour: Colour = '#4f4038'): Draw => {
  const { random } = set;
  const lean = (random() - 0.5) * 0.5;
  const bark = Array.from({ length: 9 }, () => ({
    x: (random() * 2 - 1) * 0.75,
    y: random() * 4,
    long: 0.4 + random() * 1.2,
  }));
  const boughs = Array.from({ length: 3 }, (_, i) => ({
    side: i % 2 === 0 ? 1 : -1,
    y: 2.4 + random() * 2.6,
    long: 0.9 + random() * 1.4,
  }));
  return (b) =>
    b.sprite(0, 0, 0, (at, depth) => {
      const r = radius;
      for (const { side, y, long } of boughs)
        b.shape(
          smoothCurve(
            [
              at(lean * (y / 8), y),
              at(side * (r + long * 0.5), y + long * 0.5),
              at(side * (r + long), y + long * 1.1),
              at(side * (r + long * 0.5), y + long * 0.5 + r * 0.5),
              at(lean * (y / 8), y + r * 0.9),
            ],
            true,
            4,
          ),
          depth,
          mixColour(colour, '#1a1620', 0.15),
          { ink: 0.7 },
        );
      b.shape(
        smoothCurve(
          [
            at(-r * 2.1, -0.05),
            at(-r * 1.15, 0.5),
            at(-r + lean * 0.3, 3),
            at(-r * 0.8 + lean, 9),
            at(r * 0.8 + lean, 9),
            at(r + lean * 0.3, 3),
            at(r * 1.15, 0.5),
            at(r * 2.1, -0.05),
          ],
          false,
          5,
        ),
        depth,
        colour,
        { drift: 0.28 },
      );
      for (const { x, y, long } of bark)
        b.shape(
          [
            at(x * r, y),
            at(x * r + 0.02, y + long * 0.5),
            at(x * r * 0.94, y + long),
            at(x * r + 0.035, y + long * 0.5),
          ],
          depth,
          mixColour(colour, '#161018', 0.5),
          { ink: 0, drift: 0, edge: 0, alpha: 0.7 },
        );
    });
};

export const rock = (set: SetBuilder, size: number, colour: Colour = '#8a857e'): Draw => {
  const jag = Array.from({ length: 7 }, () => 0.75 + set.random() * 0.45);
  const top = set.light.snow > 0.3 ? '#eef2f6' : mixColour(colour, '#fff4dc', 0.3);
  return (b) =>
    b.sprite(0, 0, 0, (at, depth) => {
      const outline = jag.map(
        (j, k): Point => at(Math.cos(Math.PI * (1 - k / 6)) * size * j, Math.sin((Math.PI * k) / 6) * size * 0.75 * j),
      );
      b.shape([at(-size * 1.05, -0.02), ...outline, at(size * 1.05, -0.02)], depth, colour, { drift: 0.25 });
      const side = litSide(b);
      b.shape(
        [outline[2] as Point, outline[3] as Point, outline[4] as Point, at(side * size * 0.3, size * 0.3)],
        depth,
        top,
        { ink: 0.3, drift: 0.1, alpha: 0.8 },
      );
    });
};

export const cactus =
  (height: number): Draw =>
  (b) =>
    b.sprite(0, 0, 0, (at, depth) => {
      const w = height * 0.085;
      const arm = (side: number, y: number, up: number): Point[] =>
        smoothCurve(
          [
            at(side * w, y),
            at(side * w * 3.2, y),
            at(side * w * 3.4, y + up),
            at(side * w * 2.4, y + up + w),
            at(side * w * 1.9, y + up),
            at(side * w * 1.9, y + w * 1.9),
            at(side * w, y + w * 1.8),
          ],
          true,
          4,
        );
      for (const outline of [arm(-1, height * 0.4, height * 0.26), arm(1, height * 0.52, height * 0.2)])
        b.shape(outline, depth, '#5f7f58');
      b.shape(
        smoothCurve(
          [
            at(-w, 0),
            at(-w * 1.1, height * 0.5),
            at(-w * 0.8, height * 0.94),
            at(0, height),
            at(w * 0.8, height * 0.94),
            at(w * 1.1, height * 0.5),
            at(w, 0),
          ],
          false,
          5,
        ),
        depth,
        '#6a8a5e',
      );
      for (const x of [-0.4, 0.1, 0.5])
        b.shape([at(w * x, height * 0.08), at(w * x + 0.02, height * 0.5), at(w * x, height * 0.9)], depth, '#3f5c44', {
          ink: 0,
          alpha: 0.6,
        });
    });

export const palm = (set: SetBuilder, height: number): Draw => {
  const fronds = Array.from({ length: 9 }, (_, i) => ({
    angle: -1.9 + (i / 8) * 3.8 + (set.random() - 0.5) * 0.2,
    long: height * (0.3 + set.random() * 0.12),
  }));
  return (b) =>
    b.sprite(0, 0, 0, (at, depth) => {
      b.shape(
        smoothCurve(
          [
            at(-0.16, 0),
            at(0.05, height * 0.5),
            at(0.3, height),
            at(0.48, height),
            at(0.28, height * 0.5),
            at(0.16, 0),
          ],
          false,
          5,
        ),
        depth,
        '#7a6248',
      );
      for (const { angle, long } of fronds) {
        const p = (t: number, off: number): Point =>
          at(0.39 + Math.sin(angle) * long * t, height + Math.cos(angle) * long * t * 0.7 - t * t * long * 0.5 + off);
        b.shape(
          smoothCurve([p(0, 0), p(0.5, long * 0.09), p(1, 0), p(0.5, -long * 0.06)], true, 4),
          depth,
          mixColour('#4a7a4e', '#2a5048', Math.abs(Math.sin(angle))),
          { ink: 0.6 },
        );
      }
    });
};

/** A soft round thing on the ground far off: a stone, a heap, a distant bush. */
export const mound =
  (width: number, height: number, colour: Colour): Draw =>
  (b) =>
    b.sprite(0, 0, 0, (at, depth) => {
      const [x, y] = at(0, 0);
      const [edge] = at(width / 2, 0);
      const half = Math.abs(edge - x);
      b.shape(
        ellipsePoints(x, y, half, half * (height / width) * 2, 24).filter(([, py]) => py <= y + 2),
        depth,
        colour,
        { drift: 0.2 },
      );
    });
