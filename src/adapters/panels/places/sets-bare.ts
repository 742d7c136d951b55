/** Broken and unfinished ground: ruins, trenches, building sites, scrap; and swimming pools. */
import { mixColour } from '../ink/ink.ts';
import { ground, patch, strew } from './ground.ts';
import type { Draw } from './place.types.ts';
import { mound, rock, tree } from './plants.ts';
import { onTheWall, room } from './room-shell.ts';
import type { SetBuilder } from './set-builder.ts';
import { barrel, crate, facade, fence, litStreetLamp } from './street-kit.ts';
import { doorIn, windowIn } from './wall-fittings.ts';

/** Walls without a roof, arches, fallen stones; smoke and stakes where there was a battle. */
export const ruins = (set: SetBuilder): void => {
  const battle = /battle|trench|war|front/i.test(set.name);
  set.set({ outlook: battle ? 'plain' : 'mountains' });
  ground(set, battle ? '#7a6c56' : '#86905e');
  strew(set, {
    count: 200,
    colours: battle ? ['#5f5240', '#948468'] : ['#6f7f4c', '#a0a870'],
    long: battle ? 0.5 : 0,
    up: battle ? 0 : 0.2,
    width: 0.03,
    area: [14, -5, 20],
  });
  for (const [x, z, turn, height] of [
    [-5.4, 7, 20, 3.4],
    [5.8, 8, -16, 4.2],
    [-1, 15, 4, 5],
    [10, 16, -30, 3],
    [-11, 13, 30, 3.6],
    [-7, -9, 160, 3.4],
    [6, -10, 200, 4],
  ] as const)
    set.add(x, z, turn, brokenWall(height, battle ? '#8a7c6c' : '#a09a8c'), { height, structure: true });
  for (const [x, z, size] of [
    [-2.6, 4.4, 0.5],
    [3, 5, 0.7],
    [4.6, 3, 0.4],
    [-4.4, 2.6, 0.5],
    [0.8, 9, 0.8],
    [-8, 5, 0.9],
  ] as const)
    set.add(x, z, 0, rock(set, size, battle ? '#7f7466' : '#a09a8c'), { height: size });
  if (!battle) {
    for (const [x, z] of [
      [-13, 20],
      [14, 22],
      [3, 26],
    ] as const)
      set.add(x, z, 0, tree(set, 7), { height: 7 });
    return;
  }
  for (let x = -9; x <= 9; x += 3)
    set.add(
      x,
      5.6,
      0,
      (b) => {
        b.line([-0.5, 0, 0, 0.4, 1.1, 0], 0.09, '#5a4636');
        b.line([0.5, 0, 0, -0.4, 1.1, 0], 0.09, '#5a4636');
        for (const y of [0.4, 0.8])
          b.line([-0.3, y, -0.1, 0.8, y + 0.12, -0.1, 1.9, y - 0.06, -0.1, 3, y, -0.1], 0.02, '#3a3438');
      },
      { height: 1.1 },
    );
  for (const [x, z] of [
    [-6, 3.4],
    [5.4, 3.8],
  ] as const)
    set.add(x, z, 0, mound(5, 0.9, '#6a5c48'), { height: 0.9 });
  for (const [x, z, h] of [
    [-9, 18, 5],
    [7, 22, 6],
  ] as const)
    set.add(
      x,
      z,
      0,
      (b) => {
        b.line([0, 0, 0, 0.2, h * 0.6, 0, -0.1, h, 0], 0.3, '#3c322e');
        b.line([0.1, h * 0.5, 0, 1.2, h * 0.75, 0], 0.12, '#3c322e');
        b.line([0.15, h * 0.62, 0, -0.9, h * 0.84, 0], 0.1, '#3c322e');
      },
      { height: h },
    );
};

const brokenWall =
  (height: number, colour: string): Draw =>
  (b) => {
    const top = [
      -2.6,
      height * 0.5,
      -1.9,
      height * 0.72,
      -1.3,
      height * 0.66,
      -0.9,
      height,
      0.4,
      height * 0.94,
      0.9,
      height * 0.6,
      1.7,
      height * 0.52,
      2.1,
      height * 0.22,
      2.6,
      height * 0.16,
    ];
    const face = (z: number): number[] => {
      const points = [-2.6, 0, z];
      for (let i = 0; i < top.length; i += 2) points.push(top[i] as number, top[i + 1] as number, z);
      return [...points, 2.6, 0, z];
    };
    b.face(face(0.5), mixColour(colour, '#1c1424', 0.3));
    b.part(0, height * 0.4, -0.1);
    b.face(face(0), colour, { drift: 0.2 });
    b.face(
      [-0.8, 0, -0.02, 0.3, 0, -0.02, 0.3, height * 0.5, -0.02, -0.25, height * 0.62, -0.02, -0.8, height * 0.5, -0.02],
      mixColour(colour, '#1c1424', 0.55),
      { ink: 0.8 },
    );
    for (let y = 0.4; y < height * 0.5; y += 0.4)
      for (const [x0, x1] of [
        [-2.4, -1],
        [0.5, 2],
      ] as const)
        b.line([x0, y, -0.03, x1 - (y % 0.8), y, -0.03], 0.015, undefined, { alpha: 0.5 });
  };

