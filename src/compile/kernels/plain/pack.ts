/** The plain twin of assembly/pack.as.ts. */
import { byFull } from './exact.ts';

/** Colour above its alpha is no premultiplied colour; it must not wrap around. */
const clamped = (value: number): number => Math.max(0, Math.min(255, value));

const pack = (
  pixels: Uint8Array,
  src: number,
  memory: Uint8Array,
  width: number,
  height: number,
  y: number,
  u: number,
  v: number,
  a: number,
  ac: number,
): number => {
  const row = width * 4;
  let all = 255;
  for (let i = 0; i < width * height; i++) {
    const q = src + i * 4;
    const alpha = pixels[q + 3]!;
    all &= alpha;
    memory[y + i] = (11966 * pixels[q]! + 40254 * pixels[q + 1]! + 4064 * pixels[q + 2]! + 4112 * alpha + 32768) >> 16;
    memory[a + i] = alpha;
  }
  const sum = [0, 0, 0, 0];
  for (let j = 0, o = 0; j < height; j += 2) {
    for (let i = 0; i < width; i += 2, o++) {
      const q = src + j * row + i * 4;
      const back = i > 0 ? 4 : 0;
      for (let c = 0; c < 4; c++) {
        const top = pixels[q - back + c]! + 2 * pixels[q + c]! + pixels[q + 4 + c]!;
        sum[c] = top + pixels[q + row - back + c]! + 2 * pixels[q + row + c]! + pixels[q + row + 4 + c]!;
      }
      const [r, g, b, alpha] = sum as [number, number, number, number];
      memory[u + o] = clamped((-6596 * r - 22189 * g + 28784 * b + 32896 * alpha + 262144) >> 19);
      memory[v + o] = clamped((28784 * r - 26145 * g - 2639 * b + 32896 * alpha + 262144) >> 19);
      memory[ac + o] = (alpha + 4) >> 3;
    }
  }
  return all === 255 ? 1 : 0;
};

type Packing = Parameters<typeof pack> extends [Uint8Array, number, Uint8Array, ...infer Rest] ? Rest : never;

/** Packs premultiplied RGBA at `src`: see `PictureKernels`. Returns 1 when every pixel is opaque. */
export const packRgba = (memory: Uint8Array, src: number, ...rest: Packing): number =>
  pack(memory, src, memory, ...rest);

/** Packs straight RGBA at `src`: see `AlphaKernels`. Returns 1 when every pixel is opaque. */
export const packStraightRgba = (memory: Uint8Array, src: number, ...rest: Packing): number => {
  const [width, height] = rest;
  const pixels = memory.slice(src, src + width * height * 4);
  for (let i = 0; i < pixels.length; i++) if (i % 4 !== 3) pixels[i] = byFull(pixels[i]! * pixels[i | 3]!);
  return pack(pixels, 0, memory, ...rest);
};
