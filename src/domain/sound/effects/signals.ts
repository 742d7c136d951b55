/** Bells, horns, telephones, engines, static: sounds with a pitch or a long breath. */
import type { Random } from '../../random.ts';
import { between } from '../ambience/sources.ts';
import { bandPass, highPass, lowPass } from '../biquad.ts';
import { soundRateHz } from '../sound.types.ts';
import { blown, burst, Canvas, struck } from './pieces.ts';

/** The partials of a cast bell (hum, prime, tierce, quint, nominal and two above). */
export const bell = (random: Random): Float32Array => {
  const hz = between(random, 240, 420);
  const partials = [
    [0.5, 0.5, 0.7],
    [1, 0.8, 1.1],
    [1.19, 0.6, 1.4],
    [1.5, 0.35, 1.9],
    [2, 0.9, 2.2],
    [2.51, 0.3, 3],
    [3.01, 0.25, 4],
  ] as const;
  const canvas = new Canvas(4);
  canvas.add(
    struck(
      4,
      partials.map(([ratio, gain, decay]) => [hz * ratio, gain, decay] as const),
    ),
    0,
    0.5,
  );
  canvas.add(burst(random, 0.02, [bandPass(hz * 8, 1)], 200), 0, 0.2);
  return canvas.samples;
};

/** An old telephone: two small gongs struck twenty times a second, on for two seconds, off for two. */
export const phoneRing = (random: Random, seconds: number): Float32Array => {
  const canvas = new Canvas(seconds + 0.8);
  const low = between(random, 1020, 1180);
  const gongs = [low, low * 1.26].map((hz) =>
    struck(0.5, [
      [hz, 0.5, 9],
      [hz * 2.76, 0.3, 14],
      [hz * 5.4, 0.12, 22],
    ]),
  );
  for (let at = 0, n = 0; at < seconds; at += 1 / 21, n++) {
    if (at % 3.2 < 1.4) canvas.add(gongs[n % 2] as Float32Array, at + between(random, -0.003, 0.003), 0.5);
  }
  return canvas.samples;
};

export const phoneBuzz = (_random: Random, seconds: number): Float32Array => {
  const canvas = new Canvas(seconds + 0.1);
  const buzz = blown(
    162,
    0.42,
    [
      [1, 0.6],
      [2, 0.3],
      [3, 0.25],
      [5, 0.1],
    ],
    0.02,
    0.03,
  );
  for (let at = 0; at < seconds; at += at % 2 < 0.5 ? 0.62 : 1.4) canvas.add(buzz, at, 0.6);
  return canvas.samples;
};

export const shipHorn = (random: Random): Float32Array => {
  const hz = between(random, 92, 124);
  const partials = [1, 2, 3, 4, 5, 6, 7, 9].map((ratio, n) => [ratio, 0.78 ** n] as const);
  const canvas = new Canvas(3.4);
  canvas.add(blown(hz, 2.6, partials, 0.18, 0.5), 0, 0.5);
  canvas.add(blown(hz * 1.335, 2.55, partials, 0.22, 0.5), 0.03, 0.32);
  canvas.add(burst(random, 2.5, [bandPass(700, 0.7)], 0.4, 150), 0, 0.06);
  return canvas.samples;
};

export const carHorn = (random: Random): Float32Array => {
  const hz = between(random, 390, 420);
  const partials = [1, 2, 3, 4, 5, 6].map((ratio, n) => [ratio, 0.8 ** n] as const);
  const seconds = between(random, 0.35, 0.7);
  const canvas = new Canvas(seconds + 0.1);
  canvas.add(blown(hz, seconds, partials, 0.02, 0.05), 0, 0.4);
  canvas.add(blown(hz * 1.26, seconds, partials, 0.02, 0.05), 0, 0.35);
  return canvas.samples;
};

export const beep = (random: Random): Float32Array => {
  const canvas = new Canvas(0.3);
  canvas.add(
    blown(
      between(random, 880, 1250),
      0.16,
      [
        [1, 0.8],
        [2, 0.1],
      ],
      0.006,
      0.02,
    ),
    0,
    0.6,
  );
  return canvas.samples;
};

export const staticBurst = (random: Random): Float32Array => {
  const canvas = new Canvas(1.1);
  canvas.add(burst(random, 0.9, [highPass(500), lowPass(2800), lowPass(3400)], 2.4, 4), 0, 0.7);
  for (let n = 0; n < 12; n++)
    canvas.add(burst(random, 0.01, [bandPass(1600, 0.8)], 320), 0.8 * random(), between(random, 0.3, 1));
  return canvas.samples;
};

/** A starter that turns, catches, and an engine that settles. */
export const engineStart = (random: Random): Float32Array => {
  const canvas = new Canvas(3.2);
  for (let n = 0; n < 5; n++) {
    canvas.add(burst(random, 0.12, [bandPass(between(random, 260, 340), 2)], 12, 12), n * 0.13, 0.9);
  }
  const out = canvas.samples;
  let phase = 0;
  const start = Math.round(0.66 * soundRateHz);
  const hiss = burst(random, 2.4, [bandPass(480, 0.8)], 0.2, 30);
  for (let i = start; i < out.length; i++) {
    const t = (i - start) / soundRateHz;
    const hz = 27 + 34 * Math.exp(-t * 2.2);
    phase += hz / soundRateHz;
    const fire = Math.exp(-(phase % 1) * 5) - 0.2;
    const fade = Math.min(1, t / 0.05, Math.max(0, (2.5 - t) / 1.3));
    out[i] = (out[i] as number) + (fire * 0.5 + (hiss[i - start] ?? 0) * (phase % 1 < 0.4 ? 1.2 : 0.5)) * fade;
  }
  return out;
};
