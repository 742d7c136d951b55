/** Rooms with nobody in them: air, walls, lamps, clocks, fans. */
import { bandPass, highPass, lowPass } from '../biquad.ts';
import { soundRateHz } from '../sound.types.ts';
import { between, Grains, NoiseBand, noiseGrain, type PlaceRandom, type SoundSource, Wander } from './sources.ts';
import { harmonics, Tones } from './tones.ts';

/** Room tone: the smaller the room, the higher its hollow. A few of its modes stand out of the noise. */
const roomTone = ({ place, take }: PlaceRandom, lowHz: number, highHz: number, width: number): SoundSource => {
  const air = new NoiseBand(take, 'brown', [highPass(60), lowPass(between(place, lowHz, highHz))], width);
  const presence = new NoiseBand(take, 'pink', [highPass(250), lowPass(2400, 0.5)], 0.9);
  const modes = [0, 1].map(
    () => new NoiseBand(take, 'pink', [bandPass(between(place, lowHz * 0.5, highHz * 0.9), 7)], width),
  );
  const hum = new Tones(take, harmonics(between(place, 49, 61), 3, 0.45, place), 0.5, 0.1);
  const drift = new Wander(take, 7);
  return {
    render: (left, right, length) => {
      const d = 0.85 + 0.3 * drift.step(length);
      air.render(left, right, length, 0.4 * d);
      presence.render(left, right, length, 0.07 * d);
      for (const mode of modes) mode.render(left, right, length, 0.16 * d);
      hum.render(left, right, length, 0.006);
    },
  };
};

export const room = (random: PlaceRandom): SoundSource => roomTone(random, 320, 520, 0.6);
export const hall = (random: PlaceRandom): SoundSource => roomTone(random, 170, 260, 0.95);

export const ventilation = ({ place, take }: PlaceRandom): SoundSource => {
  const duct = new NoiseBand(take, 'pink', [highPass(110), lowPass(between(place, 900, 1500), 0.6)], 0.7);
  const boom = new NoiseBand(take, 'brown', [bandPass(between(place, 90, 150), 2)], 0.5);
  const fan = new Tones(take, harmonics(between(place, 92, 124), 3, 0.4, place), 0.6, 0.2);
  const drift = new Wander(take, 5);
  return {
    render: (left, right, length) => {
      const d = 0.9 + 0.2 * drift.step(length);
      duct.render(left, right, length, 0.3 * d);
      boom.render(left, right, length, 0.5 * d);
      fan.render(left, right, length, 0.014);
    },
  };
};

/** A lamp or a refrigerator: the mains' even harmonics, and a thin buzz. */
export const mainsHum = ({ place, take }: PlaceRandom): SoundSource => {
  const base = place() < 0.5 ? 100 : 120;
  const hum = new Tones(take, harmonics(base, 7, 0.55, place), 0.35, 0.25);
  const buzz = new NoiseBand(take, 'white', [bandPass(base * 24, 12)], 0.3);
  const air = new NoiseBand(take, 'brown', [highPass(60), lowPass(500)], 0.7);
  return {
    render: (left, right, length) => {
      hum.render(left, right, length, 0.05);
      buzz.render(left, right, length, 0.01);
      air.render(left, right, length, 0.12);
    },
  };
};

/** Two different clicks a second apart, and the case that answers them. */
export const clock = ({ place, take }: PlaceRandom): SoundSource => {
  const pitch = between(place, 1500, 2600);
  const make = (hz: number): Float32Array => noiseGrain(place, 0.05, [bandPass(hz, 6), highPass(500)], 120, 0.2);
  const clicks = [make(pitch), make(pitch * 0.82)] as const;
  const pan = between(place, -0.6, 0.6);
  const half = soundRateHz * between(place, 0.48, 0.52);
  const grains = new Grains();
  let wait = half * take();
  let turn = 0;
  return {
    render: (left, right, length) => {
      wait -= length;
      if (wait < 0) {
        const click = clicks[turn] as Float32Array;
        const gain = between(take, 2.6, 3.2);
        grains.play(click, gain, pan, length + wait);
        grains.play(click, gain * 0.25, -pan * 0.5, length + wait + soundRateHz * 0.012);
        grains.play(click, gain * 0.12, pan * 0.2, length + wait + soundRateHz * 0.031);
        turn = 1 - turn;
        wait += half;
      }
      grains.render(left, right, length);
    },
  };
};
