/** Doors, knocks, feet, glass, thuds, shots and splashes. */
import type { Random } from '../../random.ts';
import { between, makeGrain } from '../ambience/sources.ts';
import { bandPass, highPass, lowPass } from '../biquad.ts';
import { burst, Canvas, struck } from './pieces.ts';

/** The wooden body of a door or floor: a few low modes under a tap. */
const wood = (random: Random, hz: number, tap: number): Float32Array => {
  const canvas = new Canvas(0.35);
  const modes = [1, 1.58, 2.24, 2.92].map(
    (ratio, n) => [hz * ratio * between(random, 0.97, 1.03), 0.6 ** n, 26 + 14 * n] as const,
  );
  canvas.add(struck(0.3, modes), 0, 1);
  canvas.add(burst(random, 0.03, [bandPass(hz * 9, 1.2)], 190), 0, tap);
  return canvas.samples;
};

const latch = (random: Random): Float32Array => {
  const canvas = new Canvas(0.16);
  canvas.add(burst(random, 0.02, [bandPass(between(random, 2400, 3400), 3)], 240), 0, 0.8);
  canvas.add(burst(random, 0.025, [bandPass(between(random, 1500, 2200), 3)], 200), between(random, 0.05, 0.09), 1);
  return canvas.samples;
};

export const doorOpen = (random: Random): Float32Array => {
  const canvas = new Canvas(0.9);
  canvas.add(latch(random), 0, 0.7);
  canvas.add(wood(random, between(random, 105, 135), 0.2), 0.12, 0.35);
  canvas.add(burst(random, 0.5, [highPass(180), lowPass(700)], 5, 160), 0.16, 0.16);
  return canvas.samples;
};

export const doorClose = (random: Random): Float32Array => {
  const canvas = new Canvas(0.8);
  canvas.add(burst(random, 0.22, [highPass(150), lowPass(600)], 4, 120), 0, 0.12);
  canvas.add(wood(random, between(random, 84, 108), 0.35), 0.22, 0.9);
  canvas.add(latch(random), 0.235, 0.4);
  return canvas.samples;
};

export const doorSlam = (random: Random): Float32Array => {
  const canvas = new Canvas(1);
  canvas.add(wood(random, between(random, 66, 84), 0.9), 0, 1.4);
  canvas.add(burst(random, 0.3, [lowPass(420)], 16, 0.5), 0, 2.2);
  canvas.add(latch(random), 0.012, 0.5);
  return canvas.samples;
};

export const knock = (random: Random): Float32Array => {
  const canvas = new Canvas(1.2);
  const hz = between(random, 150, 205);
  const times = random() < 0.5 ? [0, 0.19, 0.37] : [0, 0.17];
  for (const at of times)
    canvas.add(wood(random, hz, 0.5), at + between(random, -0.012, 0.012), between(random, 0.8, 1));
  return canvas.samples;
};

/** Heel, then sole; every step a little different, the pace a person's own. */
const steps = (random: Random, seconds: number, pace: number, weight: number): Float32Array => {
  const canvas = new Canvas(seconds + 0.3);
  const hz = between(random, 78, 104);
  let at = 0.05;
  for (let n = 0; at < seconds; n++) {
    const gain = between(random, 0.7, 1) * (n % 2 === 0 ? 1 : 0.88);
    canvas.add(wood(random, hz * between(random, 0.94, 1.06), 0.18 * weight), at, gain * weight);
    canvas.add(burst(random, 0.05, [bandPass(between(random, 1100, 1700), 0.8)], 90, 2), at + 0.035, gain * 0.3);
    at += pace * between(random, 0.94, 1.06);
  }
  return canvas.samples;
};

export const footsteps = (random: Random, seconds: number): Float32Array =>
  steps(random, seconds, between(random, 0.54, 0.62), 0.8);
export const running = (random: Random, seconds: number): Float32Array =>
  steps(random, seconds, between(random, 0.29, 0.34), 1.1);

export const thud = (random: Random): Float32Array => {
  const canvas = new Canvas(0.7);
  canvas.add(
    struck(0.5, [
      [between(random, 52, 70), 1, 13],
      [118, 0.5, 22],
      [171, 0.3, 30],
    ]),
    0,
    1,
  );
  canvas.add(burst(random, 0.12, [lowPass(700)], 40), 0, 0.8);
  return canvas.samples;
};

