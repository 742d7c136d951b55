/** BT.709 limited range as 32-bit floats: red, green and blue 0..1 from code values less 16 and 128, and back. */
import { f32 } from './exact.ts';

/** One code value of luma, of V in red, of U and V in green, of U in blue. */
export const fromPlanar = {
  luma: f32(1 / 219),
  redV: f32(1.5748 / 224),
  greenU: f32(-0.187324 / 224),
  greenV: f32(-0.468124 / 224),
  blueU: f32(1.8556 / 224),
};

type Three = readonly [number, number, number];

const three = (r: number, g: number, b: number): Three => [f32(r), f32(g), f32(b)];

/** Code values less 16 or 128 that full red, green and blue add. */
export const toPlanar = {
  y: three(0.2126 * 219, 0.7152 * 219, 0.0722 * 219),
  u: three((-0.2126 / 1.8556) * 224, (-0.7152 / 1.8556) * 224, 112),
  v: three(112, (-0.7152 / 1.5748) * 224, (-0.0722 / 1.5748) * 224),
};

/** r kr + g kg + b kb, in this order. */
export const weigh = ([r, g, b]: Three, [kr, kg, kb]: Three): number =>
  f32(f32(f32(r * kr) + f32(g * kg)) + f32(b * kb));
