/** What makes a high hall a gallery or a throne room. */
import type { Colour, SetBrush } from '../ink/ink.ts';
import type { Draw } from './place.types.ts';
import { onTheWall } from './room-shell.ts';
import type { RoomShape, SetBuilder } from './set-builder.ts';

const canvases: readonly Colour[] = ['#7a94a8', '#b0704c', '#8a9a6a', '#a88a9a', '#c2a05a', '#5f7a8a'];

/** Large framed pictures along the side walls, figures on pedestals in the middle. */
export const furnishGallery = (set: SetBuilder, shape: RoomShape): void => {
  for (const wall of ['left', 'right', 'back'] as const)
    onTheWall(set, shape, wall, (b) => {
      for (let i = 0; i < 6; i++) painting(b, -6.6 + i * 2.6, i);
    });
  for (const [x, z] of [
    [-2.8, 4],
    [2.8, 5.4],
    [0.2, 8.4],
  ] as const)
    set.add(x, z, 0, statue, { height: 2.2 });
  for (const x of [-1.6, 1.8])
    set.add(
      x,
      2.4,
      0,
      (b) => {
        for (const side of [-0.6, 0.6]) b.line([side, 0, 0, side, 0.9, 0], 0.05, '#c8a860');
        b.line([-0.6, 0.86, 0, -0.2, 0.66, 0, 0.2, 0.66, 0, 0.6, 0.86, 0], 0.05, '#a8343a');
      },
      { height: 0.9 },
    );
};

const painting = (b: SetBrush, x: number, i: number): void => {
  const [half, low, high] = [0.7 + (i % 3) * 0.2, 1.1 + (i % 2) * 0.15, 2.5 + (i % 3) * 0.25];
  b.front(x - half - 0.1, low - 0.1, x + half + 0.1, high + 0.1, -0.06, '#b8924c');
  b.front(x - half, low, x + half, high, -0.08, canvases[i % canvases.length] ?? '#7a94a8', { drift: 0.3, ink: 0.7 });
  const middle = (low + high) / 2;
  if (i % 2 === 0) {
    b.face(
      [
        x - half,
        low,
        -0.09,
        x + half,
        low,
        -0.09,
        x + half,
        middle,
        -0.09,
        x + 0.1,
        middle + 0.25,
        -0.09,
        x - half * 0.5,
        middle - 0.1,
        -0.09,
        x - half,
        middle,
        -0.09,
      ],
      '#4f5f56',
      { ink: 0.5 },
    );
    b.disc(x + half * 0.5, high - 0.35, -0.09, 0.14, '#f0dca0', { ink: 0.4 });
    return;
  }
  b.face([x - 0.36, low, -0.09, x + 0.36, low, -0.09, x + 0.26, middle, -0.09, x - 0.26, middle, -0.09], '#3a3048', {
    ink: 0.6,
  });
  b.disc(x, middle + 0.22, -0.1, 0.22, '#d8aa88', { ink: 0.6 });
};

const statue: Draw = (b) => {
  b.box(-0.34, 0, -0.34, 0.34, 1.1, 0.34, '#d8d4ca');
  b.part(0, 1.6, -0.1);
  b.turned(0, 0, [0.2, 1.1, 0.14, 1.24, 0.3, 1.5, 0.12, 1.62, 0.1, 1.7], '#efece4', { smooth: true });
  b.ball(0, 1.86, 0, 0.17, '#efece4');
};

/** A gilded chair on steps under a canopy. */
export const throne: Draw = (b) => {
  for (let i = 0; i < 3; i++)
    b.box(-1.9 + i * 0.35, i * 0.2, -1.5 + i * 0.35, 1.9 - i * 0.35, (i + 1) * 0.2, 1, '#a8343a');
  b.part(0, 1.6, 0.3);
  b.box(-0.55, 0.6, -0.3, 0.55, 1.05, 0.4, '#c8a048');
  b.box(-0.5, 1.02, -0.34, 0.5, 1.12, 0.3, '#a8343a');
  b.face(
    [
      -0.6, 0.6, 0.42, 0.6, 0.6, 0.42, 0.66, 2.5, 0.42, 0.36, 2.9, 0.42, 0, 3.2, 0.42, -0.36, 2.9, 0.42, -0.66, 2.5,
      0.42,
    ],
    '#c8a048',
  );
  b.face([-0.42, 1.1, 0.4, 0.42, 1.1, 0.4, 0.46, 2.4, 0.4, 0, 2.8, 0.4, -0.46, 2.4, 0.4], '#a8343a', { drift: 0.25 });
  for (const x of [-0.58, 0.58]) b.box(x - 0.08, 0.6, -0.34, x + 0.08, 1.4, 0.3, '#c8a048');
  b.ball(0, 3.26, 0.4, 0.1, '#c8503a');
  for (const x of [-1.6, 1.6]) {
    b.part(x, 2, 0.6);
    b.face([x - 0.35, 1.4, 0.6, x, 1.1, 0.6, x + 0.35, 1.4, 0.6, x + 0.35, 4.6, 0.6, x - 0.35, 4.6, 0.6], '#3f4a7a', {
      drift: 0.2,
    });
    b.disc(x, 3, 0.58, 0.18, '#d8b050', { ink: 0.6 });
  }
};
