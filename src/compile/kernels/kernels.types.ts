/**
 * What every pixel kernel promises. Two implementations give the same bytes: the WebAssembly SIMD module (`kernels.wasm`,
 * built from ./assembly) and the plain one (./plain), which is the reference and runs where there is no WebAssembly.
 * Pointers are byte offsets in one memory; positions and steps are 16.16 fixed point in samples of the plane; opacity and
 * weights are 0..256. Planes that are read by `drawScaled` have rows of at least 16 bytes.
 */
import type { AlphaKernels } from './alpha-kernels.types.ts';
import type { FilterKernels } from './filter-kernels.types.ts';

/** All of them. */
export type Kernels = AlphaKernels & FilterKernels & PictureKernels;

/** Kernels that bring pictures in, move them and lay them over a frame. */
export type PictureKernels = {
  /**
   * Premultiplied RGBA (even width and height) to premultiplied BT.709 limited planes Y, U, V with alpha at full (`a`) and
   * half (`ac`) size. Returns 1 when every pixel is opaque.
   */
  packRgba(src: number, width: number, height: number, y: number, u: number, v: number, a: number, ac: number): number;
  /** Copies a tight plane into rows of `ds` bytes with `border` samples on the left and top; `edge`: see `edges`. */
  place(dst: number, ds: number, rows: number, src: number, w: number, h: number, border: number, edge: number): void;
  /** First and one past the last non-zero sample of each row, as pairs of 32-bit numbers; equal when the row is empty. */
  rowExtents(alpha: number, ps: number, w: number, h: number, out: number): void;
  /** Mean of 2 x 2 samples; `dw` and `dh` are the size of the result. */
  halve(dst: number, ds: number, src: number, ss: number, dw: number, dh: number): void;
  copy(dst: number, src: number, n: number): void;
  fill(dst: number, value: number, n: number): void;
  /** dst = a * (256 - weight) + b * weight; dst may be a or b. */
  crossfade(dst: number, a: number, b: number, n: number, weight: number): void;
  /** Fades n samples towards a value. */
  fade(dst: number, n: number, weight: number, value: number): void;
  /** Premultiplied OVER at whole samples. */
  blend(dst: number, ds: number, p: number, a: number, ps: number, w: number, h: number, opacity: number): void;
  /**
   * Moves, scales (four taps, `dx`, `dy` at most 1.7) and blends. Output sample (i, j) is taken at (x0 + i dx, y0 + j dy),
   * clamped to the plane. `a` = 0: the plane is opaque and `extents` is not read. Scratch: `scaledScratchBytes(dw)`.
   */
  drawScaled(
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
    extents: number,
    scratch: number,
  ): void;
  /** Prepares the scratch of `drawTurned`; the tables hold for every plane that is turned alike. */
  turnedTables(stepX: number, slope: number, step: number, scratch: number): void;
  /**
   * Turns by a small angle (|slope| < 65536 / 8), in two passes. Output (i, j) is taken at y = y0 + i slope + j stepY, on row r
   * at x = x0 + i stepX + r shift; outside the plane nothing is drawn. `ring` and scratch: `turnedScratch`.
   */
  drawTurned(
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
    extents: number,
    ring: number,
    scratch: number,
  ): void;
  /**
   * Any affine map: output sample (i, j) is taken at (x0 + i xx + j xy, y0 + i yx + j yy); outside the plane nothing is drawn.
   * `step` chooses the filter as in `drawScaled`. Scratch: `affineScratchBytes`.
   */
  drawAffine(
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
    scratch: number,
  ): void;
};

/** What lies beyond the edge of a placed plane: nothing, its last sample, or the plane again. */
export const edges = { clear: 0, clamp: 1, wrap: 2 } as const;

/** 112 bytes of table, 2 x 4 rows of 16 bytes and 4 flags a group of eight samples; 16 spare bytes. */
export const scaledScratchBytes = (width: number): number => ((width + 7) >> 3) * (112 + 128 + 4) + 16;

/** Steepest slope of `drawTurned`, 16.16: over eight pixels a line rises by less than a row. About seven degrees. */
export const steepestSlope = 8191;

/** Rows that `drawTurned` keeps at once (a power of two) and its scratch: tables, row numbers, rows, flags, spare. */
export const turnedScratch = (width: number, slope: number): { readonly ring: number; readonly bytes: number } => {
  const groups = (width + 7) >> 3;
  const rows = Math.ceil((Math.abs(slope) * groups * 8) / 65536) + 8;
  const ring = 2 ** Math.ceil(Math.log2(rows));
  return { ring, bytes: 2 * 256 * 96 + ring * (4 + groups * 33) + 16 };
};

/** 256 phases of four 16-bit coefficients. */
export const affineScratchBytes = 2048;

/** Beyond this step a group of eight samples does not fit the 16 bytes the kernel gathers from: use a smaller mip. */
export const longestStep = 1.7;
