// Turns a plane by any affine map and puts it over the frame: sixteen taps (4 x 4 of the same filter family as scaled.as),
// a pixel at a time. For small things that sway, such as heads; the border of the plane is empty, so positions may be clamped.
//
// Scratch: 256 phases of four 16-bit coefficients (2048 bytes).
import { coefficients, c0, c1, c2, c3 } from './filter.as';
import { over1, settle1 } from './over.as';

let ROUND: v128 = i32x4.splat(0);

function buildPhases(table: usize, step: i32): void {
  for (let k = 0; k < 256; k++) {
    coefficients(k << 8, step);
    const t = table + (<usize>k << 3);
    store<i16>(t, <i16>c0); store<i16>(t, <i16>c1, 2); store<i16>(t, <i16>c2, 4); store<i16>(t, <i16>c3, 6);
  }
}

// @ts-ignore: decorator
@inline function sample(q: usize, ps: i32, wx: v128, wy: v128): i32 {
  let v = v128.load32_zero(q);
  v = v128.load32_lane(q + ps, v, 1);
  v = v128.load32_lane(q + 2 * ps, v, 2);
  v = v128.load32_lane(q + 3 * ps, v, 3);
  const lo = i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_u(v), wx), hi = i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_u(v), wx);
  const sum = i32x4.add(v128.shuffle<i32>(lo, hi, 0, 2, 4, 6), v128.shuffle<i32>(lo, hi, 1, 3, 5, 7));
  const rows = i32x4.shr_s(i32x4.add(sum, ROUND), 8);
  const dot = i32x4.dot_i16x8_s(i16x8.narrow_i32x4_s(rows, rows), wy);
  return (i32x4.extract_lane(dot, 0) + i32x4.extract_lane(dot, 1) + (1 << 19)) >> 20;
}

export function drawAffine(
  dst: usize, ds: i32, dw: i32, dh: i32, p: usize, a: usize, ps: i32, sw: i32, sh: i32,
  xx: i32, xy: i32, x0: i32, yx: i32, yy: i32, y0: i32, step: i32, opacity: i32, scratch: usize,
): void {
  ROUND = i32x4.splat(128);
  buildPhases(scratch, step);
  const maxX = (sw - 3) << 16, maxY = (sh - 3) << 16;
  for (let j = 0; j < dh; j++) {
    let x = x0 + j * xy, y = y0 + j * yy;
    const line = dst + <usize>j * ds;
    for (let i = 0; i < dw; i++, x += xx, y += yx) {
      if (x < 65536 || x > maxX || y < 65536 || y > maxY) continue;
      const offset = <usize>(((y >> 16) - 1) * ps + (x >> 16) - 1);
      const q = a + offset;
      const r0 = load<u32>(q), r1 = load<u32>(q + ps), r2 = load<u32>(q + 2 * ps), r3 = load<u32>(q + 3 * ps);
      if ((r0 | r1 | r2 | r3) == 0) continue;
      const tx = scratch + <usize>(((x >> 8) & 255) << 3), ty = scratch + <usize>(((y >> 8) & 255) << 3);
      const wx = v128.load64_splat(tx), wy = v128.load64_splat(ty);
      const colour = sample(p + offset, ps, wx, wy);
      const alpha = (r0 & r1 & r2 & r3) == 0xffffffff ? 255 : sample(q, ps, wx, wy);
      const d = line + i;
      store<u8>(d, <u8>over1(settle1(colour, alpha), min(max(alpha, 0), 255), load<u8>(d), opacity));
    }
  }
}
