/** Places to play: amusement parks and playgrounds. */
import { smoothCurve } from '../ink/ink.ts';
import { ground, strew } from './ground.ts';
import type { Draw } from './place.types.ts';
import { tree } from './plants.ts';
import type { SetBuilder } from './set-builder.ts';
import { lightString } from './sets-gathering.ts';
import { park } from './sets-nature.ts';
import { litStreetLamp, stall } from './street-kit.ts';

/** Ferris wheel, striped booths, coloured lamps. */
export const amusementPark = (set: SetBuilder): void => {
  set.set({
    outlook: 'city',
    passersBy: [
      [-4.4, 6],
      [4.2, 8],
      [-2.2, 11],
      [2, 13],
      [5.4, 4.6],
      [-5.8, 9],
    ],
  });
  ground(set, '#9a8c7c');
  strew(set, { count: 120, colours: ['#857868', '#b0a490'], long: 0.5, width: 0.03, area: [12, -5, 18], alpha: 0.5 });
  const lit = set.light.set.lampStrength > 0.3;
  set.add(-1.6, 24, 0, ferrisWheel(lit), { height: 16, bias: 3, structure: true });
  set.add(8.4, 17, 0, carousel(lit), { height: 5, bias: 1, structure: true });
  for (const [x, z, turn, colour] of [
    [-6.4, 7, -60, '#c8443c'],
    [-7.4, 12, -70, '#3f6a9a'],
    [6.6, 6.6, 60, '#c28a3a'],
    [-6.8, -6, -120, '#3f7a68'],
    [6.8, -7, 120, '#8a4a7a'],
  ] as const)
    set.add(x, z, turn, stall(colour, set.random), { height: 2.8 });
  for (const z of [5, 9, 14]) set.add(0, z, 0, lightString([-6.4, 0], [6.4, 0], 4.6, lit), { height: 4.6, bias: -0.3 });
  for (const x of [-6.4, 6.4])
    for (const z of [5, 9, 14]) set.add(x, z, 0, (b) => b.line([0, 0, 0, 0, 4.7, 0], 0.09, '#5a4a4c'), { height: 4.7 });
  for (const x of [-10, 14]) set.add(x, 30, 0, tree(set, 7), { height: 7 });
  litStreetLamp(set, 4.2, 10, -90, 4);
  if (!lit) return;
  for (const [x, z] of [
    [-2.4, 4.8],
    [2.4, 4.8],
    [0, 8.8],
  ] as const)
    set.lamp({ kind: 'lamp', at: [x, 4.1, z], reach: 4.6, strength: 1, bulb: 0.08, colour: '#ffdc9a' });
  for (const [x, z, colour] of [
    [-3.4, 5, '#ff8ab0'],
    [3.2, 5.4, '#ffc870'],
    [0, 9, '#8ac8ff'],
  ] as const)
    set.lamp({ kind: 'lamp', at: [x, 0.05, z], reach: 4, strength: 0.6, bulb: 0, colour });
  for (const [x, y, z, colour] of [
    [-1.6, 8.4, 23, '#ffb0d0'],
    [8.4, 2.4, 15, '#ffe08a'],
    [-5.6, 2, 6.6, '#ff9a8a'],
    [5.8, 2, 6.2, '#ffd08a'],
  ] as const)
    set.lamp({ kind: 'neon', at: [x, y, z], reach: 5, strength: 0.9, colour, bulb: 0 });
};

