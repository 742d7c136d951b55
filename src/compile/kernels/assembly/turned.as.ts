// Turns a plane by a small angle and puts it over the frame, at nearly the price of scaling: a shear across into a ring of
// source rows, then a shear down (Catmull and Smith's two passes), each with the four taps of filter.as.
// Over eight pixels a line rises by less than one row, so five rows hold all taps of a group.
//
// Row r, output column i: x = x0 + i stepX + r shift.  Output (i, j): y = y0 + i slope + j stepY.  16.16; the fraction of
// the first pixel of a group is cut to 1/256, for which the tables are made. What lies outside the plane is empty.
//
// Scratch: 256 phases across of 96 bytes (tap indices 0,1 @0, 2,3 @16, coefficient pairs @32 @48, @64 @80), 256 phases down
// of 96 bytes (coefficient pairs of rows 0,1 @0 @16, 2,3 @32 @48, 4 @64 @80), `ring` row numbers, colour and alpha rows of
// 16 bytes a group, flags of one byte a group, 16 spare bytes.
import { coefficients, c0, c1, c2, c3 } from './filter.as';
import { over8, prepareOver, settle8 } from './over.as';

const PHASE: usize = 96;
// Constant vectors as globals: see exact.as.ts.
let ROUND_ACROSS: v128 = i32x4.splat(0), ROUND_DOWN: v128 = i32x4.splat(0);
const EMPTY: u8 = 0, FULL: u8 = 1, MIXED: u8 = 2;

function buildAcross(table: usize, stepX: i32, step: i32): void {
  for (let phase = 0; phase < 256; phase++) {
    const t = table + <usize>phase * PHASE;
    for (let k = 0; k < 8; k++) {
      const x = (phase << 8) + k * stepX;
      const ix = x >> 16;
      store<u8>(t + k * 2, <u8>ix); store<u8>(t + k * 2, <u8>(ix + 1), 1);
      store<u8>(t + k * 2, <u8>(ix + 2), 16); store<u8>(t + k * 2, <u8>(ix + 3), 17);
      coefficients(x & 0xffff, step);
      const o = t + (k << 2);
      store<i16>(o, <i16>c0, 32); store<i16>(o, <i16>c1, 34);
      store<i16>(o, <i16>c2, 64); store<i16>(o, <i16>c3, 66);
    }
  }
}

function buildDown(table: usize, slope: i32, step: i32, base: i32): void {
  memory.fill(table, 0, 256 * PHASE);
  for (let phase = 0; phase < 256; phase++) {
    const t = table + <usize>phase * PHASE;
    for (let k = 0; k < 8; k++) {
      const y = (phase << 8) + k * slope;
      const first = (y >> 16) - base;
      coefficients(y & 0xffff, step);
      putDown(t, k, first, c0); putDown(t, k, first + 1, c1); putDown(t, k, first + 2, c2); putDown(t, k, first + 3, c3);
    }
  }
}

function putDown(t: usize, k: i32, row: i32, c: i32): void {
  store<i16>(t + (row >> 1) * 32 + (k << 2) + ((row & 1) << 1), <i16>c);
}

// @ts-ignore: decorator
@inline function across(v: v128, t: usize): v128 {
  const a = i8x16.swizzle(v, v128.load(t)), b = i8x16.swizzle(v, v128.load(t, 16));
  const lo = i32x4.add(i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_u(a), v128.load(t, 32)), i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_u(b), v128.load(t, 64)));
  const hi = i32x4.add(i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_u(a), v128.load(t, 48)), i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_u(b), v128.load(t, 80)));
  return i16x8.narrow_i32x4_s(i32x4.shr_s(i32x4.add(lo, ROUND_ACROSS), 8), i32x4.shr_s(i32x4.add(hi, ROUND_ACROSS), 8));
}

// Sixteen samples from column `at`, empty outside the row.
// @ts-ignore: decorator
@inline function window(row: usize, at: i32, sw: i32, spare: usize): v128 {
  if (at >= 0 && at + 16 <= sw) return v128.load(row + at);
  for (let i = 0; i < 16; i++) {
    const x = at + i;
    store<u8>(spare + i, x >= 0 && x < sw ? load<u8>(row + x) : 0);
  }
  return v128.load(spare);
}

