/** Kernels for alpha, mixes and blend modes. Conventions of `kernels.types.ts`; fractions are rounded to 32-bit floats. */
export type AlphaKernels = {
  /** As `packRgba` for straight (not premultiplied) RGBA: equal to packing round(colour * alpha / 255). */
  packStraightRgba(
    src: number,
    width: number,
    height: number,
    y: number,
    u: number,
    v: number,
    a: number,
    ac: number,
  ): number;
  /** dst = src * alpha / 255, rounded; dst may be src or alpha. */
  premultiply(dst: number, src: number, alpha: number, n: number): void;
  /** dst = min(src, alpha) * 255 / alpha, rounded; `empty` where alpha is 0; dst may be src. */
  unpremultiply(dst: number, src: number, alpha: number, n: number, empty: number): void;
  /**
   * Mirrors rows left to right; dst and src do not overlap. `resite` 1 is for chroma, which lies on the left of its two luma
   * columns: the mean of two neighbours brings it back there. 0 mirrors exactly.
   */
  flipX(dst: number, ds: number, src: number, ss: number, w: number, h: number, resite: number): void;
  /**
   * dst = (a * (255 - mask) + b * mask) / 255, rounded: mask 0 is exactly a, 255 exactly b. Strides in bytes; `ms` 0 uses one row of
   * mask for all. dst may be a or b.
   */
  crossfadeMasked(
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
  ): void;
  /** dst = (dst * (255 - mask) + value * mask) / 255, rounded. */
  fadeMasked(dst: number, mask: number, n: number, value: number): void;
  /**
   * Tight mask of w x h: t = r * slope + offset clipped to 0..1, then peak * (3 t^2 - 2 t^3). Sample (i, j) lies at
   * (x0 + i step, y0 + j step); r is its distance from the origin. peak 0..255.
   */
  radialMask(
    dst: number,
    w: number,
    h: number,
    x0: number,
    y0: number,
    step: number,
    slope: number,
    offset: number,
    peak: number,
  ): void;
  /**
   * Tight mask of a clock's hand, clockwise from twelve: t = (edge - turn) * min(steepest, 2 pi r) clipped to 0..1, then
   * 255 * (3 t^2 - 2 t^3), so that a hard hand is one pixel soft. turn 0..1. Samples as in `radialMask`; none at the origin.
   */
  clockMask(
    dst: number,
    w: number,
    h: number,
    x0: number,
    y0: number,
    step: number,
    edge: number,
    steepest: number,
  ): void;
  /**
   * Blends premultiplied planes onto a rectangle of others (addresses of its first samples; luma strides, chroma has half; w and h
   * even, the rectangle begins at even samples). `mode` is an index of `blendModes`; formula and alpha as in W3C Compositing and
   * Blending Level 1, on R'G'B' of each pixel, chroma as the mean of its four. `da` and `dac` 0: the backdrop is opaque. Where the
   * source's alpha is 0 nothing changes. Opacity 0..256.
   */
  blendMode(
    mode: number,
    dy: number,
    du: number,
    dv: number,
    da: number,
    dac: number,
    ds: number,
    sy: number,
    su: number,
    sv: number,
    sa: number,
    sac: number,
    ss: number,
    w: number,
    h: number,
    opacity: number,
  ): void;
};
