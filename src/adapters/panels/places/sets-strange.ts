/** Cells, caves, cabins and everything that moves. */
import { mixColour, type SetBrush } from '../ink/ink.ts';
import { controlDesk, steeringWheel, storageRack } from './equipment.ts';
import { bed, cabinet, chair, pendantLamp, stool, table } from './furniture.ts';
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

export const wheelhouse = (set: SetBuilder): void => {
  set.set({ front: { kind: 'table', colour: '#5a4a3c', things: ['panel', 'cup', 'papers'] } });
  const shape = room(set, {
    width: 5,
    back: 2,
    front: 2.8,
    height: 2.5,
    wall: '#7a5c44',
    floor: '#6a5040',
    ceiling: '#8a7458',
    boards: 'planks',
    panels: 0.6,
  });
  for (const x of [-1.6, 0, 1.6])
    windowIn(set, shape, 'back', {
      x,
      sill: 1.1,
      width: 1.4,
      height: 1.05,
      panes: [1, 1],
      outlook: 'sea',
      frame: '#5a4030',
    });
  for (const wall of ['left', 'right'] as const)
    windowIn(set, shape, wall, {
      x: wall === 'left' ? 0.4 : -0.4,
      sill: 1.1,
      width: 1.8,
      height: 1.05,
      panes: [2, 1],
      outlook: 'sea',
      frame: '#5a4030',
    });
  doorIn(set, shape, 'front', { x: 1.2, colour: '#5a4030', kind: 'glass' });
  pictureOn(set, shape, 'front', -0.8, 1.5, 1.2, 0.8, '#b8c4b0');
  set.add(0, 1.55, 0, controlDesk(3.4, set.random, '#5a4a3c'), { height: 1.06 });
  set.add(0, 0.85, 0, steeringWheel(0.42, '#8a5a38'), { height: 1.6 });
  set.add(
    1.3,
    1.4,
    0,
    (b) => {
      b.box(-0.22, 1.06, -0.1, 0.22, 1.36, 0.14, '#33363c');
      b.front(-0.17, 1.1, 0.17, 1.32, -0.11, '#163c30', { lit: true });
      b.line([0, 1.21, -0.12, 0.12, 1.28, -0.12], 0.012, '#7cf0a8', { lit: true });
    },
    { height: 1.4, bias: -0.4 },
  );
  set.add(
    -1.4,
    1.35,
    0,
    (b) => {
      b.turned(0, 0, [0.14, 0, 0.12, 0.9, 0.2, 1.0, 0.2, 1.2, 0.06, 1.3], '#c8a048');
    },
    { height: 1.3, bias: -0.5 },
  );
  set.add(-2.1, -0.8, -90, cabinet(1.4, 0.85, 0.5, '#6a4c38', 2, 1), { height: 0.85 });
  set.add(1.7, -0.6, 40, stool('#7a4a3a', 0.75), { height: 0.75 });
  set.add(
    0.7,
    0.9,
    0,
    (b) => {
      b.line([0, 2.5, 0, 0, 2.15, 0], 0.02);
      b.turned(0, 0, [0.09, 1.94, 0.11, 2.05, 0.05, 2.15], '#c8a048');
      b.ball(0, 1.97, 0, 0.06, '#ffe0a0', { lit: true, ink: 0 });
    },
    { height: 2.5 },
  );
  set.lamp({ kind: 'lamp', at: [0.7, 1.95, 0.9], reach: 2.2, strength: 0.9, bulb: 0.08 });
  set.lamp({
    kind: 'screen',
    at: [1.3, 1.25, 1.2],
    reach: 1.2,
    strength: 0.7,
    colour: '#7cf0a8',
    bulb: 0.02,
    always: true,
  });
};

export const cockpit = (set: SetBuilder): void => {
  set.set({ front: { kind: 'table', colour: '#3f4a56', things: ['panel', 'panel'] } });
  const aircraft = /plane|aircraft|cockpit|jet|helicopter/i.test(set.name) && !/space|star/i.test(set.name);
  const shape = room(set, {
    width: 4.6,
    back: 2.2,
    front: 3.4,
    height: 2.5,
    wall: '#56606c',
    floor: '#454d56',
    ceiling: '#4a535e',
    boards: 'plates',
    panels: 0.8,
  });
  windowIn(set, shape, 'back', {
    x: 0,
    sill: 1.05,
    width: 3.4,
    height: 1.15,
    panes: [3, 1],
    outlook: aircraft ? 'plain' : 'space',
    frame: '#39424c',
  });
  if (!aircraft)
    for (const wall of ['left', 'right'] as const)
      windowIn(set, shape, wall, {
        x: 0.6,
        sill: 1.05,
        width: 1,
        height: 0.9,
        panes: [1, 1],
        outlook: 'space',
        frame: '#39424c',
      });
  doorIn(set, shape, 'front', { x: 0, colour: '#6a7682', kind: 'metal' });
  set.add(0, 1.75, 0, controlDesk(3.8, set.random, '#3f4a56'), { height: 1.06 });
  for (const x of [-0.9, 0.9])
    set.add(
      x,
      0.9,
      180,
      (b) => {
        b.box(-0.3, 0.3, -0.25, 0.3, 0.5, 0.3, '#3a3438');
        b.box(-0.3, 0.5, 0.22, 0.3, 1.3, 0.36, '#4a4046');
        b.box(-0.18, 1.3, 0.22, 0.18, 1.52, 0.34, '#4a4046');
      },
      { height: 1.5 },
    );
  for (const [x, t] of [
    [-2, -90],
    [2, 90],
  ] as const)
    set.add(x, 0, t, controlDesk(2.2, set.random, '#3f4a56'), { height: 1.06 });
  set.lamp({ kind: 'screen', at: [0, 1.1, 1.5], reach: 2.2, strength: 0.8, always: true, colour: '#8fd8e8', bulb: 0 });
  set.lamp({
    kind: 'lamp',
    at: [0, 2.4, -0.5],
    reach: 2.2,
    strength: 0.7,
    always: true,
    colour: '#dce8f4',
    bulb: 0.06,
  });
};

