// Masks of mixes and vignettes, and what is done through them.
import { byFull1, byFull8, FULL, ONE, prepare, QUARTER, smooth4, storeFirst, toBytes4, ZERO } from './exact.as';

// @ts-ignore: decorator
@inline function through(a: v128, b: v128, m: v128, rest: v128): v128 {
  return i8x16.narrow_i16x8_u(
    byFull8(i16x8.add(i16x8.extmul_low_i8x16_u(a, rest), i16x8.extmul_low_i8x16_u(b, m))),
    byFull8(i16x8.add(i16x8.extmul_high_i8x16_u(a, rest), i16x8.extmul_high_i8x16_u(b, m))));
}

export function crossfadeMasked(
  dst: usize, ds: i32, a: usize, as_: i32, b: usize, bs: i32, mask: usize, ms: i32, w: i32, h: i32,
): void {
  prepare();
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
  prepare();
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

let RAMP: v128 = i32x4.splat(0), FOUR: v128 = i32x4.splat(0), STEP: v128 = i32x4.splat(0), LEFT: v128 = i32x4.splat(0);

// @ts-ignore: decorator
@inline function prepareColumns(step: f32, x0: f32): void {
  prepare();
  RAMP = f32x4(0, 1, 2, 3); FOUR = f32x4.splat(4); STEP = f32x4.splat(step); LEFT = f32x4.splat(x0);
}

// @ts-ignore: decorator
@inline function distance(x: v128, y: v128): v128 {
  return f32x4.sqrt(f32x4.add(f32x4.mul(x, x), f32x4.mul(y, y)));
}

export function radialMask(
  dst: usize, w: i32, h: i32, x0: f32, y0: f32, step: f32, slope: f32, offset: f32, peak: f32,
): void {
  prepareColumns(step, x0);
  const vslope = f32x4.splat(slope), voffset = f32x4.splat(offset), vpeak = f32x4.splat(peak);
  for (let j = 0; j < h; j++) {
    const y = f32x4.splat(<f32>j * step + y0);
    let column = RAMP;
    for (let i = 0; i < w; i += 4) {
      const x = f32x4.add(f32x4.mul(column, STEP), LEFT);
      const t = f32x4.add(f32x4.mul(distance(x, y), vslope), voffset);
      storeFirst(dst + i, toBytes4(f32x4.mul(smooth4(t), vpeak)), w - i);
      column = f32x4.add(column, FOUR);
    }
    dst += w;
  }
}

const TURN: f64 = 2.0 * Math.PI;
let TURN4: v128 = i32x4.splat(0), HALF_TURN: v128 = i32x4.splat(0);
let ARC0: v128 = i32x4.splat(0), ARC1: v128 = i32x4.splat(0), ARC2: v128 = i32x4.splat(0);
let ARC3: v128 = i32x4.splat(0), ARC4: v128 = i32x4.splat(0), ARC5: v128 = i32x4.splat(0);

function prepareTurns(): void {
  TURN4 = f32x4.splat(<f32>TURN); HALF_TURN = f32x4.splat(0.5);
  ARC0 = f32x4.splat(<f32>(0.99997726 / TURN)); ARC1 = f32x4.splat(<f32>(-0.33262347 / TURN));
  ARC2 = f32x4.splat(<f32>(0.19354346 / TURN)); ARC3 = f32x4.splat(<f32>(-0.11643287 / TURN));
  ARC4 = f32x4.splat(<f32>(0.05265332 / TURN)); ARC5 = f32x4.splat(<f32>(-0.0117212 / TURN));
}

// @ts-ignore: decorator
@inline function term(sum: v128, zz: v128, next: v128): v128 { return f32x4.add(f32x4.mul(sum, zz), next); }

// Part of a turn from twelve o'clock, clockwise; y grows downwards.
// @ts-ignore: decorator
@inline function turnOf(x: v128, y: v128): v128 {
  const ax = f32x4.abs(x), ay = f32x4.abs(y);
  const z = f32x4.div(f32x4.pmin(ax, ay), f32x4.pmax(ax, ay)), zz = f32x4.mul(z, z);
  const sum = term(term(term(term(term(ARC5, zz, ARC4), zz, ARC3), zz, ARC2), zz, ARC1), zz, ARC0);
  let turn = f32x4.mul(sum, z);
  turn = v128.bitselect(f32x4.sub(QUARTER, turn), turn, f32x4.gt(ax, ay));
  turn = v128.bitselect(f32x4.sub(HALF_TURN, turn), turn, f32x4.gt(y, ZERO));
  return v128.bitselect(f32x4.sub(ONE, turn), turn, f32x4.lt(x, ZERO));
}

export function clockMask(dst: usize, w: i32, h: i32, x0: f32, y0: f32, step: f32, edge: f32, steepest: f32): void {
  prepareColumns(step, x0);
  prepareTurns();
  const vedge = f32x4.splat(edge), limit = f32x4.splat(steepest);
  for (let j = 0; j < h; j++) {
    const y = f32x4.splat(<f32>j * step + y0);
    let column = RAMP;
    for (let i = 0; i < w; i += 4) {
      const x = f32x4.add(f32x4.mul(column, STEP), LEFT);
      const slope = f32x4.pmin(f32x4.mul(distance(x, y), TURN4), limit);
      const t = f32x4.mul(f32x4.sub(vedge, turnOf(x, y)), slope);
      storeFirst(dst + i, toBytes4(f32x4.mul(smooth4(t), FULL)), w - i);
      column = f32x4.add(column, FOUR);
    }
    dst += w;
  }
}
