// Blend modes of W3C Compositing and Blending Level 1, four columns of two rows at a time. Only B(backdrop, source) is computed in
// R'G'B'; what it gives is composed in Y, U and V, so that a pixel with no source keeps its bytes:
//   result = backdrop (1 - as) + source (1 - ab) + as ab B, all premultiplied, as and ab being the alphas.
// Chroma is straightened by its own half-size alpha and weighted by the alpha of the four pixels that share it.
import { mean4, prepareBt709, storeChroma, weigh4, BLUE_U, GREEN_U, GREEN_V, LUMA, RED_V, U_B, U_G, U_R, V_B, V_G, V_R, Y_B, Y_G, Y_R } from './bt709.as';
import { BLACK, clip4, FULL, GREY, load2, load4, ONE, prepare, QUARTER, storeFirst, toBytes4, ZERO } from './exact.as';

let HALF: v128 = i32x4.splat(0), TWO: v128 = i32x4.splat(0), FOUR: v128 = i32x4.splat(0), TWELVE: v128 = i32x4.splat(0);
// Less than half a code value of luma from black and white: to dodge and burn a backdrop this near is black or white.
let LEAST: v128 = i32x4.splat(0), MOST: v128 = i32x4.splat(0);
let PART: v128 = i32x4.splat(0), OPACITY: v128 = i32x4.splat(0), SHARE: v128 = i32x4.splat(0);

// @ts-ignore: decorator
@inline function screen(b: v128, s: v128): v128 { return f32x4.sub(f32x4.add(b, s), f32x4.mul(b, s)); }

// @ts-ignore: decorator
@inline function hardLight(b: v128, s: v128): v128 {
  const t = f32x4.add(s, s);
  return v128.bitselect(f32x4.mul(b, t), screen(b, f32x4.sub(t, ONE)), f32x4.le(s, HALF));
}

// @ts-ignore: decorator
@inline function softLight(b: v128, s: v128): v128 {
  const t = f32x4.sub(f32x4.add(s, s), ONE);
  const dark = f32x4.mul(b, f32x4.sub(ONE, b));
  const low = f32x4.mul(f32x4.add(f32x4.mul(f32x4.sub(f32x4.mul(BLACK, b), TWELVE), b), FOUR), b);
  const d = v128.bitselect(low, f32x4.sqrt(b), f32x4.le(b, QUARTER));
  return f32x4.add(b, f32x4.mul(t, v128.bitselect(dark, f32x4.sub(d, b), f32x4.le(s, HALF))));
}

// @ts-ignore: decorator
@inline function dodge(b: v128, s: v128): v128 {
  const part = f32x4.pmin(f32x4.div(b, f32x4.sub(ONE, s)), ONE);
  return v128.andnot(v128.bitselect(ONE, part, f32x4.ge(s, ONE)), f32x4.le(b, LEAST));
}

// @ts-ignore: decorator
@inline function burn(b: v128, s: v128): v128 {
  const part = f32x4.sub(ONE, f32x4.pmin(f32x4.div(f32x4.sub(ONE, b), s), ONE));
  return v128.bitselect(ONE, v128.andnot(part, f32x4.le(s, ZERO)), f32x4.ge(b, MOST));
}

// B(backdrop, source) in the order of `blendModes`.
// @ts-ignore: decorator
@inline function mix(mode: i32, b: v128, s: v128): v128 {
  switch (mode) {
    case 1: return f32x4.mul(b, s);
    case 2: return screen(b, s);
    case 3: return hardLight(s, b);
    case 4: return f32x4.pmin(b, s);
    case 5: return f32x4.pmax(b, s);
    case 6: return f32x4.pmin(f32x4.add(b, s), ONE);
    case 7: return f32x4.pmax(f32x4.sub(b, s), ZERO);
    case 8: return f32x4.abs(f32x4.sub(b, s));
    case 9: return f32x4.sub(f32x4.add(b, s), f32x4.mul(TWO, f32x4.mul(b, s)));
    case 10: return softLight(b, s);
    case 11: return hardLight(b, s);
    case 12: return dodge(b, s);
    case 13: return burn(b, s);
    default: return s;
  }
}

// Chroma less 128 of samples premultiplied by a.
// @ts-ignore: decorator
@inline function straight(c: v128, a: v128): v128 {
  return f32x4.sub(f32x4.div(f32x4.mul(c, FULL), f32x4.pmax(a, ONE)), GREY);
}

// @ts-ignore: decorator
@inline function grey(y: v128, a: v128): v128 {
  return f32x4.mul(f32x4.sub(f32x4.div(f32x4.mul(y, FULL), f32x4.pmax(a, ONE)), BLACK), LUMA);
}

// @ts-ignore: decorator
@inline function greenOf(u: v128, v: v128): v128 { return f32x4.add(f32x4.mul(u, GREEN_U), f32x4.mul(v, GREEN_V)); }

let weight: v128 = i32x4.splat(0), mixedU: v128 = i32x4.splat(0), mixedV: v128 = i32x4.splat(0);

