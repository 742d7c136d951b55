import { describe, expect, test } from 'vitest';
import { renderEffect } from '../effects/effects.ts';
import { stereoLufs } from '../loudness.ts';
import { type AmbienceKind, type AmbienceLayer, type EffectKind, soundRateHz } from '../sound.types.ts';
import { makeBed } from './bed.ts';

const kinds: readonly AmbienceKind[] = [
  'rain',
  'rain-on-glass',
  'sea',
  'harbour',
  'stream',
  'wind',
  'snow-wind',
  'city',
  'traffic',
  'leaves',
  'crickets',
  'room',
  'hall',
  'machine',
  'mains-hum',
  'ship-engine',
  'spaceship',
  'ventilation',
  'fire',
  'radio-static',
  'crowd',
  'train',
  'car-cabin',
];

const play = (
  layers: readonly AmbienceLayer[],
  take: string,
  seconds: number,
  lufs = -33,
): [Float32Array, Float32Array] => {
  const bed = makeBed({ place: 'a place', layers, lufs }, take);
  const left = new Float32Array(seconds * soundRateHz);
  const right = new Float32Array(left.length);
  for (let at = 0; at < left.length; at += 480)
    bed.render(left.subarray(at, at + 480), right.subarray(at, at + 480), 480);
  return [left, right];
};

const layer = (kind: AmbienceKind, levelDb = 0, muffled = false): AmbienceLayer => ({ kind, levelDb, muffled });

const peakOf = (samples: Float32Array): number => samples.reduce((most, x) => Math.max(most, Math.abs(x)), 0);

/** Mean magnitude of the second difference against the first: hiss is high, rumble is low. */
const brightness = (samples: Float32Array): number => {
  let steps = 0;
  let level = 0;
  for (let i = 1; i < samples.length; i++) {
    steps += Math.abs((samples[i] as number) - (samples[i - 1] as number));
    level += Math.abs(samples[i] as number);
  }
  return steps / level;
};

/** Loudness of every 100 ms, for comparing the shape of one stretch with another. */
const envelope = (samples: Float32Array): number[] => {
  const hops: number[] = [];
  for (let at = 0; at + 4800 <= samples.length; at += 4800) {
    let power = 0;
    for (let i = at; i < at + 4800; i++) power += (samples[i] as number) ** 2;
    hops.push(Math.log10(power / 4800 + 1e-12));
  }
  return hops;
};

const correlation = (a: readonly number[], b: readonly number[]): number => {
  const mean = (of: readonly number[]): number => of.reduce((sum, x) => sum + x, 0) / of.length;
  const [ma, mb] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  a.forEach((x, i) => {
    ab += (x - ma) * ((b[i] as number) - mb);
    aa += (x - ma) ** 2;
    bb += ((b[i] as number) - mb) ** 2;
  });
  return ab / Math.sqrt(aa * bb);
};

describe('ambience', () => {
  test('SND-40 every steady bed comes near the loudness asked for, wide, balanced and without broken samples', () => {
    for (const kind of kinds) {
      const [left, right] = play([layer(kind)], 'take', 6);
      const sum = left.reduce((total, x, i) => total + x + (right[i] as number), 0);
      expect(Number.isFinite(sum), kind).toBe(true);
      expect(Math.abs((stereoLufs(left, right) ?? 0) + 33), kind).toBeLessThan(6);
      expect(correlation([...left.subarray(0, 48_000)], [...right.subarray(0, 48_000)]), kind).toBeLessThan(0.97);
      expect(peakOf(left), kind).toBeLessThan(0.5);
    }
  });

  test('SND-41 the same place and take give the same samples; another take is another performance of the same place', () => {
    const rain = [layer('rain')];
    expect(play(rain, 'one', 1)).toEqual(play(rain, 'one', 1));
    expect(play(rain, 'one', 1)).not.toEqual(play(rain, 'two', 1));
    const [one] = play(rain, 'one', 6);
    const [two] = play(rain, 'two', 6);
    expect(Math.abs(brightness(one) / brightness(two) - 1)).toBeLessThan(0.1);
  });

  test('SND-42 nothing repeats: no second half minute has the shape of the first', () => {
    const shape = envelope(play([layer('sea')], 'take', 60)[0]);
    for (let lag = 200; lag < 300; lag += 5) {
      expect(Math.abs(correlation(shape.slice(0, 300), shape.slice(lag, lag + 300)))).toBeLessThan(0.85);
    }
  });

  test('SND-43 through a wall a place is duller; beds are no hiss', () => {
    expect(brightness(play([layer('rain', 0, true)], 'take', 3)[0])).toBeLessThan(
      brightness(play([layer('rain')], 'take', 3)[0]) * 0.5,
    );
    for (const kind of kinds) expect(brightness(play([layer(kind)], 'take', 1)[0]), kind).toBeLessThan(0.6);
  });
});

describe('effects', () => {
  const effects: readonly EffectKind[] = [
    'door-open',
    'door-close',
    'door-slam',
    'knock',
    'footsteps',
    'running',
    'thunder',
    'phone-ring',
    'phone-buzz',
    'click',
    'glass-clink',
    'glass-break',
    'bell',
    'ship-horn',
    'car-horn',
    'gunshot',
    'splash',
    'engine-start',
    'static-burst',
    'thud',
    'paper',
    'typing',
    'beep',
  ];
  const event = (kind: EffectKind, seed: string, interior = true): Parameters<typeof renderEffect>[0] => ({
    kind,
    seed,
    startSample: 0,
    lengthMs: 1500,
    gainDb: 0,
    pan: 0,
    interior,
  });

  test('SND-44 every effect starts and ends in silence, repeats for its seed and differs for another', () => {
    for (const kind of effects) {
      const samples = renderEffect(event(kind, 'a'));
      expect(samples.every(Number.isFinite), kind).toBe(true);
      expect(Math.abs(samples.at(-1) ?? 1), kind).toBeLessThan(1e-4);
      expect(Math.abs(samples[0] ?? 1), kind).toBeLessThan(0.05);
      expect(peakOf(samples), kind).toBeLessThanOrEqual(0.46);
      expect(renderEffect(event(kind, 'a')), kind).toEqual(samples);
      if (kind !== 'phone-buzz') expect(renderEffect(event(kind, 'b')), kind).not.toEqual(samples);
    }
  });
});
