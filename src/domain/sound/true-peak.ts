/**
 * True peak by BS.1770-4 annex 2: the signal is oversampled four times and the largest magnitude taken.
 * The interpolator is a Kaiser-windowed sinc, 16 taps a phase; a stretch whose samples are too small to reach the
 * asked-for level between them is skipped, which is exact because the taps bound what interpolation can add.
 */

const tapsPerPhase = 16;
const half = tapsPerPhase / 2;

/** Zeroth-order modified Bessel function, by its series; for the Kaiser window. */
const bessel0 = (x: number): number => {
  let term = 1;
  let sum = 1;
  for (let k = 1; k < 24; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
};

const makePhase = (fraction: number): Float64Array => {
  const taps = new Float64Array(tapsPerPhase);
  const beta = 6;
  let sum = 0;
  for (let k = 0; k < tapsPerPhase; k++) {
    const t = k - (half - 1) - fraction;
    const sinc = t === 0 ? 1 : Math.sin(Math.PI * t) / (Math.PI * t);
    const edge = Math.max(0, 1 - (t / half) ** 2);
    taps[k] = sinc * (bessel0(beta * Math.sqrt(edge)) / bessel0(beta));
    sum += taps[k] as number;
  }
  return taps.map((tap) => tap / sum);
};

const phases = [makePhase(0.25), makePhase(0.5), makePhase(0.75)] as const;

/** The most that interpolation can add over the largest sample it reads. */
export const truePeakReach = Math.max(...phases.map((taps) => taps.reduce((sum, tap) => sum + Math.abs(tap), 0)));

/** Samples the interpolator looks ahead of the sample it reports for. */
export const truePeakLookAhead = half;
/** Samples it looks back. */
export const truePeakLookBehind = half - 1;

/**
 * Largest magnitude at and right after sample `i` (up to the next one), given `half` valid samples on each side.
 * Exact when it exceeds `floor`; otherwise any value up to `floor` may be returned.
 */
export const peakAfter = (samples: Float32Array, i: number, floor: number): number => {
  let largest = 0;
  const start = i - (half - 1);
  for (let k = 0; k < tapsPerPhase; k++) {
    const x = Math.abs(samples[start + k] as number);
    if (x > largest) largest = x;
  }
  const here = Math.abs(samples[i] as number);
  if (largest * truePeakReach <= floor) return here;
  let peak = here;
  for (const taps of phases) {
    let sum = 0;
    for (let k = 0; k < tapsPerPhase; k++) sum += (taps[k] as number) * (samples[start + k] as number);
    const x = Math.abs(sum);
    if (x > peak) peak = x;
  }
  return peak;
};

/** Largest magnitude among samples [from, to). */
export const largestIn = (samples: Float32Array, from: number, to: number): number => {
  let largest = 0;
  const end = Math.min(to, samples.length);
  for (let i = Math.max(0, from); i < end; i++) {
    const x = Math.abs(samples[i] as number);
    if (x > largest) largest = x;
  }
  return largest;
};

/** Samples looked at together before looking closer. */
const stretch = 256;

/** Follows the true peak of a stream, one channel. */
export class TruePeakMeter {
  #tail = new Float32Array(tapsPerPhase - 1);
  #peak = 0;

  add(block: Float32Array, length = block.length): void {
    const joined = new Float32Array(this.#tail.length + length);
    joined.set(this.#tail);
    joined.set(block.subarray(0, length), this.#tail.length);
    const end = joined.length - half;
    for (let from = half - 1; from < end; from += stretch) {
      const to = Math.min(end, from + stretch);
      // Most of a film is far below its loudest moment.
      if (largestIn(joined, from - half + 1, to + half) * truePeakReach <= this.#peak) continue;
      for (let i = from; i < to; i++) {
        const peak = peakAfter(joined, i, this.#peak);
        if (peak > this.#peak) this.#peak = peak;
      }
    }
    this.#tail = joined.slice(joined.length - (tapsPerPhase - 1));
  }

  /** Amplitude; 1 = full scale. The last few samples count as if followed by silence. */
  peak(): number {
    const end = new TruePeakMeter();
    end.#tail = this.#tail.slice();
    end.#peak = this.#peak;
    end.add(new Float32Array(tapsPerPhase));
    return end.#peak;
  }
}
