/** Places by or on the water, and the void. */
import { mixColour, paintGlow } from '../ink/ink.ts';
import { ground, patch, strew, underSnow } from './ground.ts';
import { palm, rock } from './plants.ts';
import type { SetBuilder } from './set-builder.ts';
import { barrel, crate, litStreetLamp } from './street-kit.ts';
import { boat, crane, lighthouse, rowboat, sea, waterColour } from './water-kit.ts';

export const pier = (set: SetBuilder): void => {
  set.set({ walkHalfM: 1.45 });
  sea(set, 2);
  const wood = underSnow(set, set.light.wet > 0.3 ? '#5c5a5c' : '#8a7460', 0.6);
  set.shell((b) => {
    b.face([-1.95, -0.4, -14, -1.95, 0, -14, -1.95, 0, 26, -1.95, -0.4, 26], '#3c3430');
    b.flat(-1.95, -14, 1.95, 26, 0, wood, { ink: 0.6 });
    for (let z = -13.8; z < 26; z += 0.34)
      b.line([-1.95, 0.005, z, 1.95, 0.005, z], 0.018, mixColour(wood, '#161018', 0.55));
  });
  for (let z = -8; z < 26; z += 2.9) {
    for (const side of [-1, 1]) {
      set.add(
        side * 1.92,
        z,
        0,
        (b) => {
          b.box(-0.1, -0.6, -0.1, 0.1, 1.02, 0.1, '#54504e', { top: '#7c7672' });
          const rope: number[] = [];
          for (let k = 0; k <= 6; k++) rope.push(0, 0.92 - 0.18 * Math.sin((Math.PI * k) / 6), (2.9 * k) / 6);
          b.line(rope, 0.035, '#2c2630');
        },
        { height: 1 },
      );
    }
  }
  for (const [x, z, turn] of [
    [1.9, 5.4, 90],
    [-1.9, 11.3, -90],
    [1.9, 17, 90],
    [-1.9, -5, -90],
  ] as const)
    litStreetLamp(set, x, z, turn, 3.3);
  lighthouse(set, 17, 62);
  boat(set, -7, 13, 40);
  boat(set, -13, 24, -20);
  set.add(-1.3, 4.2, 0, barrel(), { height: 1 });
  set.add(1.3, 8, 20, crate(0.6), { height: 0.6 });
};

export const beach = (set: SetBuilder): void => {
  set.set({
    passersBy: [
      [-9, 6],
      [12, 5.6],
    ],
  });
  sea(set, 9);
  const sand = underSnow(set, set.light.dark ? '#8c8578' : '#dcc294', 0.6);
  patch(set, [-90, -60, 90, -60, 90, 6.5, 20, 8.5, 4, 7.4, -8, 9.4, -30, 8, -90, 10], sand, 0);
  set.shell((b) => {
    for (const [shift, alpha] of [
      [0, 0.9],
      [1.3, 0.55],
      [2.8, 0.35],
    ] as const) {
      const wave: number[] = [];
      for (let x = -50; x <= 50; x += 2.5)
        wave.push(x, 0.02, 8.4 + shift + Math.sin(x * 0.35) * 0.7 + Math.sin(x * 0.11 + 2) * 0.8);
      b.line(wave, 0.16 - shift * 0.02, '#f4f8f6', { alpha });
    }
  });
  strew(set, {
    count: 120,
    colours: [mixColour(sand, '#6a5238', 0.3), mixColour(sand, '#ffffff', 0.35)],
    long: 0.5,
    width: 0.03,
    area: [16, -5, 7],
  });
  for (const [x, z, s] of [
    [-4.6, 5, 0.8],
    [-5.6, 5.6, 0.5],
    [5.4, 7, 1],
    [6.6, 6.3, 0.6],
    [3.6, -3, 0.5],
  ] as const)
    set.add(x, z, 0, rock(set, s, '#7f7a78'), { height: s });
  if (/tropic|island|palm|hawaii|lagoon/i.test(set.name) || set.dressing.has('palm'))
    for (const [x, z] of [
      [-6, 4],
      [7, 5],
      [-8, 7],
    ] as const)
      set.add(x, z, 0, palm(set, 5.5), { height: 6 });
  else lighthouse(set, -24, 70);
  set.add(2.8, 4.4, 30, rowboat, { height: 0.7 });
};