const ferrisWheel =
  (lit: boolean): Draw =>
  (b) => {
    const [hub, radius] = [8.6, 7.2];
    for (const side of [-1, 1]) b.line([side * 3.6, 0, 0.4, 0, hub, 0.4], 0.34, '#6a5a7a');
    b.part(0, hub, 0);
    const ring = (r: number): number[] => {
      const points: number[] = [];
      for (let i = 0; i <= 32; i++)
        points.push(Math.cos((i / 32) * 6.2832) * r, hub + Math.sin((i / 32) * 6.2832) * r, 0);
      return points;
    };
    for (let i = 0; i < 12; i++) {
      const angle = (i / 12) * 6.2832 + 0.2;
      b.line([0, hub, 0, Math.cos(angle) * radius, hub + Math.sin(angle) * radius, 0], 0.08, '#a89ab0');
    }
    b.line(ring(radius), 0.2, '#c86a7a');
    b.line(ring(radius * 0.9), 0.08, '#a89ab0');
    b.part(0, hub, -0.5);
    const cabins = ['#c8443c', '#e0b03c', '#3f8a8a', '#5a5aa0', '#d8784a', '#6a9a4c'];
    for (let i = 0; i < 12; i++) {
      const angle = (i / 12) * 6.2832 + 0.2;
      const [x, y] = [Math.cos(angle) * radius, hub + Math.sin(angle) * radius];
      b.face(
        [x - 0.55, y - 1.15, -0.5, x + 0.55, y - 1.15, -0.5, x + 0.7, y - 0.6, -0.5, x - 0.7, y - 0.6, -0.5],
        cabins[i % 6] ?? '#c8443c',
      );
      b.face([x - 0.75, y - 0.2, -0.5, x + 0.75, y - 0.2, -0.5, x, y + 0.2, -0.5], cabins[(i + 2) % 6] ?? '#e0b03c', {
        ink: 0.8,
      });
      if (lit) b.ball(x, y, -0.55, 0.16, '#fff0b0', { lit: true, ink: 0.3 });
    }
    b.disc(0, hub, -0.6, 0.7, '#e0b03c', { lit });
  };

const carousel =
  (lit: boolean): Draw =>
  (b) => {
    b.turned(0, 0, [3, 0, 3, 0.4], '#a8543c');
    b.turned(0, 0, [0.7, 0.4, 0.7, 3], lit ? '#ffe0a0' : '#e0c48a', { lit });
    for (const x of [-2.4, -1.3, 1.2, 2.3]) {
      b.part(x, 1.2, -1.6);
      b.line([x, 0.4, -1.6, x, 3, -1.6], 0.07, '#e0c060');
      b.sprite(x, 0.9, -1.7, (at, depth) =>
        b.shape(
          smoothCurve(
            [
              at(-0.6, 0.5),
              at(-0.5, 0.95),
              at(-0.3, 0.6),
              at(0.3, 0.6),
              at(0.55, 0.75),
              at(0.5, 0.2),
              at(0.4, -0.3),
              at(0.25, 0.2),
              at(-0.25, 0.2),
              at(-0.4, -0.3),
              at(-0.4, 0.3),
            ],
            true,
            4,
          ),
          depth,
          '#f0e8dc',
        ),
      );
    }
    b.part(0, 4, -3);
    b.turned(0, 0, [3.3, 2.9, 3.2, 3.4], '#e8dcc0');
    b.turned(0, 0, [3.3, 3.4, 0.1, 5], '#c8443c');
  };

/** A playground in a park: swings and a slide. */
export const playground = (set: SetBuilder): void => {
  park(set);
  set.add(
    -3.4,
    4.6,
    20,
    (b) => {
      for (const x of [-1.6, 1.6]) for (const z of [-0.7, 0.7]) b.line([x, 0, z, x, 2.4, 0], 0.1, '#b8443c');
      b.line([-1.6, 2.4, 0, 1.6, 2.4, 0], 0.11, '#b8443c');
      for (const x of [-0.7, 0.7]) {
        for (const side of [-0.22, 0.22]) b.line([x + side, 2.4, 0, x + side, 0.55, -0.2], 0.025);
        b.box(x - 0.26, 0.5, -0.3, x + 0.26, 0.56, -0.1, '#6a4a34');
      }
    },
    { height: 2.4 },
  );
  set.add(
    3.6,
    4.4,
    -20,
    (b) => {
      for (const x of [-0.35, 0.35]) b.line([x, 0, 1.2, x, 2.6, 1.1], 0.08, '#3f6a8a');
      for (let y = 0.3; y < 1.7; y += 0.3) b.line([-0.35, y, 1.2, 0.35, y, 1.2], 0.05, '#3f6a8a');
      b.part(0, 1, 0);
      b.face(
        [-0.36, 1.7, 1, 0.36, 1.7, 1, 0.36, 0.5, -0.9, 0.36, 0.3, -1.5, -0.36, 0.3, -1.5, -0.36, 0.5, -0.9],
        '#e0b03c',
      );
      for (const x of [-0.38, 0.38]) b.line([x, 1.85, 1, x, 0.65, -0.9, x, 0.45, -1.5], 0.07, '#c8542f');
    },
    { height: 2.6 },
  );
};
