/** Streets, alleys and squares. */
import { pick } from '../../../domain/random.ts';
import { type Colour, mixColour } from '../ink/ink.ts';
import { ground, patch, strew, underSnow } from './ground.ts';
import { tree } from './plants.ts';
import type { SetBuilder } from './set-builder.ts';
import { bench, car, crate, dustbin, facade, litStreetLamp, stall, wires } from './street-kit.ts';
import { streetStops } from './street-stops.ts';

export const fronts: readonly Colour[] = ['#9a6a64', '#7a6f86', '#b08a6c', '#6f7a88', '#8c7f78', '#a4766a', '#8a8a70'];

const awnings: readonly Colour[] = ['#a8443c', '#3f6a68', '#c28a3a', '#5a4a7a'];

export const carColours: readonly Colour[] = ['#8a3f42', '#3f5a6a', '#5a4a78', '#7a7468', '#c0a05a'];

/** Two rows of houses along z, `half` metres from the middle. */
const rows = (set: SetBuilder, half: number, from: number, to: number, tall: readonly [number, number]): void => {
  for (const side of [-1, 1]) {
    for (let z = from; z < to; ) {
      const width = 6 + set.random() * 4;
      const height = tall[0] + set.random() * (tall[1] - tall[0]) + (z > 30 ? 5 : 0);
      const awning = set.random() < 0.6 ? pick(set.random, awnings) : undefined;
      set.add(
        side * half,
        z + width / 2,
        side * 90,
        facade(set, {
          width: width - 0.05,
          height,
          colour: pick(set.random, fronts),
          far: z > 22,
          ...(awning === undefined ? {} : { awning }),
        }),
        { height, bias: 4, structure: true },
      );
      z += width;
    }
  }
};

const roadway = (set: SetBuilder, half: number, kerb: number): void => {
  ground(set, '#6f6a72');
  patch(set, [-half, -40, half, -40, half, 120, -half, 120], '#4c4a56', 0);
  for (const side of [-1, 1]) {
    patch(
      set,
      [side * half, -40, side * (half + kerb), -40, side * (half + kerb), 120, side * half, 120],
      '#8a8488',
      0.6,
    );
    set.shell((b) => {
      b.line([side * half, 0.06, -30, side * half, 0.06, 90], 0.1, underSnow(set, '#a8a2a0', 0.5));
      for (let z = -20; z < 40; z += 2)
        b.line([side * half, 0.02, z, side * (half + kerb), 0.02, z], 0.015, undefined, { alpha: 0.4 });
    });
  }
  set.shell((b) => {
    for (let z = -18; z < 70; z += 3.2)
      b.flat(-0.07, z, 0.07, z + 1.5, 0.02, underSnow(set, '#d8cfba', 0.4), { ink: 0, edge: 0 });
  });
};

export const street = (set: SetBuilder): void => {
  set.set({
    passersBy: [
      [-4.6, 9],
      [4.9, 7.4],
      [-5.1, 14],
      [5.3, 12],
      [-4.4, 21],
      [4.7, 18],
      [-4.8, -9],
      [5, -12],
    ],
  });
  set.set({ outlook: 'city' });
  roadway(set, 3.4, 2.6);
  rows(set, 6.1, -34, 66, [6.5, 14]);
  const lampsOn = set.light.set.lampStrength > 0.4;
  for (let z = -16; z < 44; z += 9) {
    litStreetLamp(set, -3.8, z, 90);
    litStreetLamp(set, 3.8, z + 4, -90);
  }
  for (const [x, z, turn] of [
    [2.3, 6.5, 0],
    [-2.3, 15, 180],
    [2.3, 17, 0],
    [-2.3, -12, 180],
    [2.3, 28, 0],
  ] as const)
    set.add(x, z, turn, car(pick(set.random, carColours), lampsOn), { height: 1.5 });
  for (const z of [9, 14, 19]) set.add(0, 0, 0, wires([-6, 6.6, z], [6, 6.2, z + 3], 0.7), { height: 7, bias: -z });
  set.add(-4.9, 4, 90, bench(), { height: 0.9 });
  set.add(4.6, 2.6, 0, dustbin, { height: 1 });
  for (const z of [3, 12, -7, 21]) set.add(-5.2, z + 4, 0, tree(set, 4.6), { height: 4.6 });
  traffic(set);
  streetStops(set);
};

