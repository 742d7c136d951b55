// A chroma key: alpha by the distance of chroma from the key colour, and what is left of a colour without its part of the key.
import { byFull1, byFull8, clip4, load4, storeFirst, toBytes4 } from './exact.as';

// @ts-ignore: decorator
@inline function alphaOf(du: v128, dv: v128, slope: f32, offset: f32): v128 {
  const distance = f32x4.sqrt(f32x4.add(f32x4.mul(du, du), f32x4.mul(dv, dv)));
  const t = clip4(f32x4.add(f32x4.mul(distance, f32x4.splat(slope)), f32x4.splat(offset)));
  return toBytes4(f32x4.mul(t, f32x4.splat(255)));
}

// Four times the chroma of four columns: three quarters of the near row, a quarter of the far one.
// @ts-ignore: decorator
@inline function column(near: usize, far: usize): v128 {
  const n = i16x8.extend_low_i8x16_u(v128.load32_zero(near)), f = i16x8.extend_low_i8x16_u(v128.load32_zero(far));
  return i16x8.add(i16x8.add(n, i16x8.shl(n, 1)), f);
}

// Eight times the chroma at four luma columns that begin at chroma `i`, less eight times the key.
// @ts-ignore: decorator
@inline function chroma4(plane: usize, near: usize, far: usize, i: i32, last: i32, key: i32): v128 {
  const here = column(plane + near + i, plane + far + i);
  const c0 = i16x8.extract_lane_s(here, 0);
  const c1 = i < last ? <i32>i16x8.extract_lane_s(here, 1) : <i32>c0;
  const c2 = i + 1 < last ? <i32>i16x8.extract_lane_s(here, 2) : c1;
  const four = i32x4.replace_lane(i32x4.replace_lane(i32x4.replace_lane(i32x4.splat(2 * <i32>c0), 1, <i32>c0 + c1), 2, 2 * c1), 3, c1 + c2);
  return f32x4.convert_i32x4_s(i32x4.sub(four, i32x4.splat(8 * key)));
}

export function keyAlpha(
  a: usize, u: usize, v: usize, width: i32, height: i32, keyU: i32, keyV: i32, slope: f32, offset: f32,
): void {
  const cw = width >> 1, ch = height >> 1, eighth = slope * <f32>0.125;
  for (let j = 0; j < height; j++) {
    const near = <usize>(j >> 1) * cw;
    const far = <usize>min(max((j >> 1) + ((j & 1) << 1) - 1, 0), ch - 1) * cw;
    const line = a + <usize>j * width;
    for (let i = 0; i < width; i += 4) {
      const du = chroma4(u, near, far, i >> 1, cw - 1, keyU), dv = chroma4(v, near, far, i >> 1, cw - 1, keyV);
      storeFirst(line + i, alphaOf(du, dv, eighth, offset), width - i);
    }
  }
}

export function keyChroma(
  u: usize, v: usize, ac: usize, n: i32, keyU: i32, keyV: i32, slope: f32, offset: f32, spill: f32,
): void {
  const tu = <f32>(keyU - 128), tv = <f32>(keyV - 128);
  const length = sqrt<f32>(tu * tu + tv * tv);
  const nu = f32x4.splat(length > 0 ? tu / length : 0), nv = f32x4.splat(length > 0 ? tv / length : 0);
  const ku = f32x4.splat(<f32>keyU), kv = f32x4.splat(<f32>keyV), zero = f32x4.splat(0);
  for (let i = 0; i < n; i += 4) {
    const cu = load4(u + i), cv = load4(v + i);
    const alpha = alphaOf(f32x4.sub(cu, ku), f32x4.sub(cv, kv), slope, offset);
    const whole = f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(alpha)));
    const kept = f32x4.mul(whole, f32x4.splat(<f32>(1.0 / 255.0)));
    const grey = f32x4.mul(kept, f32x4.splat(128)), out = f32x4.sub(f32x4.splat(1), kept);
    const pu = f32x4.sub(f32x4.sub(cu, f32x4.mul(out, ku)), grey), pv = f32x4.sub(f32x4.sub(cv, f32x4.mul(out, kv)), grey);
    const along = f32x4.pmax(f32x4.add(f32x4.mul(pu, nu), f32x4.mul(pv, nv)), zero);
    const towards = f32x4.mul(along, f32x4.splat(spill));
    storeFirst(ac + i, alpha, n - i);
    storeFirst(u + i, i8x16.min_u(toBytes4(f32x4.add(f32x4.sub(pu, f32x4.mul(towards, nu)), grey)), alpha), n - i);
    storeFirst(v + i, i8x16.min_u(toBytes4(f32x4.add(f32x4.sub(pv, f32x4.mul(towards, nv)), grey)), alpha), n - i);
  }
}

// @ts-ignore: decorator
@inline function scaled(a: v128, k: v128): v128 {
  return i8x16.narrow_i16x8_u(byFull8(i16x8.extmul_low_i8x16_u(a, k)), byFull8(i16x8.extmul_high_i8x16_u(a, k)));
}

export function keyLuma(y: usize, a: usize, n: usize, keyY: i32): void {
  const key = i8x16.splat(<i8>keyY), full = i8x16.splat(-1);
  let i: usize = 0;
  const e = n & ~15;
  for (; i < e; i += 16) {
    const alpha = v128.load(a + i);
    const own = i8x16.sub_sat_u(v128.load(y + i), scaled(i8x16.sub(full, alpha), key));
    const kept = i8x16.min_u(i8x16.max_u(own, scaled(alpha, i8x16.splat(16))), scaled(alpha, i8x16.splat(<i8>235)));
    v128.store(y + i, kept);
  }
  for (; i < n; i++) {
    const alpha = <i32>load<u8>(a + i);
    const own = <i32>load<u8>(y + i) - byFull1((255 - alpha) * keyY);
    store<u8>(y + i, <u8>min(max(own, byFull1(16 * alpha)), byFull1(235 * alpha)));
  }
}
