/** Lays the layers of a place into one bed at an exact loudness. Endless: nothing in it ever repeats. */
import { Biquad, lowPass } from '../biquad.ts';
import { gainFromDb } from '../decibels.ts';
import { LoudnessMeter, powerFromLufs } from '../loudness.ts';
import { type AmbienceKind, type AmbienceLayer, type AmbienceRecipe, soundRateHz } from '../sound.types.ts';
import { machine, radioStatic, shipEngine, spaceship } from './machines.ts';
import { birds, crickets, fire, leaves } from './nature.ts';
import { clock, hall, mainsHum, room, ventilation } from './rooms.ts';
import { controlBlock, type PlaceRandom, placeRandom, type SoundSource } from './sources.ts';
import { carCabin, city, crowd, traffic, train } from './town.ts';
import { harbour, sea, stream } from './water.ts';
import { rain, rainOnGlass, snowWind, wind } from './weather.ts';

const makers: Readonly<Record<AmbienceKind, (random: PlaceRandom) => SoundSource>> = {
  rain: rain,
  'rain-on-glass': rainOnGlass,
  sea: sea,
  harbour: harbour,
  stream: stream,
  wind: wind,
  'snow-wind': snowWind,
  city: city,
  traffic: traffic,
  leaves: leaves,
  birds: birds,
  crickets: crickets,
  room: room,
  hall: hall,
  machine: machine,
  'mains-hum': mainsHum,
  'ship-engine': shipEngine,
  spaceship: spaceship,
  ventilation: ventilation,
  fire: fire,
  'radio-static': radioStatic,
  crowd: crowd,
  train: train,
  'car-cabin': carCabin,
  clock: clock,
};

/** Layers made of rare events have no steady loudness to measure; their makers set their level against -23 LUFS. */
const sparse: ReadonlySet<AmbienceKind> = new Set(['birds', 'clock']);

const referenceLufs = -23;
/** Long enough to hear a few waves and gusts of those that come and go. */
const measuredSeconds = (kind: AmbienceKind): number => (slow.has(kind) ? 12 : 3);
const slow: ReadonlySet<AmbienceKind> = new Set(['sea', 'wind', 'snow-wind', 'traffic', 'leaves', 'fire', 'crowd']);

class Muffle {
  readonly #filters = [0, 1, 2, 3].map(() => new Biquad(lowPass(620, 0.6)));

  run(left: Float32Array, right: Float32Array, length: number): void {
    for (let i = 0; i < length; i++) {
      const middle = ((left[i] as number) + (right[i] as number)) / 2;
      left[i] = (left[i] as number) * 0.5 + middle * 0.5;
      right[i] = (right[i] as number) * 0.5 + middle * 0.5;
    }
    this.#filters[0]?.run(left, length);
    this.#filters[1]?.run(left, length);
    this.#filters[2]?.run(right, length);
    this.#filters[3]?.run(right, length);
  }
}

/** One layer with a gain, through a wall if need be. */
class Layer implements SoundSource {
  readonly #source: SoundSource;
  readonly #muffle: Muffle | null;
  readonly #left = new Float32Array(controlBlock);
  readonly #right = new Float32Array(controlBlock);
  readonly #gain: number;

  constructor(layer: AmbienceLayer, place: string, take: string, gain: number) {
    this.#source = makers[layer.kind](placeRandom(place, take, layer.kind));
    this.#muffle = layer.muffled ? new Muffle() : null;
    this.#gain = gain;
  }

  render(left: Float32Array, right: Float32Array, length: number): void {
    this.#left.fill(0);
    this.#right.fill(0);
    this.#source.render(this.#left, this.#right, length);
    this.#muffle?.run(this.#left, this.#right, length);
    for (let i = 0; i < length; i++) {
      left[i] = (left[i] as number) + (this.#left[i] as number) * this.#gain;
      right[i] = (right[i] as number) + (this.#right[i] as number) * this.#gain;
    }
  }
}

/**
 * Gain that brings a layer of this place to the reference loudness. Measured on a performance of its own, so that every
 * scene in the place gets the same gain.
 */
const referenceGain = (layer: AmbienceLayer, place: string): number => {
  const name = `${place}\u0001${layer.kind}\u0001${layer.muffled}`;
  const known = measuredGains.get(name);
  if (known !== undefined) return known;
  const gain = sparse.has(layer.kind) ? 1 : measuredGain(layer, place);
  measuredGains.set(name, gain);
  return gain;
};

/** Remembered answers of a pure function: the scenes of a place are often mixed by the same thread. */
const measuredGains = new Map<string, number>();

const measuredGain = (layer: AmbienceLayer, place: string): number => {
  const probe = new Layer(layer, place, 'measure', 1);
  const meter = new LoudnessMeter();
  const left = new Float32Array(controlBlock);
  const right = new Float32Array(controlBlock);
  for (let at = 0; at < measuredSeconds(layer.kind) * soundRateHz; at += controlBlock) {
    left.fill(0);
    right.fill(0);
    probe.render(left, right, controlBlock);
    meter.add(left, right);
  }
  const measured = meter.integrated();
  return measured === null ? 0 : gainFromDb(referenceLufs - measured);
};

/** A bed at `lufs`; `take` names the performance (a scene). */
export const makeBed = (recipe: AmbienceRecipe, take: string): SoundSource => {
  const layers = recipe.layers.map((layer) => ({ layer, gain: referenceGain(layer, recipe.place) }));
  const steady = layers.filter(({ layer }) => !sparse.has(layer.kind));
  const power = steady.reduce((sum, { layer }) => sum + powerFromLufs(referenceLufs) * 10 ** (layer.levelDb / 10), 0);
  const whole = power > 0 ? Math.sqrt(powerFromLufs(recipe.lufs) / power) : gainFromDb(recipe.lufs - referenceLufs);
  const sources = layers.map(
    ({ layer, gain }) => new Layer(layer, recipe.place, take, gain * whole * gainFromDb(layer.levelDb)),
  );
  return {
    render: (left, right, length) => {
      for (const source of sources) source.render(left, right, length);
    },
  };
};
