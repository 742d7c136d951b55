// Turns a plane by any affine map and puts it over the frame: sixteen taps (4 x 4 of the same filter family as scaled.as),
// four pixels at a time where they are solid, else one. What lies outside the plane is not drawn.
//
// Scratch: 256 phases of four 16-bit coefficients (2048 bytes).
import { coefficients, c0, c1, c2, c3 } from './filter.as';
import { over1, settle1 } from './over.as';

// Constant vectors as globals: see exact.as.ts.
let ROUND: v128 = i32x4.splat(0), ROUND_DOWN: v128 = i32x4.splat(0);

function buildPhases(table: usize, step: i32): void {
  for (let k = 0; k < 256; k++) {
    coefficients(k << 8, step);
    const t = table + (<usize>k << 3);
    store<i16>(t, <i16>c0); store<i16>(t, <i16>c1, 2); store<i16>(t, <i16>c2, 4); store<i16>(t, <i16>c3, 6);
  }
}

// The four rows at a place, each filtered across: 8.6 fixed point.
// @ts-ignore: decorator
@inline function rowsAt(q: usize, ps: i32, wx: v128): v128 {
  let v = v128.load32_zero(q);
  v = v128.load32_lane(q + ps, v, 1);
  v = v128.load32_lane(q + 2 * ps, v, 2);
  v = v128.load32_lane(q + 3 * ps, v, 3);
  const lo = i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_u(v), wx), hi = i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_u(v), wx);
  const sum = i32x4.add(v128.shuffle<i32>(lo, hi, 0, 2, 4, 6), v128.shuffle<i32>(lo, hi, 1, 3, 5, 7));
  return i32x4.shr_s(i32x4.add(sum, ROUND), 8);
}

// @ts-ignore: decorator
@inline function sample(q: usize, ps: i32, wx: v128, wy: v128): i32 {
  const rows = rowsAt(q, ps, wx);
  const dot = i32x4.dot_i16x8_s(i16x8.narrow_i32x4_s(rows, rows), wy);
  return (i32x4.extract_lane(dot, 0) + i32x4.extract_lane(dot, 1) + (1 << 19)) >> 20;
}

// Whether all sixteen taps of a place are opaque.
// @ts-ignore: decorator
@inline function isSolid(q: usize, ps: i32): bool {
  return (load<u32>(q) & load<u32>(q + ps) & load<u32>(q + 2 * ps) & load<u32>(q + 3 * ps)) == 0xffffffff;
}

// @ts-ignore: decorator
@inline function placeOf(x: i32, y: i32, ps: i32): usize { return <usize>(((y >> 16) - 1) * ps + (x >> 16) - 1); }

// @ts-ignore: decorator
@inline function phase(table: usize, x: i32): usize { return table + <usize>(((x >> 8) & 255) << 3); }

// Two places, filtered down: [first, first, second, second] to be added in pairs.
// @ts-ignore: decorator
@inline function two(a: v128, b: v128, wa: usize, wb: usize): v128 {
  return i32x4.dot_i16x8_s(i16x8.narrow_i32x4_s(a, b), v128.load64_lane(wb, v128.load64_zero(wa), 1));
}

export function drawAffine(
  dst: usize, ds: i32, dw: i32, dh: i32, p: usize, a: usize, ps: i32, sw: i32, sh: i32,
  xx: i32, xy: i32, x0: i32, yx: i32, yy: i32, y0: i32, step: i32, opacity: i32, scratch: usize,
): void {
  ROUND = i32x4.splat(128);
  ROUND_DOWN = i32x4.splat(1 << 19);
  buildPhases(scratch, step);
  const maxX = (sw - 3) << 16, maxY = (sh - 3) << 16;
  for (let j = 0; j < dh; j++) {
    let x = x0 + j * xy, y = y0 + j * yy;
    const line = dst + <usize>j * ds;
    for (let i = 0; i < dw; ) {
      const inside = x >= 65536 && x <= maxX && y >= 65536 && y <= maxY;
      const ex = x + 3 * xx, ey = y + 3 * yx;
      // Four places on a line are inside when the first and the last are; nothing below shows through where they are solid.
      if (inside && opacity == 256 && i + 4 <= dw && ex >= 65536 && ex <= maxX && ey >= 65536 && ey <= maxY) {
        const q0 = placeOf(x, y, ps), q1 = placeOf(x + xx, y + yx, ps), q2 = placeOf(x + 2 * xx, y + 2 * yx, ps), q3 = placeOf(ex, ey, ps);
        if (isSolid(a + q0, ps) && isSolid(a + q1, ps) && isSolid(a + q2, ps) && isSolid(a + q3, ps)) {
          const r0 = rowsAt(p + q0, ps, v128.load64_splat(phase(scratch, x))), r1 = rowsAt(p + q1, ps, v128.load64_splat(phase(scratch, x + xx)));
          const r2 = rowsAt(p + q2, ps, v128.load64_splat(phase(scratch, x + 2 * xx))), r3 = rowsAt(p + q3, ps, v128.load64_splat(phase(scratch, ex)));
          const lo = two(r0, r1, phase(scratch, y), phase(scratch, y + yx)), hi = two(r2, r3, phase(scratch, y + 2 * yx), phase(scratch, ey));
          const sum = i32x4.add(v128.shuffle<i32>(lo, hi, 0, 2, 4, 6), v128.shuffle<i32>(lo, hi, 1, 3, 5, 7));
          const four = i32x4.shr_s(i32x4.add(sum, ROUND_DOWN), 20);
          const half = i16x8.narrow_i32x4_s(four, four);
          v128.store32_lane(line + i, i8x16.narrow_i16x8_u(half, half), 0);
          i += 4; x += 4 * xx; y += 4 * yx;
          continue;
        }
      }
      for (const end = min(i + 4, dw); i < end; i++, x += xx, y += yx)
        if (x >= 65536 && x <= maxX && y >= 65536 && y <= maxY) one(line + i, p, a, placeOf(x, y, ps), ps, phase(scratch, x), phase(scratch, y), opacity);
    }
  }
}

function one(d: usize, p: usize, a: usize, offset: usize, ps: i32, tx: usize, ty: usize, opacity: i32): void {
  const q = a + offset;
  const r0 = load<u32>(q), r1 = load<u32>(q + ps), r2 = load<u32>(q + 2 * ps), r3 = load<u32>(q + 3 * ps);
  if ((r0 | r1 | r2 | r3) == 0) return;
  const wx = v128.load64_splat(tx), wy = v128.load64_splat(ty);
  const colour = sample(p + offset, ps, wx, wy);
  const alpha = (r0 & r1 & r2 & r3) == 0xffffffff ? 255 : sample(q, ps, wx, wy);
  store<u8>(d, <u8>over1(settle1(colour, alpha), min(max(alpha, 0), 255), load<u8>(d), opacity));
}
