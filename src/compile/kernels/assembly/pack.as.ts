// RGBA to premultiplied planar BT.709 limited range, 16-bit fixed point. Chroma is sited as H.264 expects it: on the left luma
// column (1-2-1 across) and between the two rows. Four columns of two rows at a time; a last pair of columns on its own.
import { byFull1, byFull8, prepare } from './exact.as';

const K_Y_R: i32 = 11966, K_Y_G: i32 = 40254, K_Y_B: i32 = 4064, K_Y_A: i32 = 16 * 257;
const K_U_R: i32 = -6596, K_U_G: i32 = -22189, K_U_B: i32 = 28784, K_C_A: i32 = 128 * 257;
const K_V_R: i32 = 28784, K_V_G: i32 = -26145, K_V_B: i32 = -2639;
// Factors above 32767 do not fit a 16-bit lane: they are added in two halves.
const HALF_G: i16 = 20127, HALF_A: i16 = 16448;

// @ts-ignore: decorator
@inline function channel(q: usize, c: usize, straight: bool): i32 {
  const value = <i32>load<u8>(q + c);
  return straight && c != 3 ? byFull1(value * <i32>load<u8>(q, 3)) : value;
}

// @ts-ignore: decorator
@inline function luma1(q: usize, y: usize, a: usize, straight: bool): void {
  const alpha = <i32>load<u8>(q, 3);
  const sum = K_Y_R * channel(q, 0, straight) + K_Y_G * channel(q, 1, straight) + K_Y_B * channel(q, 2, straight);
  store<u8>(y, <u8>((sum + K_Y_A * alpha + 32768) >> 16));
  store<u8>(a, <u8>alpha);
}

// Channel c of the pixels around one chroma sample.
// @ts-ignore: decorator
@inline function around(q: usize, r: usize, back: usize, c: usize, straight: bool): i32 {
  const top = channel(q - back, c, straight) + 2 * channel(q, c, straight) + channel(q + 4, c, straight);
  return top + channel(r - back, c, straight) + 2 * channel(r, c, straight) + channel(r + 4, c, straight);
}

// @ts-ignore: decorator
@inline function chroma1(q: usize, r: usize, back: usize, u: usize, v: usize, ac: usize, straight: bool): void {
  const red = around(q, r, back, 0, straight), green = around(q, r, back, 1, straight);
  const blue = around(q, r, back, 2, straight), alpha = around(q, r, back, 3, straight);
  store<u8>(u, <u8>max(min((K_U_R * red + K_U_G * green + K_U_B * blue + K_C_A * alpha + 262144) >> 19, 255), 0));
  store<u8>(v, <u8>max(min((K_V_R * red + K_V_G * green + K_V_B * blue + K_C_A * alpha + 262144) >> 19, 255), 0));
  store<u8>(ac, <u8>((alpha + 4) >> 3));
}

// Four pixels, premultiplied: colour times alpha, alpha times 255.
// @ts-ignore: decorator
@inline function pixels(q: usize, straight: bool): v128 {
  const v = v128.load(q);
  if (!straight) return v;
  const alpha = i8x16.swizzle(v, i8x16(3, 3, 3, -1, 7, 7, 7, -1, 11, 11, 11, -1, 15, 15, 15, -1));
  const by = v128.or(alpha, i32x4.splat(<i32>0xff000000));
  return i8x16.narrow_i16x8_u(byFull8(i16x8.extmul_low_i8x16_u(v, by)), byFull8(i16x8.extmul_high_i8x16_u(v, by)));
}

// @ts-ignore: decorator
@inline function luma4(v: v128, y: usize, a: usize): void {
  const rg = i8x16.swizzle(v, i8x16(0, -1, 1, -1, 4, -1, 5, -1, 8, -1, 9, -1, 12, -1, 13, -1));
  const gb = i8x16.swizzle(v, i8x16(1, -1, 2, -1, 5, -1, 6, -1, 9, -1, 10, -1, 13, -1, 14, -1));
  const alpha = i32x4.shr_u(v, 24);
  let sum = i32x4.add(
    i32x4.dot_i16x8_s(rg, i32x4.splat(K_Y_R | (<i32>HALF_G << 16))),
    i32x4.dot_i16x8_s(gb, i32x4.splat(<i32>HALF_G | (K_Y_B << 16))));
  sum = i32x4.add(sum, i32x4.add(i32x4.dot_i16x8_s(alpha, i32x4.splat(K_Y_A)), i32x4.splat(32768)));
  sum = i32x4.shr_u(sum, 16);
  const both = i16x8.narrow_i32x4_s(sum, alpha);
  const bytes = i8x16.narrow_i16x8_u(both, both);
  v128.store32_lane(y, bytes, 0);
  v128.store32_lane(a, bytes, 1);
}