function shearRow(outP: usize, outA: usize, flags: usize, p: usize, a: usize, sw: i32, x: i32, stepX: i32, table: usize, groups: i32, e0: i32, e1: i32, spare: usize): void {
  let from = 0, to = 0;
  if (e1 > e0) {
    from = <i32>Math.min(Math.max(Math.floor(Math.floor((<f64>(e0 - 3) * 65536.0 - <f64>x) / <f64>stepX) / 8), 0), <f64>groups);
    to = <i32>Math.min(Math.max(Math.floor(Math.ceil((<f64>(e1 + 2) * 65536.0 - <f64>x) / <f64>stepX) / 8) + 1, <f64>from), <f64>groups);
  }
  memory.fill(flags, EMPTY, groups);
  memory.fill(outP, 0, <usize>from << 4);
  memory.fill(outA, 0, <usize>from << 4);
  memory.fill(outP + (<usize>to << 4), 0, <usize>(groups - to) << 4);
  memory.fill(outA + (<usize>to << 4), 0, <usize>(groups - to) << 4);
  const zero = i16x8.splat(0), full = i16x8.splat(255 << 6);
  for (let g = from; g < to; g++) {
    const xg = x + (g << 3) * stepX;
    const t = table + <usize>((xg >> 8) & 255) * PHASE, o = <usize>g << 4;
    const at = (xg >> 16) - 1;
    const va = window(a, at, sw, spare);
    if (!v128.any_true(va)) { v128.store(outP + o, zero); v128.store(outA + o, zero); continue; }
    v128.store(outP + o, across(window(p, at, sw, spare), t));
    if (i8x16.all_true(i8x16.eq(va, i8x16.splat(-1)))) { v128.store(outA + o, full); store<u8>(flags + g, FULL); }
    else { v128.store(outA + o, across(va, t)); store<u8>(flags + g, MIXED); }
  }
}

// @ts-ignore: decorator
@inline function down(o: usize, r0: usize, r1: usize, r2: usize, r3: usize, r4: usize, t: usize): v128 {
  const a = v128.load(r0 + o), b = v128.load(r1 + o), c = v128.load(r2 + o), d = v128.load(r3 + o), e = v128.load(r4 + o);
  const z = i16x8.splat(0);
  const lo = i32x4.add(i32x4.add(i32x4.dot_i16x8_s(i16x8.shuffle(a, b, 0, 8, 1, 9, 2, 10, 3, 11), v128.load(t)),
    i32x4.dot_i16x8_s(i16x8.shuffle(c, d, 0, 8, 1, 9, 2, 10, 3, 11), v128.load(t, 32))),
    i32x4.dot_i16x8_s(i16x8.shuffle(e, z, 0, 8, 1, 9, 2, 10, 3, 11), v128.load(t, 64)));
  const hi = i32x4.add(i32x4.add(i32x4.dot_i16x8_s(i16x8.shuffle(a, b, 4, 12, 5, 13, 6, 14, 7, 15), v128.load(t, 16)),
    i32x4.dot_i16x8_s(i16x8.shuffle(c, d, 4, 12, 5, 13, 6, 14, 7, 15), v128.load(t, 48))),
    i32x4.dot_i16x8_s(i16x8.shuffle(e, z, 4, 12, 5, 13, 6, 14, 7, 15), v128.load(t, 80)));
  return i16x8.narrow_i32x4_s(i32x4.shr_s(i32x4.add(lo, ROUND_DOWN), 20), i32x4.shr_s(i32x4.add(hi, ROUND_DOWN), 20));
}

// @ts-ignore: decorator
@inline function put(d: usize, bytes: v128, count: i32, spare: usize): void {
  if (count >= 8) { v128.store64_lane(d, bytes, 0); return; }
  v128.store64_lane(spare, bytes, 0);
  for (let i = 0; i < count; i++) store<u8>(d + i, load<u8>(spare + i));
}

