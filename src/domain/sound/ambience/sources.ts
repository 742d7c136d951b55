/**
 * The stuff ambiences are made of: noise through filters, slow wandering, and grains (drops, crackles, chirps) that fall
 * at random times. Sources render blocks of at most `controlBlock` samples; parameters move once per block, gains ramp
 * across it.
 */
import { type Random, seededRandom } from '../../random.ts';
import { Biquad, type BiquadShape } from '../biquad.ts';
import { soundRateHz } from '../sound.types.ts';

/** 10 ms: quick enough for gusts and swells, slow enough to be cheap. */
export const controlBlock = 480;

/** Adds its sound to both channels. `length` is at most `controlBlock`. */
export interface SoundSource {
  render(left: Float32Array, right: Float32Array, length: number): void;
}

export type NoiseColour = 'white' | 'pink' | 'brown';

/** Xorshift noise; pink by Paul Kellet's economy filter, brown by a leaky integrator. About -9 dB rms each. */
export class Noise {
  #state: number;
  readonly #colour: NoiseColour;
  #a = 0;
  #b = 0;
  #c = 0;

  constructor(random: Random, colour: NoiseColour = 'white') {
    this.#state = Math.floor(random() * 0xfffffffe) + 1;
    this.#colour = colour;
  }

  fill(block: Float32Array, length: number): void {
    let x = this.#state;
    for (let i = 0; i < length; i++) {
      x ^= x << 13;
      x ^= x >>> 17;
      x ^= x << 5;
      block[i] = x / 2147483648;
    }
    this.#state = x;
    if (this.#colour === 'pink') this.#pinken(block, length);
    else if (this.#colour === 'brown') this.#brown(block, length);
    else for (let i = 0; i < length; i++) block[i] = (block[i] as number) * 0.6;
  }

  #pinken(block: Float32Array, length: number): void {
    let [a, b, c] = [this.#a, this.#b, this.#c];
    for (let i = 0; i < length; i++) {
      const white = block[i] as number;
      a = 0.99765 * a + white * 0.099046;
      b = 0.963 * b + white * 0.2965164;
      c = 0.57 * c + white * 1.0526913;
      block[i] = (a + b + c + white * 0.1848) * 0.22;
    }
    [this.#a, this.#b, this.#c] = [a, b, c];
  }

  #brown(block: Float32Array, length: number): void {
    let a = this.#a;
    for (let i = 0; i < length; i++) {
      a = 0.996 * a + (block[i] as number) * 0.06;
      block[i] = a;
    }
    this.#a = a;
  }
}

/** A value that drifts smoothly between 0 and 1, a new aim about every `seconds`. */
export class Wander {
  readonly #random: Random;
  readonly #seconds: number;
  #from: number;
  #to: number;
  #t = 0;
  #span: number;

  constructor(random: Random, seconds: number) {
    this.#random = random;
    this.#seconds = seconds;
    this.#from = random();
    this.#to = random();
    this.#span = this.#nextSpan();
  }

  /** Moves on by `length` samples and returns the value there. */
  step(length: number): number {
    this.#t += length;
    while (this.#t >= this.#span) {
      this.#t -= this.#span;
      this.#from = this.#to;
      this.#to = this.#random();
      this.#span = this.#nextSpan();
    }
    const x = this.#t / this.#span;
    return this.#from + (this.#to - this.#from) * x * x * (3 - 2 * x);
  }

  #nextSpan(): number {
    return soundRateHz * this.#seconds * (0.6 + 0.8 * this.#random());
  }
}

/** Noise through the same filters on both sides. `width` 0 = mono, 1 = two unrelated sides. */
export class NoiseBand {
  readonly #noises: readonly [Noise, Noise];
  readonly #filters: readonly [Biquad[], Biquad[]];
  readonly #width: number;
  readonly #left = new Float32Array(controlBlock);
  readonly #right = new Float32Array(controlBlock);
  #gainLeft = 0;
  #gainRight = 0;

  constructor(random: Random, colour: NoiseColour, shapes: readonly BiquadShape[], width = 0.8) {
    this.#noises = [new Noise(random, colour), new Noise(random, colour)];
    this.#filters = [shapes.map((shape) => new Biquad(shape)), shapes.map((shape) => new Biquad(shape))];
    this.#width = width;
  }

  /** Moves filter `index` of both sides. */
  retune(index: number, left: BiquadShape, right = left): void {
    this.#filters[0][index]?.retune(left);
    this.#filters[1][index]?.retune(right);
  }

