/** Large rooms where people gather: courts, churches, theatres, halls. */
import { type SetBrush, smoothCurve } from '../ink/ink.ts';
import { column, counter, hangingCurtain, lectern, pew, stairs } from './equipment.ts';
import { screen } from './equipment-technical.ts';
import { cabinet, rug, table, tableLamp } from './furniture.ts';
import { furnishGallery, throne } from './hall-kinds.ts';
import { onTheWall, room } from './room-shell.ts';
import type { SetBuilder } from './set-builder.ts';
import { clockOn, doorIn, pictureOn, windowIn } from './wall-fittings.ts';

export const tableLampOn = (b: SetBrush): void => {
  b.turned(0.6, 0, [0.09, 0.75, 0.03, 0.8, 0.02, 1.02], '#c2a05a');
  b.turned(0.6, 0, [0.18, 1.0, 0.12, 1.16], '#4f8a6a', { lit: true });
};

export const courtroom = (set: SetBuilder): void => {
  set.set({ front: { kind: 'table', colour: '#6a4430', things: ['papers', 'book'] } });
  const shape = room(set, {
    width: 9,
    back: 4.4,
    front: 5,
    height: 4,
    wall: '#b09878',
    floor: '#7a5a44',
    ceiling: '#d0c4a8',
    boards: 'carpet',
    dado: { colour: '#6a4430', height: 1.8 },
    panels: 1.1,
  });
  for (const x of [-2.5, 1.5])
    windowIn(set, shape, 'left', {
      x,
      sill: 1.6,
      width: 1.4,
      height: 1.9,
      panes: [2, 3],
      arched: true,
      frame: '#5a3a2c',
      outlook: 'city',
    });
  onTheWall(set, shape, 'back', (b) => {
    b.front(-1.5, 1.6, 1.5, 3.5, -0.05, '#5a3a2c');
    b.disc(0, 2.75, -0.07, 0.5, '#c8a860');
    b.disc(0, 2.75, -0.08, 0.4, '#6a4430');
    b.line([0, 2.45, -0.09, 0, 3.0, -0.09], 0.03, '#c8a860');
    b.line([-0.26, 2.95, -0.09, 0.26, 2.95, -0.09], 0.03, '#c8a860');
    for (const x of [-0.26, 0.26])
      b.line([x - 0.1, 2.68, -0.09, x, 2.93, -0.09, x + 0.1, 2.68, -0.09, x - 0.1, 2.68, -0.09], 0.018, '#c8a860');
  });
  doorIn(set, shape, 'right', { x: -2.6, colour: '#5a3a2c', kind: 'double' });
  doorIn(set, shape, 'front', { x: 0, colour: '#5a3a2c', kind: 'double' });
  set.add(
    0,
    3.4,
    0,
    (b) => {
      b.box(-2.2, 0, -0.7, 2.2, 0.4, 0.8, '#5a3a2c');
      b.box(-1.8, 0.4, -0.4, 1.8, 1.5, 0, '#7a5038');
      for (const x of [-1.2, 0, 1.2]) b.front(x - 0.5, 0.55, x + 0.5, 1.35, -0.41, '#6a4430', { ink: 0.7 });
      b.box(-1.9, 1.5, -0.5, 1.9, 1.58, 0.1, '#8a5c40');
      b.box(-0.5, 0.4, 0.3, 0.5, 2.3, 0.45, '#4a2c24');
      b.part(0.8, 1.7, -0.3);
      b.box(0.7, 1.58, -0.36, 0.95, 1.62, -0.2, '#8a5c40');
      b.line([0.6, 1.68, -0.3, 0.95, 1.7, -0.28], 0.05, '#6a4430');
    },
    { height: 2.2 },
  );
  set.add(
    -2.7,
    2.4,
    -20,
    (b) => {
      b.box(-0.6, 0, -0.5, 0.6, 0.2, 0.5, '#5a3a2c');
      b.box(-0.6, 0.2, -0.55, 0.6, 1.15, -0.45, '#7a5038');
      b.line([-0.6, 1.15, -0.5, 0.6, 1.15, -0.5], 0.07, '#8a5c40');
    },
    { height: 1.2 },
  );
  for (const x of [3, 3.8]) set.add(x, 1.6, 90, pew(3.2, '#6a4430'), { height: 1 });
  for (const x of [-1.7, 1.7]) set.add(x, 0.9, 0, table(1.6, 0.7, '#6a4430'), { height: 0.8 });
  for (const z of [-2, -3, -4]) for (const x of [-2.2, 2.2]) set.add(x, z, 180, pew(3, '#6a4430'), { height: 1 });
  for (const x of [-2.2, 2.2]) set.lamp({ kind: 'lamp', at: [x, 3.2, 2.6], reach: 3.2, strength: 0.9, bulb: 0.14 });
};

