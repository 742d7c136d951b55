/** Wild country and the graveyard. */
import { mixColour, type Point, smoothCurve } from '../ink/ink.ts';
import { ground, patch, strew, underSnow } from './ground.ts';
import type { Draw } from './place.types.ts';
import { bush, cactus, mound, pine, rock, tree, trunk } from './plants.ts';
import type { SetBuilder } from './set-builder.ts';

const ring = (
  set: SetBuilder,
  count: number,
  near: number,
  far: number,
  keepClear: number,
  put: (x: number, z: number) => void,
): void => {
  for (let i = 0; i < count; i++) {
    const angle = (i / count) * Math.PI * 2 + set.random() * 0.5;
    const away = near + set.random() * (far - near);
    const [x, z] = [Math.sin(angle) * away, Math.cos(angle) * away];
    if (Math.abs(x) > keepClear || Math.abs(z) > near * 1.4) put(x, z);
  }
};

export const forest = (set: SetBuilder): void => {
  set.set({ outlook: 'forest' });
  ground(set, '#5f6a48');
  strew(set, {
    count: 200,
    colours: ['#4a5a3a', '#76804f', '#8a6a44'],
    long: 0,
    up: 0.2,
    width: 0.03,
    area: [9, -5, 18],
  });
  strew(set, { count: 120, colours: ['#8a6a3c', '#a8803f', '#6a4f34'], long: 0.2, width: 0.05, area: [8, -4, 14] });
  patch(set, [-0.9, -8, 0.9, -8, 1.2, 4, -0.2, 11, 1.4, 22, 0.2, 22, -1.6, 11, -0.5, 4], '#8f7a56', 0.2);
  const evergreen = /pine|fir|snow|mountain|nord/i.test(set.name) || set.light.snow > 0.3;
  ring(set, 34, 9, 26, 0.8, (x, z) =>
    set.add(
      x,
      z,
      0,
      evergreen || set.random() < 0.35 ? pine(set, 8 + set.random() * 4) : tree(set, 8 + set.random() * 3, '#4a6a48'),
      { height: 9 },
    ),
  );
  ring(set, 17, 3.2, 8, 1.6, (x, z) => set.add(x, z, 0, trunk(set, 0.22 + set.random() * 0.2), { height: 9 }));
  for (const [x, z] of [
    [-2.4, 3],
    [3.2, 4.2],
    [-4, 6],
    [2, 8],
    [5, 7],
    [-3, -4],
  ] as const)
    set.add(x, z, 0, bush(set, 0.8, '#4c6a44'), { height: 0.8 });
  set.add(
    -2.2,
    5.2,
    20,
    (b) => {
      b.part(0, 0.3, 0);
      b.sprite(0, 0, 0, (at, depth) => {
        b.shape([at(-1.3, 0), at(-1.35, 0.42), at(1.2, 0.5), at(1.25, 0.08)], depth, '#6a5442');
        b.shape(
          smoothCurve([at(1.05, 0.28), at(1.2, 0.52), at(1.36, 0.3), at(1.22, 0.06)], true, 5),
          depth,
          '#b89a70',
          { ink: 0.7 },
        );
      });
    },
    { height: 0.5 },
  );
  set.add(1.9, 3.1, 0, rock(set, 0.5), { height: 0.4 });
  if (set.dressing.has('campfire') || set.dressing.has('fire') || /camp/i.test(set.name)) campfire(set);
};

export const campfire = (set: SetBuilder): void => {
  set.add(
    0.2,
    1.5,
    0,
    (b) => {
      for (let i = 0; i < 8; i++)
        b.ball(Math.cos(i * 0.785) * 0.5, 0.08, Math.sin(i * 0.785) * 0.5, 0.12, '#77706c', { ink: 0.7 });
      b.part(0, 0.3, 0);
      b.line([-0.35, 0.05, 0.1, 0.3, 0.2, -0.1], 0.11, '#4a3428');
      b.line([0.35, 0.05, 0.1, -0.3, 0.2, -0.1], 0.11, '#4a3428');
      b.sprite(0, 0.1, 0, (at, depth) => {
        b.shape(
          smoothCurve(
            [at(-0.3, 0), at(-0.26, 0.4), at(-0.12, 0.3), at(0, 0.85), at(0.12, 0.34), at(0.25, 0.5), at(0.3, 0)],
            true,
            5,
          ),
          depth,
          '#ff8a30',
          { lit: true, ink: 0.5 },
        );
        b.shape(
          smoothCurve([at(-0.16, 0), at(-0.08, 0.3), at(0, 0.5), at(0.1, 0.25), at(0.16, 0)], true, 5),
          depth,
          '#ffe090',
          { lit: true, ink: 0 },
        );
      });
    },
    { height: 0.5 },
  );
  set.lamp({ kind: 'fire', at: [0.2, 0.5, 1.5], reach: 3.6, strength: 1, always: true, bulb: 0.2 });
};