  /** Adds a block whose gain ramps to the given ones. */
  render(left: Float32Array, right: Float32Array, length: number, gainLeft: number, gainRight = gainLeft): void {
    this.#noises[0].fill(this.#left, length);
    this.#noises[1].fill(this.#right, length);
    if (this.#width < 1) {
      const own = Math.sqrt(this.#width * (2 - this.#width));
      const shared = 1 - this.#width;
      for (let i = 0; i < length; i++) {
        this.#right[i] = (this.#right[i] as number) * own + (this.#left[i] as number) * shared;
      }
    }
    for (const filter of this.#filters[0]) filter.run(this.#left, length);
    for (const filter of this.#filters[1]) filter.run(this.#right, length);
    const stepLeft = (gainLeft - this.#gainLeft) / length;
    const stepRight = (gainRight - this.#gainRight) / length;
    for (let i = 0; i < length; i++) {
      left[i] = (left[i] as number) + (this.#left[i] as number) * (this.#gainLeft + stepLeft * i);
      right[i] = (right[i] as number) + (this.#right[i] as number) * (this.#gainRight + stepRight * i);
    }
    this.#gainLeft = gainLeft;
    this.#gainRight = gainRight;
  }
}

type Playing = { readonly samples: Float32Array; readonly left: number; readonly right: number; at: number };

/** Short sounds in flight. */
export class Grains {
  #playing: Playing[] = [];

  /** `pan` -1..1, equal power; `delay` in samples from the start of the next block. */
  play(samples: Float32Array, gain: number, pan: number, delay = 0): void {
    const angle = ((pan + 1) * Math.PI) / 4;
    this.#playing.push({
      samples,
      left: gain * Math.cos(angle),
      right: gain * Math.sin(angle),
      at: -Math.round(delay),
    });
  }

  render(left: Float32Array, right: Float32Array, length: number): void {
    for (const grain of this.#playing) {
      const from = Math.max(0, -grain.at);
      const to = Math.min(length, grain.samples.length - grain.at);
      for (let i = from; i < to; i++) {
        const x = grain.samples[grain.at + i] as number;
        left[i] = (left[i] as number) + x * grain.left;
        right[i] = (right[i] as number) + x * grain.right;
      }
      grain.at += length;
    }
    this.#playing = this.#playing.filter((grain) => grain.at < grain.samples.length);
  }
}

/** Calls `fall(delaySamples)` at random moments, `perSecond` on average, never sooner than `apartSeconds`. */
export class Poisson {
  readonly #random: Random;
  readonly #apart: number;
  #wait: number;

  constructor(random: Random, perSecond: number, apartSeconds = 0) {
    this.#random = random;
    this.#apart = apartSeconds;
    this.#wait = random() * (soundRateHz / perSecond);
  }

  step(length: number, perSecond: number, fall: (delay: number) => void): void {
    while (this.#wait < length) {
      fall(this.#wait);
      this.#wait += soundRateHz * (this.#apart - Math.log(1 - this.#random() * 0.999) / perSecond);
    }
    this.#wait -= length;
  }
}

/** A grain made by a function of seconds, faded at both ends so that it never clicks unless it should. */
export const makeGrain = (seconds: number, sampleAt: (t: number, i: number) => number, attackMs = 1): Float32Array => {
  const length = Math.max(2, Math.round(seconds * soundRateHz));
  const attack = Math.max(1, Math.round((attackMs * soundRateHz) / 1000));
  const release = Math.min(length - 1, Math.max(24, Math.round(length * 0.15)));
  return Float32Array.from({ length }, (_, i) => {
    const fade = Math.min(1, i / attack, (length - 1 - i) / release);
    return sampleAt(i / soundRateHz, i) * fade;
  });
};

/** White noise of a grain's own, filtered. */
export const noiseGrain = (
  random: Random,
  seconds: number,
  shapes: readonly BiquadShape[],
  decay: number,
  attackMs = 1,
): Float32Array => {
  const noise = new Noise(random);
  const block = new Float32Array(Math.max(2, Math.round(seconds * soundRateHz)));
  noise.fill(block, block.length);
  for (const shape of shapes) new Biquad(shape).run(block);
  return makeGrain(seconds, (t, i) => (block[i] as number) * Math.exp(-t * decay), attackMs);
};

/** Randomness that belongs to the place (its pitches and rates), and to one performance of it (which drop falls when). */
export type PlaceRandom = { readonly place: Random; readonly take: Random };

export const placeRandom = (place: string, take: string, kind: string): PlaceRandom => ({
  place: seededRandom('ambience', place, kind),
  take: seededRandom('ambience', place, kind, 'take', take),
});

/** A number between two others. */
export const between = (random: Random, low: number, high: number): number => low + (high - low) * random();
