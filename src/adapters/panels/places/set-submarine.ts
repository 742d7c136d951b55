/** The control room of a submarine: a round hull, pipes, valves, a periscope, no windows. */
import type { SetBrush } from '../ink/ink.ts';
import { controlDesk, screen } from './equipment-technical.ts';
import type { Draw } from './place.types.ts';
import { onTheWall, room } from './room-shell.ts';
import type { SetBuilder } from './set-builder.ts';

export const submarine = (set: SetBuilder): void => {
  set.set({ walkHalfM: 1.3, front: { kind: 'table', colour: '#4a5a54', things: ['panel', 'papers'] } });
  const shape = room(set, {
    width: 4.2,
    back: 3.4,
    front: 3.6,
    height: 2.5,
    wall: '#7f9488',
    floor: '#5f6a66',
    ceiling: '#6c8076',
    boards: 'plates',
  });
  onTheWall(set, shape, 'back', (b) => {
    b.disc(0, 1.15, -0.05, 0.86, '#64786e');
    b.disc(0, 1.15, -0.07, 0.72, '#3c4a46');
    b.disc(0, 1.15, -0.08, 0.62, '#8a9c90');
    wheel(b, 0, 1.15);
    for (let i = 0; i < 12; i++)
      b.disc(Math.cos(i * 0.5236) * 0.79, 1.15 + Math.sin(i * 0.5236) * 0.79, -0.09, 0.035, '#b8c0b4', { ink: 0.5 });
  });
  for (const wall of ['left', 'right'] as const)
    onTheWall(set, shape, wall, (b) => {
      for (const [y, colour] of [
        [2.1, '#a8543c'],
        [1.96, '#8a8468'],
        [0.35, '#5a6a74'],
      ] as const)
        b.line([wall === 'left' ? -8 : -3.5, y, -0.12, wall === 'left' ? 3.5 : 8, y, -0.12], 0.09, colour);
      for (let x = -3; x < 3.4; x += 1.1) {
        b.disc(x, 1.55, -0.08, 0.17, '#3c4442');
        b.disc(x, 1.55, -0.09, 0.13, '#f0ead8', { lit: true, ink: 0.5 });
        b.line([x, 1.55, -0.1, x + 0.07, 1.63, -0.1], 0.02, '#a8342f');
        b.disc(x + 0.5, 1.05, -0.1, 0.15, '#b8443c');
        b.disc(x + 0.5, 1.05, -0.11, 0.05, '#3c4442');
      }
    });
  set.shell((b) => {
    for (const z of [-1, 0.6, 2.2])
      b.line(
        [-2.1, 0, z, -2.06, 1.5, z, -1.5, 2.3, z, 0, 2.48, z, 1.5, 2.3, z, 2.06, 1.5, z, 2.1, 0, z],
        0.12,
        '#5c7066',
      );
    for (const x of [-1.2, -0.9, 1.05]) b.line([x, 2.4, -9, x, 2.4, 3.4], 0.1, x > 0 ? '#a8543c' : '#8a8468');
  });
  set.add(0, 1.5, 0, periscope, { height: 2.5 });
  for (const x of [-1.7, 1.7])
    set.add(
      x,
      1.9,
      x < 0 ? -90 : 90,
      (b) => {
        controlDesk(1.8, set.random, '#4a5a54')(b);
        screen(b, 0, 1.06, 0.2, 0.5, '#5fd89a');
      },
      { height: 1.5 },
    );
  set.lamp({ kind: 'lamp', at: [0.2, 2.3, 0.4], reach: 3, strength: 0.9, always: true, bulb: 0.08, colour: '#ffb08a' });
  for (const x of [-1.6, 1.6])
    set.lamp({
      kind: 'screen',
      at: [x, 1.3, 1.8],
      reach: 1.5,
      strength: 0.8,
      always: true,
      bulb: 0,
      colour: '#7df0b0',
    });
};

const wheel = (b: SetBrush, x: number, y: number): void => {
  const rim: number[] = [];
  for (let i = 0; i <= 20; i++)
    rim.push(x + Math.cos((i / 20) * 6.2832) * 0.3, y + Math.sin((i / 20) * 6.2832) * 0.3, -0.14);
  for (let i = 0; i < 4; i++) {
    const angle = i * 1.5708 + 0.4;
    b.line([x, y, -0.13, x + Math.cos(angle) * 0.3, y + Math.sin(angle) * 0.3, -0.13], 0.045, '#b8443c');
  }
  b.line(rim, 0.06, '#b8443c');
};

const periscope: Draw = (b) => {
  b.turned(0, 0, [0.16, 0, 0.16, 0.08, 0.11, 0.1, 0.11, 2.5], '#a8b4b0');
  b.part(0, 1.5, -0.2);
  b.box(-0.2, 1.35, -0.26, 0.2, 1.72, -0.06, '#4a5450');
  for (const x of [-0.09, 0.09]) b.disc(x, 1.56, -0.28, 0.06, '#1c2422');
  for (const side of [-1, 1]) b.line([side * 0.2, 1.46, -0.16, side * 0.46, 1.42, -0.16], 0.06, '#2c3230');
};