// One row of four pixels: luma and alpha are written, weights and weighted chroma left in the globals.
// @ts-ignore: decorator
@inline function row(
  mode: i32, dy: usize, da: usize, sy: usize, sa: usize, n: i32,
  br: v128, bg: v128, bb: v128, sr: v128, sg: v128, sb: v128,
): void {
  const alpha = load4(sa), ys = load4(sy), yb = load4(dy);
  const alphaB = da == 0 ? FULL : load4(da);
  const b = da == 0 ? f32x4.mul(f32x4.sub(yb, BLACK), LUMA) : grey(yb, alphaB), s = grey(ys, alpha);
  const r = mix(mode, clip4(f32x4.add(b, br)), clip4(f32x4.add(s, sr)));
  const g = mix(mode, clip4(f32x4.add(b, bg)), clip4(f32x4.add(s, sg)));
  const bl = mix(mode, clip4(f32x4.add(b, bb)), clip4(f32x4.add(s, sb)));
  const w = f32x4.mul(alpha, SHARE), under = f32x4.mul(alphaB, PART);
  const kept = f32x4.mul(yb, f32x4.sub(ONE, w));
  const alone = f32x4.mul(f32x4.mul(ys, OPACITY), f32x4.sub(ONE, under));
  const luma = f32x4.add(weigh4(r, g, bl, Y_R, Y_G, Y_B), BLACK);
  storeFirst(dy, toBytes4(f32x4.add(f32x4.add(kept, alone), f32x4.mul(f32x4.mul(w, under), luma))), n);
  if (da != 0) storeFirst(da, toBytes4(f32x4.add(alphaB, f32x4.mul(w, f32x4.sub(FULL, alphaB)))), n);
  weight = w;
  mixedU = f32x4.mul(w, weigh4(r, g, bl, U_R, U_G, U_B));
  mixedV = f32x4.mul(w, weigh4(r, g, bl, V_R, V_G, V_B));
}

// @ts-ignore: decorator
@inline function chroma(kept: v128, own: v128, mixed: v128, w: v128, under: v128): v128 {
  const alone = f32x4.mul(f32x4.mul(w, f32x4.add(own, GREY)), f32x4.sub(ONE, under));
  const both = f32x4.mul(under, f32x4.add(mixed, f32x4.mul(w, GREY)));
  return toBytes4(f32x4.add(f32x4.add(f32x4.mul(kept, f32x4.sub(ONE, w)), alone), both));
}

// @ts-ignore: decorator
@inline function blendRows(
  mode: i32, dy: usize, du: usize, dv: usize, da: usize, dac: usize, ds: i32,
  sy: usize, su: usize, sv: usize, sa: usize, sac: usize, ss: i32, w: i32, h: i32,
): void {
  for (let j = 0; j < h; j += 2) {
    for (let i = 0; i < w; i += 4) {
      const n = min(w - i, 4), y = dy + i, s = sy + i, a = sa + i, c = i >> 1;
      const mask = n < 4 ? 0xffff : -1;
      if (((load<i32>(a) | load<i32>(a + ss)) & mask) == 0) continue;
      const ac = load2(sac + c), u = straight(load2(su + c), ac), v = straight(load2(sv + c), ac);
      const keptU = load2(du + c), keptV = load2(dv + c);
      const bac = dac == 0 ? FULL : load2(dac + c);
      const bu = straight(keptU, bac), bv = straight(keptV, bac);
      const br = f32x4.mul(bv, RED_V), bg = greenOf(bu, bv), bb = f32x4.mul(bu, BLUE_U);
      const sr = f32x4.mul(v, RED_V), sg = greenOf(u, v), sb = f32x4.mul(u, BLUE_U);
      const first = load<u16>(a) | load<u16>(a + ss), last = n < 4 ? 0 : load<u16>(a, 2) | load<u16>(a + ss, 2);
      row(mode, y, da == 0 ? 0 : da + i, s, a, n, br, bg, bb, sr, sg, sb);
      const topW = weight, topU = mixedU, topV = mixedV;
      row(mode, y + ds, da == 0 ? 0 : da + ds + i, s + ss, a + ss, n, br, bg, bb, sr, sg, sb);
      const meanW = mean4(topW, weight), under = f32x4.mul(bac, PART);
      const outU = chroma(keptU, u, mean4(topU, mixedU), meanW, under), outV = chroma(keptV, v, mean4(topV, mixedV), meanW, under);
      const outA = toBytes4(f32x4.add(bac, f32x4.mul(meanW, f32x4.sub(FULL, bac))));
      if (first != 0) {
        storeChroma(du + c, outU, 1); storeChroma(dv + c, outV, 1);
        if (dac != 0) storeChroma(dac + c, outA, 1);
      }
      if (last != 0) {
        store<u8>(du + c, i8x16.extract_lane_u(outU, 2), 1); store<u8>(dv + c, i8x16.extract_lane_u(outV, 2), 1);
        if (dac != 0) store<u8>(dac + c, i8x16.extract_lane_u(outA, 2), 1);
      }
    }
    dy += ds << 1; sy += ss << 1; sa += ss << 1;
    du += ds >> 1; dv += ds >> 1; su += ss >> 1; sv += ss >> 1; sac += ss >> 1;
    if (da != 0) { da += ds << 1; dac += ds >> 1; }
  }
}

export function blendMode(
  mode: i32, dy: usize, du: usize, dv: usize, da: usize, dac: usize, ds: i32,
  sy: usize, su: usize, sv: usize, sa: usize, sac: usize, ss: i32, w: i32, h: i32, opacity: i32,
): void {
  prepare();
  prepareBt709();
  const share = <f32>opacity / 256, part: f32 = <f32>(1.0 / 255.0);
  HALF = f32x4.splat(0.5); TWO = f32x4.splat(2); FOUR = f32x4.splat(4); TWELVE = f32x4.splat(12);
  LEAST = f32x4.splat(<f32>(1.0 / 512.0)); MOST = f32x4.splat(<f32>(511.0 / 512.0));
  PART = f32x4.splat(part); OPACITY = f32x4.splat(share); SHARE = f32x4.splat(share * part);
  blendRows(mode, dy, du, dv, da, dac, ds, sy, su, sv, sa, sac, ss, w, h);
}
