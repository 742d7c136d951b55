/** Machines that run: motors, ship's engines, drones of ships that fly further, and radios that hear nobody. */
import { bandPass, highPass, lowPass } from '../biquad.ts';
import { soundRateHz } from '../sound.types.ts';
import {
  between,
  Grains,
  NoiseBand,
  noiseGrain,
  type PlaceRandom,
  Poisson,
  type SoundSource,
  Wander,
} from './sources.ts';
import { harmonics, Tones } from './tones.ts';

export const machine = ({ place, take }: PlaceRandom): SoundSource => {
  const turns = between(place, 46, 62);
  const motor = new Tones(take, harmonics(turns, 9, 0.7, place), 0.45, 0.25);
  const bearings = new NoiseBand(take, 'pink', [bandPass(turns * between(place, 14, 22), 2)], 0.5);
  const air = new NoiseBand(take, 'brown', [highPass(60), lowPass(500)], 0.7);
  return {
    render: (left, right, length) => {
      motor.render(left, right, length, 0.07);
      bearings.render(left, right, length, 0.07);
      air.render(left, right, length, 0.12);
    },
  };
};

/** Slow cylinders felt through the hull: low harmonics and noise that throb together. */
export const shipEngine = ({ place, take }: PlaceRandom): SoundSource => {
  const turns = between(place, 34, 42);
  const hull = new Tones(take, harmonics(turns, 8, 0.84, place), 0.4, 0.2);
  const throb = new NoiseBand(take, 'brown', [highPass(40), lowPass(190)], 0.5);
  const plates = new NoiseBand(take, 'pink', [bandPass(between(place, 380, 560), 3)], 0.6);
  const rate = between(place, 3.1, 4.2);
  const load = new Wander(take, 5);
  let phase = take();
  return {
    render: (left, right, length) => {
      phase = (phase + (rate * length) / soundRateHz) % 1;
      const beat = 0.72 + 0.28 * Math.cos(2 * Math.PI * phase);
      const l = 0.85 + 0.3 * load.step(length);
      hull.render(left, right, length, 0.07 * beat * l);
      throb.render(left, right, length, 0.3 * beat * l);
      plates.render(left, right, length, 0.09 * beat * beat * l);
    },
  };
};

export const spaceship = ({ place, take }: PlaceRandom): SoundSource => {
  const base = between(place, 38, 52);
  const drone = new Tones(
    take,
    [1, 1.004, 1.5, 1.507, 2, 3.01, 4.02].map((ratio, n) => [base * ratio, 0.8 ** n] as const),
    0.75,
    0.5,
  );
  const air = new NoiseBand(take, 'pink', [bandPass(400, 0.9), lowPass(1500)], 0.9);
  const sweep = new Wander(take, 8);
  return {
    render: (left, right, length) => {
      const s = sweep.step(length);
      air.retune(0, bandPass(260 + 420 * s, 0.9), bandPass(290 + 400 * s, 0.9));
      drone.render(left, right, length, 0.06);
      air.render(left, right, length, 0.16);
    },
  };
};

/** Band-limited hiss that fades as if someone were there, crackle, and the whistle of a far carrier. */
export const radioStatic = ({ place, take }: PlaceRandom): SoundSource => {
  const hiss = new NoiseBand(take, 'white', [highPass(450), lowPass(2600), lowPass(3200)], 0.15);
  const crackles = Array.from({ length: 12 }, () =>
    noiseGrain(place, between(place, 0.002, 0.012), [bandPass(between(place, 800, 2600), 1)], 300, 0.15),
  );
  const fading = new Wander(take, 1.1);
  const crackle = new Poisson(take, 9);
  const carrier = between(place, 900, 1500);
  const drift = new Wander(take, 3);
  const heard = new Wander(take, 4);
  const grains = new Grains();
  let phase = 0;
  return {
    render: (left, right, length) => {
      hiss.render(left, right, length, 0.2 + 0.35 * fading.step(length));
      crackle.step(length, 9, (delay) => {
        const c = crackles[Math.floor(take() * crackles.length)] as Float32Array;
        grains.play(c, 0.2 + 1.1 * take() ** 4, between(take, -0.1, 0.1), delay);
      });
      grains.render(left, right, length);
      const step = (2 * Math.PI * (carrier + 140 * drift.step(length))) / soundRateHz;
      const level = 0.012 * Math.max(0, heard.step(length) - 0.45);
      for (let i = 0; i < length; i++) {
        phase += step;
        const x = Math.sin(phase) * level;
        left[i] = (left[i] as number) + x;
        right[i] = (right[i] as number) + x;
      }
      phase %= 2 * Math.PI;
    },
  };
};
