// A chroma key: alpha by the distance of chroma from the key colour, and what is left of a colour without its part of the key.
import { byFull1, byFull8, clip4, FULL, GREY, load4, ONE, prepare, storeFirst, toBytes4, ZERO } from './exact.as';

// @ts-ignore: decorator
@inline function alphaOf(du: v128, dv: v128, slope: v128, offset: v128): v128 {
  const distance = f32x4.sqrt(f32x4.add(f32x4.mul(du, du), f32x4.mul(dv, dv)));
  const t = clip4(f32x4.add(f32x4.mul(distance, slope), offset));
  return toBytes4(f32x4.mul(t, FULL));
}

// Four times the chroma of four columns: three quarters of the near row, a quarter of the far one.
// @ts-ignore: decorator
@inline function column(near: usize, far: usize): v128 {
  const n = i16x8.extend_low_i8x16_u(v128.load32_zero(near)), f = i16x8.extend_low_i8x16_u(v128.load32_zero(far));
  return i16x8.add(i16x8.add(n, i16x8.shl(n, 1)), f);
}

// Eight times the chroma at four luma columns that begin at chroma `i`, less eight times the key.
// @ts-ignore: decorator
@inline function chroma4(plane: usize, near: usize, far: usize, i: i32, last: i32, key: v128): v128 {
  const here = i32x4.extend_low_i16x8_s(column(plane + near + i, plane + far + i));
  // Columns c0, c1, c2 as c0 c0 c1 c1 and c0 c1 c1 c2; beyond the last the last again.
  const left = v128.shuffle<i32>(here, here, 0, 0, 1, 1);
  let right = v128.shuffle<i32>(here, here, 0, 1, 1, 2);
  if (i + 2 > last) right = i < last ? v128.shuffle<i32>(here, here, 0, 1, 1, 1) : v128.shuffle<i32>(here, here, 0, 0, 0, 0);
  return f32x4.convert_i32x4_s(i32x4.sub(i32x4.add(left, right), key));
}

export function keyAlpha(
  a: usize, u: usize, v: usize, width: i32, height: i32, keyU: i32, keyV: i32, slope: f32, offset: f32,
): void {
  prepare();
  const cw = width >> 1, ch = height >> 1;
  const eighth = f32x4.splat(slope * <f32>0.125), voffset = f32x4.splat(offset);
  const ku = i32x4.splat(8 * keyU), kv = i32x4.splat(8 * keyV);
  for (let j = 0; j < height; j++) {
    const near = <usize>(j >> 1) * cw;
    const far = <usize>min(max((j >> 1) + ((j & 1) << 1) - 1, 0), ch - 1) * cw;
    const line = a + <usize>j * width;
    for (let i = 0; i < width; i += 4) {
      const du = chroma4(u, near, far, i >> 1, cw - 1, ku), dv = chroma4(v, near, far, i >> 1, cw - 1, kv);
      storeFirst(line + i, alphaOf(du, dv, eighth, voffset), width - i);
    }
  }
}

export function keyChroma(
  u: usize, v: usize, ac: usize, n: i32, keyU: i32, keyV: i32, slope: f32, offset: f32, spill: f32,
): void {
  prepare();
  const tu = <f32>(keyU - 128), tv = <f32>(keyV - 128);
  const length = sqrt<f32>(tu * tu + tv * tv);
  const nu = f32x4.splat(length > 0 ? tu / length : 0), nv = f32x4.splat(length > 0 ? tv / length : 0);
  const ku = f32x4.splat(<f32>keyU), kv = f32x4.splat(<f32>keyV);
  const vslope = f32x4.splat(slope), voffset = f32x4.splat(offset), vspill = f32x4.splat(spill), part = f32x4.splat(<f32>(1.0 / 255.0));
  for (let i = 0; i < n; i += 4) {
    const cu = load4(u + i), cv = load4(v + i);
    const alpha = alphaOf(f32x4.sub(cu, ku), f32x4.sub(cv, kv), vslope, voffset);
    const whole = f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(alpha)));
    const kept = f32x4.mul(whole, part);
    const grey = f32x4.mul(kept, GREY), out = f32x4.sub(ONE, kept);
    const pu = f32x4.sub(f32x4.sub(cu, f32x4.mul(out, ku)), grey), pv = f32x4.sub(f32x4.sub(cv, f32x4.mul(out, kv)), grey);
    const along = f32x4.pmax(f32x4.add(f32x4.mul(pu, nu), f32x4.mul(pv, nv)), ZERO);
    const towards = f32x4.mul(along, vspill);
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
  prepare();
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
