/** Places people live in. */

import { pick } from '../../../domain/random.ts';
import type { SetBrush } from '../ink/ink.ts';
import {
  armchair,
  bed,
  bookshelf,
  cabinet,
  chair,
  cup,
  fireplace,
  floorLamp,
  papers,
  pendantLamp,
  pottedPlant,
  rug,
  sofa,
  table,
  tableLamp,
  television,
} from './furniture.ts';
import { onTheWall, room } from './room-shell.ts';
import type { SetBuilder, WallName } from './set-builder.ts';
import { clockOn, doorIn, pictureOn, shelfOn, windowIn } from './wall-fittings.ts';

/** Round timbers one on the other; side walls go on to where the camera stands. */
const logs =
  (wall: WallName) =>
  (b: SetBrush): void => {
    const [from, to] = [wall === 'left' ? -7 : -3.2, wall === 'right' ? 7 : 3.2];
    for (let y = 0.3; y < 2.75; y += 0.3) {
      b.line([from, y, -0.008, to, y, -0.008], 0.035, '#5f4028', { alpha: 0.9 });
      b.line([from, y - 0.1, -0.008, to, y - 0.1, -0.008], 0.012, '#c89a68', { alpha: 0.5 });
    }
  };

export const livingRoom = (set: SetBuilder): void => {
  set.set({ front: { kind: 'table', colour: '#7a5638', things: ['cup', 'book', 'papers'] } });
  const log = /\bcabin|\bhut\b|lodge|chalet|shack/i.test(set.name);
  const wall = log ? '#a8794c' : pick(set.random, ['#b9a98c', '#a8ab94', '#b89c8c', '#9fa8a8', '#b5a276']);
  const shape = room(set, {
    width: 6.4,
    back: 2.9,
    front: 3.4,
    height: 2.75,
    wall,
    floor: '#8f6c4c',
    ceiling: log ? '#8a6444' : '#d8d0c0',
    boards: 'planks',
    beams: log,
  });
  if (log) for (const name of ['back', 'left', 'right', 'front'] as const) onTheWall(set, shape, name, logs(name));
  windowIn(set, shape, 'back', {
    x: -1.5,
    sill: 0.85,
    width: 1.7,
    height: 1.45,
    curtains: pick(set.random, ['#8a4a44', '#4f6a6a', '#7a6a3c', '#5a4a6c']),
    outlook: 'garden',
  });
  windowIn(set, shape, 'left', { x: 0.4, sill: 0.85, width: 1.5, height: 1.45, curtains: '#8a6a54' });
  pictureOn(set, shape, 'back', 0.55, 1.75, 0.8, 0.6, '#a8b0a0');
  pictureOn(set, shape, 'front', -1.2, 1.7, 1.1, 0.75, '#b09a88');
  pictureOn(set, shape, 'right', 1.6, 1.7, 0.7, 0.9, '#8a98a8');
  doorIn(set, shape, 'right', { x: -1.2, colour: '#7a5238' });
  clockOn(set, shape, 'front', 1.1, 2.0);
  const couch = pick(set.random, ['#5f7a74', '#8a5a4a', '#6a6288', '#7a7a58']);
  set.add(0, 0, 0, rug(3.4, 2.4, '#8a4f48'), { height: 0.02, bias: 50 });
  set.add(-1.4, 2.25, 0, sofa(2.0, couch, '#c2a05a'), { height: 0.9 });
  set.add(1.85, 2.55, 0, bookshelf(1.9, 2.1, set.random), { height: 2.1 });
  set.add(0.25, 2.4, 0, floorLamp('#ffe4b0'), { height: 1.75 });
  set.lamp({ kind: 'lamp', at: [0.25, 1.55, 2.4], reach: 2.2, strength: 1 });
  set.add(2.5, 0.4, 70, armchair('#7a5a48'), { height: 1 });
  set.add(-2.7, -1.2, -90, cabinet(1.4, 0.8, 0.45, '#6a4a38', 2, 1), { height: 0.8 });
  set.add(-2.7, -1.2, -90, tableLamp('#ffe0a8', '#5f7a84'), { y: 0.8, height: 0.5, bias: -0.3 });
  set.lamp({ kind: 'lamp', at: [-2.7, 1.15, -1.2], reach: 1.7, strength: 0.8 });
  set.add(
    0,
    -1.5,
    0,
    (b) => {
      table(1.3, 0.65, '#7a5638', 0.42)(b);
      b.part(0, 0.6, 0);
      cup(b, -0.3, 0.42, 0.05, '#c8c0b0');
      papers(b, 0.2, 0.42, 0);
    },
    { height: 0.45 },
  );
  set.add(1.2, -3.0, 180, television(1.2), { height: 1.2 });
  set.add(-1.6, -3.0, 180, bookshelf(1.4, 1.6, set.random), { height: 1.6 });
  set.add(-2.85, 2.5, 0, pottedPlant(set.random, 1), { height: 1.2 });
  if (set.dressing.has('fireplace') || set.dressing.has('fire') || set.dressing.has('hearth')) {
    set.add(2.95, -0.2, 90, fireplace, { height: 1.3 });
    set.lamp({ kind: 'fire', at: [2.7, 0.35, -0.2], reach: 2.2, strength: 0.9, always: true });
  }
};

