/**
 * Kernels that change the pixels of one picture: what the filters are made of. Planes are tight: rows of `width` samples, chroma
 * rows of `width / 2`; width and height are even. Planes may be read (never written) up to 16 bytes past their end.
 * Numbers named as fractions are rounded to 32-bit floats; both implementations do the same float operations in the same order.
 */
export type FilterKernels = {
  /**
   * Red, green and blue of every pixel by `program` (see `filters/colour-program.ts`): matrix, clip to 0..1, optional curves with a
   * second matrix and clip; chroma becomes the mean of its four pixels. Straight planes.
   */
  colourPixels(y: number, u: number, v: number, width: number, height: number, program: number, curves: number): void;
  /**
   * Adds to every sample what a table (see `filters/cube-table.ts`) over Y, U and V says, times `amount` / 256 (0..256); linear in
   * U and V between its nodes, chroma by the mean luma of its four pixels. Straight planes.
   */
  lookUpColours(y: number, u: number, v: number, width: number, height: number, table: number, amount: number): void;
  /**
   * Three box filters along rows, then three along columns, in place; beyond the edge its last sample goes on. A box is
   * 2 `radius` + 1 samples and a part `edge` (0..1) of the next one on either side. Scratch: `blurScratchBytes`.
   */
  blurPlane(plane: number, width: number, height: number, radius: number, edge: number, scratch: number): void;
  /** Binomial 1-4-6-4-1 in both directions; edges repeat. Scratch: `softenScratchBytes`. */
  soften(dst: number, src: number, width: number, height: number, scratch: number): void;
  /** dst += (dst - soft) * amount / 256, clipped to 0..255; amount -32768..32767. */
  unsharp(dst: number, soft: number, n: number, amount: number): void;
  /**
   * A chroma key at full size: alpha into `a`, and luma premultiplied by it and cleared of the key's. The distance d of the chroma
   * (interpolated to the luma sample) from the key's, in code values, gives alpha: d * `slope` + `offset`, clipped to 0..1. The part
   * of the key in a pixel is how far its chroma lies from grey towards the key's, but no more than 1 - alpha. The picture is opaque.
   */
  keyLuma(
    y: number,
    a: number,
    u: number,
    v: number,
    width: number,
    height: number,
    keyY: number,
    keyU: number,
    keyV: number,
    slope: number,
    offset: number,
  ): void;
  /**
   * The same at half size (`ac`, n samples) for chroma; of what then still points towards the key `spill` (0..1) is taken away. Call
   * after `keyLuma`, which reads the chroma.
   */
  keyChroma(
    u: number,
    v: number,
    ac: number,
    n: number,
    keyU: number,
    keyV: number,
    slope: number,
    offset: number,
    spill: number,
  ): void;
};

/** Scratch of `blurPlane`: two stretches of eight 16-bit samples for the longer side. */
export const blurScratchBytes = (width: number, height: number): number => 2 * 16 * (Math.max(width, height) + 8) + 64;

/** Scratch of `soften`: a row of 16-bit sums with two more samples on either side. */
export const softenScratchBytes = (width: number): number => (width + 4) * 2 + 96;
