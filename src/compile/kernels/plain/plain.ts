/** The reference implementation of the kernels: no WebAssembly, the same bytes, about fifty times slower. */
import type { Kernels } from '../kernels.types.ts';
import { crossfade, fade, halve, place, rowExtents } from './frame.ts';
import { drawAffine, drawScaled, drawTurned } from './moved.ts';
import { blend } from './over.ts';
import { packRgba } from './pack.ts';

/** Kernels that work on `memory`; pointers are offsets in it. */
export const plainKernels = (memory: Uint8Array): Kernels => {
  // The tables of the twin are its coefficients; here only the step they were made for is kept.
  let turnedStep = 65536;
  return {
    turnedTables: (_stepX, _slope, step) => {
      turnedStep = step;
    },
    packRgba: (...rest) => packRgba(memory, ...rest),
    place: (...rest) => place(memory, ...rest),
    rowExtents: (...rest) => rowExtents(memory, ...rest),
    halve: (...rest) => halve(memory, ...rest),
    copy: (dst, src, n) => {
      memory.copyWithin(dst, src, src + n);
    },
    fill: (dst, value, n) => {
      memory.fill(value, dst, dst + n);
    },
    crossfade: (...rest) => crossfade(memory, ...rest),
    fade: (...rest) => fade(memory, ...rest),
    blend: (...rest) => blend(memory, ...rest),
    drawScaled: (dst, ds, dw, dh, p, a, ps, sw, sh, x0, dx, y0, dy, opacity) =>
      drawScaled(memory, dst, ds, dw, dh, p, a, ps, sw, sh, x0, dx, y0, dy, opacity),
    drawTurned: (dst, ds, dw, dh, p, a, ps, sw, sh, x0, stepX, shift, y0, slope, stepY, opacity) =>
      drawTurned(memory, dst, ds, dw, dh, p, a, ps, sw, sh, x0, stepX, shift, y0, slope, stepY, opacity, turnedStep),
    drawAffine: (dst, ds, dw, dh, p, a, ps, sw, sh, xx, xy, x0, yx, yy, y0, step, opacity) =>
      drawAffine(memory, dst, ds, dw, dh, p, a, ps, sw, sh, xx, xy, x0, yx, yy, y0, step, opacity),
  };
};