export const desert = (set: SetBuilder): void => {
  set.set({ outlook: 'desert' });
  ground(set, '#d8ac70');
  strew(set, { count: 90, colours: ['#b8854f', '#e6c48c'], long: 1.6, width: 0.04, area: [16, -5, 30] });
  for (const [x, z, h] of [
    [-3.6, 6, 2.6],
    [5, 9, 3.2],
    [-8, 14, 3],
    [9, 18, 3.4],
    [-2, 22, 2.6],
    [-6, -9, 3],
    [5, -8, 2.4],
  ] as const)
    set.add(x, z, 0, cactus(h), { height: h });
  for (const [x, z, s] of [
    [2.6, 5, 0.5],
    [-5.4, 4, 0.8],
    [6.6, 6, 0.6],
    [0.6, 12, 0.9],
  ] as const)
    set.add(x, z, 0, rock(set, s, '#b07a50'), { height: s });
  for (const [x, z, w, h] of [
    [-16, 40, 22, 5],
    [18, 46, 28, 6.5],
  ] as const)
    set.add(x, z, 0, mound(w, h, '#c4925c'), { height: h });
  set.shell((b) => {
    for (const [x, z, w, h] of [
      [-26, 66, 13, 15],
      [20, 74, 18, 19],
    ] as const) {
      b.face(
        [
          x - w,
          0,
          z,
          x + w,
          0,
          z,
          x + w * 0.66,
          h * 0.9,
          z,
          x + w * 0.3,
          h,
          z,
          x - w * 0.4,
          h * 0.96,
          z,
          x - w * 0.7,
          h * 0.86,
          z,
        ],
        '#a8623f',
        { drift: 0.2 },
      );
      for (let i = 1; i < 5; i++)
        b.line([x - w * 0.85, (h * i) / 5.4, z - 0.1, x + w * 0.8, (h * i) / 5.2, z - 0.1], 0.3, '#7c4430', {
          alpha: 0.5,
        });
    }
  });
};

export const mountain = (set: SetBuilder): void => {
  set.set({ outlook: 'mountains' });
  const snowy = set.light.snow > 0.3 || /snow|ice|arctic|tundra|peak|summit|glacier/i.test(set.name);
  const white = set.light.dark ? '#8c9cb8' : '#e6edf4';
  ground(set, snowy ? white : '#7f8a68');
  set.shell((b) => {
    for (const [x, z, w, h] of [
      [-34, 84, 40, 24],
      [22, 96, 48, 31],
      [62, 90, 40, 22],
      [-78, 96, 44, 27],
      [0, 70, 30, 12],
      [30, -90, 46, 28],
      [-30, -84, 40, 22],
    ] as const) {
      b.face(
        [
          x - w,
          -1,
          z,
          x - w * 0.4,
          h * 0.55,
          z,
          x - w * 0.12,
          h * 0.84,
          z,
          x,
          h,
          z,
          x + w * 0.2,
          h * 0.72,
          z,
          x + w * 0.5,
          h * 0.4,
          z,
          x + w,
          -1,
          z,
        ],
        '#74809a',
        { drift: 0.2 },
      );
      b.face(
        [
          x,
          h,
          z - 0.2,
          x - w * 0.22,
          h * 0.72,
          z - 0.2,
          x - w * 0.1,
          h * 0.66,
          z - 0.2,
          x - w * 0.02,
          h * 0.74,
          z - 0.2,
          x + w * 0.06,
          h * 0.58,
          z - 0.2,
          x + w * 0.16,
          h * 0.7,
          z - 0.2,
          x + w * 0.2,
          h * 0.72,
          z - 0.2,
        ],
        '#f0f4f8',
        { ink: 0.5, drift: 0.12 },
      );
      b.face(
        [
          x,
          h,
          z - 0.3,
          x + w * 0.2,
          h * 0.72,
          z - 0.3,
          x + w * 0.5,
          h * 0.4,
          z - 0.3,
          x + w * 0.3,
          h * 0.2,
          z - 0.3,
          x + w * 0.14,
          h * 0.5,
          z - 0.3,
        ],
        '#525c7c',
        { ink: 0, alpha: 0.4 },
      );
    }
  });
  strew(
    set,
    snowy
      ? { count: 90, colours: ['#c4d0de', '#ffffff'], long: 1.4, width: 0.05, area: [14, -5, 26], alpha: 0.6 }
      : { count: 260, colours: ['#6a7a52', '#a0a478'], long: 0, up: 0.2, width: 0.03, area: [14, -5, 24] },
  );
  ring(set, 18, 11, 28, 4.4, (x, z) => set.add(x, z, 0, pine(set, 5 + set.random() * 5), { height: 8 }));
  for (const [x, z, s] of [
    [-2.8, 3.6, 0.8],
    [3.4, 4.4, 1.1],
    [-5, 7, 1.4],
    [4.8, -3, 0.9],
    [1.4, 8, 0.6],
  ] as const)
    set.add(x, z, 0, rock(set, s, snowy ? '#8a92a0' : '#8a857c'), { height: s });
};