export const harbour = (set: SetBuilder): void => {
  sea(set, 4);
  patch(set, [-60, -60, 60, -60, 60, 3.2, -60, 3.2], '#8c867e', 0.6);
  set.shell((b) => {
    b.face([-60, -0.8, 3.2, 60, -0.8, 3.2, 60, 0, 3.2, -60, 0, 3.2], '#5c5650');
    for (let x = -20; x < 20; x += 2) b.line([x, 0.01, -8, x, 0.01, 3.2], 0.015, undefined, { alpha: 0.35 });
  });
  for (const x of [-4.4, 0.8, 5])
    set.add(x, 2.7, 0, (b) => b.turned(0, 0, [0.2, 0, 0.16, 0.4, 0.26, 0.5, 0.2, 0.6], '#33323a'), { height: 0.6 });
  for (const [x, z, t] of [
    [-5, 7, 20],
    [4.6, 9, -15],
    [-10, 15, 10],
    [11, 17, -30],
    [1, 20, 0],
  ] as const)
    boat(set, x, z, t);
  for (const [x, z] of [
    [-3.2, 1.6],
    [-2.5, 1.9],
    [3.4, 1.4],
  ] as const)
    set.add(x, z, 12, crate(0.7), { height: 0.7 });
  set.add(2.6, 1.9, 0, barrel(), { height: 1 });
  litStreetLamp(set, -6, 2, 0, 4);
  litStreetLamp(set, 6.4, 2, 0, 4);
  lighthouse(set, 20, 60);
  set.add(-14, 34, 0, crane, { height: 16 });
  for (const [x, colour] of [
    [-9, '#8a5a4c'],
    [0, '#6c7884'],
    [9, '#7a6a58'],
  ] as const) {
    set.add(
      x,
      -9,
      180,
      (b) => {
        b.box(-4, 0, 0, 4, 4.5, 7, colour);
        b.front(-1.6, 0, 1.6, 3, -0.02, '#4a4640');
        b.face([-4.2, 4.5, -0.1, 4.2, 4.5, -0.1, 0, 6.4, -0.1], mixColour(colour, '#ffffff', 0.1));
      },
      { height: 6, bias: 3 },
    );
  }
};

