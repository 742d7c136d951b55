/** Sample-rate conversion by a polyphase windowed sinc; flat to 0.9 of the lower Nyquist frequency, -80 dB above it. */

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b));

/** Zeroth-order modified Bessel function, for the Kaiser window. */
const bessel = (x: number): number => {
  let sum = 1;
  let term = 1;
  for (let k = 1; term > 1e-10 * sum; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
};

/** Half the taps per phase at the lower rate. */
const halfWidth = 24;
const kaiserBeta = 8;

/** Rates are whole numbers of hertz. The first output sample stands at the time of the first input sample. */
export const resample = (samples: Float32Array, fromHz: number, toHz: number): Float32Array => {
  if (fromHz === toHz) return samples;
  const divisor = greatestCommonDivisor(fromHz, toHz);
  const up = toHz / divisor;
  const down = fromHz / divisor;
  const cutoff = 0.95 * Math.min(1, toHz / fromHz);
  const reach = Math.ceil(halfWidth / Math.min(1, toHz / fromHz));
  const phases = kernelPhases(up, reach, cutoff);
  const out = new Float32Array(Math.ceil((samples.length * up) / down));
  for (let i = 0; i < out.length; i++) {
    const position = i * down;
    const phase = phases[position % up] as Float64Array;
    const first = Math.floor(position / up) - reach + 1;
    let sum = 0;
    for (let tap = Math.max(0, -first); tap < phase.length && first + tap < samples.length; tap++)
      sum += (phase[tap] as number) * (samples[first + tap] as number);
    out[i] = sum;
  }
  return out;
};

const kernelPhases = (up: number, reach: number, cutoff: number): Float64Array[] =>
  Array.from({ length: up }, (_, phase) => {
    const taps = new Float64Array(2 * reach);
    let sum = 0;
    for (let tap = 0; tap < taps.length; tap++) {
      const distance = tap - reach + 1 - phase / up;
      const x = Math.PI * cutoff * distance;
      const sinc = x === 0 ? cutoff : (cutoff * Math.sin(x)) / x;
      const edge = 1 - (distance / reach) ** 2;
      const window = edge <= 0 ? 0 : bessel(kaiserBeta * Math.sqrt(edge)) / bessel(kaiserBeta);
      taps[tap] = sinc * window;
      sum += sinc * window;
    }
    return taps.map((tap) => tap / sum);
  });
