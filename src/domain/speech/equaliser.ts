/** Bells and shelves beside the plain filters of `sound/biquad`. Formulas: Robert Bristow-Johnson, Audio EQ Cookbook. */
import { Biquad, type BiquadShape } from '../sound/biquad.ts';
import { soundRateHz } from '../sound/sound.types.ts';

const angle = (hz: number, q: number): { cosine: number; alpha: number } => {
  const w = (2 * Math.PI * hz) / soundRateHz;
  return { cosine: Math.cos(w), alpha: Math.sin(w) / (2 * q) };
};

const normalised = (b0: number, b1: number, b2: number, a0: number, a1: number, a2: number): BiquadShape => ({
  b0: b0 / a0,
  b1: b1 / a0,
  b2: b2 / a0,
  a1: a1 / a0,
  a2: a2 / a0,
});

/** A bell of `gainDb` around `hz`. */
export const bell = (hz: number, gainDb: number, q = 1): BiquadShape => {
  const { cosine, alpha } = angle(hz, q);
  const a = 10 ** (gainDb / 40);
  return normalised(1 + alpha * a, -2 * cosine, 1 - alpha * a, 1 + alpha / a, -2 * cosine, 1 - alpha / a);
};

/** `gainDb` above (`high`) or below (`low`) `hz`, slope 1. */
export const shelf = (side: 'low' | 'high', hz: number, gainDb: number): BiquadShape => {
  const { cosine, alpha } = angle(hz, Math.SQRT1_2);
  const a = 10 ** (gainDb / 40);
  const s = side === 'low' ? 1 : -1;
  const root = 2 * Math.sqrt(a) * alpha;
  return normalised(
    a * (a + 1 - s * (a - 1) * cosine + root),
    s * 2 * a * (a - 1 - s * (a + 1) * cosine),
    a * (a + 1 - s * (a - 1) * cosine - root),
    a + 1 + s * (a - 1) * cosine + root,
    s * -2 * (a - 1 + s * (a + 1) * cosine),
    a + 1 + s * (a - 1) * cosine - root,
  );
};

/** Runs the filters one after the other over a copy of `samples`. */
export const filtered = (samples: Float32Array, ...shapes: readonly BiquadShape[]): Float32Array => {
  const out = Float32Array.from(samples);
  for (const shape of shapes) new Biquad(shape).run(out);
  return out;
};