/** A frame of girders, a crane, piles of sand, a board fence. */
export const buildingSite = (set: SetBuilder): void => {
  set.set({ outlook: 'city' });
  const scrap = /scrap|junk|dump|landfill|wreck/i.test(set.name);
  ground(set, '#a08868');
  strew(set, { count: 140, colours: ['#86704e', '#b8a078'], long: 0.7, width: 0.03, area: [14, -5, 18] });
  if (scrap) {
    for (const [x, z, w, h] of [
      [-6, 8, 6, 3],
      [6.4, 9, 7, 3.6],
      [0, 14, 9, 3],
      [-9, -8, 7, 3],
      [8, -9, 7, 3],
    ] as const)
      set.add(x, z, 0, scrapHeap(w, h), { height: h, structure: true });
  } else {
    set.add(-3.4, 12, 0, girders, { height: 9, structure: true });
    set.add(8, 20, 0, crane, { height: 16, structure: true, bias: 2 });
    for (const [x, z, w] of [
      [5.4, 7, 4],
      [-7.6, 6, 3.4],
    ] as const)
      set.add(x, z, 0, mound(w, 1.5, '#c8a468'), { height: 1.5 });
    set.add(0, -12, 180, fence(30, '#b89050', 2), { height: 2 });
  }
  for (const [x, z] of [
    [-4.2, 3.6],
    [4.4, 3.2],
    [-3.6, 4.2],
  ] as const)
    set.add(x, z, 0, barrel('#c2703c'), { height: 1 });
  set.add(3.4, 4.8, 15, crate(0.7), { height: 0.7 });
  for (const x of [-16, 0, 16])
    set.add(x, 34, 0, facade(set, { width: 13, height: 12, colour: '#8c7f78', far: true }), {
      height: 12,
      bias: 3,
      structure: true,
    });
  litStreetLamp(set, -6, 5, 90, 5);
};

const girders: Draw = (b) => {
  for (const z of [4, 0])
    for (let floor = 0; floor < 3; floor++) {
      const y = floor * 3;
      for (const x of [-4.5, -1.5, 1.5, 4.5]) b.line([x, y, z, x, y + 3, z], 0.24, '#a8543c');
      b.line([-4.7, y + 3, z, 4.7, y + 3, z], 0.28, '#a8543c');
    }
  b.part(0, 3.1, 1);
  for (const y of [3.14, 6.14]) b.box(-4.6, y - 0.12, 0.2, 4.6, y + 0.08, 4, '#9a948c');
  b.line([-4.5, 3, -0.05, -1.5, 0, -0.05], 0.1, '#a8543c');
  b.line([1.5, 6, -0.05, 4.5, 3, -0.05], 0.1, '#a8543c');
};

const crane: Draw = (b) => {
  b.line([0, 0, 0, 0, 15, 0], 0.5, '#d8a83c');
  for (let y = 0.6; y < 14; y += 1.2) b.line([-0.5, y, -0.02, 0.5, y + 1.1, -0.02], 0.08, '#8a6a2c');
  b.line([4, 14.6, 0, -10, 14.6, 0], 0.4, '#d8a83c');
  b.line([4, 14.6, 0, 0, 16.4, 0, -10, 14.8, 0], 0.08);
  b.line([-6.5, 14.4, 0, -6.5, 9, 0], 0.06);
  b.front(-7, 8.2, -6, 9, 0, '#8a8680');
  b.front(3, 13.4, 4, 14.6, 0, '#8a8680');
};

const scrapHeap =
  (width: number, height: number): Draw =>
  (b) => {
    const colours = ['#8a5a44', '#6f7a84', '#a8763f', '#5f6a5a', '#8a8680', '#9a4a3c'];
    for (let i = 0; i < 15; i++) {
      const [x, y] = [(((i * 37) % 15) / 15 - 0.5) * width, (((i * 53) % 11) / 11) * height];
      if (Math.abs(x) / (width / 2) + y / height > 1.05) continue;
      const [w, h] = [0.5 + ((i * 29) % 7) * 0.12, 0.34 + ((i * 17) % 5) * 0.12];
      b.box(x - w, 0, -0.4 + (i % 3) * 0.3, x + w, y + h, 0.7 + (i % 3) * 0.3, colours[i % 6] ?? '#8a8680');
    }
  };

const poolBlue = (set: SetBuilder): string => (set.light.dark ? '#2f6f8f' : '#5ab4c8');

