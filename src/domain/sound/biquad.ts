/** Second-order filters: coefficients by Robert Bristow-Johnson's Audio EQ Cookbook, run in direct form II transposed. */
import { soundRateHz } from './sound.types.ts';

/** Normalised so that a0 = 1. */
export type BiquadShape = {
  readonly b0: number;
  readonly b1: number;
  readonly b2: number;
  readonly a1: number;
  readonly a2: number;
};

const shape = (b0: number, b1: number, b2: number, a0: number, a1: number, a2: number): BiquadShape => ({
  b0: b0 / a0,
  b1: b1 / a0,
  b2: b2 / a0,
  a1: a1 / a0,
  a2: a2 / a0,
});

/** Frequencies are kept inside (0, Nyquist) so that no filter can become unstable. */
const angle = (frequencyHz: number): number =>
  (2 * Math.PI * Math.min(Math.max(frequencyHz, 1), soundRateHz * 0.49)) / soundRateHz;

/** 12 dB per octave above `frequencyHz`. */
export const lowPass = (frequencyHz: number, q = Math.SQRT1_2): BiquadShape => {
  const w = angle(frequencyHz);
  const alpha = Math.sin(w) / (2 * q);
  const c = Math.cos(w);
  return shape((1 - c) / 2, 1 - c, (1 - c) / 2, 1 + alpha, -2 * c, 1 - alpha);
};

/** 12 dB per octave below `frequencyHz`. */
export const highPass = (frequencyHz: number, q = Math.SQRT1_2): BiquadShape => {
  const w = angle(frequencyHz);
  const alpha = Math.sin(w) / (2 * q);
  const c = Math.cos(w);
  return shape((1 + c) / 2, -(1 + c), (1 + c) / 2, 1 + alpha, -2 * c, 1 - alpha);
};

/** Peak gain 1 at the centre. */
export const bandPass = (frequencyHz: number, q: number): BiquadShape => {
  const w = angle(frequencyHz);
  const alpha = Math.sin(w) / (2 * q);
  return shape(alpha, 0, -alpha, 1 + alpha, -2 * Math.cos(w), 1 - alpha);
};

/** One running filter: a shape and its memory. */
export class Biquad {
  #shape: BiquadShape;
  #z1 = 0;
  #z2 = 0;

  constructor(filter: BiquadShape) {
    this.#shape = filter;
  }

  /** Moves the filter without clearing its memory; for slow sweeps. */
  retune(filter: BiquadShape): void {
    this.#shape = filter;
  }

  step(x: number): number {
    const s = this.#shape;
    const y = s.b0 * x + this.#z1;
    this.#z1 = s.b1 * x - s.a1 * y + this.#z2;
    this.#z2 = s.b2 * x - s.a2 * y;
    return y;
  }

  /** Filters a block in place. */
  run(block: Float32Array, length = block.length): void {
    const { b0, b1, b2, a1, a2 } = this.#shape;
    let z1 = this.#z1;
    let z2 = this.#z2;
    for (let i = 0; i < length; i++) {
      const x = block[i] as number;
      const y = b0 * x + z1;
      z1 = b1 * x - a1 * y + z2;
      z2 = b2 * x - a2 * y;
      block[i] = y;
    }
    // Denormal numbers make the processor crawl; nobody hears them.
    this.#z1 = Math.abs(z1) < 1e-20 ? 0 : z1;
    this.#z2 = Math.abs(z2) < 1e-20 ? 0 : z2;
  }
}
