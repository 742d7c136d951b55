/** Arithmetic that the plain kernels share with the WebAssembly ones: 32-bit floats and exact division by 255. */

/** Rounds to a 32-bit float: every single operation of a float kernel is wrapped in it. */
export const f32 = Math.fround;

/** (x + 127) / 255, rounded down, for 0..65025: the nearest whole number of x / 255. */
export const byFull = (x: number): number => {
  const t = x + 128;
  return (t + (t >> 8)) >> 8;
};

/** Nearest whole number of a float below 2^22, halves to the even one: as adding 1.5 * 2^23 rounds it. */
export const round = (x: number): number => f32(x + 12_582_912) - 12_582_912;

/** Nearest byte of a float, clipped. */
export const toByte = (x: number): number => Math.max(0, Math.min(255, round(x)));

/** Clipped to 0..1. */
export const clip = (x: number): number => Math.min(Math.max(x, 0), 1);

/** 3 t^2 - 2 t^3 of t clipped to 0..1. */
export const smooth = (t: number): number => {
  const c = clip(t);
  return f32(f32(c * c) * f32(3 - f32(c + c)));
};