export const church = (set: SetBuilder): void => {
  const shape = room(set, {
    width: 8.4,
    back: 10,
    front: 6,
    height: 7,
    wall: '#a89c8c',
    floor: '#7c746c',
    ceiling: '#6a5a50',
    boards: 'plates',
    beams: true,
    stone: true,
  });
  windowIn(set, shape, 'back', {
    x: 0,
    sill: 2.8,
    width: 2.2,
    height: 3,
    panes: [3, 4],
    arched: true,
    stained: true,
    frame: '#5f584f',
    outlook: 'plain',
  });
  for (const x of [-5, -2, 1, 4]) {
    windowIn(set, shape, 'left', {
      x,
      sill: 2,
      width: 1,
      height: 2.8,
      panes: [2, 4],
      arched: true,
      stained: true,
      frame: '#5f584f',
      outlook: 'plain',
    });
    windowIn(set, shape, 'right', {
      x,
      sill: 2,
      width: 1,
      height: 2.8,
      panes: [2, 4],
      arched: true,
      stained: true,
      frame: '#5f584f',
      outlook: 'plain',
    });
  }
  doorIn(set, shape, 'front', { x: 0, colour: '#5a3a2c', kind: 'double', height: 2.6 });
  for (let z = -4; z < 7; z += 1.15)
    for (const x of [-2.05, 2.05]) set.add(x, z, 180, pew(2.5, '#6a4834'), { height: 1 });
  set.add(0, 1, 0, rug(1.2, 15, '#8a3a38'), { height: 0.02, bias: 60 });
  for (const z of [1, 5, 8.4])
    for (const x of [-3.7, 3.7]) set.add(x, z, 0, column(6.6, 0.3, '#b0a494'), { height: 6.6 });
  set.add(
    0,
    8.8,
    0,
    (b) => {
      b.box(-2.4, 0, -1, 2.4, 0.24, 1, '#8a8074');
      b.box(-1.1, 0.24, -0.3, 1.1, 1.15, 0.3, '#d8ccb4');
      b.front(-1.0, 0.5, 1.0, 1.15, -0.31, '#f0ead8');
      b.line([0, 0.55, -0.32, 0, 1.05, -0.32], 0.06, '#c8a048');
      b.line([-0.16, 0.88, -0.32, 0.16, 0.88, -0.32], 0.06, '#c8a048');
      b.part(0, 1.6, 0.2);
      b.line([0, 1.15, 0.3, 0, 2.5, 0.3], 0.12, '#6a4834');
      b.line([-0.4, 2.1, 0.3, 0.4, 2.1, 0.3], 0.12, '#6a4834');
      for (const x of [-0.8, 0.8]) {
        b.turned(x, 0, [0.05, 1.15, 0.03, 1.5], '#f0e8d0');
        b.sprite(x, 1.5, 0, (at, depth) =>
          b.shape(smoothCurve([at(-0.03, 0), at(0, 0.13), at(0.03, 0)], true, 4), depth, '#ffd880', {
            lit: true,
            ink: 0.4,
          }),
        );
      }
    },
    { height: 2.5 },
  );
  set.add(-1.9, 7.6, 10, lectern('#6a4834'), { height: 1.2 });
  for (const x of [-0.8, 0.8])
    set.lamp({ kind: 'fire', at: [x, 1.65, 8.8], reach: 3, strength: 0.8, always: true, bulb: 0.06 });
  for (const z of [1, 5]) set.lamp({ kind: 'lamp', at: [0, 4.6, z], reach: 3.6, strength: 0.7, bulb: 0.15 });
};

