// A Gaussian as three box filters with running sums: eight lines at a time, 8.6 fixed point between the passes. Lines along rows are
// turned on their way in and out, so that both directions run down the same stretch of eight lanes, which stays in the cache.
import { prepare, round4 } from './exact.as';

// @ts-ignore: decorator
@inline function mean(sum: v128, ends: v128, edge: v128, inverse: v128): v128 {
  const all = f32x4.add(f32x4.convert_i32x4_s(sum), f32x4.mul(f32x4.convert_i32x4_s(ends), edge));
  return round4(f32x4.mul(all, inverse));
}

// One pass over n vectors of eight lanes. Beyond the ends the last vector goes on.
function box(dst: usize, src: usize, n: i32, radius: i32, edge: f32): void {
  const last = src + (<usize>(n - 1) << 4);
  const whole = 2 * radius + 1;
  const one: f32 = 1, size = <f32>whole + (edge + edge);
  const vedge = f32x4.splat(edge), inverse = f32x4.splat(one / size);
  const first = v128.load(src);
  let lo = i32x4.mul(i32x4.extend_low_i16x8_s(first), i32x4.splat(radius + 1));
  let hi = i32x4.mul(i32x4.extend_high_i16x8_s(first), i32x4.splat(radius + 1));
  for (let i = 1; i <= radius; i++) {
    const x = v128.load(min(src + (<usize>i << 4), last));
    lo = i32x4.add(lo, i32x4.extend_low_i16x8_s(x));
    hi = i32x4.add(hi, i32x4.extend_high_i16x8_s(x));
  }
  let ahead = src + (<usize>(radius + 1) << 4), behind = first;
  for (let i = 0; i < n; i++) {
    const enters = v128.load(min(ahead, last)), leaves = i > radius ? v128.load(src + (<usize>(i - radius) << 4)) : first;
    const ends = i16x8.add(enters, behind);
    v128.store(dst + (<usize>i << 4), i16x8.narrow_i32x4_s(
      mean(lo, i32x4.extend_low_i16x8_s(ends), vedge, inverse), mean(hi, i32x4.extend_high_i16x8_s(ends), vedge, inverse)));
    const change = i16x8.sub(enters, leaves);
    lo = i32x4.add(lo, i32x4.extend_low_i16x8_s(change));
    hi = i32x4.add(hi, i32x4.extend_high_i16x8_s(change));
    ahead += 16;
    behind = leaves;
  }
}

// @ts-ignore: decorator
@inline function threeBoxes(a: usize, b: usize, n: i32, radius: i32, edge: f32): void {
  box(b, a, n, radius, edge);
  box(a, b, n, radius, edge);
  box(b, a, n, radius, edge);
}

// @ts-ignore: decorator
@inline function widen(bytes: v128): v128 { return i16x8.shl(i16x8.extend_low_i8x16_u(bytes), 6); }

// @ts-ignore: decorator
@inline function settle(p: usize): v128 { return i16x8.shr_s(i16x8.add(v128.load(p), i16x8.splat(32)), 6); }

// Transposes 8 x 8 samples, one vector a row.
let t0: v128 = i32x4.splat(0), t1: v128 = i32x4.splat(0), t2: v128 = i32x4.splat(0), t3: v128 = i32x4.splat(0);

