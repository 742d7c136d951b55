/** Breath, brightness and strain laid onto a dry voice before it is leveled. 48 kHz mono. */
import { seededRandom } from '../random.ts';
import { highPass, lowPass } from '../sound/biquad.ts';
import { soundRateHz as rateHz } from '../sound/sound.types.ts';
import type { Delivery } from './delivery.ts';
import { bell, filtered, shelf } from './equaliser.ts';

/** `seed` names the breath's noise. */
export const coloured = (samples: Float32Array, delivery: Delivery, seed: string): Float32Array => {
  let voice = samples;
  if (delivery.isWhispered) voice = filtered(voice, highPass(220), shelf('high', 3_000, 2));
  if (delivery.breath > 0) voice = withBreath(voice, delivery.breath, seed);
  if (delivery.brightDb !== 0)
    voice = filtered(voice, shelf('high', 2_400, delivery.brightDb), bell(3_000, delivery.brightDb / 2, 0.8));
  if (delivery.compression > 0) voice = compressed(voice, delivery.compression);
  return voice;
};

/** Noise between 1.8 and 8 kHz that follows the voice's own strength: air escaping while one speaks. */
const withBreath = (samples: Float32Array, amount: number, seed: string): Float32Array => {
  const random = seededRandom('breath', seed);
  const noise = new Float32Array(samples.length).map(() => random() * 2 - 1);
  const air = filtered(noise, highPass(1_800), lowPass(8_000));
  const strength = envelope(samples, 0.004, 0.03);
  return samples.map((sample, i) => sample + (air[i] as number) * (strength[i] as number) * amount);
};

/** Follows |sample| with its own speed up and down (seconds). */
const envelope = (samples: Float32Array, attackSeconds: number, releaseSeconds: number): Float32Array => {
  const up = 1 - Math.exp(-1 / (attackSeconds * rateHz));
  const down = 1 - Math.exp(-1 / (releaseSeconds * rateHz));
  let level = 0;
  return samples.map((sample) => {
    const now = Math.abs(sample);
    level += (now - level) * (now > level ? up : down);
    return level;
  });
};

/** Ratio up to 4:1 above a threshold 12 dB under the line's peak. */
const compressed = (samples: Float32Array, amount: number): Float32Array => {
  const strength = envelope(samples, 0.005, 0.09);
  const threshold = strength.reduce((highest, value) => Math.max(highest, value), 1e-6) * 10 ** (-12 / 20);
  const slope = 0.75 * amount;
  return samples.map((sample, i) => {
    const over = (strength[i] as number) / threshold;
    return over > 1 ? sample * over ** -slope : sample;
  });
};