export const graveyard = (set: SetBuilder): void => {
  set.set({ outlook: 'forest' });
  ground(set, '#6f7a58');
  strew(set, { count: 240, colours: ['#5a6a48', '#86906a'], long: 0, up: 0.2, width: 0.025, area: [9, -5, 14] });
  patch(set, [-0.8, -8, 0.8, -8, 1, 8, 0, 20, -0.9, 20, -0.6, 8], '#a0947c', 0.3);
  for (let row = 0; row < 5; row++) {
    for (let i = -4; i <= 4; i++) {
      if (i === 0 || set.random() < 0.15) continue;
      const kind = Math.floor(set.random() * 3);
      const lean = (set.random() - 0.5) * 10;
      set.add(
        i * 1.7 + (set.random() - 0.5) * 0.4,
        2.6 + row * 2.4,
        lean,
        gravestone(kind, mixColour('#9a9a98', '#7c8478', set.random()), underSnow(set, '#9a9a98')),
        { height: 1 },
      );
    }
  }
  for (const x of [-3, 3, -6, 6])
    set.add(x, -4 - Math.abs(x) * 0.3, 180, gravestone(x % 2 === 0 ? 1 : 0, '#8f9290', '#9a9a98'), { height: 1 });
  for (let x = -14; x <= 14; x += 4) set.add(x, 15.5, 0, ironFence, { height: 1.6 });
  for (const [x, z] of [
    [-6, 13],
    [7, 14],
    [11, 6],
    [-11, 5],
    [-5, -10],
    [6, -11],
  ] as const)
    set.add(x, z, 0, set.random() < 0.5 ? bareTree(set) : tree(set, 7, '#46604a'), { height: 7 });
};

const gravestone =
  (kind: number, colour: string, cap: string): Draw =>
  (b) => {
    if (kind === 2) {
      b.box(-0.4, 0, -0.25, 0.4, 0.22, 0.25, colour);
      b.box(-0.1, 0.22, -0.09, 0.1, 1.3, 0.09, colour);
      b.box(-0.38, 0.82, -0.09, 0.38, 1.0, 0.09, colour);
      return;
    }
    b.box(-0.42, 0, -0.1, 0.42, 0.72, 0.1, colour, { top: cap });
    b.part(0, 0.75, -0.1);
    if (kind === 0)
      b.face(
        [-0.42, 0.7, -0.1, -0.34, 0.9, -0.1, -0.14, 1.04, -0.1, 0.14, 1.04, -0.1, 0.34, 0.9, -0.1, 0.42, 0.7, -0.1],
        colour,
        { ink: 0.8 },
        [0, 0, -1],
      );
    for (const y of [0.32, 0.46, 0.6]) b.line([-0.22, y, -0.11, 0.22, y, -0.11], 0.02, '#54585a', { alpha: 0.7 });
  };

const ironFence: Draw = (b) => {
  for (let x = -2; x <= 2; x += 0.25) b.line([x, 0, 0, x, 1.6, 0], 0.035, '#2c2c34');
  for (const y of [0.3, 1.35]) b.line([-2, y, 0, 2, y, 0], 0.05, '#2c2c34');
};

export const bareTree = (set: SetBuilder): Draw => {
  const boughs = Array.from({ length: 9 }, (_, i) => ({
    y: 1.6 + i * 0.5,
    side: i % 2 === 0 ? 1 : -1,
    long: 2.2 - i * 0.16 + set.random() * 0.5,
    up: 0.6 + set.random() * 0.9,
  }));
  return (b) =>
    b.sprite(0, 0, 0, (at, depth) => {
      const stick = (x0: number, y0: number, x1: number, y1: number, r: number): Point[] => [
        at(x0 - r, y0),
        at(x1, y1),
        at(x0 + r, y0 + r * 0.5),
      ];
      b.shape(
        smoothCurve([at(-0.35, 0), at(-0.18, 2), at(-0.05, 6.2), at(0.05, 6.2), at(0.2, 2), at(0.35, 0)], false, 4),
        depth,
        '#4a3f40',
      );
      for (const { y, side, long, up } of boughs) {
        b.shape(stick(0, y, side * long, y + up * long, 0.11), depth, '#4a3f40', { ink: 0.6 });
        for (const t of [0.45, 0.7])
          b.shape(
            stick(side * long * t, y + up * long * t, side * long * (t + 0.35), y + up * long * t + 0.7, 0.05),
            depth,
            '#4a3f40',
            { ink: 0.5 },
          );
      }
    });
};
