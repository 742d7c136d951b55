/** Fresh water between green banks: rivers, brooks, lakes, ponds. One stands on the near bank. */
import { mixColour } from '../ink/ink.ts';
import { ground, patch, strew } from './ground.ts';
import type { Draw } from './place.types.ts';
import { bush, mound, pine, rock, tree } from './plants.ts';
import type { SetBuilder } from './set-builder.ts';
import { rowboat, waterColour } from './water-kit.ts';

/** Streaks of light and dark along the water between two distances. */
const ripples = (set: SetBuilder, from: number, to: number, half: number): void => {
  const water = waterColour(set);
  strew(set, {
    count: 110,
    colours: [mixColour(water, '#ffffff', 0.4), mixColour(water, '#10243a', 0.35)],
    long: 1.3,
    width: 0.04,
    area: [half, from, to],
    alpha: 0.6,
  });
};

const banks = (set: SetBuilder): void => {
  ground(set, '#84955c');
  strew(set, {
    count: 220,
    colours: ['#6a8048', '#a0aa68', '#5a7040'],
    long: 0,
    up: 0.22,
    width: 0.025,
    area: [13, -5, 3],
  });
};

/** Stems at the water's edge. */
const reeds: Draw = (b) =>
  b.sprite(0, 0, 0, (at, depth) => {
    for (let i = 0; i < 13; i++) {
      const [x, high] = [-0.8 + i * 0.13, 0.7 + ((i * 37) % 7) * 0.09];
      const lean = (((i * 53) % 9) - 4) * 0.03;
      b.shape([at(x - 0.025, 0), at(x + lean, high), at(x + 0.025, 0)], depth, i % 3 === 0 ? '#8a9a4c' : '#6a8044', {
        ink: 0.4,
      });
      if (i % 4 === 1)
        b.shape(
          [at(x + lean - 0.035, high - 0.1), at(x + lean, high + 0.16), at(x + lean + 0.035, high - 0.1)],
          depth,
          '#6a4430',
          { ink: 0.5 },
        );
    }
  });

export const river = (set: SetBuilder): void => {
  set.set({ outlook: 'fields', walkHalfM: 50 });
  banks(set);
  const water = waterColour(set);
  patch(
    set,
    [-60, 3.6, -20, 3.2, -6, 4.2, 4, 3.4, 14, 4.4, 60, 3.4, 60, 11, 16, 12.4, 4, 11.2, -10, 12.6, -24, 11.4, -60, 12.4],
    water,
    0.5,
  );
  ripples(set, 4.6, 11, 18);
  for (const [x, z, size] of [
    [-2.6, 5, 0.5],
    [3.4, 6.2, 0.7],
    [6.6, 4.6, 0.5],
    [-7, 8, 0.8],
    [0.6, 9.4, 0.6],
  ] as const)
    set.add(x, z, 0, rock(set, size, '#8f938e'), { height: size });
  for (const [x, z] of [
    [-4.4, 3.6],
    [5, 3.6],
    [-8.6, 3.3],
    [9.4, 4],
  ] as const)
    set.add(x, z, 0, reeds, { height: 1.3 });
  for (const [x, z, h] of [
    [-12, 14, 7],
    [-6.4, 15, 6],
    [-1, 16, 7],
    [5, 14.4, 6.4],
    [10.6, 15, 7.4],
    [17, 17, 8],
    [-19, 17, 8],
    [-9.4, 3, 6.4],
  ] as const)
    set.add(x, z, 0, tree(set, h), { height: h });
  for (const [x, z] of [
    [-3.4, 13.6],
    [2.4, 13.4],
    [8, 13.6],
  ] as const)
    set.add(x, z, 0, bush(set, 1), { height: 1 });
  for (const [x, z] of [
    [-6, -10],
    [3, -11],
    [9, -9],
  ] as const)
    set.add(x, z, 0, tree(set, 7), { height: 7 });
};

export const lake = (set: SetBuilder): void => {
  set.set({ outlook: 'mountains' });
  banks(set);
  const water = waterColour(set);
  patch(set, [-90, 3.8, -20, 3.2, -5, 4, 6, 3.2, 16, 4, 90, 3.4, 90, 44, 30, 40, -30, 40, -90, 44], water, 0.5);
  ripples(set, 4.6, 34, 24);
  set.add(-10, 42, 0, mound(40, 2, '#6f8a5c'), { height: 2, bias: 4 });
  for (let x = -34; x < 36; x += 3.4)
    set.add(x, 41 + ((x * 7) % 3), 0, pine(set, 6 + Math.abs((x * 13) % 4)), { height: 9 });
  set.add(2.6, 5.4, -18, jettyPlanks, { height: 0.6 });
  set.add(5.6, 6.4, 24, rowboat, { height: 0.7 });
  for (const [x, z] of [
    [-4.8, 3.5],
    [-7.4, 3.6],
    [8.8, 3.6],
  ] as const)
    set.add(x, z, 0, reeds, { height: 1.3 });
  for (const [x, z, size] of [
    [-2.4, 4, 0.4],
    [7.4, 3.4, 0.6],
  ] as const)
    set.add(x, z, 0, rock(set, size, '#8f938e'), { height: size });
  for (const [x, z, h] of [
    [-11, 3, 7],
    [12, 3.4, 8],
    [-6, -10, 8],
    [2, -12, 9],
    [8, -10, 8],
  ] as const)
    set.add(x, z, 0, pine(set, h), { height: h });
};

const jettyPlanks: Draw = (b) => {
  for (const z of [-1.4, 0.4, 2.2]) for (const x of [-0.5, 0.5]) b.line([x, 0, z, x, 0.62, z], 0.1, '#5a4636');
  for (let z = -1.6; z < 2.6; z += 0.28) b.box(-0.62, 0.3, z, 0.62, 0.36, z + 0.24, '#9a7a56');
};
