// BT.709 limited range as 32-bit floats (../plain/bt709.ts), as vectors that `prepareBt709` sets: see exact.as.ts for why.
import { QUARTER } from './exact.as';

export let LUMA: v128 = i32x4.splat(0), RED_V: v128 = i32x4.splat(0), GREEN_U: v128 = i32x4.splat(0), GREEN_V: v128 = i32x4.splat(0), BLUE_U: v128 = i32x4.splat(0);
export let Y_R: v128 = i32x4.splat(0), Y_G: v128 = i32x4.splat(0), Y_B: v128 = i32x4.splat(0), U_R: v128 = i32x4.splat(0), U_G: v128 = i32x4.splat(0);
export let U_B: v128 = i32x4.splat(0), V_R: v128 = i32x4.splat(0), V_G: v128 = i32x4.splat(0), V_B: v128 = i32x4.splat(0);

export function prepareBt709(): void {
  LUMA = f32x4.splat(<f32>(1.0 / 219.0));
  RED_V = f32x4.splat(<f32>(1.5748 / 224.0));
  GREEN_U = f32x4.splat(<f32>(-0.187324 / 224.0));
  GREEN_V = f32x4.splat(<f32>(-0.468124 / 224.0));
  BLUE_U = f32x4.splat(<f32>(1.8556 / 224.0));
  Y_R = f32x4.splat(<f32>(0.2126 * 219.0));
  Y_G = f32x4.splat(<f32>(0.7152 * 219.0));
  Y_B = f32x4.splat(<f32>(0.0722 * 219.0));
  U_R = f32x4.splat(<f32>((-0.2126 / 1.8556) * 224.0));
  U_G = f32x4.splat(<f32>((-0.7152 / 1.8556) * 224.0));
  U_B = f32x4.splat(<f32>(112.0));
  V_R = f32x4.splat(<f32>(112.0));
  V_G = f32x4.splat(<f32>((-0.7152 / 1.5748) * 224.0));
  V_B = f32x4.splat(<f32>((-0.0722 / 1.5748) * 224.0));
}

// r kr + g kg + b kb, in this order.
// @ts-ignore: decorator
@inline export function weigh4(r: v128, g: v128, b: v128, kr: v128, kg: v128, kb: v128): v128 {
  return f32x4.add(f32x4.add(f32x4.mul(r, kr), f32x4.mul(g, kg)), f32x4.mul(b, kb));
}

// Sum of two rows to the mean of 2 x 2: pairs of lanes, each result twice.
// @ts-ignore: decorator
@inline export function mean4(top: v128, bottom: v128): v128 {
  const rows = f32x4.add(top, bottom);
  return f32x4.mul(f32x4.add(rows, v128.shuffle<f32>(rows, rows, 1, 0, 3, 2)), QUARTER);
}

// The first and third of four bytes; only the first when `n` is 1.
// @ts-ignore: decorator
@inline export function storeChroma(p: usize, bytes: v128, n: i32): void {
  store<u8>(p, i8x16.extract_lane_u(bytes, 0));
  if (n > 1) store<u8>(p, i8x16.extract_lane_u(bytes, 2), 1);
}
