/** Feasts under canvas: marquees and camps. */
import { type Colour, mixColour } from '../ink/ink.ts';
import { chair } from './furniture.ts';
import { ground, patch, strew } from './ground.ts';
import type { Draw } from './place.types.ts';
import { bush, tree } from './plants.ts';
import { onTheWall, room } from './room-shell.ts';
import type { SetBuilder } from './set-builder.ts';
import { forest } from './sets-wild.ts';
import { windowIn } from './wall-fittings.ts';

/** A round table with a cloth to the ground, glasses and flowers. */
const feastTable: Draw = (b) => {
  b.turned(0, 0, [0.74, 0, 0.7, 0.4, 0.66, 0.74], '#f2ece0');
  b.turned(0, 0, [0.05, 0.76, 0.09, 0.86, 0.05, 0.96], '#b8c4b0');
  for (const [x, y, colour] of [
    [-0.1, 1.02, '#d87a8a'],
    [0.08, 1.08, '#f0e0d0'],
    [0.02, 0.98, '#c85a70'],
  ] as const)
    b.ball(x, y, 0, 0.09, colour, { ink: 0.5 });
  for (const x of [-0.4, 0.42])
    b.turned(x, -0.1, [0.03, 0.76, 0.008, 0.78, 0.01, 0.86, 0.035, 0.98], '#dce8ea', { ink: 0.5 });
};

/** Small lamps on a slack line. */
export const lightString =
  (from: readonly [number, number], to: readonly [number, number], height: number, lit: boolean): Draw =>
  (b) => {
    const points: number[] = [];
    for (let i = 0; i <= 8; i++) {
      const t = i / 8;
      points.push(
        from[0] + (to[0] - from[0]) * t,
        height - Math.sin(t * Math.PI) * 0.5,
        from[1] + (to[1] - from[1]) * t,
      );
    }
    b.line(points, 0.02);
    for (let i = 0; i <= 8; i++)
      b.ball(
        points[i * 3] as number,
        (points[i * 3 + 1] as number) - 0.08,
        points[i * 3 + 2] as number,
        0.07,
        lit ? '#ffe6a0' : '#f0e4c8',
        { lit: true, ink: 0.4 },
      );
  };

/** Inside a great white tent: draped roof, poles, laid tables, strings of lamps. */
export const marquee = (set: SetBuilder): void => {
  const shape = room(set, {
    width: 11,
    back: 8,
    front: 6,
    height: 4.4,
    wall: '#ece4d4',
    floor: '#a8895f',
    ceiling: '#f2ecdf',
    boards: 'planks',
    panels: 1.2,
  });
  for (const x of [-3.4, 0, 3.4])
    windowIn(set, shape, 'back', {
      x,
      sill: 0.1,
      width: 2.2,
      height: 2.6,
      panes: [1, 1],
      arched: true,
      outlook: 'garden',
      frame: '#d8cdb8',
    });
  for (const wall of ['back', 'left', 'right'] as const)
    onTheWall(set, shape, wall, (b) => {
      for (let x = -7; x < 7; x += 1.4)
        b.face(
          [x, 4.4, -0.1, x + 1.4, 4.4, -0.1, x + 1.05, 3.75, -0.1, x + 0.7, 3.6, -0.1, x + 0.35, 3.75, -0.1],
          '#d8b8a8',
          { ink: 0.7 },
        );
    });
  set.shell((b) => {
    for (let x = -5; x <= 5; x += 2.5) b.line([x, 4.38, -8, x * 0.2, 4.3, 8], 0.03, '#c8b8a0', { alpha: 0.7 });
  });
  for (const [x, z] of [
    [-3, 3.4],
    [2.9, 3],
    [-3.4, 6],
    [3.4, 6.2],
    [0.2, 5.6],
    [-3.2, -3],
    [3.2, -3.4],
  ] as const) {
    set.add(x, z, 0, feastTable, { height: 1.1 });
    for (const [dx, dz, turn] of [
      [-0.95, 0.1, -90],
      [0.95, 0.1, 90],
      [0, 0.95, 0],
    ] as const)
      set.add(x + dx, z + dz, turn, chair('#e8dcc4'), { height: 0.92 });
  }
  for (const x of [-4.4, 4.4])
    for (const z of [0.6, 4.6])
      set.add(
        x,
        z,
        0,
        (b) => {
          b.line([0, 0, 0, 0, 4.3, 0], 0.14, '#b08a5c');
          b.ball(0, 2.5, -0.08, 0.22, '#8aa070', { ink: 0.6 });
          b.ball(0.1, 2.6, -0.12, 0.12, '#d87a8a', { ink: 0.5 });
        },
        { height: 4.3 },
      );
  for (const z of [1.6, 4.4, 7])
    set.add(0, z, 0, lightString([-5.4, 0], [5.4, 0], 4, true), { height: 4.4, bias: -0.3 });
  for (const [x, z] of [
    [-2.4, 3],
    [2.4, 3],
    [0, 6],
  ] as const)
    set.lamp({ kind: 'lamp', at: [x, 3.5, z], reach: 4, strength: 0.9, bulb: 0.1, colour: '#ffdf9c' });
};

