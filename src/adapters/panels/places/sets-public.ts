/** Rooms where one is served: bars, cafes, shops, libraries. */
import { pick } from '../../../domain/random.ts';
import type { SetBrush } from '../ink/ink.ts';
import { bottleShelves, counter } from './equipment.ts';
import { bookshelf, bottle, chair, cup, pendantLamp, pottedPlant, roundTable, stool, table } from './furniture.ts';
import { goodsShelf } from './goods-shelf.ts';
import { onTheWall, room } from './room-shell.ts';
import type { SetBuilder } from './set-builder.ts';
import { tableLampOn } from './sets-halls.ts';
import { doorIn, pictureOn, windowIn } from './wall-fittings.ts';

export const bar = (set: SetBuilder): void => {
  set.set({ front: { kind: 'table', colour: '#6a4430', things: ['glass', 'bottle', 'glass'] } });
  const shape = room(set, {
    width: 7.4,
    back: 3,
    front: 3.6,
    height: 2.9,
    wall: '#8a5a48',
    floor: '#6f4c38',
    ceiling: '#5f4438',
    boards: 'planks',
    dado: { colour: '#5a3a30', height: 1.1 },
    beams: true,
  });
  windowIn(set, shape, 'left', {
    x: 0.6,
    sill: 1,
    width: 1.9,
    height: 1.4,
    panes: [3, 2],
    frame: '#4a3228',
    outlook: 'city',
  });
  pictureOn(set, shape, 'right', 0.6, 1.8, 0.8, 0.6, '#a08a6a');
  doorIn(set, shape, 'right', { x: -1.6, colour: '#5a3a2c', kind: 'glass' });
  pictureOn(set, shape, 'front', -1.4, 1.8, 1, 0.7, '#7a8a90');
  doorIn(set, shape, 'front', { x: 1.4, colour: '#5a3a2c' });
  set.add(0.4, 2.8, 0, bottleShelves(4.6, set.random), { height: 2.6 });
  set.add(
    0.4,
    1.5,
    0,
    (b) => {
      counter(5, '#6a4430')(b);
      b.part(0, 1.2, 0);
      for (const x of [-1.9, -1.7, 0.9]) bottle(b, x, 1.08, 0, '#4a6a44');
      for (const x of [-0.6, 0.2, 1.6]) b.turned(x, -0.1, [0.035, 1.08, 0.045, 1.22], '#c8d4d4', { alpha: 0.75 });
      for (const x of [-0.16, 0, 0.16]) {
        b.line([x - 1.2, 1.08, 0.1, x - 1.2, 1.36, 0.1], 0.05, '#c8a860');
        b.line([x - 1.2, 1.36, 0.1, x - 1.2, 1.42, -0.02], 0.04, '#2a2228');
      }
    },
    { height: 1.1 },
  );
  for (const x of [-1.6, -0.6, 0.5, 1.6, 2.5]) set.add(x, 0.85, 0, stool('#8a3a34', 0.78), { height: 0.8 });
  for (const [x, z] of [
    [-2.6, -0.8],
    [2.5, -1.4],
    [-0.2, -2.3],
  ] as const) {
    set.add(x, z, 0, roundTable(0.42, '#6a4430'), { height: 0.8 });
    set.add(x - 0.6, z + 0.2, -70, chair('#5a3a2c'), { height: 0.9 });
  }
  for (const x of [-1.2, 0.5, 2.2]) {
    set.add(x, 1.5, 0, pendantLamp(2.9, 0.7, '#3f5a48'), { height: 2.9, bias: -0.2 });
    set.lamp({ kind: 'lamp', at: [x, 2.0, 1.5], reach: 1.9, strength: 0.9, bulb: 0.1, always: true });
  }
};