export const bedroom = (set: SetBuilder): void => {
  const wall = pick(set.random, ['#a8a6b4', '#b8a89c', '#9cb0a8', '#b4a484']);
  const shape = room(set, {
    width: 5.6,
    back: 2.7,
    front: 3.2,
    height: 2.65,
    wall,
    floor: '#94724f',
    ceiling: '#d8d4cc',
    boards: 'planks',
  });
  windowIn(set, shape, 'left', { x: 0.5, sill: 0.8, width: 1.6, height: 1.5, curtains: '#7a8aa0' });
  windowIn(set, shape, 'back', { x: -1.75, sill: 0.9, width: 1.1, height: 1.4, curtains: '#7a8aa0' });
  pictureOn(set, shape, 'back', 0.9, 1.85, 0.9, 0.55, '#c0a890');
  doorIn(set, shape, 'right', { x: 1.4, colour: '#d0c4b0' });
  doorIn(set, shape, 'front', { x: 1.4, colour: '#d0c4b0' });
  pictureOn(set, shape, 'front', -0.8, 1.7, 0.9, 0.7, '#8a9aa0');
  const cover = pick(set.random, ['#7a4f58', '#4f6a84', '#8a7a4a', '#5f7a64']);
  set.add(0.9, 1.6, 0, bed(1.6, '#6a4a38', cover), { height: 1.1 });
  for (const x of [-0.25, 2.05]) {
    set.add(x, 2.4, 0, cabinet(0.46, 0.55, 0.4, '#7a5a42', 0, 0), { height: 0.6 });
    set.add(x, 2.4, 0, tableLamp('#ffe2ac', '#a8623f'), { y: 0.55, height: 0.5, bias: -0.3 });
    set.lamp({ kind: 'lamp', at: [x, 0.92, 2.35], reach: 1.6, strength: x < 0 ? 1 : 0.6 });
  }
  set.add(-2.3, -0.4, -90, cabinet(1.4, 0.85, 0.5, '#7a5a42', 3, 3), { height: 0.9 });
  set.add(2.4, -1.0, 90, cabinet(1.5, 2.1, 0.6, '#8a6a4c', 2), { height: 2.1 });
  set.add(-0.4, 0, 0, rug(1.8, 2.2, '#6a7a8a'), { height: 0.02, bias: 50 });
  set.add(-1.9, 2.2, 30, chair('#8a6244'), { height: 0.9 });
};

export const kitchen = (set: SetBuilder): void => {
  set.set({ front: { kind: 'table', colour: '#94683f', things: ['cup', 'bowl', 'bottle'] } });
  const tile = pick(set.random, ['#4c6a6e', '#5a7a5e', '#8a6a4a', '#5a6484']);
  const shape = room(set, {
    width: 5.8,
    back: 2.6,
    front: 3.2,
    height: 2.65,
    wall: '#b8ac94',
    floor: '#8a7a68',
    ceiling: '#d4ccbc',
    boards: 'tiles',
    dado: { colour: tile, height: 1.55, tiles: 0.2 },
  });
  windowIn(set, shape, 'back', { x: 0.2, sill: 1.12, width: 1.5, height: 1.15, frame: '#e0d8c4' });
  windowIn(set, shape, 'left', { x: 0.2, sill: 1.1, width: 1.2, height: 1.2, frame: '#e0d8c4' });
  shelfOn(set, shape, 'back', -1.75, 1.78, 1.5, ['#c9bfa6', '#7d8f8a', '#b07a4a', '#c9bfa6', '#8a4a3c']);
  clockOn(set, shape, 'back', 1.5, 2.25);
  doorIn(set, shape, 'right', { x: 1.6, colour: '#8a6a4c', kind: 'glass' });
  doorIn(set, shape, 'front', { x: -1.5, colour: '#8a6a4c' });
  shelfOn(set, shape, 'front', 0.9, 1.5, 1.6, ['#a8563f', '#c9bfa6', '#5f7a70', '#c2a05a']);
  set.add(-1.75, 2.28, 0, cabinet(1.7, 0.9, 0.6, '#6a7a70', 3, 1), { height: 0.9 });
  set.add(0.2, 2.28, 0, sinkUnit, { height: 1.1 });
  set.add(1.4, 2.28, 0, stove, { height: 1.1 });
  set.add(2.35, 2.22, 0, fridge, { height: 1.8 });
  set.add(1.4, 2.4, 0, hangingPans, { y: 0, height: 2.1, bias: -0.1 });
  set.add(-2.55, 0.4, -90, cabinet(2.4, 0.9, 0.6, '#6a7a70', 4, 1), { height: 0.9 });
  set.add(
    0,
    -1.35,
    0,
    (b) => {
      table(1.7, 0.85, '#94683f')(b);
      b.part(0, 0.9, 0);
      b.turned(-0.35, 0.1, [0.06, 0.75, 0.17, 0.84, 0.2, 0.86], '#c9bfa6');
      for (const [x, c] of [
        [-0.4, '#a8433a'],
        [-0.3, '#c2a03a'],
        [-0.36, '#8a9a3a'],
      ] as const)
        b.ball(x, 0.9, 0.1, 0.05, c);
      cup(b, 0.3, 0.75, -0.1, '#a8563f');
      bottleOn(b);
    },
    { height: 0.85 },
  );
  set.add(-0.75, -1.95, 190, chair('#7a5a3c'), { height: 0.9 });
  set.add(0.75, -0.75, 15, chair('#7a5a3c'), { height: 0.9 });
  set.add(-0.5, 1.15, 0, pendantLamp(2.65, 0.75, '#7a4a3a'), { height: 2.6 });
  set.lamp({ kind: 'lamp', at: [-0.5, 1.75, 1.15], reach: 2.6, strength: 1, bulb: 0.12 });
};

