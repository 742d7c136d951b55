/** Steady tones that are never quite steady: sums of sines whose loudness drifts, for hums, engines and drones. */
import type { Random } from '../../random.ts';
import { soundRateHz } from '../sound.types.ts';
import { Wander } from './sources.ts';

type Partial = {
  /** The oscillator: a point that turns around the circle by the same angle every sample. */
  sine: number;
  cosine: number;
  readonly turnSine: number;
  readonly turnCosine: number;
  readonly gain: number;
  readonly drift: Wander;
  now: number;
  readonly side: number;
};

export class Tones {
  readonly #partials: Partial[];
  readonly #drift: number;

  /** `partials` are [frequency in Hz, gain]; `drift` 0..1 is how much each may fade; `width` 0..1 spreads them. */
  constructor(random: Random, partials: readonly (readonly [number, number])[], drift: number, width: number) {
    this.#partials = partials.map(([hz, gain]) => {
      const phase = random() * 2 * Math.PI;
      const turn = (2 * Math.PI * hz) / soundRateHz;
      return {
        sine: Math.sin(phase),
        cosine: Math.cos(phase),
        turnSine: Math.sin(turn),
        turnCosine: Math.cos(turn),
        gain,
        drift: new Wander(random, 1.5 + 4 * random()),
        now: 0,
        side: (random() * 2 - 1) * width,
      };
    });
    this.#drift = drift;
  }

  render(left: Float32Array, right: Float32Array, length: number, level = 1): void {
    for (const partial of this.#partials) {
      const aim = partial.gain * level * (1 - this.#drift * partial.drift.step(length));
      const slope = (aim - partial.now) / length;
      const { turnSine, turnCosine, side } = partial;
      let { sine, cosine, now: gain } = partial;
      for (let i = 0; i < length; i++) {
        const x = sine * gain;
        left[i] = (left[i] as number) + x * (1 - side);
        right[i] = (right[i] as number) + x * (1 + side);
        const next = sine * turnCosine + cosine * turnSine;
        cosine = cosine * turnCosine - sine * turnSine;
        sine = next;
        gain += slope;
      }
      // Rounding would slowly grow or shrink the circle.
      const radius = Math.hypot(sine, cosine);
      partial.sine = sine / radius;
      partial.cosine = cosine / radius;
      partial.now = aim;
    }
  }
}

/** Harmonics of a fundamental, falling by `fall` per step. */
export const harmonics = (
  hz: number,
  count: number,
  fall: number,
  random: Random,
): readonly (readonly [number, number])[] =>
  Array.from({ length: count }, (_, n) => [
    hz * (n + 1) * (1 + (random() - 0.5) * 0.002),
    fall ** n * (0.6 + 0.4 * random()),
  ]);
