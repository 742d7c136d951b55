// Arithmetic that kernels share: exact division by 255, bytes to 32-bit floats and back. The twin is ../plain/exact.ts.

// @ts-ignore: decorator
@inline export function byFull8(x: v128): v128 {
  const t = i16x8.add(x, i16x8.splat(128));
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
  return f32x4.convert_i32x4_u(i8x16.swizzle(v128.load32_zero(p), i8x16(0, -1, -1, -1, 1, -1, -1, -1, 2, -1, -1, -1, 3, -1, -1, -1)));
}

// Two samples, each twice: the chroma of four columns.
// @ts-ignore: decorator
@inline export function load2(p: usize): v128 {
  return f32x4.convert_i32x4_u(i8x16.swizzle(v128.load32_zero(p), i8x16(0, -1, -1, -1, 0, -1, -1, -1, 1, -1, -1, -1, 1, -1, -1, -1)));
}

// Nearest bytes, in the lowest four.
// @ts-ignore: decorator
@inline export function toBytes4(x: v128): v128 {
  const whole = i32x4.trunc_sat_f32x4_s(f32x4.add(x, f32x4.splat(0.5)));
  const half = i16x8.narrow_i32x4_s(whole, whole);
  return i8x16.narrow_i16x8_u(half, half);
}

// @ts-ignore: decorator
@inline export function clip4(x: v128): v128 {
  return f32x4.pmin(f32x4.pmax(x, f32x4.splat(0)), f32x4.splat(1));
}

// 3 t^2 - 2 t^3 of t clipped to 0..1.
// @ts-ignore: decorator
@inline export function smooth4(t: v128): v128 {
  const c = clip4(t);
  return f32x4.mul(f32x4.mul(c, c), f32x4.sub(f32x4.splat(3), f32x4.add(c, c)));
}

// The first `n` (1..4) bytes of the lowest four.
// @ts-ignore: decorator
@inline export function storeFirst(p: usize, bytes: v128, n: i32): void {
  if (n >= 4) { v128.store32_lane(p, bytes, 0); return; }
  let rest = i32x4.extract_lane(bytes, 0);
  for (let k = 0; k < n; k++) { store<u8>(p + k, <u8>rest); rest >>= 8; }
}
