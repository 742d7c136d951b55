/** Cells, cellars, caves, bathrooms, tents, and the room nobody described. */
import { storageRack } from './equipment-technical.ts';
import { bed, chair, pendantLamp, table } from './furniture.ts';
import { rock } from './plants.ts';
import { onTheWall, room } from './room-shell.ts';
import type { SetBuilder } from './set-builder.ts';
import { barrel, crate } from './street-kit.ts';
import { doorIn, pictureOn, shelfOn, windowIn } from './wall-fittings.ts';

export const cell = (set: SetBuilder): void => {
  const shape = room(set, {
    width: 4,
    back: 2.4,
    front: 2.6,
    height: 2.8,
    wall: '#8a8a86',
    floor: '#6c6a68',
    ceiling: '#7a7a78',
    boards: 'plates',
    stone: true,
  });
  windowIn(set, shape, 'back', {
    x: 0.4,
    sill: 1.7,
    width: 0.9,
    height: 0.7,
    bars: true,
    panes: [1, 1],
    frame: '#6a6a68',
    outlook: 'plain',
  });
  set.add(-1.3, 1.2, 0, bed(0.85, '#5a5a60', '#7a7058'), { height: 0.9 });
  set.add(
    1.4,
    2,
    0,
    (b) => {
      b.turned(0, 0, [0.14, 0, 0.2, 0.36, 0.24, 0.42], '#c8ccca');
      b.box(-0.2, 0.3, 0.16, 0.2, 0.85, 0.32, '#c8ccca');
    },
    { height: 0.9 },
  );
  onTheWall(set, shape, 'right', (b) => {
    for (let i = 0; i < 14; i++) b.line([-0.6 + i * 0.09, 1.5, -0.02, -0.58 + i * 0.09, 1.72, -0.02], 0.014, '#4a4a48');
  });
  set.add(
    0.2,
    -1.2,
    0,
    (b) => {
      for (let x = -2; x <= 2; x += 0.2) b.line([x, 0, 0, x, 2.8, 0], 0.045, '#3a3a42');
      for (const y of [0.9, 1.9]) b.line([-2, y, 0, 2, y, 0], 0.05, '#3a3a42');
    },
    { height: 0.3 },
  );
  onTheWall(set, shape, 'left', (b) => {
    for (let x = -2.2; x <= 2.2; x += 0.19) b.line([x, 0, -0.05, x, 2.8, -0.05], 0.045, '#33333a');
    for (const y of [0.9, 1.9]) b.line([-2.2, y, -0.06, 2.2, y, -0.06], 0.06, '#33333a');
  });
  doorIn(set, shape, 'front', { x: 0, colour: '#5a626a', kind: 'metal' });
  set.lamp({ kind: 'lamp', at: [0, 2.6, 0.4], reach: 2.4, strength: 0.8, always: true, bulb: 0.07 });
};

export const basement = (set: SetBuilder): void => {
  const shape = room(set, {
    width: 6,
    back: 3,
    front: 3.2,
    height: 2.4,
    wall: '#7a706a',
    floor: '#66605c',
    ceiling: '#5a4c42',
    boards: 'plates',
    beams: true,
    stone: true,
  });
  windowIn(set, shape, 'back', { x: 1.6, sill: 1.75, width: 0.9, height: 0.4, panes: [2, 1], frame: '#5a5048' });
  set.add(-2.2, 2.5, 0, storageRack(1.4, 1.9, set.random), { height: 1.9 });
  set.add(
    2,
    2.3,
    0,
    (b) => {
      b.turned(0, 0, [0.4, 0, 0.42, 1.5, 0.2, 1.7], '#a8623f');
      b.line([0, 1.7, 0, 0, 2.4, 0], 0.12, '#7a6a5c');
      b.disc(0, 0.9, -0.43, 0.12, '#e8dcc0');
    },
    { height: 1.8 },
  );
  set.add(
    -0.6,
    2.1,
    0,
    (b) => {
      for (let i = 8; i >= 0; i--) b.box(-0.5, 0, i * 0.2, 0.5, (i + 1) * 0.2, 2, '#7a5a40');
    },
    { height: 1.8 },
  );
  for (const [x, z, s] of [
    [-1.8, 1.2, 0.6],
    [1.2, 1.6, 0.5],
    [2.3, 0.4, 0.7],
    [-2.4, -0.6, 0.6],
  ] as const)
    set.add(x, z, x * 20, crate(s), { height: s });
  set.add(1.6, -1.8, 0, barrel(), { height: 1 });
  onTheWall(set, shape, 'left', (b) => {
    for (const y of [1.9, 2.1]) b.line([-3, y, -0.08, 3, y, -0.08], 0.08, '#8a6a52');
    b.line([0.6, 0, -0.08, 0.6, 1.9, -0.08], 0.07, '#8a6a52');
  });
  doorIn(set, shape, 'front', { x: 0.8, colour: '#5a4438' });
  set.add(
    0.4,
    0.7,
    0,
    (b) => {
      b.line([0, 2.4, 0, 0, 1.9, 0], 0.02);
      b.ball(0, 1.83, 0, 0.075, '#fff0b8', { lit: true });
    },
    { height: 2.4 },
  );
  set.lamp({ kind: 'lamp', at: [0.4, 1.8, 0.7], reach: 2.6, strength: 1, always: true, bulb: 0.1 });
};

