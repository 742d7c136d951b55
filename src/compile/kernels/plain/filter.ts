/**
 * The plain twin of assembly/filter.as.ts: one continuous family of four-tap filters. Up to a step of 1 it is Catmull-Rom,
 * from 1 to 2 it becomes, in proportion, a tent four samples wide, so that nothing pops when a zoom crosses 1.
 */

export type Taps = readonly [number, number, number, number];

const weight = (d: number, blur: number): number => {
  const cubic = d < 1 ? (1.5 * d - 2.5) * d * d + 1 : ((-0.5 * d + 2.5) * d - 4) * d + 2;
  const tent = 0.5 - 0.25 * d;
  return cubic + (tent - cubic) * blur;
};

/** 14-bit coefficients of the samples -1, 0, 1, 2 for a position `fraction` / 65536 after sample 0; they add up to 16384. */
export const coefficients = (fraction: number, step: number): Taps => {
  const f = fraction / 65536;
  const blur = Math.min(Math.max(step / 65536 - 1, 0), 1);
  const c0 = Math.floor(weight(1 + f, blur) * 16384 + 0.5);
  const c2 = Math.floor(weight(1 - f, blur) * 16384 + 0.5);
  const c3 = Math.floor(weight(2 - f, blur) * 16384 + 0.5);
  return [c0, 16384 - c0 - c2 - c3, c2, c3];
};