export const cafe = (set: SetBuilder): void => {
  set.set({ front: { kind: 'table', colour: '#8a6040', things: ['cup', 'cup', 'bowl'] } });
  const diner = /diner/i.test(set.name);
  const shape = room(set, {
    width: 7.4,
    back: 3,
    front: 3.8,
    height: 2.9,
    wall: diner ? '#b8c4bc' : pick(set.random, ['#c8ac84', '#a8b49c', '#c49c88']),
    floor: '#a08468',
    ceiling: '#dcd2bc',
    boards: 'tiles',
    dado: { colour: diner ? '#a8443c' : '#7a5a44', height: 1 },
  });
  windowIn(set, shape, 'left', {
    x: 0.3,
    sill: 0.6,
    width: 3.6,
    height: 1.8,
    panes: [3, 1],
    outlook: 'city',
    frame: '#5a4438',
  });
  windowIn(set, shape, 'back', {
    x: -2.1,
    sill: 0.7,
    width: 2,
    height: 1.7,
    panes: [2, 1],
    outlook: 'city',
    frame: '#5a4438',
  });
  const bakery = /baker|patisserie|boulangerie/i.test(set.name);
  if (bakery) onTheWall(set, shape, 'back', breadShelves);
  else
    onTheWall(set, shape, 'back', (b) => {
      b.front(0.1, 1.6, 2.6, 2.4, -0.04, '#3c342e');
      for (let i = 0; i < 4; i++)
        for (const x of [0.3, 1.5])
          b.line([x, 2.25 - i * 0.16, -0.05, x + 0.7, 2.25 - i * 0.16, -0.05], 0.025, '#e8dcc0', { alpha: 0.8 });
    });
  doorIn(set, shape, 'right', { x: -2, colour: '#5a4438', kind: 'glass' });
  pictureOn(set, shape, 'right', 0.6, 1.75, 0.8, 0.6, '#c89a6a');
  pictureOn(set, shape, 'front', 0.8, 1.75, 1, 0.7, '#9a8a6a');
  set.add(
    1.4,
    2.2,
    0,
    (b) => {
      counter(3, diner ? '#b8483c' : '#7a5238')(b);
      b.box(-1.3, 1.08, -0.25, -0.4, 1.42, 0.25, '#c8d0d0', { alpha: 0.95 });
      for (const [x, c] of [
        [-1.15, '#d8a05a'],
        [-0.95, '#a8623f'],
        [-0.75, '#e8c88a'],
        [-0.55, '#b8484a'],
      ] as const)
        b.ball(x, 1.16, -0.12, 0.07, c, { ink: 0.6 });
      coffeeMachine(b, 0.7);
      for (const x of [0, 0.12, 0.24]) cup(b, x, 1.08, -0.1, '#f0e8d8');
    },
    { height: 1.5 },
  );
  for (const [x, z] of [
    [-2.3, 1.3],
    [-2.4, -0.9],
    [0.4, -1.4],
    [2.4, -0.6],
    [-0.5, -2.9],
  ] as const) {
    set.add(
      x,
      z,
      0,
      (b) => {
        roundTable(0.42, '#8a6040')(b);
        cup(b, 0.1, 0.76, -0.1, '#f0e8d8');
        b.turned(-0.1, 0.08, [0.04, 0.76, 0.05, 0.86, 0.03, 0.92], '#5f7a84', { smooth: true });
      },
      { height: 0.9 },
    );
    set.add(x - 0.62, z + 0.1, -80, chair(diner ? '#a8443c' : '#7a5238'), { height: 0.9 });
    set.add(x + 0.62, z + 0.1, 80, chair(diner ? '#a8443c' : '#7a5238'), { height: 0.9 });
  }
  set.add(-2.95, 2.6, 0, pottedPlant(set.random, 1), { height: 1.2 });
  for (const [x, z] of [
    [-2.3, 1.3],
    [0.6, 1.8],
    [2.2, 1.8],
  ] as const) {
    set.add(x, z, 0, pendantLamp(2.9, 0.7, '#c8a048'), { height: 2.9 });
    set.lamp({ kind: 'lamp', at: [x, 2, z], reach: 2.1, strength: 0.9, bulb: 0.1 });
  }
};

const coffeeMachine = (b: SetBrush, x: number): void => {
  b.box(x - 0.32, 1.08, -0.2, x + 0.32, 1.5, 0.22, '#b8bcc0');
  b.front(x - 0.24, 1.14, x + 0.24, 1.3, -0.205, '#3a3a42');
  for (const k of [-0.12, 0.12]) b.line([x + k, 1.34, -0.24, x + k, 1.28, -0.3], 0.035, '#2a2a30');
  b.disc(x, 1.42, -0.21, 0.05, '#f0e8d8');
};