export const cave = (set: SetBuilder): void => {
  room(set, {
    width: 8,
    back: 6,
    front: 4,
    height: 4.2,
    wall: '#5c544e',
    floor: '#6a6058',
    ceiling: '#443d3c',
    boards: 'earth',
  });
  set.shell((b) => {
    for (const [x, z, w, h] of [
      [-3.4, 5, 1.8, 4.4],
      [3.3, 5.2, 1.9, 4.4],
      [-3.7, 2, 1.2, 4.4],
      [3.8, 1.6, 1.3, 4.4],
      [0.6, 5.8, 2, 3.4],
      [-3.8, -2, 1.2, 4.4],
      [3.8, -2, 1.2, 4.4],
    ] as const)
      b.sprite(x, 0, z, (at, depth) =>
        b.shape(
          [
            at(-w, 0),
            at(-w * 0.8, h * 0.5),
            at(-w, h),
            at(w, h),
            at(w * 0.72, h * 0.6),
            at(w * 0.9, h * 0.25),
            at(w, 0),
          ],
          depth,
          '#55504c',
          { drift: 0.3 },
        ),
      );
    b.finish();
  });
  set.add(
    -0.6,
    5.7,
    0,
    (b) =>
      b.sprite(0, 0, 0, (at, depth) =>
        b.shape(
          [at(-1.1, 0), at(-1.3, 1.2), at(-0.7, 2.4), at(0.3, 2.7), at(1, 1.9), at(1.2, 0.6), at(1, 0)],
          depth,
          set.light.dark ? '#24344c' : '#e8e2c8',
          { lit: true, drift: 0.1 },
        ),
      ),
    { height: 2.6, bias: 1 },
  );
  set.lamp({ kind: 'window', at: [-0.6, 1.4, 5.4], reach: 4, strength: 1, always: true });
  for (const [x, z, s] of [
    [-2, 3, 0.7],
    [2.2, 3.4, 0.9],
    [2.8, 1.4, 0.5],
    [-2.6, 0.6, 0.6],
    [-1.8, -2, 0.5],
  ] as const)
    set.add(x, z, 0, rock(set, s, '#6a625c'), { height: s });
  for (const [x, z, long] of [
    [-1.5, 3, 1.2],
    [0.8, 3.6, 0.8],
    [1.9, 2.4, 1.4],
    [-2.4, 1.6, 0.9],
    [0, 1.6, 0.6],
  ] as const)
    set.add(
      x,
      z,
      0,
      (b) =>
        b.sprite(0, 4.2, 0, (at, depth) =>
          b.shape(
            [at(-0.22, 0), at(-0.06, -long * 0.6), at(0, -long), at(0.08, -long * 0.5), at(0.24, 0)],
            depth,
            '#57504c',
          ),
        ),
      { height: 0.1 },
    );
  set.add(
    1.7,
    2.6,
    0,
    (b) => {
      b.line([0, 0, 0, 0, 1.2, 0], 0.07, '#5a4030');
      b.sprite(0, 1.15, 0, (at, depth) =>
        b.shape([at(-0.1, 0), at(-0.08, 0.2), at(0, 0.4), at(0.09, 0.18), at(0.1, 0)], depth, '#ffa848', {
          lit: true,
          ink: 0.4,
        }),
      );
    },
    { height: 1.6 },
  );
  set.lamp({ kind: 'fire', at: [1.7, 1.4, 2.5], reach: 3, strength: 0.9, always: true, bulb: 0.1 });
};