// Bytes of eight rows to four vectors, each holding two columns of eight.
// @ts-ignore: decorator
@inline function transpose(r0: v128, r1: v128, r2: v128, r3: v128, r4: v128, r5: v128, r6: v128, r7: v128): void {
  const a = i8x16.shuffle(r0, r1, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
  const b = i8x16.shuffle(r2, r3, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
  const c = i8x16.shuffle(r4, r5, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
  const d = i8x16.shuffle(r6, r7, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
  const ab0 = i16x8.shuffle(a, b, 0, 8, 1, 9, 2, 10, 3, 11), ab1 = i16x8.shuffle(a, b, 4, 12, 5, 13, 6, 14, 7, 15);
  const cd0 = i16x8.shuffle(c, d, 0, 8, 1, 9, 2, 10, 3, 11), cd1 = i16x8.shuffle(c, d, 4, 12, 5, 13, 6, 14, 7, 15);
  t0 = v128.shuffle<i32>(ab0, cd0, 0, 4, 1, 5); t1 = v128.shuffle<i32>(ab0, cd0, 2, 6, 3, 7);
  t2 = v128.shuffle<i32>(ab1, cd1, 0, 4, 1, 5); t3 = v128.shuffle<i32>(ab1, cd1, 2, 6, 3, 7);
}

// @ts-ignore: decorator
@inline function storeTwo(p: usize, two: v128): void {
  v128.store(p, i16x8.shl(i16x8.extend_low_i8x16_u(two), 6));
  v128.store(p, i16x8.shl(i16x8.extend_high_i8x16_u(two), 6), 16);
}

// Address of row k of eight; rows past the last repeat it.
// @ts-ignore: decorator
@inline function rowAt(plane: usize, width: i32, j: i32, k: i32, height: i32): usize {
  return plane + <usize>min(j + k, height - 1) * width;
}

function rowsIn(stretch: usize, plane: usize, width: i32, height: i32, j: i32): void {
  const p0 = rowAt(plane, width, j, 0, height), p1 = rowAt(plane, width, j, 1, height), p2 = rowAt(plane, width, j, 2, height);
  const p3 = rowAt(plane, width, j, 3, height), p4 = rowAt(plane, width, j, 4, height), p5 = rowAt(plane, width, j, 5, height);
  const p6 = rowAt(plane, width, j, 6, height), p7 = rowAt(plane, width, j, 7, height);
  for (let i = 0; i < width; i += 8) {
    transpose(v128.load64_zero(p0 + i), v128.load64_zero(p1 + i), v128.load64_zero(p2 + i), v128.load64_zero(p3 + i),
      v128.load64_zero(p4 + i), v128.load64_zero(p5 + i), v128.load64_zero(p6 + i), v128.load64_zero(p7 + i));
    const s = stretch + (<usize>i << 4);
    storeTwo(s, t0); storeTwo(s + 32, t1); storeTwo(s + 64, t2); storeTwo(s + 96, t3);
  }
}

// The first n (1..8) bytes of half a vector.
// @ts-ignore: decorator
@inline function storePart(p: usize, bytes: v128, high: bool, n: i32): void {
  if (n >= 8) { if (high) v128.store64_lane(p, bytes, 1); else v128.store64_lane(p, bytes, 0); return; }
  let rest = high ? i64x2.extract_lane(bytes, 1) : i64x2.extract_lane(bytes, 0);
  for (let k = 0; k < n; k++) { store<u8>(p + k, <u8>rest); rest >>= 8; }
}

// @ts-ignore: decorator
@inline function two(s: usize): v128 { return i8x16.narrow_i16x8_u(settle(s), settle(s + 16)); }

// @ts-ignore: decorator
@inline function high(x: v128): v128 { return v128.shuffle<i64>(x, x, 1, 1); }

function rowsOut(stretch: usize, plane: usize, width: i32, height: i32, j: i32): void {
  const rows = height - j;
  for (let i = 0; i < width; i += 8) {
    const s = stretch + (<usize>i << 4), n = width - i;
    const a = two(s), b = two(s + 32), c = two(s + 64), d = two(s + 96);
    transpose(a, high(a), b, high(b), c, high(c), d, high(d));
    let p = plane + <usize>j * width + i;
    storePart(p, t0, false, n);
    if (rows > 1) storePart(p + width, t0, true, n);
    p += width << 1;
    if (rows > 2) storePart(p, t1, false, n);
    if (rows > 3) storePart(p + width, t1, true, n);
    p += width << 1;
    if (rows > 4) storePart(p, t2, false, n);
    if (rows > 5) storePart(p + width, t2, true, n);
    p += width << 1;
    if (rows > 6) storePart(p, t3, false, n);
    if (rows > 7) storePart(p + width, t3, true, n);
  }
}

export function blurPlane(plane: usize, width: i32, height: i32, radius: i32, edge: f32, scratch: usize): void {
  prepare();
  const a = (scratch + 15) & ~15, b = a + (<usize>(max(width, height) + 8) << 4);
  for (let j = 0; j < height; j += 8) {
    rowsIn(a, plane, width, height, j);
    threeBoxes(a, b, width, radius, edge);
    rowsOut(b, plane, width, height, j);
  }
  for (let i = 0; i < width; i += 8) {
    const column = plane + i;
    for (let j = 0; j < height; j++) v128.store(a + (<usize>j << 4), widen(v128.load64_zero(column + <usize>j * width)));
    threeBoxes(a, b, height, radius, edge);
    for (let j = 0; j < height; j++) {
      const whole = settle(b + (<usize>j << 4));
      storePart(column + <usize>j * width, i8x16.narrow_i16x8_u(whole, whole), false, width - i);
    }
  }
}
