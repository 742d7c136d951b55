/** Rain and wind. */
import { bandPass, highPass, lowPass } from '../biquad.ts';
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

/** A bubble caught by a drop: a short tone that rises a little as it dies. */
const plip = (hz: number, seconds: number): Float32Array =>
  makeGrain(seconds, (t) => Math.sin(2 * Math.PI * hz * t * (1 + 2.2 * t)) * Math.exp(-t * 70), 0.6);

export const rain = ({ place, take }: PlaceRandom): SoundSource => {
  const wash = new NoiseBand(take, 'pink', [highPass(350), lowPass(between(place, 3300, 4400), 0.55)]);
  const body = new NoiseBand(take, 'brown', [highPass(90), lowPass(520)], 0.7);
  const ticks = Array.from({ length: 14 }, () =>
    noiseGrain(place, between(place, 0.004, 0.014), [bandPass(between(place, 1400, 6200), 2.2)], 260, 0.3),
  );
  const plips = Array.from({ length: 9 }, () => plip(between(place, 620, 1900), 0.06));
  const near = new Poisson(take, 55);
  const puddle = new Poisson(take, 4);
  const strength = new Wander(take, 5);
  const grains = new Grains();
  return {
    render: (left, right, length) => {
      const level = 0.82 + 0.32 * strength.step(length);
      wash.render(left, right, length, 0.45 * level);
      body.render(left, right, length, 0.3 * level);
      near.step(length, 55 * level, (delay) => {
        const tick = ticks[Math.floor(take() * ticks.length)] as Float32Array;
        grains.play(tick, 0.3 + 1.5 * take() ** 4, between(take, -0.95, 0.95), delay);
      });
      puddle.step(length, 4 * level, (delay) => {
        const drop = plips[Math.floor(take() * plips.length)] as Float32Array;
        grains.play(drop, 0.015 + 0.07 * take() ** 2, between(take, -0.8, 0.8), delay);
      });
      grains.render(left, right, length);
    },
  };
};

/** Heard from inside: panes and roof ring to each drop, the rest is a dull wash. */
export const rainOnGlass = ({ place, take }: PlaceRandom): SoundSource => {
  const wash = new NoiseBand(take, 'pink', [highPass(140), lowPass(between(place, 800, 1100))], 0.6);
  const patter = new NoiseBand(take, 'pink', [bandPass(between(place, 1500, 2100), 0.8)], 0.7);
  const pane = between(place, 1900, 2600);
  const taps = Array.from({ length: 16 }, () =>
    noiseGrain(place, between(place, 0.008, 0.03), [bandPass(pane * between(place, 0.7, 1.5), 5)], 170, 0.3),
  );
  const fall = new Poisson(take, 38);
  const strength = new Wander(take, 4);
  const grains = new Grains();
  return {
    render: (left, right, length) => {
      const level = 0.75 + 0.45 * strength.step(length);
      wash.render(left, right, length, 0.55 * level);
      patter.render(left, right, length, 0.16 * level);
      fall.step(length, 38 * level, (delay) => {
        const tap = taps[Math.floor(take() * taps.length)] as Float32Array;
        grains.play(tap, 0.3 + 1.6 * take() ** 5, between(take, -0.7, 0.7), delay);
      });
      grains.render(left, right, length);
    },
  };
};

/** Noise through resonances that wander; gusts open them. */
const windWith = (
  random: PlaceRandom,
  lowHz: number,
  highHz: number,
  whistle: number,
  gustSeconds: number,
): SoundSource => {
  const { place, take } = random;
  const voices = [0, 1, 2].map((n) => ({
    band: new NoiseBand(take, 'pink', [bandPass(300, 2), bandPass(300, 1.2)], 0.75),
    pitch: new Wander(take, between(place, 3, 6)),
    weight: new Wander(take, between(place, 2, 5)),
    base: lowHz * (1 + n * 0.85) * between(place, 0.85, 1.15),
  }));
  const low = new NoiseBand(take, 'brown', [highPass(75), lowPass(210)], 0.8);
  const reed = new NoiseBand(take, 'white', [bandPass(900, 22), bandPass(900, 14)], 0.4);
  const reedPitch = new Wander(take, 4);
  const gust = new Wander(take, gustSeconds);
  return {
    render: (left, right, length) => {
      const g = 0.22 + 0.78 * gust.step(length) ** 1.5;
      low.render(left, right, length, 0.16 + 0.45 * g);
      for (const voice of voices) {
        const hz = voice.base + (highHz - lowHz) * 0.4 * (0.55 * voice.pitch.step(length) + 0.45 * g);
        voice.band.retune(0, bandPass(hz, 2.2), bandPass(hz * 1.04, 2.2));
        voice.band.retune(1, bandPass(hz * 1.1, 1.1), bandPass(hz * 1.05, 1.1));
        const weight = 0.25 + 0.75 * voice.weight.step(length);
        voice.band.render(left, right, length, (0.3 + 1.3 * g) * weight);
      }
      const whine = 620 + 520 * (0.5 * g + 0.5 * reedPitch.step(length));
      reed.retune(0, bandPass(whine, 22));
      reed.retune(1, bandPass(whine * 1.01, 14));
      reed.render(left, right, length, whistle * g * g);
    },
  };
};

export const wind = (random: PlaceRandom): SoundSource => windWith(random, 240, 900, 0.22, 3.5);
export const snowWind = (random: PlaceRandom): SoundSource => windWith(random, 170, 620, 0.35, 6);
