/**
 * Programme loudness by ITU-R BS.1770-4: K-weighting, 400 ms blocks every 100 ms, absolute gate at -70 LUFS and
 * relative gate 10 LU under the mean of what passed it. Feed blocks of any size; memory grows by one number per 100 ms.
 */
import { Biquad, type BiquadShape } from './biquad.ts';
import { soundRateHz } from './sound.types.ts';

/** Pre-filter (head) and RLB high-pass at 48 kHz: the coefficients printed in BS.1770-4, tables 1 and 2. */
const headShelf: BiquadShape = {
  b0: 1.53512485958697,
  b1: -2.69169618940638,
  b2: 1.19839281085285,
  a1: -1.69065929318241,
  a2: 0.73248077421585,
};
const lowCut: BiquadShape = { b0: 1, b1: -2, b2: 1, a1: -1.99004745483398, a2: 0.99007225036621 };

const hopSamples = soundRateHz / 10;
const absoluteGate = -70;

/** LUFS of a K-weighted mean square, both channels added (BS.1770-4, equation 2). */
export const lufsFromPower = (power: number): number => -0.691 + 10 * Math.log10(power);
/** The inverse of `lufsFromPower`. */
export const powerFromLufs = (lufs: number): number => 10 ** ((lufs + 0.691) / 10);

/** Weights a copy of a channel as the ear does. Each channel needs its own. */
export class KWeighting {
  readonly #head = new Biquad(headShelf);
  readonly #cut = new Biquad(lowCut);

  run(block: Float32Array, length = block.length): void {
    this.#head.run(block, length);
    this.#cut.run(block, length);
  }
}

/** Measures a stereo stream. */
export class LoudnessMeter {
  readonly #weights = [new KWeighting(), new KWeighting()] as const;
  readonly #scratch: [Float32Array, Float32Array] = [new Float32Array(0), new Float32Array(0)];
  readonly #hops: number[] = [];
  #sum = 0;
  #filled = 0;

  /** Stereo; for mono pass the same block twice with its level halved, or use `monoLufs`. */
  add(left: Float32Array, right: Float32Array, length = left.length): void {
    const a = this.#weigh(0, left, length);
    const b = this.#weigh(1, right, length);
    // Kept in locals: a field a sample is a third of the whole measurement.
    let sum = this.#sum;
    let filled = this.#filled;
    for (let i = 0; i < length; i++) {
      const [x, y] = [a[i] as number, b[i] as number];
      sum += x * x + y * y;
      if (++filled === hopSamples) {
        this.#hops.push(sum / hopSamples);
        sum = 0;
        filled = 0;
      }
    }
    this.#sum = sum;
    this.#filled = filled;
  }

  /** Power of every 100 ms, both channels added; for finding what is loud where. */
  get hopPowers(): readonly number[] {
    return this.#hops;
  }

  /** Integrated loudness in LUFS, or null when nothing passed the gate. Sounds under 400 ms are measured as one block. */
  integrated(): number | null {
    return gatedLoudness(this.#blocks());
  }

  #blocks(): number[] {
    const hops = this.#hops;
    if (hops.length < 4) {
      const seen = hops.length * hopSamples + this.#filled;
      const total = hops.reduce((sum, power) => sum + power * hopSamples, this.#sum);
      return seen === 0 ? [] : [total / seen];
    }
    const blocks: number[] = [];
    for (let i = 3; i < hops.length; i++) {
      blocks.push(
        ((hops[i - 3] as number) + (hops[i - 2] as number) + (hops[i - 1] as number) + (hops[i] as number)) / 4,
      );
    }
    return blocks;
  }

  #weigh(channel: 0 | 1, block: Float32Array, length: number): Float32Array {
    if (this.#scratch[channel].length < length) this.#scratch[channel] = new Float32Array(length);
    const copy = this.#scratch[channel];
    // A broken sample must not silence the measure of a whole film.
    for (let i = 0; i < length; i++) copy[i] = Number.isFinite(block[i]) ? (block[i] as number) : 0;
    this.#weights[channel].run(copy, length);
    return copy;
  }
}

const gatedLoudness = (blocks: readonly number[]): number | null => {
  const mean = (powers: readonly number[]): number => powers.reduce((sum, power) => sum + power, 0) / powers.length;
  const audible = blocks.filter((power) => lufsFromPower(power) > absoluteGate);
  if (audible.length === 0) return null;
  const relativeGate = lufsFromPower(mean(audible)) - 10;
  const loud = audible.filter((power) => lufsFromPower(power) > relativeGate);
  return lufsFromPower(mean(loud.length > 0 ? loud : audible));
};

/** Loudness of a mono sound heard from the centre with `centreGain` in each channel; null when it is silent. */
export const monoLufs = (samples: Float32Array): number | null => {
  const meter = new LoudnessMeter();
  const centred = samples.map((x) => x * Math.SQRT1_2);
  meter.add(centred, centred);
  return meter.integrated();
};

/** Loudness of a stereo sound; null when it is silent. */
export const stereoLufs = (left: Float32Array, right: Float32Array): number | null => {
  const meter = new LoudnessMeter();
  meter.add(left, right);
  return meter.integrated();
};
