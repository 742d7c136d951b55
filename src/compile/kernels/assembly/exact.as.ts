// Arithmetic that kernels share: exact division by 255, bytes to 32-bit floats and back. The twin is ../plain/exact.ts.
//
// Vectors that never change are mutable globals, set by `prepare` at the start of a kernel: V8 builds a constant vector anew (four
// instructions) wherever it is used, and reads a global in one. In float kernels that is a factor of two to three.

export let ZERO: v128 = i32x4.splat(0), ONE: v128 = i32x4.splat(0), FULL: v128 = i32x4.splat(0), GREY: v128 = i32x4.splat(0);
export let BLACK: v128 = i32x4.splat(0), THREE: v128 = i32x4.splat(0), QUARTER: v128 = i32x4.splat(0);
let MAGIC: v128 = i32x4.splat(0), HALF_BYTE: v128 = i32x4.splat(0);

// Sets the vectors above; every kernel that uses what is below calls it first.
export function prepare(): void {
  ZERO = f32x4.splat(0); ONE = f32x4.splat(1); FULL = f32x4.splat(255); GREY = f32x4.splat(128); BLACK = f32x4.splat(16);
  THREE = f32x4.splat(3); QUARTER = f32x4.splat(0.25);
  MAGIC = f32x4.splat(12582912); HALF_BYTE = i16x8.splat(128);
}

// @ts-ignore: decorator
@inline export function byFull8(x: v128): v128 {
  const t = i16x8.add(x, HALF_BYTE);
  return i16x8.shr_u(i16x8.add(t, i16x8.shr_u(t, 8)), 8);
}

// @ts-ignore: decorator
@inline export function byFull1(x: i32): i32 {
  const t = x + 128;
  return (t + (t >> 8)) >> 8;
}

// Four samples as floats.
// @ts-ignore: decorator
@inline export function load4(p: usize): v128 {
  return f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(p))));
}

// Two samples, each twice: the chroma of four columns.
// @ts-ignore: decorator
@inline export function load2(p: usize): v128 {
  const both = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(p)));
  return f32x4.convert_i32x4_s(v128.shuffle<i32>(both, both, 0, 0, 1, 1));
}

// Nearest whole numbers (halves to the even one) of floats below 2^22: the sum's last bits are the number.
// @ts-ignore: decorator
@inline export function round4(x: v128): v128 { return i32x4.sub(f32x4.add(x, MAGIC), MAGIC); }

// Nearest bytes, in the lowest four.
// @ts-ignore: decorator
@inline export function toBytes4(x: v128): v128 {
  const whole = round4(x);
  const half = i16x8.narrow_i32x4_s(whole, whole);
  return i8x16.narrow_i16x8_u(half, half);
}

// @ts-ignore: decorator
@inline export function clip4(x: v128): v128 { return f32x4.pmin(f32x4.pmax(x, ZERO), ONE); }

// 3 t^2 - 2 t^3 of t clipped to 0..1.
// @ts-ignore: decorator
@inline export function smooth4(t: v128): v128 {
  const c = clip4(t);
  return f32x4.mul(f32x4.mul(c, c), f32x4.sub(THREE, f32x4.add(c, c)));
}

// The first `n` (1..4) bytes of the lowest four.
// @ts-ignore: decorator
@inline export function storeFirst(p: usize, bytes: v128, n: i32): void {
  if (n >= 4) { v128.store32_lane(p, bytes, 0); return; }
  let rest = i32x4.extract_lane(bytes, 0);
  for (let k = 0; k < n; k++) { store<u8>(p + k, <u8>rest); rest >>= 8; }
}
