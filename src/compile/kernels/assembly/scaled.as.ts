// Moves and scales a plane and puts it over the frame in one pass: four taps across into a ring of four rows, four taps down,
// then OVER. Groups of eight pixels whose source is empty are skipped, whose source is opaque are written.
//
// Scratch: a table of 112 bytes a group (i32 base @0, byte indices of taps 0,1 @16 and 2,3 @32, coefficient pairs 0,1 @48 @64,
// 2,3 @80 @96), four colour rows and four alpha rows of 16 bytes a group (8.6 fixed point), four rows of one flag a group,
// 16 spare bytes.
import { coefficients, c0, c1, c2, c3 } from './filter.as';
import { over8, prepareOver, settle8 } from './over.as';

const GROUP: usize = 112;
// Constant vectors as globals: see exact.as.ts.
let ROUND_ACROSS: v128 = i32x4.splat(0), ROUND_DOWN: v128 = i32x4.splat(0);
const EMPTY: u8 = 0, FULL: u8 = 1, MIXED: u8 = 2;

function buildTable(table: usize, groups: i32, x0: i32, dx: i32, sw: i32): void {
  const last = (sw - 1) << 16;
  for (let g = 0; g < groups; g++) {
    const t = table + <usize>g * GROUP;
    let base = 0;
    for (let k = 0; k < 8; k++) {
      const x = min(max(x0 + (g * 8 + k) * dx, 0), last);
      const ix = x >> 16;
      if (k == 0) { base = min(max(ix - 1, 0), sw - 16); store<i32>(t, base); }
      store<u8>(t + 16 + k * 2, <u8>min(max(ix - 1, 0) - base, 15));
      store<u8>(t + 17 + k * 2, <u8>min(ix - base, 15));
      store<u8>(t + 32 + k * 2, <u8>min(min(ix + 1, sw - 1) - base, 15));
      store<u8>(t + 33 + k * 2, <u8>min(min(ix + 2, sw - 1) - base, 15));
      coefficients(x & 0xffff, dx);
      const o = t + (k << 2);
      store<i16>(o, <i16>c0, 48); store<i16>(o, <i16>c1, 50);
      store<i16>(o, <i16>c2, 80); store<i16>(o, <i16>c3, 82);
    }
  }
}

// @ts-ignore: decorator
@inline function across(v: v128, t: usize): v128 {
  const a = i8x16.swizzle(v, v128.load(t, 16)), b = i8x16.swizzle(v, v128.load(t, 32));
  const lo = i32x4.add(i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_u(a), v128.load(t, 48)), i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_u(b), v128.load(t, 80)));
  const hi = i32x4.add(i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_u(a), v128.load(t, 64)), i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_u(b), v128.load(t, 96)));
  return i16x8.narrow_i32x4_s(i32x4.shr_s(i32x4.add(lo, ROUND_ACROSS), 8), i32x4.shr_s(i32x4.add(hi, ROUND_ACROSS), 8));
}

// @ts-ignore: decorator
@inline function down(o: usize, r0: usize, r1: usize, r2: usize, r3: usize, ca: v128, cb: v128): v128 {
  const a = v128.load(r0 + o), b = v128.load(r1 + o), c = v128.load(r2 + o), d = v128.load(r3 + o);
  const lo = i32x4.add(i32x4.dot_i16x8_s(i16x8.shuffle(a, b, 0, 8, 1, 9, 2, 10, 3, 11), ca), i32x4.dot_i16x8_s(i16x8.shuffle(c, d, 0, 8, 1, 9, 2, 10, 3, 11), cb));
  const hi = i32x4.add(i32x4.dot_i16x8_s(i16x8.shuffle(a, b, 4, 12, 5, 13, 6, 14, 7, 15), ca), i32x4.dot_i16x8_s(i16x8.shuffle(c, d, 4, 12, 5, 13, 6, 14, 7, 15), cb));
  return i16x8.narrow_i32x4_s(i32x4.shr_s(i32x4.add(lo, ROUND_DOWN), 20), i32x4.shr_s(i32x4.add(hi, ROUND_DOWN), 20));
}

function opaqueRow(out: usize, src: usize, table: usize, groups: i32): void {
  for (let g = 0; g < groups; g++) {
    const t = table + <usize>g * GROUP;
    v128.store(out + (<usize>g << 4), across(v128.load(src + <usize>load<i32>(t)), t));
  }
}

