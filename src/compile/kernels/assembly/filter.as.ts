// One continuous filter family of four taps. Step is source pixels per output pixel, 16.16.
// Up to 1: Catmull-Rom. From 1 to 2 it becomes, in proportion, a tent four pixels wide, so that nothing pops when a zoom
// crosses 1. Coefficients are 14-bit and add up to 16384 exactly.

// @ts-ignore: decorator
@inline function weight(d: f64, blur: f64): f64 {
  const cubic = d < 1 ? (1.5 * d - 2.5) * d * d + 1 : ((-0.5 * d + 2.5) * d - 4) * d + 2;
  const tent = 0.5 - 0.25 * d;
  return cubic + (tent - cubic) * blur;
}

export let c0: i32 = 0, c1: i32 = 0, c2: i32 = 0, c3: i32 = 0;

export function coefficients(fraction: i32, step: i32): void {
  const f = <f64>fraction / 65536.0;
  const blur = Math.min(Math.max(<f64>step / 65536.0 - 1.0, 0.0), 1.0);
  c0 = <i32>Math.floor(weight(1 + f, blur) * 16384 + 0.5);
  c2 = <i32>Math.floor(weight(1 - f, blur) * 16384 + 0.5);
  c3 = <i32>Math.floor(weight(2 - f, blur) * 16384 + 0.5);
  c1 = 16384 - c0 - c2 - c3;
}