/** A great white tent on a lawn, seen from outside. */
export const marqueeLawn = (set: SetBuilder): void => {
  set.set({
    outlook: 'garden',
    passersBy: [
      [-5, 4.6],
      [4.9, 5],
      [3.4, 6.4],
      [-2.6, 6.6],
      [6.4, 3.6],
    ],
  });
  ground(set, '#86a05c');
  strew(set, { count: 240, colours: ['#6f8a4c', '#9fae6c'], long: 0, up: 0.12, width: 0.02, area: [12, -5, 12] });
  patch(set, [-1, -8, 1, -8, 1.3, 9, -1.3, 9], '#d8c8a4', 0.2);
  const lit = set.light.set.lampStrength > 0.3;
  set.add(0, 9, 0, marqueeFront(lit), { height: 6.4, bias: 3, structure: true });
  for (const [x, z] of [
    [-4.6, 3.2],
    [4.4, 3.6],
    [-7, 5.4],
  ] as const) {
    set.add(x, z, 0, feastTable, { height: 1.1 });
    set.add(x + 0.95, z, 90, chair('#e8dcc4'), { height: 0.92 });
    set.add(x - 0.95, z, -90, chair('#e8dcc4'), { height: 0.92 });
  }
  for (const x of [-2.6, 2.6])
    set.add(
      x,
      5.4,
      0,
      (b) => {
        b.line([0, 0, 0, 0, 2.7, 0], 0.07, '#b08a5c');
        b.ball(0, 2.75, 0, 0.2, '#d87a8a', { ink: 0.6 });
        b.ball(0.14, 2.66, -0.06, 0.13, '#f0e0d0', { ink: 0.5 });
      },
      { height: 2.9 },
    );
  set.add(0, 5.4, 0, lightString([-2.6, 0], [2.6, 0], 2.9, lit), { height: 2.9 });
  for (const [x, z, h] of [
    [-11, 14, 7],
    [11.5, 15, 8],
    [-15, 9, 7],
    [16, 11, 7],
  ] as const)
    set.add(x, z, 0, tree(set, h), { height: h });
  for (const x of [-8, 8.4]) set.add(x, 8, 0, bush(set, 1), { height: 1 });
  for (const x of [-6, 0, 7]) set.add(x, -14, 0, tree(set, 7), { height: 7 });
  if (lit) set.lamp({ kind: 'lamp', at: [0, 2.4, 8.8], reach: 6, strength: 1, bulb: 0, colour: '#ffdf9c' });
};

const marqueeFront =
  (lit: boolean): Draw =>
  (b) => {
    const cloth = '#f4efe2';
    b.box(-6, 0, 0, 6, 2.7, 7, cloth);
    for (let x = -5.4; x < 6; x += 1.2) b.line([x, 0, -0.02, x, 2.7, -0.02], 0.02, '#c8bca4', { alpha: 0.7 });
    b.face(
      [-1.5, 0, -0.03, 1.5, 0, -0.03, 1.2, 2.3, -0.03, 0, 2.6, -0.03, -1.2, 2.3, -0.03],
      lit ? '#ffe0a0' : '#b8a888',
      { lit },
    );
    for (const side of [-1, 1])
      b.face(
        [
          side * 1.7,
          0,
          -0.06,
          side * 1.15,
          0,
          -0.06,
          side * 1.35,
          1.3,
          -0.06,
          side * 0.5,
          2.5,
          -0.06,
          side * 1.7,
          2.5,
          -0.06,
        ],
        '#e4d6c0',
      );
    b.part(0, 4, -0.2);
    for (const [from, to, peak, high] of [
      [-6.4, 0, -3.1, 5.4],
      [0, 6.4, 3.1, 5.4],
      [-3.4, 3.4, 0, 6.4],
    ] as const) {
      const side = (a: number, t: number): number => a + (peak - a) * t;
      b.face(
        [from, 2.6, -0.15, to, 2.6, -0.15, side(to, 0.62), 3.5, -0.15, peak, high, -0.15, side(from, 0.62), 3.5, -0.15],
        cloth,
        { drift: 0.2 },
      );
      for (const t of [0.25, 0.5, 0.75])
        b.line([from + (to - from) * t, 2.62, -0.17, peak, high - 0.2, -0.17], 0.02, '#c8bca4', { alpha: 0.8 });
      b.line([peak, high - 0.1, -0.16, peak, high + 0.7, -0.16], 0.05);
      b.face([peak, high + 0.7, -0.16, peak + 0.8, high + 0.52, -0.16, peak, high + 0.34, -0.16], '#c85a64');
    }
    for (let x = -6.4; x < 6.3; x += 0.8)
      b.face(
        [x, 2.62, -0.2, x + 0.8, 2.62, -0.2, x + 0.4, 2.2, -0.2],
        Math.round(x * 10) % 16 === 0 ? '#d8a0a0' : '#f0e6d4',
        { ink: 0.6 },
      );
  };

/** Small tents between trees. */
export const camp = (set: SetBuilder): void => {
  forest(set);
  for (const [x, z, turn, colour] of [
    [-3.2, 4.6, 20, '#c2703c'],
    [3.6, 5.6, -24, '#4f7a70'],
  ] as const)
    set.add(x, z, turn, ridgeTent(colour), { height: 1.8 });
};

const ridgeTent =
  (colour: Colour): Draw =>
  (b) => {
    for (const side of [-1, 1])
      b.face(
        [side * 1.3, 0, 0, 0, 1.75, 0, 0, 1.75, 2.6, side * 1.3, 0, 2.6],
        mixColour(colour, '#1c1424', side < 0 ? 0.12 : 0),
      );
    b.part(0, 0.8, -0.2);
    b.face([-1.3, 0, 0, 1.3, 0, 0, 0, 1.75, 0], mixColour(colour, '#ffffff', 0.14));
    b.face([-0.5, 0, -0.02, 0.45, 0, -0.02, 0, 1.4, -0.02], '#3a2c2c');
    b.face([-0.62, 0, -0.04, -0.28, 0, -0.04, 0, 1.45, -0.04], mixColour(colour, '#ffffff', 0.3));
    for (const side of [-1, 1]) b.line([0, 1.75, 0, side * 1.9, 0, -0.7], 0.02);
  };
