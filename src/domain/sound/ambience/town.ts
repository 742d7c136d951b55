/** City, traffic, crowds, trains and the inside of a car. */
import { Biquad, bandPass, highPass, lowPass } from '../biquad.ts';
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

type Pass = { at: number; readonly length: number; readonly gain: number; readonly direction: number };

/** Vehicles that come, pass and go; brightness and side follow where they are. */
class Passes {
  readonly #band: NoiseBand;
  readonly #arrive: Poisson;
  readonly #random: PlaceRandom;
  readonly #perSecond: number;
  readonly #seconds: readonly [number, number];
  #now: Pass | null = null;

  constructor(random: PlaceRandom, perSecond: number, seconds: readonly [number, number]) {
    this.#random = random;
    this.#perSecond = perSecond;
    this.#seconds = seconds;
    this.#band = new NoiseBand(random.take, 'pink', [highPass(90), lowPass(700, 0.6)], 0.3);
    this.#arrive = new Poisson(random.take, perSecond);
  }

  render(left: Float32Array, right: Float32Array, length: number, gain: number): void {
    const { take } = this.#random;
    this.#arrive.step(length, this.#perSecond, () => {
      if (this.#now !== null) return;
      const seconds = between(take, this.#seconds[0], this.#seconds[1]);
      const direction = take() < 0.5 ? -1 : 1;
      this.#now = { at: 0, length: seconds * soundRateHz, gain: between(take, 0.4, 1), direction };
    });
    const pass = this.#now;
    if (pass === null) {
      this.#band.render(left, right, length, 0);
      return;
    }
    pass.at += length;
    const x = Math.min(1, pass.at / pass.length);
    const nearness = Math.sin(Math.PI * x) ** 3;
    const side = (x * 2 - 1) * pass.direction * 0.8;
    this.#band.retune(1, lowPass(260 + 1500 * nearness, 0.6));
    const level = gain * pass.gain * nearness;
    this.#band.render(left, right, length, level * (1 - side), level * (1 + side));
    if (x >= 1) this.#now = null;
  }
}

/** A roof of low noise with no edges, far passes and the hum of everything. */
export const city = (random: PlaceRandom): SoundSource => {
  const { place, take } = random;
  const rumble = new NoiseBand(take, 'brown', [highPass(60), lowPass(between(place, 160, 240))], 0.8);
  const air = new NoiseBand(take, 'pink', [highPass(200), lowPass(900, 0.6)], 0.9);
  const hum = new Tones(take, harmonics(between(place, 48, 62), 3, 0.5, place), 0.7, 0.3);
  const passes = new Passes(random, 0.16, [6, 11]);
  const breath = new Wander(take, 6);
  return {
    render: (left, right, length) => {
      const b = breath.step(length);
      rumble.render(left, right, length, 0.4 + 0.2 * b);
      air.render(left, right, length, 0.14 + 0.07 * b);
      hum.render(left, right, length, 0.012);
      passes.render(left, right, length, 0.5);
    },
  };
};

export const traffic = (random: PlaceRandom): SoundSource => {
  const { take } = random;
  const rumble = new NoiseBand(take, 'brown', [highPass(45), lowPass(260)], 0.7);
  const near = new Passes(random, 0.5, [3.5, 6]);
  const far = new Passes(random, 0.4, [6, 10]);
  return {
    render: (left, right, length) => {
      rumble.render(left, right, length, 0.3);
      near.render(left, right, length, 0.8);
      far.render(left, right, length, 0.4);
    },
  };
};

/** Formants of five vowels (first and second), for murmurs in which no word can be heard. */
const vowels: readonly (readonly [number, number])[] = [
  [700, 1150],
  [500, 1700],
  [320, 2100],
  [480, 900],
  [350, 800],
];

class Murmurer {
  readonly #random: PlaceRandom['take'];
  readonly #first = new Biquad(bandPass(500, 5));
  readonly #second = new Biquad(bandPass(1500, 7));
  readonly #pitch: number;
  readonly #pan: number;
  #phase = 0;
  #left = 0;
  #syllable = 1;
  #stress = 0;
  #talks: Wander;

  constructor({ place, take }: PlaceRandom) {
    this.#random = take;
    this.#pitch = place() < 0.5 ? between(place, 95, 135) : between(place, 165, 225);
    this.#pan = between(place, -0.9, 0.9);
    this.#talks = new Wander(take, 2.6);
  }