export const theatre = (set: SetBuilder): void => {
  const shape = room(set, {
    width: 10,
    back: 7,
    front: 7,
    height: 6,
    wall: '#6a3438',
    floor: '#4f3030',
    ceiling: '#3c2a34',
    boards: 'carpet',
    panels: 1.4,
  });
  set.add(
    0,
    5.4,
    0,
    (b) => {
      b.box(-4.6, 0, -1.4, 4.6, 0.9, 1.6, '#6a4834', { top: '#a07a50' });
      b.front(-4.2, 0.9, 4.2, 5, 1.4, '#3a3a5c');
    },
    { height: 0.9 },
  );
  for (const x of [-3.9, 3.9])
    set.add(x, 5.2, 0, hangingCurtain(2.2, 5.2, '#a8342f'), { y: 0.8, height: 5, bias: -0.5 });
  set.add(
    0,
    4.8,
    0,
    (b) => {
      for (let i = 0; i < 8; i++)
        b.face(
          [
            -5 + i * 1.25,
            5.9,
            0,
            -3.75 + i * 1.25,
            5.9,
            0,
            -3.85 + i * 1.25,
            5.1,
            -0.02,
            -4.37 + i * 1.25,
            4.8,
            -0.02,
            -4.9 + i * 1.25,
            5.1,
            -0.02,
          ],
          '#b83a34',
        );
      b.line([-5, 5.9, -0.05, 5, 5.9, -0.05], 0.16, '#c8a048');
    },
    { height: 6, bias: -1 },
  );
  for (let z = -6; z < -1; z += 1.05)
    for (const x of [-2.6, 2.6]) set.add(x, z, 180, pew(3.8, '#8a3430'), { height: 1 });
  doorIn(set, shape, 'front', { x: 0, colour: '#5a3a2c', kind: 'double' });
  set.lamp({ kind: 'lamp', at: [0, 5.6, 4.6], reach: 5, strength: 1, always: true, bulb: 0.1 });
  set.lamp({ kind: 'lamp', at: [-1.6, 1.2, 5], reach: 2.4, strength: 0.8, always: true, bulb: 0 });
  for (const x of [-4.8, 4.8])
    set.lamp({ kind: 'lamp', at: [x, 2.4, 0], reach: 2, strength: 0.6, always: true, bulb: 0.08 });
};