export const spaceship = (set: SetBuilder): void => {
  const shape = room(set, {
    width: 3.6,
    back: 10,
    front: 4,
    height: 2.7,
    wall: '#8a96a2',
    floor: '#5a646e',
    ceiling: '#78848e',
    boards: 'plates',
    panels: 1.2,
  });
  windowIn(set, shape, 'back', {
    x: 0,
    sill: 0.8,
    width: 2,
    height: 1.5,
    panes: [1, 1],
    outlook: 'space',
    frame: '#4a545e',
  });
  for (const x of [-4, -1, 2, 5])
    windowIn(set, shape, 'left', {
      x,
      sill: 1,
      width: 1.1,
      height: 0.9,
      panes: [1, 1],
      outlook: 'space',
      frame: '#4a545e',
    });
  for (const x of [-4, 0.5, 4.5]) doorIn(set, shape, 'right', { x, colour: '#6a7682', kind: 'metal' });
  for (const z of [-1, 2, 5, 8]) {
    set.shell((b) => {
      for (const side of [-1, 1]) b.line([side * 1.8, 0, z, side * 1.66, 1.4, z, side * 1.3, 2.66, z], 0.16, '#5f6a76');
      b.line([-1.3, 2.66, z, 1.3, 2.66, z], 0.16, '#5f6a76');
      b.face([-0.2, 2.69, z + 0.6, 0.2, 2.69, z + 0.6, 0.2, 2.69, z + 2.2, -0.2, 2.69, z + 2.2], '#e8f4ff', {
        lit: true,
        ink: 0.5,
      });
    });
    set.lamp({
      kind: 'lamp',
      at: [0, 2.6, z + 1.4],
      reach: 2.4,
      strength: 0.8,
      always: true,
      bulb: 0.06,
      colour: '#dcecff',
    });
  }
  set.add(1.3, 3, 90, controlDesk(1.8, set.random, '#4a545e'), { height: 1.06 });
};

export const carriage = (set: SetBuilder): void => {
  const bus = /bus\b|coach|tram/i.test(set.name);
  const shape = room(set, {
    width: 2.9,
    back: 8,
    front: 4,
    height: 2.4,
    wall: bus ? '#b0b8bc' : '#a88c68',
    floor: '#5c565a',
    ceiling: '#d4ccbc',
    boards: 'plates',
    dado: { colour: bus ? '#5f7a8a' : '#6a4834', height: 0.85 },
  });
  for (const x of [-4.6, -2.8, -1, 0.8, 2.6, 4.4])
    for (const wall of ['left', 'right'] as const)
      windowIn(set, shape, wall, {
        x,
        sill: 0.95,
        width: 1.4,
        height: 0.95,
        panes: [1, 1],
        outlook: bus ? 'city' : 'fields',
        frame: bus ? '#4a5258' : '#6a4834',
      });
  doorIn(set, shape, 'back', { x: 0, colour: bus ? '#5f6a72' : '#7a5238', kind: 'glass' });
  doorIn(set, shape, 'front', { x: 0, colour: bus ? '#5f6a72' : '#7a5238', kind: 'glass' });
  const cloth = bus ? '#3f5f8a' : '#7a3a38';
  for (let z = -3; z < 7.6; z += 1.15)
    for (const x of [-0.95, 0.95]) set.add(x, z, 180, seatPair(cloth), { height: 1.15 });
  set.shell((b) => {
    for (const side of [-1, 1]) {
      b.line([side * 0.62, 2.1, -3, side * 0.62, 2.1, 7.6], 0.035, '#c8a860');
      for (let z = -2.6; z < 7.6; z += 0.8) b.line([side * 0.62, 2.1, z, side * 0.62, 1.92, z], 0.05, '#e8dcc0');
      b.line([side * 1.3, 1.98, -3, side * 1.3, 1.98, 7.6], 0.08, '#8a6a4a');
    }
  });
  for (const z of [0, 3, 6]) set.lamp({ kind: 'lamp', at: [0, 2.3, z], reach: 2.3, strength: 0.8, bulb: 0.07 });
};

const seatPair =
  (colour: string) =>
  (b: SetBrush): void => {
    b.box(-0.42, 0.2, -0.24, 0.42, 0.46, 0.24, colour);
    b.box(-0.42, 0.46, 0.14, 0.42, 1.1, 0.28, mixColour(colour, '#ffffff', 0.06));
    b.line([0, 0.5, 0.13, 0, 1.08, 0.13], 0.014);
    b.box(-0.34, 1.0, 0.12, -0.08, 1.16, 0.3, '#e8e0d0');
    b.box(0.08, 1.0, 0.12, 0.34, 1.16, 0.3, '#e8e0d0');
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
