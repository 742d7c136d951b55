// Planes and their alpha: multiply, divide, mirror.
import { byFull1, byFull8, FULL, prepare, round4 } from './exact.as';

export function premultiply(dst: usize, src: usize, alpha: usize, n: usize): void {
  prepare();
  let i: usize = 0;
  const e = n & ~15;
  for (; i < e; i += 16) {
    const a = v128.load(alpha + i), p = v128.load(src + i);
    v128.store(dst + i, i8x16.narrow_i16x8_u(byFull8(i16x8.extmul_low_i8x16_u(p, a)), byFull8(i16x8.extmul_high_i8x16_u(p, a))));
  }
  for (; i < n; i++) store<u8>(dst + i, <u8>byFull1(<i32>load<u8>(src + i) * <i32>load<u8>(alpha + i)));
}

// p * 255 / a in floats: the product is exact, the quotient correctly rounded.
// @ts-ignore: decorator
@inline function quarter(p: v128, a: v128): v128 {
  return round4(f32x4.div(f32x4.mul(f32x4.convert_i32x4_s(p), FULL), f32x4.convert_i32x4_s(a)));
}

// @ts-ignore: decorator
@inline function divide8(p: v128, a: v128): v128 {
  return i16x8.narrow_i32x4_s(
    quarter(i32x4.extend_low_i16x8_u(p), i32x4.extend_low_i16x8_u(a)),
    quarter(i32x4.extend_high_i16x8_u(p), i32x4.extend_high_i16x8_u(a)));
}

export function unpremultiply(dst: usize, src: usize, alpha: usize, n: usize, empty: i32): void {
  prepare();
  const none = i8x16.splat(<i8>empty), full = i8x16.splat(-1), zero = i8x16.splat(0);
  let i: usize = 0;
  const e = n & ~15;
  for (; i < e; i += 16) {
    const a = v128.load(alpha + i);
    if (!v128.any_true(a)) { v128.store(dst + i, none); continue; }
    const p = i8x16.min_u(v128.load(src + i), a);
    if (i8x16.all_true(i8x16.eq(a, full))) { v128.store(dst + i, p); continue; }
    const q = i8x16.narrow_i16x8_u(
      divide8(i16x8.extend_low_i8x16_u(p), i16x8.extend_low_i8x16_u(a)),
      divide8(i16x8.extend_high_i8x16_u(p), i16x8.extend_high_i8x16_u(a)));
    v128.store(dst + i, v128.bitselect(none, q, i8x16.eq(a, zero)));
  }
  for (; i < n; i++) {
    const a = <i32>load<u8>(alpha + i), p = min(<i32>load<u8>(src + i), a);
    store<u8>(dst + i, a == 0 ? <u8>empty : <u8>nearest(<f32>(p * 255) / <f32>a));
  }
}

export function flipX(dst: usize, ds: i32, src: usize, ss: i32, w: i32, h: i32, resite: i32): void {
  const backwards = i8x16(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
  for (let j = 0; j < h; j++) {
    const d = dst + <usize>j * ds, last = src + <usize>j * ss + w - 1;
    let i = 0;
    // The first sample has no neighbour before it.
    for (; i < min(w, 1); i++) store<u8>(d, load<u8>(last));
    for (; i + 16 <= w; i += 16) {
      const p = v128.load(last - i - 15), q = v128.load(last - i - 15 + resite);
      v128.store(d + i, i8x16.swizzle(i8x16.avgr_u(p, q), backwards));
    }
    for (; i < w; i++) store<u8>(d + i, <u8>((<i32>load<u8>(last - i) + <i32>load<u8>(last - i + resite) + 1) >> 1));
  }
}