// Two chroma samples; `left` holds the sums of the pixel before in its high half, lo and hi those of the four pixels.
// @ts-ignore: decorator
@inline function chroma2(left: v128, lo: v128, hi: v128, u: usize, v: usize, ac: usize): void {
  const outer = i16x8.add(i16x8.shuffle(left, lo, 4, 5, 6, 7, 12, 13, 14, 15), i16x8.shuffle(lo, hi, 4, 5, 6, 7, 12, 13, 14, 15));
  const sum = i16x8.add(outer, i16x8.shl(i16x8.shuffle(lo, hi, 0, 1, 2, 3, 8, 9, 10, 11), 1));
  const alpha = i32x4.dot_i16x8_s(sum, i16x8(0, 0, 0, HALF_A, 0, 0, 0, HALF_A));
  const su = i32x4.dot_i16x8_s(sum, i16x8(<i16>K_U_R, <i16>K_U_G, <i16>K_U_B, HALF_A, <i16>K_U_R, <i16>K_U_G, <i16>K_U_B, HALF_A));
  const sv = i32x4.dot_i16x8_s(sum, i16x8(<i16>K_V_R, <i16>K_V_G, <i16>K_V_B, HALF_A, <i16>K_V_R, <i16>K_V_G, <i16>K_V_B, HALF_A));
  const pu = i32x4.add(su, alpha), pv = i32x4.add(sv, alpha);
  let uv = i32x4.add(v128.shuffle<i32>(pu, pv, 0, 2, 4, 6), v128.shuffle<i32>(pu, pv, 1, 3, 5, 7));
  uv = i32x4.shr_s(i32x4.add(uv, i32x4.splat(262144)), 19);
  const half = i16x8.shr_u(i16x8.add(sum, i16x8.splat(4)), 3);
  const bytes = i8x16.narrow_i16x8_u(i16x8.narrow_i32x4_s(uv, uv), half);
  v128.store16_lane(u, bytes, 0);
  v128.store16_lane(v, bytes, 1);
  store<u8>(ac, i8x16.extract_lane_u(bytes, 11));
  store<u8>(ac, i8x16.extract_lane_u(bytes, 15), 1);
}

// @ts-ignore: decorator
@inline function pack(
  src: usize, width: i32, height: i32, y: usize, u: usize, v: usize, a: usize, ac: usize, straight: bool,
): i32 {
  prepare();
  let all = i8x16.splat(-1), rest: u32 = 255;
  const row = <usize>width << 2;
  const four = width & ~3;
  for (let j = 0; j < height; j += 2) {
    const top = src + <usize>j * row, bottom = top + row;
    const py = y + <usize>j * width, pa = a + <usize>j * width;
    const o = <usize>(j >> 1) * (width >> 1);
    let left = i16x8.splat(0);
    for (let i = 0; i < four; i += 4) {
      const p = pixels(top + (<usize>i << 2), straight), q = pixels(bottom + (<usize>i << 2), straight);
      all = v128.and(all, v128.and(p, q));
      luma4(p, py + i, pa + i);
      luma4(q, py + width + i, pa + width + i);
      const lo = i16x8.add(i16x8.extend_low_i8x16_u(p), i16x8.extend_low_i8x16_u(q));
      const hi = i16x8.add(i16x8.extend_high_i8x16_u(p), i16x8.extend_high_i8x16_u(q));
      if (i == 0) left = i16x8.shuffle(lo, lo, 0, 1, 2, 3, 0, 1, 2, 3);
      const c = o + (i >> 1);
      chroma2(left, lo, hi, u + c, v + c, ac + c);
      left = hi;
    }
    if (four < width) {
      const q = top + (<usize>four << 2), r = q + row, c = o + (four >> 1);
      for (let k: usize = 0; k < 2; k++) {
        luma1(q + (k << 2), py + four + k, pa + four + k, straight);
        luma1(r + (k << 2), py + width + four + k, pa + width + four + k, straight);
        rest &= <u32>load<u8>(q + (k << 2), 3) & <u32>load<u8>(r + (k << 2), 3);
      }
      chroma1(q, r, four > 0 ? 4 : 0, u + c, v + c, ac + c, straight);
    }
  }
  // Only the alpha bytes count.
  return i8x16.all_true(i8x16.eq(v128.or(all, i32x4.splat(0xffffff)), i8x16.splat(-1))) && rest == 255 ? 1 : 0;
}

export function packRgba(src: usize, width: i32, height: i32, y: usize, u: usize, v: usize, a: usize, ac: usize): i32 {
  return pack(src, width, height, y, u, v, a, ac, false);
}

export function packStraightRgba(src: usize, width: i32, height: i32, y: usize, u: usize, v: usize, a: usize, ac: usize): i32 {
  return pack(src, width, height, y, u, v, a, ac, true);
}
