/** The plain twins of assembly/mask.as.ts: masks of mixes and vignettes, and what is done through them. */
import { byFull, f32, smooth, toByte } from './exact.ts';

export const crossfadeMasked = (
  memory: Uint8Array,
  dst: number,
  ds: number,
  a: number,
  as: number,
  b: number,
  bs: number,
  mask: number,
  ms: number,
  w: number,
  h: number,
): void => {
  for (let j = 0; j < h; j++) {
    for (let i = 0; i < w; i++) {
      const m = memory[mask + j * ms + i]!;
      memory[dst + j * ds + i] = byFull(memory[a + j * as + i]! * (255 - m) + memory[b + j * bs + i]! * m);
    }
  }
};

export const fadeMasked = (memory: Uint8Array, dst: number, mask: number, n: number, value: number): void => {
  for (let i = 0; i < n; i++) {
    const m = memory[mask + i]!;
    memory[dst + i] = byFull(memory[dst + i]! * (255 - m) + value * m);
  }
};

/** Calls with the place of every sample of a mask, as 32-bit floats. */
const everySample = (
  w: number,
  h: number,
  x0: number,
  y0: number,
  step: number,
  visit: (at: number, x: number, y: number) => void,
): void => {
  for (let j = 0; j < h; j++) {
    const y = f32(f32(j * f32(step)) + f32(y0));
    for (let i = 0; i < w; i++) visit(j * w + i, f32(f32(i * f32(step)) + f32(x0)), y);
  }
};

const distance = (x: number, y: number): number => f32(Math.sqrt(f32(f32(x * x) + f32(y * y))));

export const radialMask = (
  memory: Uint8Array,
  dst: number,
  w: number,
  h: number,
  x0: number,
  y0: number,
  step: number,
  slope: number,
  offset: number,
  peak: number,
): void => {
  everySample(w, h, x0, y0, step, (at, x, y) => {
    const t = f32(f32(distance(x, y) * f32(slope)) + f32(offset));
    memory[dst + at] = toByte(f32(smooth(t) * f32(peak)));
  });
};

/** arctan(z) / (2 pi) for z in 0..1: Abramowitz and Stegun's form with minimax coefficients, error below 0.000001 turns. */
const arcCoefficients = [0.99997726, -0.33262347, 0.19354346, -0.11643287, 0.05265332, -0.0117212].map((c) =>
  f32(c / (2 * Math.PI)),
);

/** Part of a turn from twelve o'clock, clockwise; y grows downwards. */
const turnOf = (x: number, y: number): number => {
  const [ax, ay] = [Math.abs(x), Math.abs(y)];
  const z = f32(Math.min(ax, ay) / Math.max(ax, ay));
  const zz = f32(z * z);
  let sum = arcCoefficients[5]!;
  for (let k = 4; k >= 0; k--) sum = f32(f32(sum * zz) + arcCoefficients[k]!);
  let turn = f32(sum * z);
  if (ax > ay) turn = f32(0.25 - turn);
  if (y > 0) turn = f32(0.5 - turn);
  return x < 0 ? f32(1 - turn) : turn;
};

export const clockMask = (
  memory: Uint8Array,
  dst: number,
  w: number,
  h: number,
  x0: number,
  y0: number,
  step: number,
  edge: number,
  steepest: number,
): void => {
  everySample(w, h, x0, y0, step, (at, x, y) => {
    const slope = Math.min(f32(distance(x, y) * f32(2 * Math.PI)), f32(steepest));
    const t = f32(f32(f32(edge) - turnOf(x, y)) * slope);
    memory[dst + at] = toByte(f32(smooth(t) * 255));
  });
};