const traffic = (set: SetBuilder): void =>
  set.add(
    3.9,
    10.5,
    0,
    (b) => {
      b.line([0, 0, 0, 0, 3.1, 0], 0.1, '#33313a');
      b.box(-0.17, 2.4, -0.16, 0.17, 3.3, 0.1, '#26262e');
      for (const [y, colour] of [
        [3.12, '#ff5a48'],
        [2.86, '#5a4a2a'],
        [2.58, '#2a4a34'],
      ] as const)
        b.disc(0, y, -0.18, 0.1, colour, { ink: 0.5, lit: y > 3 });
    },
    { height: 3.3 },
  );

export const alley = (set: SetBuilder): void => {
  set.set({ walkHalfM: 1.6 });
  set.set({ outlook: 'city' });
  ground(set, '#57525a');
  strew(set, { count: 90, colours: ['#45414a', '#66606a'], long: 0.4, width: 0.03, area: [2, -6, 20] });
  for (const side of [-1, 1]) {
    for (let z = -14; z < 26; z += 8) {
      const colour = pick(set.random, ['#7a5048', '#6a5a5c', '#84604c']);
      const front = facade(set, { width: 8, height: 11 + set.random() * 3, colour, ground: 'none' });
      set.add(
        side * 2.3,
        z + 4,
        side * 90,
        (b) => {
          front(b);
          for (let y = 0.25; y < 3.8; y += 0.25) {
            b.line([-3.9, y, -0.02, 3.9, y, -0.02], 0.012, mixColour(colour, '#1c1420', 0.4), { alpha: 0.45 });
            for (let x = -3.8 + (Math.round(y * 4) % 2) * 0.4; x < 3.9; x += 0.8)
              b.line([x, y - 0.25, -0.02, x, y, -0.02], 0.012, mixColour(colour, '#1c1420', 0.4), { alpha: 0.4 });
          }
        },
        { height: 12, bias: 4, structure: true },
      );
    }
    set.add(side * 2.2, 9, side * 90, fireEscape, { height: 9, bias: 1 });
  }
  for (const [x, z] of [
    [-1.8, 3],
    [-1.5, 3.7],
    [1.7, 6],
    [1.8, -3],
    [1.6, 10.5],
  ] as const)
    set.add(x, z, 0, dustbin, { height: 1 });
  set.add(-1.6, 6.5, 20, crate(0.7), { height: 0.7 });
  set.add(-1.4, 6.4, 5, crate(0.5), { y: 0.7, height: 0.5 });
  set.add(0, 25, 0, facade(set, { width: 5, height: 8, colour: '#6a6272', ground: 'none' }), { height: 8 });
  set.add(
    1.9,
    2.4,
    90,
    (b) => {
      b.line([0, 3.4, 0, 0, 3.5, -0.6], 0.05, '#2a2832');
      b.turned(0, -0.6, [0.22, 3.28, 0.08, 3.46], '#2a2832');
    },
    { height: 3.5 },
  );
  set.lamp({ kind: 'lamp', at: [1.3, 3.2, 2.4], reach: 4, strength: 1, bulb: 0.14 });
  set.lamp({ kind: 'lamp', at: [0, 4.4, 27], reach: 8, strength: 0.7, bulb: 0.3 });
};

const fireEscape = (b: Parameters<typeof dustbin>[0]): void => {
  for (const y of [3.4, 6, 8.6]) {
    b.box(-1.4, y, -0.9, 1.4, y + 0.06, 0, '#33303a');
    for (let x = -1.4; x <= 1.4; x += 0.28) b.line([x, y, -0.9, x, y + 0.9, -0.9], 0.03, '#33303a');
    b.line([-1.4, y + 0.9, -0.9, 1.4, y + 0.9, -0.9], 0.05, '#33303a');
    b.line([-1.2, y, -0.5, 1.1, y + 2.6, -0.5], 0.08, '#33303a');
  }
};

