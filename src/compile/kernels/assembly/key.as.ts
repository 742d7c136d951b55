// A chroma key: alpha by the distance of chroma from the key's, and what a colour is without its part of the key.
//
// With C = share K + (1 - share) F the foreground is F = (C - share K) / (1 - share), and it is written times alpha. The share is what
// the chroma shows: how far it lies from grey towards the key. A soft ramp gives less alpha than there is foreground; taking out
// 1 - alpha of the key instead would leave rims of the opposite colour.
import { clip4, FULL, GREY, load4, ONE, prepare, storeFirst, toBytes4, ZERO } from './exact.as';

let KEY_U: v128 = i32x4.splat(0), KEY_V: v128 = i32x4.splat(0), TO_U: v128 = i32x4.splat(0), TO_V: v128 = i32x4.splat(0);
let INVERSE: v128 = i32x4.splat(0), SLOPE: v128 = i32x4.splat(0), OFFSET: v128 = i32x4.splat(0), PART: v128 = i32x4.splat(0);

function prepareKey(keyU: i32, keyV: i32, slope: f32, offset: f32): void {
  prepare();
  const u = <f32>(keyU - 128), v = <f32>(keyV - 128);
  const length = sqrt<f32>(u * u + v * v), one: f32 = 1;
  KEY_U = f32x4.splat(u); KEY_V = f32x4.splat(v);
  TO_U = f32x4.splat(length > 0 ? u / length : 0); TO_V = f32x4.splat(length > 0 ? v / length : 0);
  INVERSE = f32x4.splat(length > 0 ? one / length : 0);
  SLOPE = f32x4.splat(slope); OFFSET = f32x4.splat(offset); PART = f32x4.splat(<f32>(1.0 / 255.0));
}

let kept: v128 = i32x4.splat(0), share: v128 = i32x4.splat(0), scale: v128 = i32x4.splat(0);

// Alpha as bytes; leaves it as 0..1, the part of the key and the factor of the rest in the globals. Chroma is less 128.
// @ts-ignore: decorator
@inline function part(u: v128, v: v128): v128 {
  const du = f32x4.sub(u, KEY_U), dv = f32x4.sub(v, KEY_V);
  const distance = f32x4.sqrt(f32x4.add(f32x4.mul(du, du), f32x4.mul(dv, dv)));
  const alpha = toBytes4(f32x4.mul(clip4(f32x4.add(f32x4.mul(distance, SLOPE), OFFSET)), FULL));
  const whole = f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(alpha)));
  kept = f32x4.mul(whole, PART);
  const along = f32x4.add(f32x4.mul(u, TO_U), f32x4.mul(v, TO_V));
  share = f32x4.pmin(clip4(f32x4.mul(along, INVERSE)), f32x4.sub(ONE, kept));
  scale = f32x4.div(kept, f32x4.pmax(f32x4.sub(ONE, share), PART));
  return alpha;
}

// Four times the chroma of four columns: three quarters of the near row, a quarter of the far one.
// @ts-ignore: decorator
@inline function column(near: usize, far: usize): v128 {
  const n = i16x8.extend_low_i8x16_u(v128.load32_zero(near)), f = i16x8.extend_low_i8x16_u(v128.load32_zero(far));
  return i16x8.add(i16x8.add(n, i16x8.shl(n, 1)), f);
}

// Chroma at four luma columns that begin at chroma `i`, less 128.
// @ts-ignore: decorator
@inline function chroma4(plane: usize, near: usize, far: usize, i: i32, last: i32, middle: v128, eighth: v128): v128 {
  const here = i32x4.extend_low_i16x8_s(column(plane + near + i, plane + far + i));
  // Columns c0, c1, c2 as c0 c0 c1 c1 and c0 c1 c1 c2; beyond the last the last again.
  const left = v128.shuffle<i32>(here, here, 0, 0, 1, 1);
  let right = v128.shuffle<i32>(here, here, 0, 1, 1, 2);
  if (i + 2 > last) right = i < last ? v128.shuffle<i32>(here, here, 0, 1, 1, 1) : v128.shuffle<i32>(here, here, 0, 0, 0, 0);
  return f32x4.mul(f32x4.convert_i32x4_s(i32x4.sub(i32x4.add(left, right), middle)), eighth);
}

export function keyLuma(
  y: usize, a: usize, u: usize, v: usize, width: i32, height: i32, keyY: i32, keyU: i32, keyV: i32, slope: f32, offset: f32,
): void {
  prepareKey(keyU, keyV, slope, offset);
  const cw = width >> 1, ch = height >> 1;
  const key = f32x4.splat(<f32>keyY), black = f32x4.splat(16), white = f32x4.splat(235);
  const middle = i32x4.splat(1024), eighth = f32x4.splat(0.125);
  for (let j = 0; j < height; j++) {
    const near = <usize>(j >> 1) * cw;
    const far = <usize>min(max((j >> 1) + ((j & 1) << 1) - 1, 0), ch - 1) * cw;
    for (let i = 0; i < width; i += 4) {
      const o = <usize>j * width + i, c = i >> 1;
      const alpha = part(chroma4(u, near, far, c, cw - 1, middle, eighth), chroma4(v, near, far, c, cw - 1, middle, eighth));
      const own = f32x4.mul(f32x4.sub(load4(y + o), f32x4.mul(share, key)), scale);
      storeFirst(a + o, alpha, width - i);
      storeFirst(y + o, toBytes4(f32x4.pmin(f32x4.pmax(own, f32x4.mul(kept, black)), f32x4.mul(kept, white))), width - i);
    }
  }
}

export function keyChroma(
  u: usize, v: usize, ac: usize, n: i32, keyU: i32, keyV: i32, slope: f32, offset: f32, spill: f32,
): void {
  prepareKey(keyU, keyV, slope, offset);
  const vspill = f32x4.splat(spill);
  for (let i = 0; i < n; i += 4) {
    const cu = f32x4.sub(load4(u + i), GREY), cv = f32x4.sub(load4(v + i), GREY);
    const alpha = part(cu, cv);
    const pu = f32x4.mul(f32x4.sub(cu, f32x4.mul(share, KEY_U)), scale), pv = f32x4.mul(f32x4.sub(cv, f32x4.mul(share, KEY_V)), scale);
    const towards = f32x4.mul(f32x4.pmax(f32x4.add(f32x4.mul(pu, TO_U), f32x4.mul(pv, TO_V)), ZERO), vspill);
    const grey = f32x4.mul(kept, GREY);
    storeFirst(ac + i, alpha, n - i);
    storeFirst(u + i, i8x16.min_u(toBytes4(f32x4.add(f32x4.sub(pu, f32x4.mul(towards, TO_U)), grey)), alpha), n - i);
    storeFirst(v + i, i8x16.min_u(toBytes4(f32x4.add(f32x4.sub(pv, f32x4.mul(towards, TO_V)), grey)), alpha), n - i);
  }
}