const poolWater = (set: SetBuilder, halfWidth: number, from: number, to: number): void => {
  patch(
    set,
    [-halfWidth - 0.3, from - 0.3, halfWidth + 0.3, from - 0.3, halfWidth + 0.3, to + 0.3, -halfWidth - 0.3, to + 0.3],
    '#e8e4d8',
    0.6,
  );
  set.shell((b) => {
    b.flat(-halfWidth, from, halfWidth, to, 0.015, poolBlue(set), { ink: 0.8, drift: 0.2 });
    for (let x = -halfWidth + 1.6; x < halfWidth; x += 1.6)
      b.line([x, 0.02, from, x, 0.02, to], 0.07, '#d8624a', { alpha: 0.8 });
    for (let i = 0; i < 40; i++) {
      const [x, z] = [-halfWidth + ((i * 0.617) % 1) * halfWidth * 2, from + ((i * 0.371) % 1) * (to - from)];
      b.line([x, 0.02, z, x + 0.5, 0.02, z + 0.05], 0.03, '#e4f6f8', { alpha: 0.6 });
    }
  });
};

const ladder: Draw = (b) => {
  for (const x of [-0.25, 0.25]) b.line([x, 0, 0.3, x, 0.7, 0.2, x, 0.75, -0.1, x, 0, -0.3], 0.05, '#c8ced4');
  for (const y of [0.2, 0.45]) b.line([-0.25, y, 0.3, 0.25, y, 0.3], 0.04, '#c8ced4');
};

/** A tiled hall with lanes, a starting row and a great window. */
export const indoorPool = (set: SetBuilder): void => {
  const shape = room(set, {
    width: 13,
    back: 14,
    front: 7,
    height: 5.6,
    wall: '#c8d4d2',
    floor: '#b8beb8',
    ceiling: '#c8ccc8',
    boards: 'tiles',
    dado: { colour: '#5f9aa8', height: 1.4, tiles: 0.4 },
    beams: true,
  });
  for (const x of [-4, 0, 4])
    windowIn(set, shape, 'back', {
      x,
      sill: 1.8,
      width: 3,
      height: 2.8,
      panes: [3, 2],
      outlook: 'garden',
      frame: '#8a9aa0',
    });
  doorIn(set, shape, 'right', { x: 2, colour: '#5f7a84', kind: 'double' });
  onTheWall(set, shape, 'left', (b) => {
    for (let x = -8; x < 8; x += 2) b.front(x, 2.4, x + 1.4, 4.2, -0.03, '#a8c8cc', { drift: 0.3 });
  });
  poolWater(set, 4.6, 2.2, 12.6);
  for (const x of [-3.4, -1.1, 1.1, 3.4])
    set.add(x, 12.9, 0, (b) => b.box(-0.35, 0, -0.3, 0.35, 0.6, 0.3, '#f0ece2'), { height: 0.6 });
  for (const x of [-3.8, 3.8]) set.add(x, 2.3, 0, ladder, { height: 0.8 });
  for (const z of [0, 6])
    set.lamp({ kind: 'lamp', at: [0, 5.2, z], reach: 6, strength: 0.9, bulb: 0, always: true, colour: '#eef8ff' });
};

/** Blue water between pale stones, a board to jump from, parasols and deck chairs. */
export const openPool = (set: SetBuilder): void => {
  set.set({ outlook: 'garden' });
  ground(set, '#86995c');
  patch(set, [-9, -14, 9, -14, 9, 11, -9, 11], '#d0c4a8', 0.4);
  poolWater(set, 5.2, 2.4, 9.4);
  set.add(
    0,
    10,
    0,
    (b) => {
      for (const x of [-0.3, 0.3]) b.line([x, 0, 0, x, 1.1, 0], 0.07, '#c8ced4');
      b.box(-0.32, 1.1, -1.8, 0.32, 1.18, 0.4, '#e8e4da');
    },
    { height: 1.2 },
  );
  set.add(-4.2, 2.5, 0, ladder, { height: 0.8 });
  for (const [x, z, colour] of [
    [-6.6, 4, '#d8624a'],
    [6.8, 5, '#3f8a9a'],
    [6.6, -4, '#e0b03c'],
  ] as const) {
    set.add(
      x,
      z,
      0,
      (b) => {
        b.line([0, 0, 0, 0, 2.4, 0], 0.06, '#e8e0d0');
        b.turned(0, 0, [1.3, 2, 0.05, 2.6], colour);
      },
      { height: 2.6 },
    );
    set.add(
      x,
      z - 0.9,
      20,
      (b) => {
        b.box(-0.35, 0.22, -0.9, 0.35, 0.32, 0.5, '#f0e8d8');
        b.face([-0.35, 0.3, 0.5, 0.35, 0.3, 0.5, 0.35, 0.9, 0.95, -0.35, 0.9, 0.95], '#f0e8d8');
      },
      { height: 0.9 },
    );
  }
  for (const [x, z, h] of [
    [-11, 13, 6],
    [11, 14, 7],
    [-3, 16, 6],
    [4, 15, 5.5],
  ] as const)
    set.add(x, z, 0, tree(set, h), { height: h });
  set.add(0, 12, 0, fence(26, '#e6dfd0', 1.4), { height: 1.4 });
  litStreetLamp(set, -7.6, 8, 90, 3.4);
};
