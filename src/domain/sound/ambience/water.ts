/** Sea, harbour and stream. */
import { bandPass, highPass, lowPass } from '../biquad.ts';
import { soundRateHz } from '../sound.types.ts';
import {
  between,
  Grains,
  makeGrain,
  NoiseBand,
  noiseGrain,
  type PlaceRandom,
  Poisson,
  type SoundSource,
  Wander,
} from './sources.ts';

/** A wave: it gathers slowly, breaks, and runs out hissing. `x` 0..1 of its period. */
const waveShape = (x: number): { readonly body: number; readonly foam: number } => {
  const body = x < 0.42 ? (x / 0.42) ** 2.2 : ((1 - x) / 0.58) ** 1.6;
  const foam = x < 0.38 ? 0 : x < 0.46 ? (x - 0.38) / 0.08 : ((1 - x) / 0.54) ** 2.4;
  return { body, foam };
};

/** Two slow swells out of phase, one for each side of the shore, each wave a little different. */
export const sea = ({ place, take }: PlaceRandom): SoundSource => {
  const swells = [0, 1].map((n) => ({
    period: soundRateHz * between(place, 8.5, 12.5),
    at: n * 0.47 * soundRateHz * 10,
    size: 1,
    body: new NoiseBand(take, 'brown', [highPass(85), lowPass(460)], 0.6),
    foam: new NoiseBand(take, 'pink', [highPass(700), lowPass(3200, 0.6)], 0.8),
    side: n === 0 ? 0.72 : 1.28,
  }));
  const floor = new NoiseBand(take, 'pink', [highPass(120), lowPass(1400, 0.6)], 0.9);
  return {
    render: (left, right, length) => {
      floor.render(left, right, length, 0.1);
      for (const swell of swells) {
        swell.at += length;
        if (swell.at >= swell.period) {
          swell.at -= swell.period;
          swell.period = soundRateHz * between(take, 8, 13);
          swell.size = between(take, 0.65, 1.1);
        }
        const { body, foam } = waveShape(swell.at / swell.period);
        const b = (0.12 + 1.1 * body) * swell.size;
        const f = (0.015 + 0.42 * foam) * swell.size;
        swell.foam.retune(1, lowPass(1500 + 4200 * foam, 0.6));
        swell.body.render(left, right, length, b * (2 - swell.side), b * swell.side);
        swell.foam.render(left, right, length, f * (2 - swell.side), f * swell.side);
      }
    },
  };
};

/** Still water against wood and stone: a low bed and unhurried laps. */
export const harbour = ({ place, take }: PlaceRandom): SoundSource => {
  const bed = new NoiseBand(take, 'brown', [highPass(120), lowPass(between(place, 420, 560))], 0.8);
  const surface = new NoiseBand(take, 'pink', [highPass(500), lowPass(1800, 0.6)], 0.9);
  const laps = Array.from({ length: 10 }, () => {
    const hz = between(place, 260, 720);
    const length = between(place, 0.22, 0.5);
    const splash = noiseGrain(place, length, [bandPass(hz, 1.4), lowPass(1600)], 0, 40);
    const gurgle = between(place, 5, 9);
    return splash.map((x, i) => {
      const t = i / soundRateHz / length;
      return x * Math.sin(Math.PI * t) ** 1.5 * (0.7 + 0.3 * Math.sin(2 * Math.PI * gurgle * t));
    });
  });
  const strike = new Poisson(take, 0.9);
  const swell = new Wander(take, 4);
  const grains = new Grains();
  return {
    render: (left, right, length) => {
      const s = swell.step(length);
      bed.render(left, right, length, 0.22 + 0.2 * s);
      surface.render(left, right, length, 0.045 + 0.05 * s);
      strike.step(length, 0.6 + 0.9 * s, (delay) => {
        const lap = laps[Math.floor(take() * laps.length)] as Float32Array;
        const pan = between(take, -0.8, 0.8);
        const gain = between(take, 0.5, 1.5);
        grains.play(lap, gain, pan, delay);
        if (take() < 0.5) grains.play(lap, gain * 0.5, pan * 0.7, delay + soundRateHz * between(take, 0.25, 0.5));
      });
      grains.render(left, right, length);
    },
  };
};

/** Running water is bubbles: many short rising tones over a thin wash. */
export const stream = ({ place, take }: PlaceRandom): SoundSource => {
  const wash = new NoiseBand(take, 'pink', [highPass(500), lowPass(4200, 0.6)], 0.8);
  const bubbles = Array.from({ length: 24 }, () => {
    const hz = between(place, 380, 1700);
    const damping = 12 + hz / 22;
    return makeGrain(0.09, (t) => Math.sin(2 * Math.PI * hz * t * (1 + 1.5 * t)) * Math.exp(-t * damping), 1.5);
  });
  const rise = new Poisson(take, 70);
  const flow = new Wander(take, 3);
  const grains = new Grains();
  return {
    render: (left, right, length) => {
      const f = 0.8 + 0.4 * flow.step(length);
      wash.render(left, right, length, 0.2 * f);
      rise.step(length, 70 * f, (delay) => {
        const bubble = bubbles[Math.floor(take() * bubbles.length)] as Float32Array;
        grains.play(bubble, 0.02 + 0.12 * take() ** 3, between(take, -0.7, 0.7), delay);
      });
      grains.render(left, right, length);
    },
  };
};
