/** Where a recording itself says that something is voiced or closed, to compare with the times a voice claims. 48 kHz. */
import type { MouthCue, SpokenPhoneme } from '../../src/domain/performance/performance.types.ts';

const rateHz = 48_000;
const stepMs = 5;
const stepSamples = (rateHz * stepMs) / 1000;
const voiced = new Set([...'ɑæʌɔWIɛɜAɪiOYʊuəᵊɐmnŋlɹwj']);

/** Energy of every 5 ms below about 1 kHz, in dB, floored. */
const lowEnergy = (samples: Float32Array): number[] => {
  const out: number[] = [];
  let low = 0;
  for (let start = 0; start + stepSamples <= samples.length; start += stepSamples) {
    let sum = 0;
    for (let i = start; i < start + stepSamples; i++) {
      low += 0.12 * ((samples[i] as number) - low);
      sum += low * low;
    }
    out.push(Math.max(-60, 10 * Math.log10(sum / stepSamples + 1e-9)));
  }
  return out;
};

const correlation = (a: readonly number[], b: readonly number[]): number => {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [ma, mb] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  a.forEach((value, i) => {
    ab += (value - ma) * ((b[i] as number) - mb);
    aa += (value - ma) ** 2;
    bb += ((b[i] as number) - mb) ** 2;
  });
  return ab / Math.sqrt(aa * bb);
};

/** How far the voiced phonemes must be moved to fit the voiced energy best; positive when the sound is late. */
export const bestShiftMs = (samples: Float32Array, phonemes: readonly SpokenPhoneme[]): number => {
  const energy = lowEnergy(samples);
  const mask = (shiftMs: number) =>
    energy.map((_, i) => {
      const at = i * stepMs - shiftMs;
      return phonemes.some(({ symbol, startMs, endMs }) => voiced.has(symbol) && at >= startMs && at < endMs) ? 1 : 0;
    });
  let best = { shift: 0, fit: -1 };
  for (let shift = -150; shift <= 150; shift += 5) {
    const fit = correlation(mask(shift), energy);
    if (fit > best.fit) best = { shift, fit };
  }
  return best.shift;
};

/** Moments at which the sound dips by 3 dB against both sides within 60 ms, or is silent: lips, tongue or breath closed. */
const dips = (energy: readonly number[]): number[] =>
  energy.flatMap((level, i) => {
    const around = (from: number, to: number) => energy.slice(Math.max(0, i + from), i + to + 1);
    const isLowest = around(-4, 4).every((other) => level <= other);
    const isDip = Math.max(...around(-12, 0)) - level >= 3 && Math.max(...around(0, 12)) - level >= 3;
    return level < -55 || (isLowest && isDip) ? [i * stepMs] : [];
  });

/**
 * For every closed-lips cue, how far the nearest dip of the sound lies outside the cue (0 when inside): lips that close
 * make the sound dip.
 */
export const closureOffsetsMs = (samples: Float32Array, cues: readonly MouthCue[]): number[] => {
  const moments = dips(lowEnergy(samples));
  return cues
    .filter((cue) => cue.viseme === 'A')
    .map(({ startMs, endMs }) =>
      moments.reduce((nearest, at) => {
        const offset = at < startMs ? at - startMs : at > endMs ? at - endMs : 0;
        return Math.abs(offset) < Math.abs(nearest) ? offset : nearest;
      }, Infinity),
    );
};

/** Share of audible moments that have a pitch (autocorrelation above 0.6 between 70 and 400 Hz). */
export const voicedShare = (samples: Float32Array): number => {
  const span = rateHz / 25;
  let [pitched, audible] = [0, 0];
  for (let start = 0; start + 2 * span < samples.length; start += rateHz / 50) {
    let energy = 0;
    for (let i = start; i < start + span; i++) energy += (samples[i] as number) ** 2;
    if (energy / span < 1e-5) continue;
    audible += 1;
    let best = 0;
    for (let lag = Math.round(rateHz / 400); lag < rateHz / 70; lag += 2) {
      let [product, other] = [0, 0];
      for (let i = start; i < start + span; i += 3) {
        product += (samples[i] as number) * (samples[i + lag] as number);
        other += (samples[i + lag] as number) ** 2;
      }
      best = Math.max(best, product / Math.sqrt((energy / 3) * other + 1e-12));
    }
    if (best > 0.6) pitched += 1;
  }
  return audible === 0 ? 0 : pitched / audible;
};
