// Masks of mixes and vignettes, and what is done through them.
import { byFull1, byFull8, smooth4, storeFirst, toBytes4 } from './exact.as';

// @ts-ignore: decorator
@inline function through(a: v128, b: v128, m: v128, rest: v128): v128 {
  return i8x16.narrow_i16x8_u(
    byFull8(i16x8.add(i16x8.extmul_low_i8x16_u(a, rest), i16x8.extmul_low_i8x16_u(b, m))),
    byFull8(i16x8.add(i16x8.extmul_high_i8x16_u(a, rest), i16x8.extmul_high_i8x16_u(b, m))));
}

export function crossfadeMasked(
  dst: usize, ds: i32, a: usize, as_: i32, b: usize, bs: i32, mask: usize, ms: i32, w: i32, h: i32,
): void {
  const full = i8x16.splat(-1);
  for (let j = 0; j < h; j++) {
    let i = 0;
    for (; i + 16 <= w; i += 16) {
      const m = v128.load(mask + i);
      if (!v128.any_true(m)) { if (dst != a) v128.store(dst + i, v128.load(a + i)); continue; }
      const rest = i8x16.sub(full, m);
      if (!v128.any_true(rest)) { if (dst != b) v128.store(dst + i, v128.load(b + i)); continue; }
      v128.store(dst + i, through(v128.load(a + i), v128.load(b + i), m, rest));
    }
    for (; i < w; i++) {
      const m = <i32>load<u8>(mask + i);
      store<u8>(dst + i, <u8>byFull1(<i32>load<u8>(a + i) * (255 - m) + <i32>load<u8>(b + i) * m));
    }
    dst += ds; a += as_; b += bs; mask += ms;
  }
}

export function fadeMasked(dst: usize, mask: usize, n: usize, value: i32): void {
  const full = i8x16.splat(-1), goal = i8x16.splat(<i8>value);
  let i: usize = 0;
  const e = n & ~15;
  for (; i < e; i += 16) {
    const m = v128.load(mask + i);
    if (v128.any_true(m)) v128.store(dst + i, through(v128.load(dst + i), goal, m, i8x16.sub(full, m)));
  }
  for (; i < n; i++) {
    const m = <i32>load<u8>(mask + i);
    store<u8>(dst + i, <u8>byFull1(<i32>load<u8>(dst + i) * (255 - m) + value * m));
  }
}

// Places of samples i .. i + 3 of a row.
// @ts-ignore: decorator
@inline function places(i: i32, step: f32, x0: f32): v128 {
  const column = f32x4.convert_i32x4_s(i32x4.add(i32x4.splat(i), i32x4(0, 1, 2, 3)));
  return f32x4.add(f32x4.mul(column, f32x4.splat(step)), f32x4.splat(x0));
}

// @ts-ignore: decorator
@inline function distance(x: v128, y: v128): v128 {
  return f32x4.sqrt(f32x4.add(f32x4.mul(x, x), f32x4.mul(y, y)));
}

export function radialMask(
  dst: usize, w: i32, h: i32, x0: f32, y0: f32, step: f32, slope: f32, offset: f32, peak: f32,
): void {
  for (let j = 0; j < h; j++) {
    const y = f32x4.splat(<f32>j * step + y0);
    for (let i = 0; i < w; i += 4) {
      const t = f32x4.add(f32x4.mul(distance(places(i, step, x0), y), f32x4.splat(slope)), f32x4.splat(offset));
      storeFirst(dst + i, toBytes4(f32x4.mul(smooth4(t), f32x4.splat(peak))), w - i);
    }
    dst += w;
  }
}

const TURN: f64 = 2.0 * Math.PI;
const ARC0: f32 = <f32>(0.99997726 / TURN), ARC1: f32 = <f32>(-0.33262347 / TURN), ARC2: f32 = <f32>(0.19354346 / TURN);
const ARC3: f32 = <f32>(-0.11643287 / TURN), ARC4: f32 = <f32>(0.05265332 / TURN), ARC5: f32 = <f32>(-0.0117212 / TURN);

// @ts-ignore: decorator
@inline function term(sum: v128, zz: v128, next: f32): v128 {
  return f32x4.add(f32x4.mul(sum, zz), f32x4.splat(next));
}

// Part of a turn from twelve o'clock, clockwise; y grows downwards.
// @ts-ignore: decorator
@inline function turnOf(x: v128, y: v128): v128 {
  const ax = f32x4.abs(x), ay = f32x4.abs(y), zero = f32x4.splat(0);
  const z = f32x4.div(f32x4.pmin(ax, ay), f32x4.pmax(ax, ay)), zz = f32x4.mul(z, z);
  const sum = term(term(term(term(term(f32x4.splat(ARC5), zz, ARC4), zz, ARC3), zz, ARC2), zz, ARC1), zz, ARC0);
  let turn = f32x4.mul(sum, z);
  turn = v128.bitselect(f32x4.sub(f32x4.splat(0.25), turn), turn, f32x4.gt(ax, ay));
  turn = v128.bitselect(f32x4.sub(f32x4.splat(0.5), turn), turn, f32x4.gt(y, zero));
  return v128.bitselect(f32x4.sub(f32x4.splat(1), turn), turn, f32x4.lt(x, zero));
}

export function clockMask(dst: usize, w: i32, h: i32, x0: f32, y0: f32, step: f32, edge: f32, steepest: f32): void {
  for (let j = 0; j < h; j++) {
    const y = f32x4.splat(<f32>j * step + y0);
    for (let i = 0; i < w; i += 4) {
      const x = places(i, step, x0);
      const slope = f32x4.pmin(f32x4.mul(distance(x, y), f32x4.splat(<f32>TURN)), f32x4.splat(steepest));
      const t = f32x4.mul(f32x4.sub(f32x4.splat(edge), turnOf(x, y)), slope);
      storeFirst(dst + i, toBytes4(f32x4.mul(smooth4(t), f32x4.splat(255))), w - i);
    }
    dst += w;
  }
}
