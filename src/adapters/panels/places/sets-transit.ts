/** Places where one waits to be carried: platforms and lifts. */
import { type SetBrush } from '../ink/ink.ts';
import { ground, patch } from './ground.ts';
import { onTheWall, room } from './room-shell.ts';
import type { SetBuilder } from './set-builder.ts';
import { bench, crate } from './street-kit.ts';
import { doorIn } from './wall-fittings.ts';

export const elevator = (set: SetBuilder): void => {
  set.set({ walkHalfM: 0.85 });
  const shape = room(set, {
    width: 2.3,
    back: 1.3,
    front: 1.4,
    height: 2.5,
    wall: '#a8a49a',
    floor: '#5c5650',
    ceiling: '#d4d0c4',
    boards: 'plates',
    dado: { colour: '#8a6a4c', height: 1.05 },
    panels: 0.58,
  });
  onTheWall(set, shape, 'back', (b) => {
    b.front(-0.95, 1.15, 0.95, 2.3, -0.03, '#8a8478');
    b.front(-0.9, 1.2, 0.9, 2.25, -0.04, '#b4c0c0', { drift: 0.35 });
    b.line([-1.1, 1.0, -0.12, 1.1, 1.0, -0.12], 0.06, '#c8b888');
  });
  for (const wall of ['left', 'right'] as const)
    onTheWall(set, shape, wall, (b) => b.line([-1.3, 1.0, -0.12, 1.3, 1.0, -0.12], 0.06, '#c8b888'));
  onTheWall(set, shape, 'right', buttons);
  onTheWall(set, shape, 'left', buttons);
  doorIn(set, shape, 'front', { x: 0, colour: '#9a9c9c', kind: 'double', height: 2.2, width: 1.5 });
  set.shell((b) =>
    b.face([-0.5, 2.49, -0.5, 0.5, 2.49, -0.5, 0.5, 2.49, 0.5, -0.5, 2.49, 0.5], '#fff8e0', { lit: true, ink: 0.6 }),
  );
  set.lamp({ kind: 'lamp', at: [0, 2.4, 0], reach: 2.2, strength: 0.95, always: true, bulb: 0.05, colour: '#fff0d0' });
};

const buttons = (b: SetBrush): void => {
  b.front(-0.15, 1.0, 0.15, 1.95, -0.05, '#c4c0b4');
  b.front(-0.1, 1.76, 0.1, 1.9, -0.06, '#2a1c1c');
  b.line([0, 1.79, -0.07, 0.02, 1.87, -0.07], 0.02, '#ff6a4a', { lit: true });
  for (let row = 0; row < 5; row++)
    for (const x of [-0.06, 0.06])
      b.disc(x, 1.1 + row * 0.13, -0.06, 0.04, row === 3 && x > 0 ? '#ffd070' : '#8a867c', {
        ink: 0.6,
        lit: row === 3,
      });
};

export const platform = (set: SetBuilder): void => {
  set.set({
    passersBy: [
      [-5.4, 1],
      [6.4, 0.4],
      [8, -0.6],
      [-8.6, 0.2],
      [4.2, -4],
    ],
  });
  set.set({ outlook: 'city' });
  ground(set, '#6a645e');
  patch(set, [-60, -12, 60, -12, 60, 2.4, -60, 2.4], '#a29a90', 0.6);
  set.shell((b) => {
    b.face([-60, -1, 2.4, 60, -1, 2.4, 60, 0, 2.4, -60, 0, 2.4], '#6c6660');
    b.flat(-60, 1.75, 60, 2.0, 0.02, '#e0c060', { ink: 0.3 });
    for (let x = -30; x < 30; x += 1.5) b.line([x, 0.01, -12, x, 0.01, 2.4], 0.014, undefined, { alpha: 0.3 });
    for (let x = -40; x < 40; x += 0.7) b.line([x, -0.9, 3.1, x, -0.9, 5.2], 0.16, '#5a4636');
    for (const z of [3.5, 4.8]) b.line([-60, -0.8, z, 60, -0.8, z], 0.09, '#8a8e94');
  });
  set.add(9, 4.2, 0, train(set), { height: 3.4, bias: 1 });
  for (const x of [-9, -4.2, 4.6, 9.4]) {
    set.add(
      x,
      -0.6,
      0,
      (b) => {
        b.turned(0, 0, [0.16, 0, 0.1, 0.3, 0.09, 3.6], '#4f5a54');
        b.line([0, 3.1, 0, 0, 3.7, -1.6], 0.1, '#4f5a54');
        b.line([0, 3.1, 0, 0, 3.7, 1.6], 0.1, '#4f5a54');
      },
      { height: 3.6 },
    );
  }
  set.shell((b) => {
    b.face([-40, 3.9, -3.6, 40, 3.9, -3.6, 40, 3.6, 1.6, -40, 3.6, 1.6], '#7a6a5c');
    for (let x = -40; x < 40; x += 0.8) b.line([x, 3.6, 1.6, x + 0.4, 3.3, 1.6, x + 0.8, 3.6, 1.6], 0.06, '#8a4a3c');
  });
  set.add(-2.2, -1.2, 0, bench('#7a5238'), { height: 0.9 });
  set.add(3.2, -2.4, 180, bench('#7a5238'), { height: 0.9 });
  set.add(
    0.6,
    -0.6,
    0,
    (b) => {
      b.line([0, 3.7, 0, 0, 3.05, 0], 0.04);
      b.disc(0, 2.7, 0, 0.36, '#3a3a42');
      b.disc(0, 2.7, -0.02, 0.3, '#f4efe0');
      b.line([0, 2.7, -0.04, 0.12, 2.86, -0.04], 0.04, '#241c24');
      b.line([0, 2.7, -0.04, -0.06, 2.92, -0.04], 0.03, '#241c24');
    },
    { height: 3.6 },
  );
  set.add(-6.2, 0.4, 20, crate(0.6), { height: 0.6 });
  set.add(
    0,
    -9,
    180,
    (b) => {
      b.box(-24, 0, 0, 24, 5.4, 5, '#9a6a54');
      for (let x = -21; x < 22; x += 4.2) {
        b.front(x - 0.8, 1, x + 0.8, 3.2, -0.03, set.light.set.windowsLit > 0.2 ? '#ffcf86' : '#4c5870', { lit: true });
        b.front(x + 1.5, 0, x + 2.6, 2.4, -0.03, '#4a3a34');
      }
    },
    { height: 5.4, bias: 3 },
  );
  for (const x of [-6.6, 2.2, 7]) set.lamp({ kind: 'lamp', at: [x, 3.3, -0.6], reach: 4, strength: 0.95, bulb: 0.12 });
};

const train =
  (set: SetBuilder) =>
  (b: SetBrush): void => {
    const pane = set.light.set.lampStrength > 0.3 ? '#ffdc98' : '#5c7084';
    b.box(-26, -0.5, -0.9, 6, 2.7, 1.2, '#6a3f3c', { top: '#8a8488' });
    b.front(-26, 0.75, 6, 0.95, -0.92, '#d8c08a', { ink: 0.4 });
    for (let x = -25; x < 5; x += 1.9) b.front(x, 1.1, x + 1.3, 2.15, -0.93, pane, { lit: true, ink: 0.7 });
    for (let x = -19; x < 4; x += 7.6) b.front(x - 0.55, -0.3, x + 0.15, 2.3, -0.94, '#55322f');
    b.line([-26, 2.72, -0.9, 6, 2.72, -0.9], 0.1, '#3c3036');
  };
