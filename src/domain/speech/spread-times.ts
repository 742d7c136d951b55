/**
 * Times inside a clause of which only the whole is known: every phoneme gets its usual share, and word borders move to
 * the quietest place nearby. Usual lengths: Klatt 1976 (segmental duration in English), rounded.
 */
import type { SpokenPhoneme } from '../performance/performance.types.ts';

const classes: readonly (readonly [symbols: string, ms: number])[] = [
  ['AIOWYQ', 165],
  ['ɑæɔɛɜiuʌ', 120],
  ['ɪʊəᵊᵻɐaeoyɒɚ', 75],
  ['szʃʒfvθðh', 95],
  ['ʧʤʦʣ', 105],
  ['mnŋlɹrwj', 65],
  ['pbtdkɡʔɾ', 70],
];

/** Milliseconds a phoneme usually takes. */
export const usualMs = (symbol: string): number => classes.find(([symbols]) => symbols.includes(symbol))?.[1] ?? 70;

/** Loudness of 5 ms at `atMs`. */
const levelAt = (samples: Float32Array, rateHz: number, atMs: number): number => {
  const start = Math.max(0, Math.round(((atMs - 2.5) / 1000) * rateHz));
  const end = Math.min(samples.length, start + Math.round(0.005 * rateHz));
  let sum = 0;
  for (let i = start; i < end; i++) sum += (samples[i] as number) ** 2;
  return sum / Math.max(1, end - start);
};

/** The quietest 5 ms within 35 ms of a border; speech dips where words meet more often than not. */
const quietestNear = (samples: Float32Array, rateHz: number, borderMs: number): number => {
  let best = borderMs;
  let lowest = levelAt(samples, rateHz, borderMs);
  for (let shift = -35; shift <= 35; shift += 5) {
    const level = levelAt(samples, rateHz, borderMs + shift) * (1 + Math.abs(shift) / 70);
    if (level < lowest) {
      lowest = level;
      best = borderMs + shift;
    }
  }
  return best;
};

/**
 * `words` are the phonemes of each word in order; the sound between `startMs` and `endMs` is theirs. Returns the same
 * lists with times; none overlap.
 */
export const spreadTimes = (
  words: readonly (readonly string[])[],
  samples: Float32Array,
  rateHz: number,
  startMs: number,
  endMs: number,
): SpokenPhoneme[][] => {
  const weights = words.map((word) => word.reduce((sum, symbol) => sum + usualMs(symbol), 0) || 60);
  const total = weights.reduce((sum, weight) => sum + weight, 0) || 1;
  const borders = [startMs];
  let passed = 0;
  for (const weight of weights) {
    passed += weight;
    const border = startMs + ((endMs - startMs) * passed) / total;
    const isLast = borders.length === words.length;
    borders.push(isLast ? endMs : Math.max(borders.at(-1) as number, quietestNear(samples, rateHz, border)));
  }
  return words.map((word, i) => {
    const from = borders[i] as number;
    const span = (borders[i + 1] as number) - from;
    const weight = weights[i] as number;
    let at = from;
    return word.map((symbol) => {
      const next = at + (span * usualMs(symbol)) / weight;
      const phoneme = { symbol, startMs: at, endMs: next };
      at = next;
      return phoneme;
    });
  });
};
