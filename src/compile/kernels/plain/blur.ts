/** The plain twins of assembly/blur.as.ts and assembly/sharpen.as.ts. */
import { f32, round } from './exact.ts';

/** One pass over a line of 8.6 fixed point: the mean of 2 r + 1 samples and a part of the next ones on either side. */
const box = (line: Int32Array, radius: number, edge: number): Int32Array => {
  const n = line.length;
  const at = (i: number): number => line[Math.min(Math.max(i, 0), n - 1)]!;
  const inverse = f32(1 / f32(2 * radius + 1 + f32(edge + edge)));
  let sum = 0;
  for (let i = -radius; i <= radius; i++) sum += at(i);
  return line.map((_, i) => {
    if (i > 0) sum += at(i + radius) - at(i - radius - 1);
    const ends = at(i + radius + 1) + at(i - radius - 1);
    return round(f32(f32(f32(sum) + f32(ends * edge)) * inverse));
  });
};

const blurLine = (memory: Uint8Array, at: number, step: number, n: number, radius: number, edge: number): void => {
  let line: Int32Array = Int32Array.from({ length: n }, (_, i) => memory[at + i * step]! << 6);
  for (let pass = 0; pass < 3; pass++) line = box(line, radius, edge);
  for (let i = 0; i < n; i++) memory[at + i * step] = (line[i]! + 32) >> 6;
};

export const blurPlane = (
  memory: Uint8Array,
  plane: number,
  width: number,
  height: number,
  radius: number,
  edge: number,
): void => {
  for (let j = 0; j < height; j++) blurLine(memory, plane + j * width, 1, width, radius, f32(edge));
  for (let i = 0; i < width; i++) blurLine(memory, plane + i, width, height, radius, f32(edge));
};

const binomial = [1, 4, 6, 4, 1] as const;

export const soften = (memory: Uint8Array, dst: number, src: number, width: number, height: number): void => {
  const clampTo = (i: number, n: number): number => Math.min(Math.max(i, 0), n - 1);
  const sums = new Int32Array(width);
  for (let j = 0; j < height; j++) {
    for (let i = 0; i < width; i++)
      sums[i] = binomial.reduce((sum, k, o) => sum + k * memory[src + clampTo(j + o - 2, height) * width + i]!, 0);
    for (let i = 0; i < width; i++) {
      const sum = binomial.reduce((total, k, o) => total + k * sums[clampTo(i + o - 2, width)]!, 128);
      memory[dst + j * width + i] = sum >> 8;
    }
  }
};

export const unsharp = (memory: Uint8Array, dst: number, soft: number, n: number, amount: number): void => {
  for (let i = 0; i < n; i++) {
    const value = memory[dst + i]!;
    const more = ((value - memory[soft + i]!) * amount + 128) >> 8;
    memory[dst + i] = Math.max(0, Math.min(255, value + more));
  }
};