export const bathroom = (set: SetBuilder): void => {
  const shape = room(set, {
    width: 4.4,
    back: 2.2,
    front: 2.8,
    height: 2.6,
    wall: '#c8d0cc',
    floor: '#8a9aa0',
    ceiling: '#dfe4e2',
    boards: 'tiles',
    dado: { colour: '#7ab0ae', height: 1.5, tiles: 0.18 },
  });
  windowIn(set, shape, 'left', { x: 0.5, sill: 1.5, width: 0.9, height: 0.8, frame: '#e8e8e0' });
  onTheWall(set, shape, 'back', (b) => {
    b.front(-1.3, 1.15, -0.3, 2.15, -0.04, '#d8d0b8');
    b.front(-1.24, 1.21, -0.36, 2.09, -0.05, '#b8ccd0', { drift: 0.35 });
    b.front(-1.1, 2.2, -0.5, 2.3, -0.08, '#fff4d0', { lit: true });
  });
  set.add(
    -0.8,
    1.9,
    0,
    (b) => {
      b.turned(0, 0, [0.14, 0, 0.1, 0.7, 0.34, 0.82, 0.36, 0.88], '#eef0ec');
      b.line([0, 0.88, 0.2, 0, 1.04, 0.2, 0, 1.0, 0.06], 0.035, '#a8b0b4');
    },
    { height: 1 },
  );
  set.add(
    1.2,
    1.5,
    0,
    (b) => {
      b.box(-0.85, 0, -0.4, 0.85, 0.58, 0.5, '#eef0ec');
      b.flat(-0.75, -0.3, 0.75, 0.4, 0.585, '#b8d4d8', { ink: 0.6 });
      b.line([0.6, 0.58, 0.44, 0.6, 2.1, 0.44, 0.6, 2.1, 0.1], 0.035, '#a8b0b4');
    },
    { height: 0.6 },
  );
  set.add(
    0.5,
    1.9,
    0,
    (b) => {
      for (let i = 0; i < 5; i++)
        b.line([-0.1, 0.6 + i * 0.32, 0, 0, 0.62 + i * 0.32, 0.02], 0.1, i % 2 === 0 ? '#d8a8a0' : '#e8c8c0');
    },
    { height: 2.2 },
  );
  set.add(
    -1.7,
    0.4,
    -90,
    (b) => {
      b.turned(0, -0.1, [0.16, 0, 0.14, 0.2, 0.24, 0.4, 0.25, 0.44], '#eef0ec');
      b.box(-0.24, 0.4, 0.1, 0.24, 0.85, 0.3, '#eef0ec');
    },
    { height: 0.9 },
  );
  doorIn(set, shape, 'right', { x: 0.6, colour: '#d8d4c8' });
  doorIn(set, shape, 'front', { x: 0, colour: '#d8d4c8' });
  set.lamp({ kind: 'lamp', at: [-0.8, 2.25, 2], reach: 2.8, strength: 1, bulb: 0.1 });
};

export const tent = (set: SetBuilder): void => {
  set.set({ front: { kind: 'table', colour: '#7a5c3c', things: ['cup', 'papers'] } });
  const shape = room(set, {
    width: 4.6,
    back: 2.6,
    front: 3,
    height: 2.6,
    wall: '#a8946a',
    floor: '#8a7a5c',
    ceiling: '#b8a478',
    boards: 'earth',
    panels: 0.8,
  });
  windowIn(set, shape, 'back', {
    x: 0,
    sill: 0,
    width: 1.2,
    height: 1.9,
    panes: [1, 1],
    frame: '#8a744c',
    outlook: 'forest',
  });
  set.add(-1.5, 1.4, 0, bed(0.8, '#6a5840', '#5f6a4a'), { height: 0.8 });
  set.add(1.4, 1.8, 0, table(1.1, 0.6, '#7a5c3c'), { height: 0.8 });
  set.add(1.2, 1.1, 20, chair('#7a5c3c'), { height: 0.9 });
  set.add(0.8, 2.2, 0, crate(0.5), { height: 0.5 });
  shelfOn(set, shape, 'right', 0.3, 1.3, 1, ['#8a4a3c', '#5f7a70', '#c2a05a']);
  set.add(0, 0.6, 0, pendantLamp(2.6, 0.5, '#6a5a3c'), { height: 2.6 });
  set.lamp({ kind: 'lamp', at: [0, 1.9, 0.6], reach: 2.4, strength: 1, bulb: 0.1 });
};

/** A room nobody described: a window, a door, a lamp. Quiet beats wrong. */
export const plainRoom = (set: SetBuilder): void => {
  const shape = room(set, {
    width: 6,
    back: 2.8,
    front: 3.2,
    height: 2.75,
    wall: '#b4aa9a',
    floor: '#8a7058',
    ceiling: '#d4ccc0',
    boards: 'planks',
  });
  windowIn(set, shape, 'left', { x: 0.4, sill: 0.9, width: 1.6, height: 1.5 });
  windowIn(set, shape, 'back', { x: -1.4, sill: 0.9, width: 1.5, height: 1.5 });
  doorIn(set, shape, 'back', { x: 1.6, colour: '#7a5c46' });
  doorIn(set, shape, 'front', { x: -1, colour: '#7a5c46' });
  pictureOn(set, shape, 'right', 0.4, 1.7, 0.9, 0.7, '#a0a8a0');
  set.add(0.4, 2.45, 0, table(1, 0.5, '#7a5a40'), { height: 0.8 });
  set.add(
    0.4,
    2.45,
    0,
    (b) => {
      b.turned(0, 0, [0.09, 0.75, 0.1, 0.81, 0.03, 0.93, 0.02, 1.01], '#5f7a84', { smooth: true });
      b.turned(0, 0, [0.19, 0.99, 0.11, 1.21], '#ffe2ac', { lit: true });
    },
    { height: 1.2, bias: -0.3 },
  );
  set.lamp({ kind: 'lamp', at: [0.4, 1.1, 2.4], reach: 2.4, strength: 1 });
  set.add(2.3, 0.6, 70, chair('#7a5a40'), { height: 0.9 });
};
