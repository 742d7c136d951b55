// Premultiplied OVER in integers, shared by every blending kernel: eight pixels in 16-bit lanes, or one.
// opacity is 0..256. Division by 255 is exact rounding: (t + (t >> 8)) >> 8 with t = x * inverse + 128.
// Kernels call `prepareOver` first; exact.as.ts says why constant vectors are globals.

let FULL: v128 = i32x4.splat(0), ROUND: v128 = i32x4.splat(0);

export function prepareOver(): void { FULL = i16x8.splat(255); ROUND = i16x8.splat(128); }

// @ts-ignore: decorator
@inline export function over8(p: v128, a: v128, d: v128, opacity: v128): v128 {
  const inverse = i16x8.sub(FULL, i16x8.shr_u(i16x8.add(i16x8.mul(a, opacity), ROUND), 8));
  const t = i16x8.add(i16x8.mul(d, inverse), ROUND);
  const s = i16x8.shr_u(i16x8.add(t, i16x8.shr_u(t, 8)), 8);
  return i16x8.add(s, i16x8.shr_u(i16x8.add(i16x8.mul(p, opacity), ROUND), 8));
}

// @ts-ignore: decorator
@inline export function over1(p: i32, a: i32, d: i32, opacity: i32): i32 {
  const inverse = 255 - ((a * opacity + 128) >> 8);
  const t = d * inverse + 128;
  return min(((t + (t >> 8)) >> 8) + ((p * opacity + 128) >> 8), 255);
}

// A sharpening filter overshoots at the border of a layer: alpha above 255 would tint premultiplied colour.
// Colour is scaled back by 255 / alpha, to first order (2 - alpha / 255), before both are clamped to a byte.
// @ts-ignore: decorator
@inline export function settle8(p: v128, a: v128): v128 {
  const colour = i16x8.min_s(i16x8.max_s(p, i16x8.splat(0)), FULL);
  const excess = i16x8.max_s(i16x8.sub(a, FULL), i16x8.splat(0));
  const raw = i16x8.max_s(p, i16x8.splat(0));
  // raw * excess / 256: raw <= 323, excess <= 68, fits 16 bits.
  const less = i16x8.sub(raw, i16x8.shr_u(i16x8.add(i16x8.mul(raw, excess), ROUND), 8));
  return v128.bitselect(i16x8.min_s(less, FULL), colour, i16x8.gt_s(a, FULL));
}

// @ts-ignore: decorator
@inline export function settle1(p: i32, a: i32): i32 {
  const raw = max(p, 0);
  const excess = max(a - 255, 0);
  return min(raw - ((raw * excess + 128) >> 8), 255);
}
