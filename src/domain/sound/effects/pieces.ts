/** What single sounds are built of: a canvas of mono samples, bursts of filtered noise, struck bodies and short echoes. */

import type { Random } from '../../random.ts';
import { noiseGrain } from '../ambience/sources.ts';
import { Biquad, type BiquadShape, highPass, lowPass } from '../biquad.ts';
import { soundRateHz } from '../sound.types.ts';

export class Canvas {
  readonly samples: Float32Array;

  constructor(seconds: number) {
    this.samples = new Float32Array(Math.ceil(seconds * soundRateHz));
  }

  add(grain: Float32Array, atSeconds: number, gain: number): void {
    const from = Math.round(atSeconds * soundRateHz);
    const count = Math.min(grain.length, this.samples.length - from);
    for (let i = Math.max(0, -from); i < count; i++) {
      this.samples[from + i] = (this.samples[from + i] as number) + (grain[i] as number) * gain;
    }
  }
}

export const burst = (
  random: Random,
  seconds: number,
  shapes: readonly BiquadShape[],
  decay: number,
  attackMs = 0.3,
): Float32Array => noiseGrain(random, seconds, shapes, decay, attackMs);

/** A struck body: damped sines. `modes` are [Hz, gain, decay per second]. */
export const struck = (seconds: number, modes: readonly (readonly [number, number, number])[]): Float32Array => {
  const out = new Float32Array(Math.ceil(seconds * soundRateHz));
  for (const [hz, gain, decay] of modes) {
    const step = (2 * Math.PI * hz) / soundRateHz;
    for (let i = 0; i < out.length; i++) {
      const t = i / soundRateHz;
      out[i] = (out[i] as number) + Math.sin(step * i) * gain * Math.exp(-t * decay) * Math.min(1, i / 12);
    }
  }
  const release = Math.min(out.length, 960);
  for (let i = 0; i < release; i++) {
    const index = out.length - 1 - i;
    out[index] = (out[index] as number) * (i / release);
  }
  return out;
};

/** A tone that swells in and out, summed from partials [ratio, gain], with a slow unsteadiness. */
export const blown = (
  hz: number,
  seconds: number,
  partials: readonly (readonly [number, number])[],
  attack: number,
  release: number,
): Float32Array => {
  const out = new Float32Array(Math.ceil(seconds * soundRateHz));
  for (const [ratio, gain] of partials) {
    let phase = 0;
    for (let i = 0; i < out.length; i++) {
      const t = i / soundRateHz;
      phase += (2 * Math.PI * hz * ratio * (1 + 0.0015 * Math.sin(2 * Math.PI * 4.1 * t))) / soundRateHz;
      const fade = Math.min(1, t / attack, (seconds - t) / release);
      out[i] = (out[i] as number) + Math.sin(phase) * gain * Math.max(0, fade);
    }
  }
  return out;
};

/** Early reflections and a short dark tail: a room indoors, a slap and distance outdoors. */
export const placed = (samples: Float32Array, interior: boolean, random: Random): Float32Array => {
  const tail = interior ? 0.5 : 0.9;
  const out = new Float32Array(samples.length + Math.ceil(tail * soundRateHz));
  out.set(samples);
  const taps = interior ? 14 : 7;
  const echo = samples.slice();
  const dull = new Biquad(lowPass(interior ? 3200 : 1500));
  dull.run(echo);
  for (let n = 0; n < taps; n++) {
    const delay = interior ? 0.006 + 0.32 * random() ** 2 : 0.07 + 0.75 * random();
    const gain = (interior ? 0.22 : 0.07) * Math.exp(-delay * (interior ? 9 : 3)) * (random() < 0.5 ? -1 : 1);
    const from = Math.round(delay * soundRateHz);
    for (let i = 0; i < echo.length && from + i < out.length; i++) {
      out[from + i] = (out[from + i] as number) + (echo[i] as number) * gain;
    }
  }
  new Biquad(highPass(35)).run(out);
  return out;
};

/** Brings the loudest sample to `peak`. */
export const peakedAt = (samples: Float32Array, peak: number): Float32Array => {
  const loudest = samples.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  return loudest > 0 ? samples.map((x) => (x / loudest) * peak) : samples;
};