/** Halls, lobbies, stations, palaces: high, columned, a great window. */
export const hall = (set: SetBuilder): void => {
  set.set({
    passersBy: [
      [-2.4, 6],
      [2.6, 7.2],
      [-1, 9.4],
      [3.6, 9],
      [-4, 8.2],
      [0.8, -6],
    ],
  });
  const outlook = /castle|palace|throne|coronation|mansion|manor/i.test(set.name) ? 'mountains' : 'city';
  const station = /station|terminal|airport|concourse/i.test(set.name);
  const shape = room(set, {
    width: 12,
    back: 12,
    front: 7,
    height: 8,
    wall: '#b9b4a8',
    floor: '#a79f94',
    ceiling: '#8a8784',
    boards: 'plates',
  });
  for (const x of [-3.2, 0, 3.2])
    windowIn(set, shape, 'back', {
      x,
      sill: 2.4,
      width: 2.2,
      height: 4,
      panes: [3, 5],
      arched: true,
      frame: '#77777c',
      outlook,
    });
  for (const x of [-6, -2, 2, 6])
    windowIn(set, shape, 'left', {
      x,
      sill: 3.4,
      width: 2,
      height: 3,
      panes: [3, 4],
      arched: true,
      frame: '#77777c',
      outlook,
    });
  for (const z of [1, 5, 9, -3])
    for (const x of [-4.6, 4.6]) set.add(x, z, 0, column(7.6, 0.4, '#c4beb0'), { height: 7.6 });
  doorIn(set, shape, 'right', { x: -2, colour: '#6a5040', kind: 'double', height: 2.6 });
  doorIn(set, shape, 'front', { x: 0, colour: '#6a5040', kind: 'double', height: 2.6 });
  if (station) {
    set.add(
      0,
      7,
      0,
      (b) => {
        b.line([0, 8, 0, 0, 5.4, 0], 0.08);
        b.disc(0, 4.8, 0, 0.62, '#4a4a54');
        b.disc(0, 4.8, -0.02, 0.54, '#f4efe0');
        b.line([0, 4.8, -0.04, 0.2, 5.1, -0.04], 0.06, '#241c24');
        b.line([0, 4.8, -0.04, -0.1, 5.24, -0.04], 0.045, '#241c24');
      },
      { height: 8 },
    );
    onTheWall(set, shape, 'right', (b) => {
      b.front(2, 2.6, 6, 4.2, -0.05, '#24262e');
      for (let i = 0; i < 6; i++)
        for (const x of [2.2, 3.6, 5])
          b.line([x, 4 - i * 0.24, -0.06, x + 0.8, 4 - i * 0.24, -0.06], 0.05, '#ffc860', { lit: true });
    });
    for (const [x, z, t] of [
      [-3.2, 3, 0],
      [3.2, 4.4, 0],
      [-2.6, -2, 180],
    ] as const)
      set.add(x, z, t, pew(2.2, '#7a5a40'), { height: 1 });
    set.add(
      4.8,
      2.4,
      60,
      (b) => {
        counter(2, '#6a5040')(b);
        screen(b, 0, 1.08, 0, 0.4);
      },
      { height: 1.5 },
    );
  } else if (/museum|gallery|exhibition/i.test(set.name)) furnishGallery(set, shape);
  else {
    const royal = /throne|coronation/i.test(set.name);
    if (royal) set.add(0, 8.4, 0, throne, { height: 3.4 });
    else set.add(0, 10.4, 0, stairs(4, 10, '#a8a090'), { height: 2.4 });
    set.add(0, 2.5, 0, rug(2.2, 14, '#8a3a38'), { height: 0.02, bias: 60 });
    for (const x of [-3.4, 3.4])
      set.add(
        x,
        3,
        0,
        (b) =>
          b.turned(0, 0, [0.3, 0, 0.26, 0.9, 0.34, 0.95, 0.2, 1.1, 0.3, 1.5, 0.14, 1.7], '#8a7a9a', { smooth: true }),
        { height: 1.7 },
      );
    if (/hotel|lobby|reception/i.test(set.name))
      set.add(
        -2.6,
        5,
        -30,
        (b) => {
          counter(2.8, '#6a4430')(b);
          tableLampOn(b);
          b.turned(-0.6, 0, [0.07, 1.08, 0.06, 1.13, 0.01, 1.16], '#c8a860');
        },
        { height: 1.4 },
      );
  }
  for (const z of [2, 7]) {
    set.add(0, z, 0, chandelier, { height: 8, bias: -0.5 });
    set.lamp({ kind: 'lamp', at: [0, 5.6, z], reach: 4.6, strength: 0.9, bulb: 0.2 });
  }
};

const chandelier = (b: SetBrush): void => {
  b.line([0, 8, 0, 0, 6.1, 0], 0.05);
  b.turned(0, 0, [0.1, 5.3, 0.7, 5.7, 0.1, 6.1], '#c8a860');
  for (let i = 0; i < 6; i++)
    b.ball(Math.cos(i * 1.047) * 0.7, 5.8, Math.sin(i * 1.047) * 0.7, 0.08, '#fff0c0', { lit: true, ink: 0.4 });
};

export const staircase = (set: SetBuilder): void => {
  const shape = room(set, {
    width: 6,
    back: 5,
    front: 3.4,
    height: 4.4,
    wall: '#b0a08c',
    floor: '#7a5a44',
    ceiling: '#d0c6b4',
    boards: 'planks',
    dado: { colour: '#7a6250', height: 1 },
  });
  windowIn(set, shape, 'left', { x: 0.8, sill: 1.2, width: 1.3, height: 2, panes: [2, 3] });
  set.add(0.6, 1.6, 0, stairs(1.9, 13, '#8a6244'), { height: 2.4 });
  pictureOn(set, shape, 'back', -1.8, 2.2, 0.8, 1, '#8a98a0');
  pictureOn(set, shape, 'right', 0.6, 2.1, 0.9, 0.7, '#a89a80');
  doorIn(set, shape, 'right', { x: -1.8, colour: '#6a4834' });
  doorIn(set, shape, 'front', { x: 1, colour: '#6a4834' });
  set.add(-1.9, 3.6, 0, cabinet(1.1, 0.85, 0.4, '#6a4834', 2), { height: 0.85 });
  set.add(-1.9, 3.6, 0, tableLamp('#ffe0a8', '#5f7a84'), { y: 0.85, height: 0.5, bias: -0.3 });
  set.lamp({ kind: 'lamp', at: [-1.9, 1.2, 3.5], reach: 2.6, strength: 1 });
  clockOn(set, shape, 'back', -0.6, 2.9);
};