function alphaRow(outP: usize, outA: usize, flags: usize, p: usize, a: usize, table: usize, groups: i32, from: i32, to: i32): void {
  const zero = i16x8.splat(0), full = i16x8.splat(255 << 6);
  memory.fill(flags, EMPTY, groups);
  memory.fill(outP, 0, <usize>from << 4);
  memory.fill(outA, 0, <usize>from << 4);
  memory.fill(outP + (<usize>to << 4), 0, <usize>(groups - to) << 4);
  memory.fill(outA + (<usize>to << 4), 0, <usize>(groups - to) << 4);
  for (let g = from; g < to; g++) {
    const t = table + <usize>g * GROUP, o = <usize>g << 4;
    const base = <usize>load<i32>(t);
    const va = v128.load(a + base);
    if (!v128.any_true(va)) { v128.store(outP + o, zero); v128.store(outA + o, zero); continue; }
    v128.store(outP + o, across(v128.load(p + base), t));
    if (i8x16.all_true(i8x16.eq(va, i8x16.splat(-1)))) { v128.store(outA + o, full); store<u8>(flags + g, FULL); }
    else { v128.store(outA + o, across(va, t)); store<u8>(flags + g, MIXED); }
  }
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

export function drawScaled(
  dst: usize, ds: i32, dw: i32, dh: i32, p: usize, a: usize, ps: i32, sw: i32, sh: i32,
  x0: i32, dx: i32, y0: i32, dy: i32, opacity: i32, extents: usize, scratch: usize,
): void {
  prepareOver();
  ROUND_ACROSS = i32x4.splat(128); ROUND_DOWN = i32x4.splat(1 << 19);
  const groups = (dw + 7) >> 3;
  buildTable(scratch, groups, x0, dx, sw);
  const rowBytes = <usize>groups << 4;
  const rowsP = scratch + <usize>groups * GROUP, rowsA = rowsP + 4 * rowBytes, flags = rowsA + 4 * rowBytes;
  const spare = flags + 4 * <usize>groups;
  const vop = i16x8.splat(<i16>opacity), v255 = i16x8.splat(255);
  const lastY = (sh - 1) << 16;
  let h0 = -1, h1 = -1, h2 = -1, h3 = -1;
  for (let j = 0; j < dh; j++) {
    const y = min(max(y0 + j * dy, 0), lastY);
    const iy = y >> 16;
    let first = groups, end = 0;
    if (a) {
      let lo = i32.MAX_VALUE, hi = 0;
      for (let k = -1; k <= 2; k++) {
        const e = extents + (<usize>min(max(iy + k, 0), sh - 1) << 3);
        const e0 = load<i32>(e), e1 = load<i32>(e, 4);
        if (e1 > e0) { lo = min(lo, e0); hi = max(hi, e1); }
      }
      if (hi == 0) continue;
      first = groupBefore(lo, x0, dx, groups);
      end = groupAfter(hi, x0, dx, groups);
      if (end <= first) continue;
    } else { first = 0; end = groups; }
    for (let k = -1; k <= 2; k++) {
      const r = min(max(iy + k, 0), sh - 1), q = r & 3;
      const have = q == 0 ? h0 : q == 1 ? h1 : q == 2 ? h2 : h3;
      if (have == r) continue;
      const out = <usize>q * rowBytes, line = <usize>r * ps;
      if (a) {
        const e = extents + (<usize>r << 3);
        const e0 = load<i32>(e), e1 = load<i32>(e, 4);
        const from = e1 > e0 ? groupBefore(e0, x0, dx, groups) : 0;
        const to = e1 > e0 ? max(groupAfter(e1, x0, dx, groups), from) : 0;
        alphaRow(rowsP + out, rowsA + out, flags + <usize>q * groups, p + line, a + line, scratch, groups, from, to);
      } else opaqueRow(rowsP + out, p + line, scratch, groups);
      if (q == 0) h0 = r; else if (q == 1) h1 = r; else if (q == 2) h2 = r; else h3 = r;
    }
    const q0 = <usize>(max(iy - 1, 0) & 3), q1 = <usize>(iy & 3), q2 = <usize>(min(iy + 1, sh - 1) & 3), q3 = <usize>(min(iy + 2, sh - 1) & 3);
    const p0 = rowsP + q0 * rowBytes, p1 = rowsP + q1 * rowBytes, p2 = rowsP + q2 * rowBytes, p3 = rowsP + q3 * rowBytes;
    const a0 = rowsA + q0 * rowBytes, a1 = rowsA + q1 * rowBytes, a2 = rowsA + q2 * rowBytes, a3 = rowsA + q3 * rowBytes;
    const f0 = flags + q0 * groups, f1 = flags + q1 * groups, f2 = flags + q2 * groups, f3 = flags + q3 * groups;
    coefficients(y & 0xffff, dy);
    const ca = i32x4.splat((c0 & 0xffff) | (c1 << 16)), cb = i32x4.splat((c2 & 0xffff) | (c3 << 16));
    const line = dst + <usize>j * ds;
    for (let g = first; g < end; g++) {
      const o = <usize>g << 4, d = line + (<usize>g << 3), count = dw - (g << 3);
      let flag: u8 = FULL;
      if (a) {
        const any = load<u8>(f0 + g) | load<u8>(f1 + g) | load<u8>(f2 + g) | load<u8>(f3 + g);
        if (any == EMPTY) continue;
        flag = load<u8>(f0 + g) & load<u8>(f1 + g) & load<u8>(f2 + g) & load<u8>(f3 + g) & FULL;
      }
      const vp = down(o, p0, p1, p2, p3, ca, cb);
      if (flag == FULL) {
        if (opacity == 256) { put(d, i8x16.narrow_i16x8_u(vp, vp), count, spare); continue; }
        const solid = over8(i16x8.min_s(i16x8.max_s(vp, i16x8.splat(0)), v255), v255, take(d, count, spare), vop);
        put(d, i8x16.narrow_i16x8_u(solid, solid), count, spare);
        continue;
      }
      const va = down(o, a0, a1, a2, a3, ca, cb);
      const alpha = i16x8.min_s(i16x8.max_s(va, i16x8.splat(0)), v255);
      const mixed = over8(settle8(vp, va), alpha, take(d, count, spare), vop);
      put(d, i8x16.narrow_i16x8_u(mixed, mixed), count, spare);
    }
  }
}

// First group of which some tap reaches column e (conservative).
function groupBefore(e: i32, x0: i32, dx: i32, groups: i32): i32 {
  const i = Math.floor((<f64>(e - 3) * 65536.0 - <f64>x0) / <f64>dx);
  return <i32>Math.min(Math.max(Math.floor(i / 8), 0), <f64>groups);
}

// One past the last group of which some tap reaches column e - 1 (conservative).
function groupAfter(e: i32, x0: i32, dx: i32, groups: i32): i32 {
  const i = Math.ceil((<f64>(e + 2) * 65536.0 - <f64>x0) / <f64>dx);
  return <i32>Math.min(Math.max(Math.floor(i / 8) + 1, 0), <f64>groups);
}