  #nextSyllable(): void {
    const random = this.#random;
    const [first, second] = vowels[Math.floor(random() * vowels.length)] as readonly [number, number];
    this.#first.retune(bandPass(first * between(random, 0.9, 1.1), 5));
    this.#second.retune(bandPass(second * between(random, 0.9, 1.1), 7));
    this.#syllable = soundRateHz * between(random, 0.12, 0.3);
    this.#left = this.#syllable;
    this.#stress = random() < 0.2 ? 0 : between(random, 0.4, 1);
  }

  render(left: Float32Array, right: Float32Array, length: number): void {
    if (this.#left <= 0) this.#nextSyllable();
    const talking = Math.max(0, this.#talks.step(length) - 0.35) * this.#stress;
    const step = (this.#pitch * (0.92 + 0.2 * talking)) / soundRateHz;
    const l = Math.cos(((this.#pan + 1) * Math.PI) / 4);
    const r = Math.sin(((this.#pan + 1) * Math.PI) / 4);
    for (let i = 0; i < length; i++) {
      this.#phase += step;
      if (this.#phase >= 1) this.#phase -= 1;
      const glottis = (1 - this.#phase) ** 2 - 0.333;
      const envelope = Math.sin(Math.PI * Math.max(0, Math.min(1, (this.#left - i) / this.#syllable)));
      const x = (this.#first.step(glottis) + 0.5 * this.#second.step(glottis)) * envelope * talking;
      left[i] = (left[i] as number) + x * l;
      right[i] = (right[i] as number) + x * r;
    }
    this.#left -= length;
  }
}

/** A dozen people talking about something else, over the room's own noise. */
export const crowd = (random: PlaceRandom): SoundSource => {
  const people = Array.from({ length: 11 }, () => new Murmurer(random));
  const room = new NoiseBand(random.take, 'pink', [highPass(180), lowPass(1100, 0.6)], 0.8);
  const dull = [new Biquad(lowPass(1900)), new Biquad(lowPass(1900))] as const;
  const a = new Float32Array(480);
  const b = new Float32Array(480);
  return {
    render: (left, right, length) => {
      room.render(left, right, length, 0.045);
      a.fill(0);
      b.fill(0);
      for (const person of people) person.render(a, b, length);
      dull[0].run(a, length);
      dull[1].run(b, length);
      for (let i = 0; i < length; i++) {
        left[i] = (left[i] as number) + (a[i] as number) * 0.35;
        right[i] = (right[i] as number) + (b[i] as number) * 0.35;
      }
    },
  };
};

/** Rolling steel, and the two knocks of each axle pair on a joint. */
export const train = ({ place, take }: PlaceRandom): SoundSource => {
  const roll = new NoiseBand(take, 'brown', [highPass(65), lowPass(340)], 0.6);
  const steel = new NoiseBand(take, 'pink', [bandPass(between(place, 700, 1000), 1.2)], 0.7);
  const knock = noiseGrain(place, 0.16, [bandPass(between(place, 150, 230), 2.5), lowPass(900)], 34, 2);
  const every = soundRateHz * between(place, 0.85, 1.25);
  const sway = new Wander(take, 2.5);
  const grains = new Grains();
  let wait = every * take();
  return {
    render: (left, right, length) => {
      const s = sway.step(length);
      roll.render(left, right, length, 0.34 + 0.2 * s);
      steel.render(left, right, length, 0.09 + 0.08 * s);
      wait -= length;
      if (wait < 0) {
        const at = length + wait;
        for (const [delay, gain] of [
          [0, 1],
          [0.15, 0.85],
          [0.42, 0.7],
          [0.57, 0.6],
        ] as const) {
          grains.play(knock, gain * between(take, 1.1, 1.6), 0.15, at + delay * soundRateHz);
        }
        wait += every * between(take, 0.985, 1.015) * 1.4;
      }
      grains.render(left, right, length);
    },
  };
};

export const carCabin = ({ place, take }: PlaceRandom): SoundSource => {
  const road = new NoiseBand(take, 'brown', [highPass(60), lowPass(between(place, 190, 260))], 0.6);
  const tyres = new NoiseBand(take, 'pink', [bandPass(between(place, 550, 900), 0.9)], 0.7);
  const engine = new Tones(take, harmonics(between(place, 33, 46), 6, 0.62, place), 0.5, 0.1);
  const surface = new Wander(take, 3);
  return {
    render: (left, right, length) => {
      const s = surface.step(length);
      road.render(left, right, length, 0.45 + 0.25 * s);
      tyres.render(left, right, length, 0.1 + 0.09 * s);
      engine.render(left, right, length, 0.035);
    },
  };
};