const bottleOn = (b: Parameters<typeof stove>[0]): void =>
  b.turned(0.55, 0.12, [0.04, 0.75, 0.042, 0.93, 0.015, 1.0, 0.015, 1.07], '#4a6a4a');

const sinkUnit = (b: import('../ink/ink.ts').SetBrush): void => {
  cabinet(1.6, 0.9, 0.6, '#6a7a70', 3)(b);
  b.flat(-0.42, -0.2, 0.42, 0.2, 0.905, '#8c949a');
  b.flat(-0.36, -0.15, 0.36, 0.16, 0.91, '#5c6468', { ink: 0.6 });
  b.part(0, 1, 0.2);
  b.line([0, 0.9, 0.22, 0, 1.2, 0.22, 0, 1.24, 0.12, 0, 1.16, 0.06], 0.03, '#a8b0b4');
};

const stove = (b: import('../ink/ink.ts').SetBrush): void => {
  b.box(-0.36, 0, -0.3, 0.36, 0.92, 0.3, '#d4d0c6', { top: '#3c3a40' });
  b.front(-0.28, 0.18, 0.28, 0.62, -0.305, '#3a3a44', { drift: 0.3 });
  b.line([-0.26, 0.67, -0.32, 0.26, 0.67, -0.32], 0.03, '#9aa0a4');
  for (let i = 0; i < 5; i++) b.disc(-0.26 + i * 0.13, 0.8, -0.31, 0.035, '#3c3a40', { ink: 0.6 });
  b.part(0.16, 1.05, 0);
  b.turned(0.17, 0.05, [0.14, 0.94, 0.15, 1.14], '#8a4a3a');
  b.line([0.3, 1.1, -0.02, 0.46, 1.14, -0.1], 0.025, '#2a262c');
  b.turned(-0.16, 0.08, [0.12, 0.94, 0.13, 1.02, 0.05, 1.12, 0.02, 1.14], '#5f7a84', { smooth: true });
};

const fridge = (b: import('../ink/ink.ts').SetBrush): void => {
  b.box(-0.34, 0, -0.34, 0.34, 1.82, 0.34, '#c4ccc8');
  b.line([-0.34, 1.22, -0.345, 0.34, 1.22, -0.345], 0.012);
  for (const [y0, y1] of [
    [0.7, 1.1],
    [1.32, 1.6],
  ] as const)
    b.line([-0.26, y0, -0.36, -0.26, y1, -0.36], 0.03, '#6c7478');
  for (const [x, y, c] of [
    [0.05, 1.5, '#e8d898'],
    [0.16, 1.42, '#d8a8a0'],
    [0, 0.95, '#f0e8d8'],
  ] as const)
    b.front(x - 0.07, y - 0.08, x + 0.07, y + 0.08, -0.35, c, { ink: 0.5 });
};

const hangingPans = (b: import('../ink/ink.ts').SetBrush): void => {
  b.line([-0.6, 2.05, 0, 0.6, 2.05, 0], 0.03, '#3c3438');
  for (const [x, r, colour] of [
    [-0.45, 0.13, '#a8623f'],
    [-0.1, 0.1, '#5c5c64'],
    [0.22, 0.15, '#a8623f'],
    [0.5, 0.09, '#5c5c64'],
  ] as const) {
    b.part(x, 1.7, 0);
    b.line([x, 2.05, 0, x, 1.78, 0], 0.022, '#3c3438');
    b.ball(x, 1.78 - r, 0, r, colour);
  }
};