export const square = (set: SetBuilder): void => {
  set.set({
    passersBy: [
      [-3.4, 9.4],
      [2.2, 8.2],
      [5.6, 9],
      [-6.4, 8],
      [0.4, 13],
      [3.8, 15],
      [-2.2, 16],
      [-7, -9],
      [6, -9],
    ],
  });
  set.set({ outlook: 'city' });
  ground(set, '#948a80');
  set.shell((b) => {
    for (let z = -14; z < 22; z += 1.5) b.line([-20, 0.01, z, 20, 0.01, z], 0.015, undefined, { alpha: 0.3 });
    for (let x = -20; x <= 20; x += 1.5) b.line([x, 0.01, -14, x, 0.01, 22], 0.015, undefined, { alpha: 0.3 });
  });
  for (let i = 0; i < 7; i++)
    set.add(
      -21 + i * 7,
      22,
      0,
      facade(set, {
        width: 6.95,
        height: 8 + set.random() * 4,
        colour: pick(set.random, fronts),
        awning: pick(set.random, awnings),
      }),
      { height: 10, bias: 4, structure: true },
    );
  for (let i = 0; i < 6; i++) {
    set.add(
      -19,
      -12 + i * 7,
      -90,
      facade(set, { width: 6.95, height: 8 + set.random() * 3, colour: pick(set.random, fronts) }),
      { height: 10, bias: 4, structure: true },
    );
    set.add(
      19,
      -12 + i * 7,
      90,
      facade(set, { width: 6.95, height: 8 + set.random() * 3, colour: pick(set.random, fronts) }),
      { height: 10, bias: 4, structure: true },
    );
    set.add(
      -18 + i * 7,
      -17,
      180,
      facade(set, { width: 6.95, height: 8 + set.random() * 4, colour: pick(set.random, fronts) }),
      { height: 10, bias: 4, structure: true },
    );
  }
  if (/market|bazaar|fair/i.test(set.name)) {
    const roofs = ['#b8483c', '#3f6f8a', '#c89a3a', '#4f7a54'];
    for (const [i, [x, z, turn]] of (
      [
        [-4.2, 3.4, -20],
        [-1.2, 6, 0],
        [2.4, 5.4, 5],
        [5, 2.6, 30],
        [-6.6, 0, -60],
        [7, -1, 70],
        [-3, -6, 180],
        [3, -6.5, 185],
      ] as const
    ).entries())
      set.add(x, z, turn, stall(pick(set.random, [roofs[i % 4] as Colour]), set.random), { height: 2.6 });
    for (const [x, z] of [
      [-2.6, 2.4],
      [3.6, 3],
    ] as const)
      set.add(x, z, 15, crate(0.5), { height: 0.5 });
  } else {
    set.add(-1.5, 8, 0, fountain, { height: 2.4 });
    for (const [x, z, turn] of [
      [-5, 4, 60],
      [4.5, 5, -50],
      [5, -5, 140],
    ] as const)
      set.add(x, z, turn, bench(), { height: 0.9 });
  }
  for (const [x, z] of [
    [-7, 10],
    [7, 10],
    [-9, -4],
    [9, -2],
  ] as const)
    litStreetLamp(set, x, z, 0, 4);
  for (const [x, z] of [
    [-10, 14],
    [10, 15],
    [-12, 2],
    [12, 5],
  ] as const)
    set.add(x, z, 0, tree(set, 5), { height: 5 });
};

const fountain = (b: Parameters<typeof dustbin>[0]): void => {
  b.turned(0, 0, [2.2, 0, 2.3, 0.5, 2.2, 0.55], '#a09890');
  b.turned(0, 0, [0.3, 0.5, 0.2, 1.4, 0.9, 1.6, 0.95, 1.7], '#a8a098');
  b.turned(0, 0, [0.12, 1.7, 0.16, 2.2, 0.1, 2.4], '#a8a098');
  b.part(0, 1.9, -0.1);
  b.sprite(0, 0, 0, (at, depth) => {
    for (const side of [-1, 1])
      b.shape(
        [at(side * 0.1, 2.4), at(side * 0.7, 2.5), at(side * 0.95, 1.6), at(side * 0.75, 2.2)],
        depth,
        '#dcecf4',
        { ink: 0, alpha: 0.7, lit: true },
      );
  });
};
