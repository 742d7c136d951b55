/**
 * A sound at another speed, as a tape plays it: values between samples by a sinc of sixteen lobes a side under a Kaiser window.
 * Faster than recorded, the sinc is stretched by the speed, so that what would lie over the highest frequency is taken away first.
 */

/** Zero crossings of the sinc on either side. */
const lobes = 16;
/** Entries of the table for each; straight in between, which is within -100 dB. */
const entriesALobe = 512;
/** Shape of the window: side lobes under -90 dB. */
const kaiserBeta = 9;

/** Modified Bessel function of order 0, by its series. */
const bessel0 = (x: number): number => {
  let [sum, term] = [1, 1];
  for (let k = 1; term > sum * 1e-17; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
};

const windowedSinc = Float64Array.from({ length: lobes * entriesALobe + 2 }, (_, i) => {
  const x = i / entriesALobe;
  if (x >= lobes) return 0;
  const window = bessel0(kaiserBeta * Math.sqrt(1 - (x / lobes) ** 2)) / bessel0(kaiserBeta);
  return window * (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));
});

/** Samples of media that are looked at on either side of a position, at a speed. */
export const reachSamples = (speed: number): number => Math.ceil(lobes * Math.max(1, speed)) + 1;

/** Interleaved stereo; `first` is the media's sample that it begins with. */
export type Tape = { readonly first: number; readonly samples: Float32Array };

/** Writes left and right at `index` of interleaved `out`: the tape at `position`, times `gain`. It holds `reachSamples` either side. */
export const playAt = (
  out: Float32Array,
  index: number,
  { first, samples }: Tape,
  position: number,
  speed: number,
  gain: number,
): void => {
  const stretch = Math.max(1, speed);
  const last = Math.floor(position + lobes * stretch);
  const scale = entriesALobe / stretch;
  let [left, right, weights] = [0, 0, 0];
  for (let n = Math.ceil(position - lobes * stretch); n <= last; n++) {
    const x = Math.abs(n - position) * scale;
    const entry = Math.min(Math.floor(x), lobes * entriesALobe);
    const low = windowedSinc[entry] as number;
    const weight = low + ((windowedSinc[entry + 1] as number) - low) * (x - entry);
    const at = (n - first) * 2;
    left += weight * (samples[at] as number);
    right += weight * (samples[at + 1] as number);
    weights += weight;
  }
  out[index * 2] = (left / weights) * gain;
  out[index * 2 + 1] = (right / weights) * gain;
};
