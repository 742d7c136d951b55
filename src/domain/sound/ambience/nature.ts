/** Leaves, one bird family, crickets, fire. */
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

export const leaves = ({ place, take }: PlaceRandom): SoundSource => {
  const crowns = [0, 1, 2].map(() => ({
    band: new NoiseBand(
      take,
      'pink',
      [highPass(between(place, 900, 1500)), lowPass(between(place, 3800, 6000), 0.6)],
      0.9,
    ),
    breath: new Wander(take, between(place, 2, 4.5)),
    side: between(place, -0.7, 0.7),
  }));
  const air = new NoiseBand(take, 'brown', [highPass(110), lowPass(420)], 0.8);
  return {
    render: (left, right, length) => {
      air.render(left, right, length, 0.1);
      for (const crown of crowns) {
        const level = 0.15 + 0.32 * crown.breath.step(length) ** 2;
        crown.band.render(left, right, length, level * (1 - crown.side), level * (1 + crown.side));
      }
    },
  };
};

/** A syllable: a pure, gliding whistle with a little warble. */
const whistle = (fromHz: number, toHz: number, seconds: number, warbleHz: number): Float32Array => {
  let phase = 0;
  return makeGrain(
    seconds,
    (t) => {
      const x = t / seconds;
      const hz = fromHz + (toHz - fromHz) * x + 60 * Math.sin(2 * Math.PI * warbleHz * t);
      phase += (2 * Math.PI * hz) / soundRateHz;
      return (Math.sin(phase) + 0.12 * Math.sin(2 * phase)) * Math.sin(Math.PI * x) ** 0.8;
    },
    6,
  );
};

/** One family with a song of its own: three to five syllables, answered from somewhere else, then a long rest. */
export const birds = ({ place, take }: PlaceRandom): SoundSource => {
  const centre = between(place, 2600, 4200);
  const song = Array.from({ length: 3 + Math.floor(place() * 3) }, () => ({
    grain: whistle(
      centre * between(place, 0.8, 1.25),
      centre * between(place, 0.8, 1.25),
      between(place, 0.07, 0.2),
      between(place, 0, 28),
    ),
    gap: between(place, 0.06, 0.16),
  }));
  const sings = new Poisson(take, 0.22, 1.8);
  const grains = new Grains();
  const sing = (delay: number, pan: number, gain: number): void => {
    let at = delay;
    const count = Math.max(2, song.length - Math.floor(take() * 2));
    for (const { grain, gap } of song.slice(0, count)) {
      grains.play(grain, gain * between(take, 0.7, 1), pan, at);
      // Two faint reflections from the trees put it at a distance.
      grains.play(grain, gain * 0.22, -pan * 0.6, at + soundRateHz * 0.061);
      grains.play(grain, gain * 0.12, pan * 0.3, at + soundRateHz * 0.137);
      at += grain.length + gap * soundRateHz * between(take, 0.85, 1.2);
    }
  };
  return {
    render: (left, right, length) => {
      sings.step(length, 0.22, (delay) => {
        const pan = between(take, -0.85, 0.85);
        const gain = between(take, 0.05, 0.16);
        sing(delay, pan, gain);
        if (take() < 0.4) sing(delay + soundRateHz * between(take, 1.2, 2.2), -pan, gain * 0.5);
      });
      grains.render(left, right, length);
    },
  };
};

/** Each cricket keeps its pitch and pace; a chirp is three pulses of the wings. */
export const crickets = ({ place, take }: PlaceRandom): SoundSource => {
  const field = Array.from({ length: 5 }, (_, n) => {
    const hz = between(place, 3900, 4900);
    const chirp = makeGrain(0.062, (t) => {
      const pulse = Math.sin(Math.PI * ((t / 0.021) % 1)) ** 2;
      return Math.sin(2 * Math.PI * hz * t) * pulse;
    });
    return {
      chirp,
      every: soundRateHz * between(place, 0.34, 0.62),
      pan: between(place, -0.9, 0.9),
      gain: n === 0 ? 0.1 : between(place, 0.02, 0.05),
      wait: take() * soundRateHz * 0.5,
      sings: new Wander(take, 6),
    };
  });
  const night = new NoiseBand(take, 'brown', [highPass(120), lowPass(600)], 0.9);
  const far = new NoiseBand(take, 'white', [bandPass(4400, 9), bandPass(4400, 6)], 0.9);
  const grains = new Grains();
  return {
    render: (left, right, length) => {
      night.render(left, right, length, 0.1);
      far.render(left, right, length, 0.02);
      for (const cricket of field) {
        const awake = cricket.sings.step(length) > 0.22;
        cricket.wait -= length;
        if (cricket.wait < 0) {
          if (awake)
            grains.play(cricket.chirp, cricket.gain * between(take, 0.85, 1), cricket.pan, length + cricket.wait);
          cricket.wait += cricket.every * between(take, 0.97, 1.03);
        }
      }
      grains.render(left, right, length);
    },
  };
};

/** A low breath of flame, and crackles that come in showers. */
export const fire = ({ place, take }: PlaceRandom): SoundSource => {
  const roar = new NoiseBand(take, 'brown', [highPass(95), lowPass(between(place, 300, 420))], 0.5);
  const flutter = new NoiseBand(take, 'pink', [bandPass(700, 0.7)], 0.7);
  const cracks = Array.from({ length: 18 }, () =>
    noiseGrain(
      place,
      between(place, 0.003, 0.02),
      [bandPass(between(place, 900, 5200), between(place, 0.8, 2.5))],
      240,
      0.15,
    ),
  );
  const crackle = new Poisson(take, 7);
  const shower = new Wander(take, 1.4);
  const breath = new Wander(take, 0.5);
  const grains = new Grains();
  return {
    render: (left, right, length) => {
      const b = breath.step(length);
      roar.render(left, right, length, 0.24 + 0.22 * b);
      flutter.render(left, right, length, 0.07 + 0.08 * b);
      const rate = 1.5 + 22 * shower.step(length) ** 3;
      crackle.step(length, rate, (delay) => {
        const crack = cracks[Math.floor(take() * cracks.length)] as Float32Array;
        grains.play(crack, 0.2 + 3 * take() ** 5, between(take, -0.5, 0.5), delay);
      });
      grains.render(left, right, length);
    },
  };
};
