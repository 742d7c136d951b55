/** Barns and stables: boards, beams, hay, stalls, tools on the wall. */
import { smoothCurve } from '../ink/ink.ts';
import type { Draw } from './place.types.ts';
import { onTheWall, room } from './room-shell.ts';
import type { SetBuilder } from './set-builder.ts';
import { barrel, crate } from './street-kit.ts';
import { windowIn } from './wall-fittings.ts';

export const barnInside = (set: SetBuilder): void => {
  const shape = room(set, {
    width: 9,
    back: 8,
    front: 6,
    height: 5,
    wall: '#a8643f',
    floor: '#b8955c',
    ceiling: '#7a5238',
    boards: 'earth',
    panels: 0.4,
    beams: true,
  });
  onTheWall(set, shape, 'back', (b) => {
    b.front(-1.9, 0, 1.9, 3.4, -0.04, '#6a3c2a');
    for (const x of [-0.95, 0.95]) {
      b.front(x - 0.88, 0.06, x + 0.88, 3.3, -0.06, '#8a4f34', { ink: 0.8 });
      b.line([x - 0.86, 0.1, -0.08, x + 0.86, 3.24, -0.08], 0.14, '#c89a68');
      b.line([x + 0.86, 0.1, -0.08, x - 0.86, 3.24, -0.08], 0.14, '#c89a68');
    }
  });
  for (const wall of ['left', 'right'] as const)
    for (const x of [-3, 1])
      windowIn(set, shape, wall, {
        x,
        sill: 2.2,
        width: 1.1,
        height: 1,
        panes: [2, 2],
        frame: '#6a4430',
        outlook: 'fields',
      });
  onTheWall(set, shape, 'right', (b) => {
    b.line([-1.2, 0.9, -0.08, -1.2, 2.2, -0.08], 0.05, '#7a5638');
    for (const x of [-1.36, -1.2, -1.04]) b.line([x, 2.2, -0.08, x, 2.6, -0.08], 0.03, '#5a5c64');
    b.line([-1.36, 2.2, -0.08, -1.04, 2.2, -0.08], 0.03, '#5a5c64');
    b.disc(-0.3, 2, -0.07, 0.34, '#6a4a34');
    b.disc(-0.3, 2, -0.08, 0.22, '#a8643f');
  });
  for (const [x, z] of [
    [-3.4, 1.4],
    [-3.4, 3.8],
    [-3.4, 6.2],
    [3.4, 4.4],
  ] as const)
    set.add(x, z, x < 0 ? -90 : 90, stall, { height: 1.4 });
  for (const [x, z, y] of [
    [3, 6.6, 0],
    [2, 6.8, 0],
    [2.5, 6.7, 0.62],
    [-1.9, 7, 0],
    [3.3, 1.8, 0],
    [-3, -3, 0],
    [3, -3.4, 0],
  ] as const)
    set.add(x, z, (x * 37) % 20, bale, { y, height: 0.62, bias: -y });
  set.add(-2.2, 5.6, 0, loose, { height: 0.9 });
  set.add(2.4, 3, 0, barrel('#6a5a4c'), { height: 1 });
  set.add(-2.6, 2.6, 20, crate(0.5), { height: 0.5 });
  for (const x of [-2.5, 2.5])
    for (const z of [1, 5])
      set.add(
        x,
        z,
        0,
        (b) => {
          b.line([0, 0, 0, 0, 5, 0], 0.22, '#6a4430');
          b.line([0, 3.6, 0, x > 0 ? -1 : 1, 4.8, 0], 0.14, '#6a4430');
        },
        { height: 5 },
      );
  set.add(
    0.2,
    2.6,
    0,
    (b) => {
      b.line([0, 5, 0, 0, 3, 0], 0.02);
      b.turned(0, 0, [0.1, 2.62, 0.12, 2.9, 0.05, 3], '#ffdf96', { lit: true });
      b.turned(0, 0, [0.14, 2.56, 0.14, 2.62], '#3a3a42');
    },
    { height: 5 },
  );
  set.lamp({ kind: 'lamp', at: [0.2, 2.75, 2.5], reach: 4, strength: 1, bulb: 0.1 });
};

const stall: Draw = (b) => {
  for (const x of [-1.1, 1.1]) b.box(x - 0.07, 0, -0.07, x + 0.07, 1.5, 0.07, '#6a4430');
  for (const y of [0.35, 0.75, 1.15]) b.box(-1.1, y, -0.03, 1.1, y + 0.16, 0.03, '#9a6a44');
};

const bale: Draw = (b) => {
  b.box(-0.5, 0, -0.3, 0.5, 0.6, 0.3, '#d4b058', { top: '#e2c474' });
  for (const x of [-0.22, 0.22]) b.line([x, 0, -0.31, x, 0.6, -0.31], 0.025, '#8a6a34');
  for (let i = 0; i < 8; i++)
    b.line(
      [-0.45 + i * 0.12, 0.12 + (i % 3) * 0.15, -0.31, -0.38 + i * 0.12, 0.2 + (i % 3) * 0.15, -0.31],
      0.015,
      '#a8823c',
    );
};

const loose: Draw = (b) =>
  b.sprite(0, 0, 0, (at, depth) => {
    b.shape(
      smoothCurve([at(-1.1, 0), at(-0.7, 0.5), at(-0.1, 0.9), at(0.5, 0.6), at(1.1, 0)], false, 5),
      depth,
      '#d8b860',
      { drift: 0.3 },
    );
    for (let i = 0; i < 9; i++)
      b.shape(
        [at(-0.8 + i * 0.18, 0.1), at(-0.72 + i * 0.18, 0.34 + (i % 3) * 0.1), at(-0.76 + i * 0.18, 0.1)],
        depth,
        '#a8823c',
        { ink: 0, alpha: 0.7 },
      );
  });
