/** Bringing every line to the same loudness before effects and emotion. 48 kHz mono. */
import { gainFromDb } from '../sound/decibels.ts';
import { Limiter } from '../sound/limiter.ts';
import { monoLufs } from '../sound/loudness.ts';

/** The loudness every line has before effects and emotion; leaves 4 dB for a shout below full scale. */
export const speechLufs = -20;
/** Highest true peak of a line, in dBTP. */
export const speechPeakDb = -1.5;

/** A copy with all samples `gainDb` louder. */
export const amplified = (samples: Float32Array, gainDb: number): Float32Array => {
  const gain = gainFromDb(gainDb);
  return samples.map((sample) => sample * gain);
};

/** A copy at `targetLufs`, its peaks held below `speechPeakDb`. Silence stays silence. */
export const leveled = (samples: Float32Array, targetLufs: number): Float32Array => {
  const now = monoLufs(samples);
  return now === null ? Float32Array.from(samples) : limited(amplified(samples, targetLufs - now));
};

/** Peaks held below `speechPeakDb` by a look-ahead limiter; as long as the input. */
export const limited = (samples: Float32Array): Float32Array => {
  const limiter = new Limiter(speechPeakDb);
  const [body] = limiter.run(samples, samples);
  const [rest] = limiter.finish();
  const out = new Float32Array(samples.length);
  out.set(body.subarray(0, out.length));
  out.set(rest.subarray(0, out.length - Math.min(out.length, body.length)), Math.min(out.length, body.length));
  return out;
};
