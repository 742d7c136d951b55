/** The plain twins of assembly/scaled.as.ts and assembly/affine.as.ts: sixteen taps a sample, rows first, 8.6 fixed point between. */
import { coefficients, type Taps } from './filter.ts';
import { over, settle } from './over.ts';

const clampByte = (value: number): number => Math.max(0, Math.min(255, value));

const acrossRow = (memory: Uint8Array, row: number, columns: readonly number[], taps: Taps): number => {
  let sum = 0;
  for (let k = 0; k < 4; k++) sum += memory[row + columns[k]!]! * taps[k]!;
  return (sum + 128) >> 8;
};

/** Value at columns x rows of a plane, not clamped to a byte. */
const sample = (
  memory: Uint8Array,
  plane: number,
  columns: readonly number[],
  rows: readonly number[],
  tapsX: Taps,
  tapsY: Taps,
): number => {
  let sum = 0;
  for (let k = 0; k < 4; k++) sum += acrossRow(memory, plane + rows[k]!, columns, tapsX) * tapsY[k]!;
  return (sum + (1 << 19)) >> 20;
};

const around = (i: number, n: number, stride: number): number[] =>
  [i - 1, i, i + 1, i + 2].map((k) => Math.min(Math.max(k, 0), n - 1) * stride);

export const drawScaled = (
  memory: Uint8Array,
  dst: number,
  ds: number,
  dw: number,
  dh: number,
  p: number,
  a: number,
  ps: number,
  sw: number,
  sh: number,
  x0: number,
  dx: number,
  y0: number,
  dy: number,
  opacity: number,
): void => {
  for (let j = 0; j < dh; j++) {
    const y = Math.min(Math.max(y0 + j * dy, 0), (sh - 1) * 65536);
    const rows = around(y >> 16, sh, ps);
    const tapsY = coefficients(y & 0xffff, dy);
    for (let i = 0; i < dw; i++) {
      const x = Math.min(Math.max(x0 + i * dx, 0), (sw - 1) * 65536);
      const columns = around(x >> 16, sw, 1);
      const tapsX = coefficients(x & 0xffff, dx);
      const alpha = a === 0 ? 255 : sample(memory, a, columns, rows, tapsX, tapsY);
      if (a !== 0 && allZero(memory, a, columns, rows)) continue;
      const colour = sample(memory, p, columns, rows, tapsX, tapsY);
      const d = dst + j * ds + i;
      memory[d] = over(settle(colour, alpha), clampByte(alpha), memory[d]!, opacity);
    }
  }
};

const allZero = (memory: Uint8Array, plane: number, columns: readonly number[], rows: readonly number[]): boolean =>
  rows.every((row) => columns.every((column) => memory[plane + row + column] === 0));

/** The twin of assembly/turned.as.ts. */
export const drawTurned = (
  memory: Uint8Array,
  dst: number,
  ds: number,
  dw: number,
  dh: number,
  p: number,
  a: number,
  ps: number,
  sw: number,
  sh: number,
  x0: number,
  stepX: number,
  shift: number,
  y0: number,
  slope: number,
  stepY: number,
  opacity: number,
  step: number,
): void => {
  const sheared = (plane: number, r: number, i: number): number => {
    const x = ((x0 + r * shift + (i & ~7) * stepX) & ~255) + (i & 7) * stepX;
    const taps = coefficients(x & 0xffff, step);
    let sum = 0;
    for (let k = 0; k < 4; k++) {
      const column = (x >> 16) - 1 + k;
      if (column >= 0 && column < sw) sum += memory[plane + r * ps + column]! * taps[k]!;
    }
    return (sum + 128) >> 8;
  };
  for (let j = 0; j < dh; j++) {
    for (let i = 0; i < dw; i++) {
      const y = ((y0 + j * stepY + (i & ~7) * slope) & ~255) + (i & 7) * slope;
      const taps = coefficients(y & 0xffff, step);
      const value = (plane: number): number => {
        let sum = 0;
        for (let k = 0; k < 4; k++) {
          const r = Math.min(Math.max((y >> 16) - 1 + k, 0), sh - 1);
          sum += sheared(plane, r, i) * taps[k]!;
        }
        return (sum + (1 << 19)) >> 20;
      };
      const alpha = value(a);
      const d = dst + j * ds + i;
      memory[d] = over(settle(value(p), alpha), clampByte(alpha), memory[d]!, opacity);
    }
  }
};

export const drawAffine = (
  memory: Uint8Array,
  dst: number,
  ds: number,
  dw: number,
  dh: number,
  p: number,
  a: number,
  ps: number,
  sw: number,
  sh: number,
  xx: number,
  xy: number,
  x0: number,
  yx: number,
  yy: number,
  y0: number,
  step: number,
  opacity: number,
): void => {
  for (let j = 0; j < dh; j++) {
    for (let i = 0; i < dw; i++) {
      const x = x0 + i * xx + j * xy;
      const y = y0 + i * yx + j * yy;
      if (x < 65536 || x > (sw - 3) * 65536 || y < 65536 || y > (sh - 3) * 65536) continue;
      const columns = around(x >> 16, sw, 1);
      const rows = around(y >> 16, sh, ps);
      if (allZero(memory, a, columns, rows)) continue;
      const tapsX = coefficients(x & 0xff00, step);
      const tapsY = coefficients(y & 0xff00, step);
      const alpha = sample(memory, a, columns, rows, tapsX, tapsY);
      const d = dst + j * ds + i;
      const colour = settle(sample(memory, p, columns, rows, tapsX, tapsY), alpha);
      memory[d] = over(colour, clampByte(alpha), memory[d]!, opacity);
    }
  }
};
