/** Open country people have shaped: parks, fields, gardens, roads. */
import { smoothCurve } from '../ink/ink.ts';
import { ground, patch, strew } from './ground.ts';
import type { Draw } from './place.types.ts';
import { bush, cactus, mound, tree } from './plants.ts';
import type { SetBuilder } from './set-builder.ts';
import { bench, car, fence, house, litStreetLamp, railFence } from './street-kit.ts';

export const park = (set: SetBuilder): void => {
  set.set({
    passersBy: [
      [1.2, 11.5],
      [-5.8, 24],
      [4.8, 14],
    ],
  });
  set.set({ outlook: 'garden' });
  ground(set, '#86995c');
  strew(set, {
    count: 240,
    colours: ['#6f8a4c', '#9fae6c', '#5c7844'],
    long: 0,
    up: 0.15,
    width: 0.025,
    area: [11, -5, 16],
  });
  patch(set, [-1.4, -8, 1.3, -8, 1.9, 2, 0.4, 10, -3.4, 20, -9, 34, -10.5, 34, -5.4, 20, -1.6, 10, -0.9, 2], '#c9b48c');
  for (const [x, z, h] of [
    [-5, 6, 6],
    [5.2, 7, 7],
    [-8.5, 11, 7.5],
    [9, 13, 8],
    [3.4, 16, 6.5],
    [-4, 19, 7],
    [7, 22, 8],
    [-13, 18, 8],
    [13, 4, 7],
    [-12, 2, 7],
  ] as const)
    set.add(x, z, 0, tree(set, h), { height: h });
  for (const [x, z] of [
    [3.2, 4.4],
    [-3.4, 3.8],
    [6.6, 4],
    [-6.6, 9],
  ] as const)
    set.add(x, z, 0, bush(set, 0.9, '#5f8452'), { height: 0.9 });
  set.add(2.5, 3.4, -25, bench(), { height: 0.9 });
  set.add(-3.2, -3.5, 150, bench(), { height: 0.9 });
  litStreetLamp(set, -2.6, 5, 90, 3.6);
  litStreetLamp(set, 1.9, 12, -90, 3.6);
  for (const [x, z] of [
    [-6, -7],
    [4, -8],
    [-1, -12],
    [9, -10],
  ] as const)
    set.add(x, z, 0, tree(set, 7), { height: 7 });
  for (const x of [-0.9, 4.3]) set.add(x, 5.6, 0, flowers(set), { height: 0.5 });
};

const flowers = (set: SetBuilder): Draw => {
  const heads = Array.from({ length: 22 }, () => ({
    x: (set.random() * 2 - 1) * 1,
    y: 0.15 + set.random() * 0.3,
    c: ['#d8546a', '#e8b84a', '#f0e8e0', '#a86ac0'][Math.floor(set.random() * 4)] ?? '#d8546a',
  }));
  return (b) =>
    b.sprite(0, 0, 0, (at, depth) => {
      for (const { x, y, c } of heads) {
        b.shape([at(x - 0.015, 0), at(x, y), at(x + 0.015, 0)], depth, '#4f7044', { ink: 0 });
        const r = 0.07;
        b.shape(smoothCurve([at(x - r, y), at(x, y + r), at(x + r, y), at(x, y - r)], true, 4), depth, c, { ink: 0.4 });
      }
    });
};

