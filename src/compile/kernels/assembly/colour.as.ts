// The colour of every pixel by a matrix, or by a matrix, a curve for each channel and a second matrix. Four columns of two rows at
// a time; chroma is repeated for its four pixels and becomes the mean of what they give.
import { mean4, prepareBt709, storeChroma, weigh4, U_B, U_G, U_R, V_B, V_G, V_R, Y_B, Y_G, Y_R } from './bt709.as';
import { BLACK, clip4, GREY, load2, load4, prepare, round4, storeFirst, toBytes4 } from './exact.as';

let LAST: v128 = i32x4.splat(0);

// A row of a matrix on u and v.
// @ts-ignore: decorator
@inline function ofChroma(program: usize, u: v128, v: v128): v128 {
  const rest = f32x4.add(f32x4.mul(v128.load32_splat(program, 8), v), v128.load32_splat(program, 12));
  return f32x4.add(f32x4.mul(v128.load32_splat(program, 4), u), rest);
}

// @ts-ignore: decorator
@inline function ofLuma(program: usize, y: v128, chroma: v128): v128 {
  return clip4(f32x4.add(f32x4.mul(v128.load32_splat(program), y), chroma));
}

// @ts-ignore: decorator
@inline function curve(table: usize, value: v128): v128 {
  const at = i32x4.shl(round4(f32x4.mul(value, LAST)), 2);
  let out = v128.load32_zero(table + <usize>i32x4.extract_lane(at, 0));
  out = v128.load32_lane(table + <usize>i32x4.extract_lane(at, 1), out, 1);
  out = v128.load32_lane(table + <usize>i32x4.extract_lane(at, 2), out, 2);
  return v128.load32_lane(table + <usize>i32x4.extract_lane(at, 3), out, 3);
}

// @ts-ignore: decorator
@inline function second(program: usize, r: v128, g: v128, b: v128): v128 {
  const rg = f32x4.add(f32x4.mul(r, v128.load32_splat(program)), f32x4.mul(g, v128.load32_splat(program, 4)));
  const bo = f32x4.add(f32x4.mul(b, v128.load32_splat(program, 8)), v128.load32_splat(program, 12));
  return clip4(f32x4.add(rg, bo));
}

let red: v128 = i32x4.splat(0), green: v128 = i32x4.splat(0), blue: v128 = i32x4.splat(0);

// One row of four pixels: luma is written, red, green and blue are left in the globals.
// @ts-ignore: decorator
@inline function row(at: usize, n: i32, program: usize, curves: usize, cr: v128, cg: v128, cb: v128): void {
  const y = load4(at);
  let r = ofLuma(program, y, cr), g = ofLuma(program + 16, y, cg), b = ofLuma(program + 32, y, cb);
  if (curves != 0) {
    const size: usize = 2048 << 2;
    const r0 = curve(curves, r), g0 = curve(curves + size, g), b0 = curve(curves + 2 * size, b);
    r = second(program + 48, r0, g0, b0);
    g = second(program + 64, r0, g0, b0);
    b = second(program + 80, r0, g0, b0);
  }
  storeFirst(at, toBytes4(f32x4.add(weigh4(r, g, b, Y_R, Y_G, Y_B), BLACK)), n);
  red = r; green = g; blue = b;
}

export function colourPixels(y: usize, u: usize, v: usize, width: i32, height: i32, program: usize, curves: usize): void {
  prepare();
  prepareBt709();
  LAST = f32x4.splat(2047);
  const half = width >> 1;
  for (let j = 0; j < height; j += 2) {
    const top = y + <usize>j * width, bottom = top + width;
    const pu = u + <usize>(j >> 1) * half, pv = v + <usize>(j >> 1) * half;
    for (let i = 0; i < width; i += 4) {
      const c = i >> 1, n = width - i;
      const cu = load2(pu + c), cv = load2(pv + c);
      const cr = ofChroma(program, cu, cv), cg = ofChroma(program + 16, cu, cv), cb = ofChroma(program + 32, cu, cv);
      row(top + i, n, program, curves, cr, cg, cb);
      const r = red, g = green, b = blue;
      row(bottom + i, n, program, curves, cr, cg, cb);
      const mr = mean4(r, red), mg = mean4(g, green), mb = mean4(b, blue);
      storeChroma(pu + c, toBytes4(f32x4.add(weigh4(mr, mg, mb, U_R, U_G, U_B), GREY)), n >> 1);
      storeChroma(pv + c, toBytes4(f32x4.add(weigh4(mr, mg, mb, V_R, V_G, V_B), GREY)), n >> 1);
    }
  }
}