const glassModes = (random: Random, hz: number, ring: number): readonly (readonly [number, number, number])[] =>
  [1, 2.32, 4.25, 6.63, 9.38].map(
    (ratio, n) => [hz * ratio * between(random, 0.99, 1.01), 0.62 ** n, ring * (1 + n * 0.7)] as const,
  );

export const glassClink = (random: Random): Float32Array => {
  const canvas = new Canvas(1);
  const hz = between(random, 1500, 2300);
  canvas.add(struck(0.8, glassModes(random, hz, 7)), 0, 0.6);
  canvas.add(burst(random, 0.01, [highPass(4000)], 420), 0, 0.4);
  return canvas.samples;
};

export const glassBreak = (random: Random): Float32Array => {
  const canvas = new Canvas(1.6);
  canvas.add(burst(random, 0.12, [highPass(1800)], 34), 0, 1.2);
  canvas.add(burst(random, 0.06, [bandPass(420, 1)], 60), 0, 0.9);
  for (let n = 0; n < 46; n++) {
    const at = 0.01 + 1.1 * random() ** 2.2;
    const shard = struck(0.14, glassModes(random, between(random, 2200, 6200), 34));
    canvas.add(shard, at, 0.28 * Math.exp(-at * 2.4) * between(random, 0.3, 1));
  }
  return canvas.samples;
};

export const click = (random: Random): Float32Array => latch(random);

export const gunshot = (random: Random): Float32Array => {
  const canvas = new Canvas(2);
  canvas.add(burst(random, 0.05, [highPass(300)], 90, 0.05), 0, 3);
  canvas.add(burst(random, 0.4, [lowPass(900)], 15, 0.1), 0, 3);
  canvas.add(
    struck(0.4, [
      [58, 1, 12],
      [92, 0.6, 16],
    ]),
    0,
    1.2,
  );
  canvas.add(burst(random, 1.7, [lowPass(600), highPass(80)], 2.6, 20), 0.06, 0.5);
  return canvas.samples;
};

export const splash = (random: Random): Float32Array => {
  const canvas = new Canvas(1.5);
  canvas.add(burst(random, 0.35, [lowPass(900), highPass(110)], 11, 6), 0, 1.4);
  canvas.add(burst(random, 0.9, [highPass(900), lowPass(4200)], 5, 30), 0.05, 0.5);
  for (let n = 0; n < 34; n++) {
    const at = 0.12 + 1.1 * random() ** 1.5;
    const hz = between(random, 420, 1500);
    const bubble = makeGrain(0.07, (t) => Math.sin(2 * Math.PI * hz * t * (1 + 2 * t)) * Math.exp(-t * 50), 1);
    canvas.add(bubble, at, 0.16 * Math.exp(-at * 1.8));
  }
  return canvas.samples;
};

/** A crack when it is near, then rolls that come in waves and die over seconds. */
export const thunder = (random: Random): Float32Array => {
  const canvas = new Canvas(7);
  const distance = random();
  canvas.add(
    burst(random, 0.7, [highPass(120), lowPass(1500 - 900 * distance)], 6, 3 + 60 * distance),
    0,
    1.6 * (1 - 0.7 * distance),
  );
  let at = 0.05;
  while (at < 4.4) {
    const seconds = between(random, 0.9, 2.1);
    const rollGain = Math.exp(-at * 0.55) * between(random, 0.5, 1.2);
    canvas.add(
      burst(random, seconds, [highPass(40), lowPass(between(random, 130, 260)), lowPass(420)], 1.2, 160),
      at,
      5 * rollGain,
    );
    at += between(random, 0.25, 0.7);
  }
  return canvas.samples;
};

export const paper = (random: Random): Float32Array => {
  const canvas = new Canvas(0.8);
  for (let n = 0; n < 26; n++) {
    const at = 0.6 * random();
    canvas.add(
      burst(random, 0.03, [bandPass(between(random, 2200, 5200), 1)], 110, 3),
      at,
      0.4 * between(random, 0.2, 1),
    );
  }
  canvas.add(burst(random, 0.55, [highPass(1500), lowPass(5200)], 4, 120), 0.02, 0.16);
  return canvas.samples;
};

export const typing = (random: Random, seconds: number): Float32Array => {
  const canvas = new Canvas(seconds + 0.2);
  for (let at = 0.02; at < seconds; at += between(random, 0.08, 0.24)) {
    canvas.add(burst(random, 0.03, [bandPass(between(random, 1700, 2900), 1.6)], 150), at, between(random, 0.4, 1));
    canvas.add(burst(random, 0.03, [bandPass(420, 2)], 120), at, 0.4);
  }
  return canvas.samples;
};