export const field = (set: SetBuilder): void => {
  set.set({ outlook: 'fields' });
  const corn = /corn|wheat|harvest/i.test(set.name) || set.dressing.has('wheat') || set.dressing.has('corn');
  ground(set, corn ? '#c4a455' : '#94985a');
  strew(set, {
    count: 420,
    colours: corn ? ['#d8bc6a', '#a88438', '#e6cf8a'] : ['#7c8a48', '#aab06c', '#c2b470'],
    long: 0,
    up: corn ? 0.7 : 0.28,
    width: 0.03,
    area: [14, corn ? 1.4 : -5, 22],
  });
  patch(set, [-1, -8, 0.8, -8, 0.9, 6, -0.6, 16, 1.2, 40, 0.5, 40, -1.5, 16, -0.4, 6], '#b89a68', 0.2);
  if (/farm|barn|ranch|homestead/i.test(set.name) || set.dressing.has('barn'))
    set.add(-9, 24, 12, barn(set), { height: 8, bias: 4 });
  else set.add(11, 34, -10, house(set, 9, '#d0c4a8', '#8a5044'), { height: 6, bias: 4 });
  for (const [x, z, h] of [
    [-7, 15, 7],
    [14, 22, 8],
    [-18, 30, 8],
    [5, 44, 7],
    [20, 40, 9],
  ] as const)
    set.add(x, z, 0, tree(set, h), { height: h });
  for (let x = -14; x <= 14; x += 4) if (Math.abs(x) > 1) set.add(x, 6.4, 0, railFence(4), { height: 1.1 });
  for (const [x, z] of [
    [-4.6, 9],
    [6, 12],
  ] as const)
    set.add(x, z, 0, hay, { height: 1.4 });
  for (const [x, z] of [
    [-12, -12],
    [9, -14],
    [0, -22],
  ] as const)
    set.add(x, z, 0, tree(set, 8), { height: 8 });
};

const hay: Draw = (b) =>
  b.sprite(0, 0, 0, (at, depth) => {
    b.shape(
      smoothCurve([at(-0.9, 0), at(-0.85, 0.8), at(-0.4, 1.35), at(0.4, 1.35), at(0.85, 0.8), at(0.9, 0)], false, 5),
      depth,
      '#d4b058',
      { drift: 0.25 },
    );
    for (let i = 0; i < 7; i++)
      b.shape(
        [at(-0.7 + i * 0.2, 0.1), at(-0.66 + i * 0.2, 0.6 + (i % 3) * 0.2), at(-0.62 + i * 0.2, 0.1)],
        depth,
        '#a07c34',
        { ink: 0, alpha: 0.7 },
      );
  });

const barn = (set: SetBuilder): Draw => {
  const roof = set.light.snow > 0.3 ? '#eef2f6' : '#6a5a5c';
  return (b) => {
    b.box(-4.5, 0, 0, 4.5, 4.2, 10, '#9a3f36');
    b.face([-4.5, 4.2, 0, -2.9, 6.4, 0, 0, 7.6, 0, 2.9, 6.4, 0, 4.5, 4.2, 0], '#9a3f36');
    b.part(0, 7, 5);
    for (const side of [-1, 1]) {
      b.face([side * 4.8, 4, -0.3, side * 3, 6.5, -0.3, side * 3, 6.5, 10, side * 4.8, 4, 10], roof);
      b.face([side * 3, 6.5, -0.3, 0, 7.8, -0.3, 0, 7.8, 10, side * 3, 6.5, 10], roof);
    }
    b.part(0, 2, -0.2);
    for (let x = -4.2; x < 4.4; x += 0.5) b.line([x, 0, -0.02, x, 4.1, -0.02], 0.02, '#6a241f', { alpha: 0.6 });
    b.front(-1.5, 0, 1.5, 3.2, -0.04, '#e8e0d0');
    b.front(-1.35, 0.1, 1.35, 3.05, -0.05, '#8a3830');
    b.line([-1.35, 0.1, -0.06, 1.35, 3.05, -0.06], 0.14, '#e8e0d0');
    b.line([1.35, 0.1, -0.06, -1.35, 3.05, -0.06], 0.14, '#e8e0d0');
    b.front(-0.6, 4.8, 0.6, 5.9, -0.05, '#2c2026');
  };
};

