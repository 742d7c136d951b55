/** The plain twin of assembly/frame.as.ts and assembly/layer.as.ts: whole planes at once. */
import { edges } from '../kernels.types.ts';

const source = (i: number, n: number, edge: number): number =>
  edge === edges.clamp ? Math.min(Math.max(i, 0), n - 1) : ((i % n) + n) % n;

export const place = (
  memory: Uint8Array,
  dst: number,
  ds: number,
  rows: number,
  src: number,
  w: number,
  h: number,
  border: number,
  edge: number,
): void => {
  for (let j = 0; j < rows; j++) {
    const line = dst + j * ds;
    const inside = j >= border && j < border + h;
    for (let i = 0; i < ds; i++) {
      const within = inside && i >= border && i < border + w;
      if (edge === edges.clear && !within) memory[line + i] = 0;
      else memory[line + i] = memory[src + source(j - border, h, edge) * w + source(i - border, w, edge)]!;
    }
  }
};

export const rowExtents = (memory: Uint8Array, alpha: number, ps: number, w: number, h: number, out: number): void => {
  const view = new DataView(memory.buffer, memory.byteOffset);
  for (let j = 0; j < h; j++) {
    const line = alpha + j * ps;
    let first = 0;
    while (first < w && memory[line + first] === 0) first++;
    let end = w;
    while (end > first && memory[line + end - 1] === 0) end--;
    view.setInt32(out + j * 8, first, true);
    view.setInt32(out + j * 8 + 4, end, true);
  }
};

export const halve = (
  memory: Uint8Array,
  dst: number,
  ds: number,
  src: number,
  ss: number,
  dw: number,
  dh: number,
): void => {
  for (let j = 0; j < dh; j++) {
    for (let i = 0; i < dw; i++) {
      const q = src + j * 2 * ss + i * 2;
      memory[dst + j * ds + i] = (memory[q]! + memory[q + 1]! + memory[q + ss]! + memory[q + ss + 1]! + 2) >> 2;
    }
  }
};

export const crossfade = (memory: Uint8Array, dst: number, a: number, b: number, n: number, weight: number): void => {
  for (let i = 0; i < n; i++) memory[dst + i] = (memory[a + i]! * (256 - weight) + memory[b + i]! * weight + 128) >> 8;
};

export const fade = (memory: Uint8Array, dst: number, n: number, weight: number, value: number): void => {
  for (let i = 0; i < n; i++) memory[dst + i] = (memory[dst + i]! * (256 - weight) + value * weight + 128) >> 8;
};
