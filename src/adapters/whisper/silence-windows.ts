/** Long sound in pieces a 30-second recogniser can take, cut where it is quietest. */

const rateHz = 16_000;
/**
 * Whisper sees 30 s, but in a long window with music and pauses it passes over lines: of the first sample it heard 77 %
 * of the words in windows of up to 28 s, 95 % in windows of up to 16 s (2026-11-20).
 */
const longestSeconds = 16;
const shortestSeconds = 6;
const hop = rateHz / 50;

export type SoundWindow = { readonly start: number; readonly end: number };

/** Loudness of each 20 ms. */
const levels = (samples: Float32Array): Float32Array => {
  const out = new Float32Array(Math.ceil(samples.length / hop));
  for (let i = 0; i < out.length; i++) {
    let sum = 0;
    const end = Math.min(samples.length, (i + 1) * hop);
    for (let at = i * hop; at < end; at++) sum += (samples[at] as number) ** 2;
    out[i] = sum / hop;
  }
  return out;
};

/** Sample ranges that cover everything once; each cut lies in the middle of the quietest 300 ms it may lie in. */
export const soundWindows = (samples: Float32Array): SoundWindow[] => {
  const level = levels(samples);
  const windows: SoundWindow[] = [];
  let start = 0;
  while (samples.length - start > longestSeconds * rateHz) {
    const first = Math.floor((start + shortestSeconds * rateHz) / hop);
    const last = Math.floor((start + longestSeconds * rateHz) / hop) - 15;
    let best = last;
    let quietest = Infinity;
    for (let at = first; at <= last; at++) {
      let sum = 0;
      for (let i = 0; i < 15; i++) sum += level[at + i] ?? 0;
      if (sum <= quietest) {
        quietest = sum;
        best = at;
      }
    }
    const cut = (best + 7) * hop;
    windows.push({ start, end: cut });
    start = cut;
  }
  windows.push({ start, end: samples.length });
  return windows;
};