// @ts-ignore: decorator
@inline function take(d: usize, count: i32, spare: usize): v128 {
  if (count >= 8) return v128.load8x8_u(d);
  for (let i = 0; i < count; i++) store<u8>(spare + i, load<u8>(d + i));
  return v128.load8x8_u(spare);
}

export function turnedTables(stepX: i32, slope: i32, step: i32, scratch: usize): void {
  buildAcross(scratch, stepX, step);
  buildDown(scratch + 256 * PHASE, slope, step, slope < 0 ? -1 : 0);
}

export function drawTurned(
  dst: usize, ds: i32, dw: i32, dh: i32, p: usize, a: usize, ps: i32, sw: i32, sh: i32,
  x0: i32, stepX: i32, shift: i32, y0: i32, slope: i32, stepY: i32, opacity: i32, extents: usize, ring: i32, scratch: usize,
): void {
  prepareOver();
  ROUND_ACROSS = i32x4.splat(128); ROUND_DOWN = i32x4.splat(1 << 19);
  const groups = (dw + 7) >> 3, base = slope < 0 ? -1 : 0;
  const tableX = scratch, tableY = tableX + 256 * PHASE, held = tableY + 256 * PHASE;
  const rowBytes = <usize>groups << 4;
  const rowsP = held + (<usize>ring << 2), rowsA = rowsP + <usize>ring * rowBytes, flags = rowsA + <usize>ring * rowBytes;
  const spare = flags + <usize>ring * groups;
  memory.fill(held, 0xff, <usize>ring << 2);
  const mask = ring - 1, last = sh - 1;
  const vop = i16x8.splat(<i16>opacity), v255 = i16x8.splat(255), zero = i16x8.splat(0);
  for (let j = 0; j < dh; j++) {
    const line = dst + <usize>j * ds;
    const y = y0 + j * stepY;
    for (let g = 0; g < groups; g++) {
      const yg = y + (g << 3) * slope;
      const top = (yg >> 16) - 1 + base;
      if (top + 4 < 0 || top > last) continue;
      let any: u8 = 0, all: u8 = FULL;
      for (let k = 0; k < 5; k++) {
        const r = min(max(top + k, 0), last), q = <usize>(r & mask);
        if (load<i32>(held + (q << 2)) != r) {
          const e = extents + (<usize>r << 3), from = <usize>r * ps;
          shearRow(rowsP + q * rowBytes, rowsA + q * rowBytes, flags + q * groups, p + from, a + from, sw, x0 + r * shift, stepX, tableX, groups, load<i32>(e), load<i32>(e, 4), spare);
          store<i32>(held + (q << 2), r);
        }
        const flag = load<u8>(flags + q * groups + g);
        any |= flag; all &= flag;
      }
      if (any == EMPTY) continue;
      const o = <usize>g << 4, d = line + (<usize>g << 3), count = dw - (g << 3);
      const t = tableY + <usize>((yg >> 8) & 255) * PHASE;
      const q0 = <usize>(min(max(top, 0), last) & mask) * rowBytes, q1 = <usize>(min(max(top + 1, 0), last) & mask) * rowBytes,
        q2 = <usize>(min(max(top + 2, 0), last) & mask) * rowBytes, q3 = <usize>(min(max(top + 3, 0), last) & mask) * rowBytes,
        q4 = <usize>(min(max(top + 4, 0), last) & mask) * rowBytes;
      const vp = down(o, rowsP + q0, rowsP + q1, rowsP + q2, rowsP + q3, rowsP + q4, t);
      if (all == FULL && opacity == 256) { put(d, i8x16.narrow_i16x8_u(vp, vp), count, spare); continue; }
      const va = down(o, rowsA + q0, rowsA + q1, rowsA + q2, rowsA + q3, rowsA + q4, t);
      const alpha = i16x8.min_s(i16x8.max_s(va, zero), v255);
      const mixed = over8(settle8(vp, va), alpha, take(d, count, spare), vop);
      put(d, i8x16.narrow_i16x8_u(mixed, mixed), count, spare);
    }
  }
}
