/** The reference implementation of the kernels: no WebAssembly, the same bytes, about fifty times slower. */
import type { Kernels } from '../kernels.types.ts';
import { flipX, premultiply, unpremultiply } from './alpha.ts';
import { blendMode } from './blend-mode.ts';
import { blurPlane, soften, unsharp } from './blur.ts';
import { colourPixels, lookUpColours } from './colour.ts';
import { crossfade, fade, halve, place, rowExtents } from './frame.ts';
import { keyChroma, keyLuma } from './key.ts';
import { clockMask, crossfadeMasked, fadeMasked, radialMask } from './mask.ts';
import { drawAffine, drawScaled, drawTurned } from './moved.ts';
import { blend } from './over.ts';
import { packRgba, packStraightRgba } from './pack.ts';

/** Kernels that work on `memory`; pointers are offsets in it. */
export const plainKernels = (memory: Uint8Array): Kernels => {
  // The tables of the twin are its coefficients; here only the step they were made for is kept.
  let turnedStep = 65536;
  return {
    turnedTables: (_stepX, _slope, step) => {
      turnedStep = step;
    },
    packRgba: (...rest) => packRgba(memory, ...rest),
    packStraightRgba: (...rest) => packStraightRgba(memory, ...rest),
    premultiply: (...rest) => premultiply(memory, ...rest),
    unpremultiply: (...rest) => unpremultiply(memory, ...rest),
    flipX: (...rest) => flipX(memory, ...rest),
    crossfadeMasked: (...rest) => crossfadeMasked(memory, ...rest),
    fadeMasked: (...rest) => fadeMasked(memory, ...rest),
    radialMask: (...rest) => radialMask(memory, ...rest),
    clockMask: (...rest) => clockMask(memory, ...rest),
    blendMode: (...rest) => blendMode(memory, ...rest),
    colourPixels: (...rest) => colourPixels(memory, ...rest),
    lookUpColours: (...rest) => lookUpColours(memory, ...rest),
    unsharp: (...rest) => unsharp(memory, ...rest),
    keyChroma: (...rest) => keyChroma(memory, ...rest),
    keyLuma: (...rest) => keyLuma(memory, ...rest),
    blurPlane: (plane, width, height, radius, edge) => blurPlane(memory, plane, width, height, radius, edge),
    soften: (dst, src, width, height) => soften(memory, dst, src, width, height),
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
