/** The plain twins of assembly/alpha.as.ts: planes and their alpha. */
import { byFull, f32, round } from './exact.ts';

export const premultiply = (memory: Uint8Array, dst: number, src: number, alpha: number, n: number): void => {
  for (let i = 0; i < n; i++) memory[dst + i] = byFull(memory[src + i]! * memory[alpha + i]!);
};

export const unpremultiply = (
  memory: Uint8Array,
  dst: number,
  src: number,
  alpha: number,
  n: number,
  empty: number,
): void => {
  for (let i = 0; i < n; i++) {
    const a = memory[alpha + i]!;
    const p = Math.min(memory[src + i]!, a);
    memory[dst + i] = a === 0 ? empty : round(f32((p * 255) / a));
  }
};

export const flipX = (
  memory: Uint8Array,
  dst: number,
  ds: number,
  src: number,
  ss: number,
  w: number,
  h: number,
  resite: number,
): void => {
  for (let j = 0; j < h; j++) {
    const line = src + j * ss + w - 1;
    for (let i = 0; i < w; i++) {
      const left = memory[line - Math.max(i - resite, 0)]!;
      memory[dst + j * ds + i] = (memory[line - i]! + left + 1) >> 1;
    }
  }
};
