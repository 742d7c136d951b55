/**
 * A look-ahead limiter on true peaks. Gain falls smoothly before a peak, holds, and recovers slowly, so that it
 * neither clips nor pumps; both channels share one gain so that the picture between the loudspeakers does not wander.
 */
import { gainFromDb } from './decibels.ts';
import { soundRateHz } from './sound.types.ts';
import { largestIn, peakAfter, truePeakLookAhead, truePeakLookBehind, truePeakReach } from './true-peak.ts';

const lookAheadSamples = Math.round(soundRateHz * 0.004);
const releasePerSample = Math.exp(-1 / (soundRateHz * 0.12));

/** Blocks go in and come out delayed by `delaySamples`; `finish` returns the rest. */
export class Limiter {
  readonly #ceiling: number;
  /** Input not yet played, with the history the interpolator needs before it. */
  #left = new Float32Array(truePeakLookBehind);
  #right = new Float32Array(truePeakLookBehind);
  /** Gain asked for by each sample of the look-ahead window, as a monotonic queue of its minimum. */
  #queueAt: number[] = [];
  #queueGain: number[] = [];
  #clock = 0;
  #envelope = 1;
  /** Moving average over the window: turns the stepped minimum into a ramp that is complete when the peak plays. */
  readonly #ring = new Float64Array(lookAheadSamples).fill(1);
  #ringSum = lookAheadSamples;
  #quietFor = lookAheadSamples;
  #toDrop = lookAheadSamples - 1;
  #delayedLeft = new Float32Array(lookAheadSamples - 1);
  #delayedRight = new Float32Array(lookAheadSamples - 1);

  constructor(ceilingDbtp: number) {
    this.#ceiling = gainFromDb(ceilingDbtp);
  }

  /** Returns as many limited samples as are ready; the caller's blocks are not changed. */
  run(left: Float32Array, right: Float32Array): [Float32Array, Float32Array] {
    const l = concat(this.#left, left);
    const r = concat(this.#right, right);
    const ready = Math.max(0, l.length - truePeakLookBehind - truePeakLookAhead);
    const delayedLeft = concat(this.#delayedLeft, l.subarray(truePeakLookBehind, truePeakLookBehind + ready));
    const delayedRight = concat(this.#delayedRight, r.subarray(truePeakLookBehind, truePeakLookBehind + ready));
    for (let n = 0; n < ready; n++) {
      const to = Math.min(ready, n + 256);
      if (this.#atRest && this.#isQuiet(l, r, truePeakLookBehind + n, truePeakLookBehind + to)) {
        this.#clock += to - n;
        n = to - 1;
        continue;
      }
      const gain = this.#gainFor(l, r, truePeakLookBehind + n);
      delayedLeft[n] = (delayedLeft[n] as number) * gain;
      delayedRight[n] = (delayedRight[n] as number) * gain;
    }
    this.#left = l.slice(ready);
    this.#right = r.slice(ready);
    this.#delayedLeft = delayedLeft.slice(ready);
    this.#delayedRight = delayedRight.slice(ready);
    const drop = Math.min(this.#toDrop, ready);
    this.#toDrop -= drop;
    return [delayedLeft.slice(drop, ready), delayedRight.slice(drop, ready)];
  }

  finish(): [Float32Array, Float32Array] {
    const silence = new Float32Array(lookAheadSamples - 1 + truePeakLookAhead);
    return this.run(silence, silence);
  }

  /** Nothing is being held down and no ramp is under way: gain is exactly 1. */
  get #atRest(): boolean {
    return this.#queueAt.length === 0 && this.#envelope === 1 && this.#quietFor >= lookAheadSamples;
  }

  /** No sample of [from, to) can reach the ceiling, not even between samples. */
  #isQuiet(left: Float32Array, right: Float32Array, from: number, to: number): boolean {
    const first = from - truePeakLookBehind;
    const end = to + truePeakLookAhead;
    return Math.max(largestIn(left, first, end), largestIn(right, first, end)) * truePeakReach <= this.#ceiling;
  }

  /** Gain for the sample that entered `lookAheadSamples - 1` ago, after seeing the one at `i`. */
  #gainFor(left: Float32Array, right: Float32Array, i: number): number {
    const peak = Math.max(peakAfter(left, i, this.#ceiling), peakAfter(right, i, this.#ceiling));
    const wanted = peak > this.#ceiling ? this.#ceiling / peak : 1;
    if (wanted === 1 && this.#atRest) {
      this.#clock++;
      return 1;
    }
    const lowest = this.#windowMinimum(wanted);
    const recovered = 1 - (1 - this.#envelope) * releasePerSample;
    this.#envelope = Math.min(lowest, recovered > 0.99999 ? 1 : recovered);
    this.#quietFor = this.#envelope === 1 ? this.#quietFor + 1 : 0;
    const slot = this.#clock % lookAheadSamples;
    this.#ringSum += this.#envelope - (this.#ring[slot] as number);
    this.#ring[slot] = this.#envelope;
    this.#clock++;
    return Math.min(1, this.#ringSum / lookAheadSamples);
  }

  /** Smallest gain asked for in the window that ends here. */
  #windowMinimum(wanted: number): number {
    if (wanted < 1) {
      while (this.#queueGain.length > 0 && (this.#queueGain[this.#queueGain.length - 1] as number) >= wanted) {
        this.#queueGain.pop();
        this.#queueAt.pop();
      }
      this.#queueGain.push(wanted);
      this.#queueAt.push(this.#clock);
    }
    while (this.#queueAt.length > 0 && (this.#queueAt[0] as number) <= this.#clock - lookAheadSamples) {
      this.#queueAt.shift();
      this.#queueGain.shift();
    }
    return this.#queueGain[0] ?? 1;
  }
}

const concat = (a: Float32Array, b: Float32Array): Float32Array<ArrayBuffer> => {
  const joined = new Float32Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
};
