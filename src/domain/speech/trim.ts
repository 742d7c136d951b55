/** Where the voice really is in a recording, and edges that do not click. */

/** Speech counts as such this far under the loudest 10 ms. */
const floorDb = -46;
const windowSeconds = 0.01;

/**
 * First and one-past-last sample of audible sound, `marginSeconds` added on both sides.
 * An empty range means silence.
 */
export const audibleRange = (
  samples: Float32Array,
  rateHz: number,
  marginSeconds = 0.012,
): { readonly start: number; readonly end: number } => {
  const hop = Math.round(windowSeconds * rateHz);
  const levels: number[] = [];
  for (let start = 0; start < samples.length; start += hop) {
    let sum = 0;
    const end = Math.min(samples.length, start + hop);
    for (let i = start; i < end; i++) sum += (samples[i] as number) ** 2;
    levels.push(sum / (end - start));
  }
  const loudest = levels.reduce((highest, level) => Math.max(highest, level), 0);
  if (loudest < 1e-9) return { start: 0, end: 0 };
  const floor = loudest * 10 ** (floorDb / 10);
  const margin = Math.round(marginSeconds * rateHz);
  const first = levels.findIndex((level) => level > floor) * hop;
  const last = (levels.findLastIndex((level) => level > floor) + 1) * hop;
  return { start: Math.max(0, first - margin), end: Math.min(samples.length, last + margin) };
};

/** A copy whose first and last `seconds` rise from and fall to nothing (raised cosine). */
export const softEdges = (samples: Float32Array, rateHz: number, seconds = 0.006): Float32Array => {
  const out = Float32Array.from(samples);
  const ramp = Math.min(Math.round(seconds * rateHz), Math.floor(out.length / 2));
  for (let i = 0; i < ramp; i++) {
    const gain = 0.5 - 0.5 * Math.cos((Math.PI * i) / ramp);
    out[i] = (out[i] as number) * gain;
    const mirror = out.length - 1 - i;
    out[mirror] = (out[mirror] as number) * gain;
  }
  return out;
};