export const shop = (set: SetBuilder): void => {
  const books = /book|library|archive|record/i.test(set.name);
  const shape = room(set, {
    width: 7,
    back: 3.4,
    front: 3.6,
    height: 3,
    wall: books ? '#8a7458' : '#c0b494',
    floor: books ? '#7a5638' : '#a89c88',
    ceiling: '#d0c6b0',
    boards: books ? 'planks' : 'tiles',
  });
  windowIn(set, shape, 'left', {
    x: 1,
    sill: books ? 1.3 : 0.6,
    width: 2.4,
    height: books ? 1.2 : 1.8,
    panes: [3, books ? 2 : 1],
    outlook: 'city',
    frame: '#6a4a34',
    arched: books,
  });
  if (books)
    for (const x of [-2.3, -0.15, 2]) set.add(x, 3.15, 0, bookshelf(2.05, 2.75, set.random, 0.03), { height: 2.75 });
  else for (const x of [-2.2, 0, 2.2]) set.add(x, 3.1, 0, goodsShelf(2.1, 2.3, set.random), { height: 2.3 });
  doorIn(set, shape, 'right', { x: -2.2, colour: '#6a4a34', kind: 'glass' });
  for (const [x, z, t] of [
    [3.2, 1.6, 90],
    [3.2, -1.4, 90],
    [-3.2, -1.8, -90],
  ] as const)
    set.add(x, z, t, books ? bookshelf(2.1, 2.5, set.random, 0.03) : goodsShelf(2.1, 2, set.random), { height: 2.5 });
  if (books) {
    set.add(
      -0.6,
      1.4,
      0,
      (b) => {
        table(2.2, 1, '#6a4430')(b);
        b.part(0, 0.85, 0);
        for (let i = 0; i < 4; i++)
          b.box(
            -0.8,
            0.75 + i * 0.05,
            -0.2,
            -0.5,
            0.795 + i * 0.05,
            0.2,
            ['#8a4a3c', '#4a6460', '#c2a05a', '#5a5570'][i] ?? '#8a4a3c',
          );
        tableLampOn(b);
      },
      { height: 1.2 },
    );
    set.lamp({ kind: 'lamp', at: [0, 1.05, 1.4], reach: 2.2, strength: 1 });
    set.add(-1.9, 1.7, -60, chair('#6a4430'), { height: 0.9 });
    set.add(
      2.2,
      2.4,
      0,
      (b) => {
        for (const x of [-0.25, 0.25]) b.line([x, 0, -0.3, x, 2.5, 0.5], 0.05, '#5a3a28');
        for (let i = 1; i < 9; i++)
          b.line([-0.25, i * 0.28, -0.3 + i * 0.09, 0.25, i * 0.28, -0.3 + i * 0.09], 0.045, '#5a3a28');
      },
      { height: 2.5 },
    );
  } else {
    set.add(
      1.9,
      1.1,
      -20,
      (b) => {
        counter(1.9, '#7a5a44')(b);
        b.box(-0.25, 1.08, -0.15, 0.2, 1.36, 0.18, '#4a4a54');
        b.front(-0.18, 1.2, 0.12, 1.32, -0.16, '#a8d0b0', { lit: true });
      },
      { height: 1.4 },
    );
    set.add(
      -1.6,
      0.9,
      0,
      (b) => {
        b.box(-0.9, 0, -0.4, 0.9, 0.8, 0.4, '#8a6a4a');
        for (let i = 0; i < 12; i++)
          b.ball(
            -0.75 + (i % 6) * 0.3,
            0.88,
            -0.2 + Math.floor(i / 6) * 0.3,
            0.13,
            ['#c2543c', '#d8a23a', '#6a8a3f'][i % 3] ?? '#c2543c',
            { ink: 0.6 },
          );
      },
      { height: 1 },
    );
  }
  for (const x of [-1.6, 1.6]) {
    set.add(x, 1, 0, pendantLamp(3, 0.6, books ? '#3f5a48' : '#5a5a62'), { height: 3 });
    set.lamp({ kind: 'lamp', at: [x, 2.2, 1], reach: 2.6, strength: 0.9, bulb: 0.1 });
  }
};

/** Loaves, rolls and long bread on sloping boards. */
const breadShelves = (b: SetBrush): void => {
  b.front(-0.2, 1.12, 3.1, 2.62, -0.03, '#6a4630');
  for (let row = 0; row < 3; row++) {
    const y = 1.2 + row * 0.47;
    b.front(-0.2, y - 0.05, 3.1, y, -0.1, '#a87a4c', { ink: 0.7 });
    for (let i = 0, x = -0.05; x < 2.95; i++) {
      const long = (i + row) % 3 === 0;
      const [wide, high] = long ? [0.5, 0.13] : row === 1 ? [0.2, 0.15] : [0.3, 0.22];
      const crust = ['#c8863f', '#b8702f', '#d89a52', '#a8622c'][(i * 3 + row) % 4] ?? '#c8863f';
      const loaf = [
        x,
        y,
        x + wide,
        y,
        x + wide * 1.02,
        y + high * 0.6,
        x + wide * 0.8,
        y + high,
        x + wide * 0.2,
        y + high,
        x - wide * 0.02,
        y + high * 0.6,
      ];
      const points: number[] = [];
      for (let k = 0; k < loaf.length; k += 2) points.push(loaf[k] as number, loaf[k + 1] as number, -0.12);
      b.face(points, crust, { ink: 0.7, drift: 0.25 });
      for (const cut of [0.35, 0.6])
        b.line(
          [x + wide * cut, y + high * 0.5, -0.13, x + wide * (cut + 0.1), y + high * 0.9, -0.13],
          0.018,
          '#f0d8a8',
        );
      x += wide + 0.06;
    }
  }
};