export const shipDeck = (set: SetBuilder): void => {
  set.set({ walkHalfM: 2.6 });
  sea(set, 8);
  const wood = underSnow(set, '#a08460', 0.6);
  set.shell((b) => {
    b.face(
      [-3.4, 0, -14, 3.4, 0, -14, 3.4, 0, 6, 1.6, 0, 11, 0, 0, 12.6, -1.6, 0, 11, -3.4, 0, 6],
      wood,
      { ink: 0.6 },
      [0, 1, 0],
    );
    for (let x = -3.2; x < 3.3; x += 0.32)
      b.line([x, 0.005, -14, x, 0.005, 6.4 + (3.3 - Math.abs(x)) * 1.6], 0.014, mixColour(wood, '#20161a', 0.5), {
        alpha: 0.6,
      });
  });
  const rail: readonly (readonly [number, number])[] = [
    [-3.3, -10],
    [-3.3, -6],
    [-3.3, -2],
    [-3.3, 2],
    [-3.3, 6],
    [-1.55, 10.9],
    [0, 12.4],
    [1.55, 10.9],
    [3.3, 6],
    [3.3, 2],
    [3.3, -2],
    [3.3, -6],
    [3.3, -10],
  ];
  for (let i = 0; i + 1 < rail.length; i++) {
    const [a, c] = [rail[i] as readonly [number, number], rail[i + 1] as readonly [number, number]];
    set.add(
      (a[0] + c[0]) / 2,
      (a[1] + c[1]) / 2,
      0,
      (b) => {
        const [dx, dz] = [(c[0] - a[0]) / 2, (c[1] - a[1]) / 2];
        for (const y of [0.4, 0.75, 1.1])
          b.line([-dx, y, -dz, dx, y, dz], y > 1 ? 0.09 : 0.035, y > 1 ? '#e8e2d4' : '#c8c2b4');
        b.line([-dx, 0, -dz, -dx, 1.1, -dz], 0.08, '#e8e2d4');
      },
      { height: 1.1 },
    );
  }
  set.add(
    0,
    6.6,
    0,
    (b) => {
      b.turned(0, 0, [0.2, 0, 0.12, 14], '#6a4c38');
      for (const side of [-1, 1])
        for (let k = 0; k < 3; k++) b.line([0, 11, 0, side * (2.6 + k * 0.4), 0.9, -k * 0.8], 0.03);
      b.line([-2.2, 7.6, 0, 2.2, 7.6, 0], 0.12, '#6a4c38');
    },
    { height: 14 },
  );
  set.add(-1.9, 4.4, 25, crate(0.8), { height: 0.8 });
  set.add(2.2, 3.4, 0, barrel(), { height: 1 });
  set.add(
    2.5,
    4.3,
    0,
    (b) => {
      for (const y of [0.06, 0.16, 0.25])
        b.turned(0, 0, [0.4 - y * 0.5, y - 0.05, 0.44 - y * 0.5, y, 0.4 - y * 0.5, y + 0.05], '#c2a878', {
          smooth: true,
        });
    },
    { height: 0.3 },
  );
  set.add(
    -3.1,
    1.6,
    -90,
    (b) => {
      b.disc(0, 0.7, -0.1, 0.36, '#e87a48');
      b.disc(0, 0.7, -0.12, 0.2, waterColour(set));
    },
    { height: 1.1 },
  );
  set.add(
    0,
    -9,
    180,
    (b) => {
      b.box(-2, 0, 0, 2, 2.6, 3, '#e4dccb');
      for (const x of [-1.2, 0, 1.2]) b.front(x - 0.4, 1.3, x + 0.4, 2.2, -0.02, '#4a5a70');
      b.turned(0, 1.5, [0.7, 2.6, 0.6, 4.6], '#a8443c');
    },
    { height: 4.6, bias: 2 },
  );
  lighthouse(set, 52, 22);
  boat(set, -30, 18, 20);
  boat(set, 26, -14, 0);
  set.lamp({ kind: 'lamp', at: [0, 2.9, 6.4], reach: 4, strength: 0.9, bulb: 0.12 });
};

export const openSea = (set: SetBuilder): void => {
  sea(set, 2);
  for (const [x, z, t] of [
    [-6, 22, 10],
    [14, 50, -20],
  ] as const)
    boat(set, x, z, t);
};

export const space = (set: SetBuilder): void => set.set({ outdoors: true, outlook: 'space', ground: '#10142a' });

/** The surface of another world. */
export const planet = (set: SetBuilder): void => {
  ground(set, /mars|red/i.test(`${set.name} ${[...set.dressing].join(' ')}`) ? '#b0603f' : '#8a6a72');
  set.set({ outlook: 'space' });
  strew(set, { count: 120, colours: ['#6a4c5c', '#b08a84'], long: 0.9, width: 0.04, area: [16, -5, 26] });
  for (const [x, z, w] of [
    [-4, 7, 2.4],
    [5, 12, 4],
    [-10, 20, 6],
    [2.4, 4, 1.2],
  ] as const) {
    set.shell((b) => {
      const outer: number[] = [];
      for (let i = 0; i < 20; i++)
        outer.push(x + Math.cos((i / 20) * 6.2832) * w * 0.5, 0.02, z + Math.sin((i / 20) * 6.2832) * w * 0.5);
      b.face(outer, '#5c4252', { ink: 0.7, drift: 0.3 });
    });
  }
  for (const [x, z, s] of [
    [-3, 4, 0.6],
    [4.4, 5, 0.9],
    [7, 9, 1.4],
    [-7, 11, 1.2],
  ] as const)
    set.add(x, z, 0, rock(set, s, '#7a5a66'), { height: s });
};

export const skyOnly = (set: SetBuilder): void => {
  set.set({ outdoors: true, outlook: 'none', ground: '#c8d4dc' });
  set.shell((b) =>
    b.raw(() => {
      for (let i = 0; i < 26; i++) {
        const [x, y, r] = [-200 + ((i * 397) % 2400), 760 + ((i * 131) % 420), 220 + ((i * 71) % 260)];
        paintGlow(b.context, x, y, r, mixColour(set.light.set.haze, '#ffffff', 0.4), 0.5, {
          squash: 0.4,
          blend: 'source-over',
        });
      }
    }),
  );
};