export const garden = (set: SetBuilder): void => {
  set.set({ outlook: 'garden' });
  ground(set, '#83995a');
  strew(set, { count: 200, colours: ['#6a8a4a', '#9cb068'], long: 0, up: 0.14, width: 0.025, area: [9, -5, 10] });
  patch(set, [-0.6, -6, 0.7, -6, 1, 5, 0.1, 5], '#bcaa8e');
  for (let i = 0; i < 9; i++)
    set.add(-6 + i * 1.5, 4.6 + (i % 3) * 0.5, 0, i % 2 === 0 ? flowers(set) : bush(set, 0.9 + set.random() * 0.5), {
      height: 0.8,
    });
  set.add(0, 7.4, 0, fence(18, '#b8a488', 1.8), { height: 1.8 });
  for (const [x, z, h] of [
    [-5, 9, 6],
    [5.5, 9.5, 7],
    [0.6, 12, 6.5],
  ] as const)
    set.add(x, z, 0, tree(set, h), { height: h });
  set.add(3, 2.6, -30, bench('#8a6a4a'), { height: 0.9 });
  set.add(0, -8, 180, house(set, 10, '#c8bca4', '#7a5048', true), { height: 6, bias: 3 });
};

export const road = (set: SetBuilder): void => {
  const dry = /desert/i.test(set.name);
  set.set({ outlook: dry ? 'desert' : 'fields' });
  ground(set, dry ? '#cfa46c' : '#8f9460');
  strew(set, {
    count: 260,
    colours: dry ? ['#b08250', '#e0be88'] : ['#76844c', '#b0b078'],
    long: 0,
    up: 0.2,
    width: 0.03,
    area: [16, -5, 24],
  });
  patch(set, [-3.2, -30, 3.2, -30, 3.2, 40, 5.5, 130, 3.5, 130, -3.2, 40], '#55535c', 0.5);
  set.shell((b) => {
    for (let z = -18; z < 80; z += 4) b.flat(-0.09, z, 0.09, z + 2, 0.02, '#e8d8a0', { ink: 0 });
    for (const x of [-2.9, 2.9]) b.line([x, 0.02, -20, x, 0.02, 60], 0.09, '#e0dccf');
  });
  const lampsOn = set.light.set.lampStrength > 0.4;
  set.add(1.6, 15, 0, car('#8a3f42', lampsOn), { height: 1.5 });
  if (lampsOn)
    for (const x of [1, 2.2])
      set.lamp({ kind: 'lamp', at: [x, 0.7, 14.9], reach: 2, strength: 0.8, bulb: 0.12, colour: '#ff6a50' });
  for (let z = -10; z < 76; z += 11) {
    set.add(
      5.6,
      z,
      0,
      (b) => {
        b.line([0, 0, 0, 0, 7, 0], 0.18, '#5a4840');
        b.line([-1.1, 6.4, 0, 1.1, 6.4, 0], 0.13, '#5a4840');
        for (const x of [-1, 1]) b.line([x, 6.4, 0, x * 1.02, 5.9, 5.5, x, 6.4, 11], 0.03);
      },
      { height: 7 },
    );
    set.add(-3.8, z + 3, 0, (b) => b.box(-0.06, 0, -0.06, 0.06, 0.9, 0.06, '#e8e4dc'), { height: 0.9 });
  }
  for (const [x, z, h] of [
    [-9, 14, 6],
    [-14, 26, 7],
    [12, 32, 7],
  ] as const)
    set.add(x, z, 0, dry ? cactus(3) : tree(set, h), { height: h });
  set.add(
    -5,
    9,
    0,
    (b) => {
      b.line([0, 0, 0, 0, 2.2, 0], 0.09, '#6c6a6c');
      b.face([-0.55, 2, -0.05, 0, 1.45, -0.05, 0.55, 2, -0.05, 0, 2.55, -0.05], '#e0b03c');
    },
    { height: 2.5 },
  );
};

/** A place nobody described: open ground under a sky, one far shape. Quiet beats wrong. */
export const openGround = (set: SetBuilder): void => {
  set.set({ outlook: 'fields' });
  ground(set, '#8f8a78');
  strew(set, { count: 90, colours: ['#7a7666', '#a49e88'], long: 0.8, width: 0.03, area: [12, -5, 20], alpha: 0.5 });
  set.add(-7, 20, 0, tree(set, 8, '#56705a'), { height: 8 });
  set.add(9, 30, 0, mound(20, 3, '#7f8470'), { height: 3 });
};
