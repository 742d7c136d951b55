/** Single buildings and high places of a town, seen from outside. */
import { pick } from '../../../domain/random.ts';
import { type Colour, mixColour } from '../ink/ink.ts';
import { ground, patch, strew, underSnow } from './ground.ts';
import type { Draw } from './place.types.ts';
import { bush, pine, tree } from './plants.ts';
import type { SetBuilder } from './set-builder.ts';
import { carColours, fronts } from './sets-street.ts';
import { barrel, bench, car, dustbin, facade, fence, house, litStreetLamp, railFence } from './street-kit.ts';

export const houseFront = (set: SetBuilder): void => {
  const log = /\bcabin|\bhut\b|lodge|chalet|shack/i.test(set.name);
  set.set({ outlook: log ? 'mountains' : 'garden' });
  ground(set, '#7f8f5e');
  const grown = (height: number): Draw => (log ? pine(set, height * 1.2) : tree(set, height));
  strew(set, {
    count: 260,
    colours: ['#6a7d4c', '#93a068', '#56703f'],
    long: 0,
    up: 0.16,
    width: 0.025,
    area: [12, -5, 14],
  });
  patch(set, [-0.7, -6, 0.9, -6, 2.2, 5.4, 1.0, 5.4], '#b8a68c');
  const wall = log ? '#8a5c38' : pick(set.random, ['#d8cdb4', '#b8c4c0', '#c8b09a', '#a8b4c4']);
  set.add(1.6, 7, 0, house(set, 9, wall, log ? '#5f4636' : pick(set.random, ['#8a4f44', '#5f5a66', '#6f5a48']), true), {
    height: 6,
    bias: 3,
    structure: true,
  });
  if (set.light.set.windowsLit > 0.15)
    set.lamp({ kind: 'lamp', at: [1.6, 2.3, 5.6], reach: 4, strength: 1, bulb: 0.12 });
  for (const x of [-7, -11]) set.add(x, 12, 0, grown(6.5), { height: 6 });
  set.add(8.5, 9, 0, grown(7), { height: 7 });
  for (const x of [-2.6, -1.2, 4.8, 6]) set.add(x, 5, 0, bush(set, 0.8, '#5f7f56'), { height: 0.8 });
  set.add(-5.4, 2.4, 0, log ? railFence(7) : fence(7, '#e6dfd0'), { height: 1 });
  set.add(6.4, 2.4, 0, log ? railFence(7.4) : fence(7.4, '#e6dfd0'), { height: 1 });
  if (log)
    for (const [x, z] of [
      [-9, 10],
      [-5, 15],
      [7, 15],
      [12, 12],
    ] as const)
      set.add(x, z, 0, grown(7), { height: 8 });
  set.add(
    -1.6,
    2.2,
    0,
    (b) => {
      b.line([0, 0, 0, 0, 1.05, 0], 0.08, '#6a4a38');
      b.box(-0.14, 1.0, -0.24, 0.14, 1.28, 0.24, '#a8433a');
    },
    { height: 1.3 },
  );
  set.add(-13, -14, 180, house(set, 8, '#b8ac98', '#6a5a56'), { height: 6, bias: 3, structure: true });
  set.add(10, -16, 180, house(set, 8, '#a8b0a8', '#7a4f44'), { height: 6, bias: 3, structure: true });
  for (const x of [-4, 3, 16]) set.add(x, -15, 0, grown(6), { height: 6 });
  if (!log) litStreetLamp(set, -4.4, -6, 180);
};

/** A public building seen from its forecourt: steps, columns, many windows, a sign of its kind. */
export const building = (set: SetBuilder): void => {
  set.set({ outlook: 'city' });
  ground(set, '#8c8880');
  patch(set, [-3, -8, 3, -8, 3, 12, -3, 12], '#a8a298');
  for (const side of [-1, 1]) patch(set, [side * 3.4, -8, side * 14, -8, side * 14, 11.5, side * 3.4, 11.5], '#7a8a5c');
  const hospital = /hospital|clinic/i.test(set.name);
  const church = /church|chapel|temple|cathedral|monastery|abbey|convent/i.test(set.name);
  const wall = hospital ? '#c4ccd0' : church ? '#a89c90' : pick(set.random, ['#b0806a', '#b8a890', '#9a9498']);
  set.add(0, 12, 0, church ? churchFront(set, wall) : civicFront(set, wall, hospital), {
    height: 12,
    bias: 4,
    structure: true,
  });
  for (const [x, z] of [
    [-9, 8],
    [9, 8.5],
    [-13, 5],
    [13, 4],
  ] as const)
    set.add(x, z, 0, tree(set, 5.5), { height: 5.5 });
  for (const x of [-5, 5]) set.add(x, 7, 0, bush(set, 1), { height: 1 });
  litStreetLamp(set, -3.6, 4, 90);
  litStreetLamp(set, 3.6, 4, -90);
  set.add(-5.4, 3, 70, bench(), { height: 0.9 });
  for (let i = 0; i < 5; i++)
    set.add(
      -16 + i * 8,
      -22,
      180,
      facade(set, { width: 7.9, height: 9 + set.random() * 4, colour: pick(set.random, fronts), far: true }),
      { height: 10 },
    );
  set.add(7, -9, 90, car(pick(set.random, carColours), false), { height: 1.5 });
};

const civicFront = (set: SetBuilder, wall: Colour, hospital: boolean): ((b: Parameters<typeof dustbin>[0]) => void) => {
  const body = facade(set, { width: 26, height: 10.5, colour: wall, ground: 'none', depth: 9 });
  return (b) => {
    body(b);
    for (let i = 0; i < 4; i++) b.box(-4 + i * 0.2, i * 0.18, -3 + i * 0.4, 4 - i * 0.2, (i + 1) * 0.18, 0, '#b0aaa0');
    b.front(-1.2, 0.7, 1.2, 3.2, -0.04, '#4a4450');
    b.line([0, 0.7, -0.05, 0, 3.2, -0.05], 0.06, '#c8c0b0');
    for (const x of [-2.8, -1.6, 1.6, 2.8]) b.turned(x, -1.6, [0.26, 0.72, 0.22, 0.95, 0.2, 3.7, 0.28, 3.9], '#d8d0c2');
    b.box(-3.4, 3.9, -2, 3.4, 4.5, 0, '#d0c8b8');
    b.part(0, 5, -1.5);
    if (hospital) {
      b.front(-1, 4.6, 1, 6.6, -0.06, '#f2f2ee', { ink: 0.8 });
      b.front(-0.26, 4.8, 0.26, 6.4, -0.08, '#c8443c', { ink: 0.5, lit: true });
      b.front(-0.8, 5.34, 0.8, 5.86, -0.08, '#c8443c', { ink: 0.5, lit: true });
      return;
    }
    b.face([-3.5, 4.5, -1.9, 3.5, 4.5, -1.9, 0, 6.2, -1.9], '#d8d0c2');
    b.line([0, 10.5, 0, 0, 13.4, 0], 0.08);
    b.face([0, 13.3, 0, 1.9, 13.1, 0.1, 1.8, 12.2, 0.1, 0, 12.4, 0], '#a8443c');
    b.disc(0, 5.1, -1.95, 0.42, '#f2ead8');
    b.line([0, 5.1, -2, 0, 5.4, -2], 0.05);
    b.line([0, 5.1, -2, 0.2, 5, -2], 0.05);
  };
};

const churchFront = (set: SetBuilder, wall: Colour): ((b: Parameters<typeof dustbin>[0]) => void) => {
  const lit = set.light.set.windowsLit > 0.2 ? '#ffcf86' : '#4a5470';
  return (b) => {
    b.box(-5, 0, 0, 5, 6.5, 14, wall);
    b.face([-5.3, 6.4, -0.2, 5.3, 6.4, -0.2, 0, 10.6, -0.2], mixColour(wall, '#20182a', 0.1));
    b.part(0, 9, 7);
    for (const side of [-1, 1])
      b.face([side * 5.4, 6.3, -0.3, 0, 10.7, -0.3, 0, 10.7, 14, side * 5.4, 6.3, 14], '#5f5662');
    b.box(-1.7, 0, -1.2, 1.7, 12, 2, mixColour(wall, '#ffffff', 0.08));
    for (const [x, z] of [
      [-1, 0],
      [1, 0],
      [0, -1],
      [0, 1],
    ] as const)
      b.face(
        [
          x === 0 ? -1.8 : x * 1.8,
          12,
          z === 0 ? -1.3 : 0.4 + z * 1.7,
          x === 0 ? 1.8 : x * 1.8,
          12,
          z === 0 ? 2.1 : 0.4 + z * 1.7,
          0,
          17,
          0.4,
        ],
        '#56505e',
      );
    b.line([0, 17, 0.4, 0, 18.4, 0.4], 0.12);
    b.line([-0.45, 17.9, 0.4, 0.45, 17.9, 0.4], 0.12);
    b.part(0, 3, -1.4);
    b.face(
      [-0.9, 0, -1.25, 0.9, 0, -1.25, 0.9, 2.2, -1.25, 0.5, 3, -1.25, 0, 3.3, -1.25, -0.5, 3, -1.25, -0.9, 2.2, -1.25],
      '#5a3a30',
    );
    b.line([0, 0, -1.27, 0, 3.2, -1.27], 0.05);
    b.disc(0, 5.6, -1.27, 0.8, lit, { lit: true });
    b.face([-0.45, 8.4, -1.27, 0.45, 8.4, -1.27, 0.45, 9.8, -1.27, 0, 10.5, -1.27, -0.45, 9.8, -1.27], '#2a2432');
    for (const x of [-3.4, 3.4])
      b.face([x - 0.5, 1.8, -0.22, x + 0.5, 1.8, -0.22, x + 0.5, 4, -0.22, x, 4.9, -0.22, x - 0.5, 4, -0.22], lit, {
        lit: true,
      });
  };
};

export const bridge = (set: SetBuilder): void => {
  set.set({ walkHalfM: 2.7 });
  set.set({ outlook: 'city' });
  ground(set, set.light.dark ? '#2c4054' : '#5f7f92');
  strew(set, { count: 160, colours: ['#8fa6b4', '#3f5a6c'], long: 1.6, width: 0.05, area: [40, 4, 60], alpha: 0.5 });
  set.shell((b) => {
    b.box(-3.4, -0.7, -30, 3.4, 0, 90, underSnow(set, '#6c666a'), { ink: 0.6 });
    for (let z = -20; z < 60; z += 3.5) b.flat(-0.08, z, 0.08, z + 1.6, 0.02, '#cfc6b2', { ink: 0 });
    b.finish();
  });
  for (let z = -9; z < 60; z += 3) {
    for (const side of [-1, 1]) {
      set.add(
        side * 3.3,
        z,
        0,
        (b) => {
          b.line([0, 0, 0, 0, 1.1, 0], 0.1, '#4f565e');
          for (const y of [0.45, 0.8, 1.1]) b.line([0, y, 0, 0, y, 3], 0.06, '#4f565e');
          for (let k = 0.5; k < 3; k += 0.5) b.line([0, 0.1, k, 0, 1.1, k], 0.03, '#4f565e');
        },
        { height: 1.1 },
      );
    }
  }
  for (const z of [14, 46]) {
    set.add(
      0,
      z,
      0,
      (b) => {
        for (const side of [-1, 1]) b.box(side * 3.7 - 0.45, -3, -0.45, side * 3.7 + 0.45, 15, 0.45, '#8a5a50');
        for (const y of [7, 14]) b.box(-3.7, y, -0.35, 3.7, y + 0.8, 0.35, '#8a5a50');
        b.part(0, 10, 0.5);
        b.line([-3.3, 7.8, 0, 3.3, 14, 0], 0.22, '#8a5a50');
        b.line([3.3, 7.8, 0, -3.3, 14, 0], 0.22, '#8a5a50');
      },
      { height: 15 },
    );
  }
  for (const side of [-1, 1]) {
    set.add(
      side * 3.7,
      14,
      0,
      (b) => {
        for (const [from, to] of [
          [14, -24],
          [14, 32],
        ] as const) {
          const points: number[] = [];
          for (let i = 0; i <= 12; i++)
            points.push(
              0,
              1.4 + 13.4 * (1 - Math.sin((i / 12) * Math.PI * 0.5) ** 1) ** 1.6,
              (to - from) * (i / 12) * 0.5,
            );
          b.line(points, 0.14, '#6a4a48');
          for (let i = 1; i < 12; i++)
            b.line(
              [0, points[i * 3 + 1] as number, points[i * 3 + 2] as number, 0, 0.3, points[i * 3 + 2] as number],
              0.04,
              '#6a4a48',
            );
        }
      },
      { height: 15, bias: 6 },
    );
  }
  for (const z of [4, 22, 36]) litStreetLamp(set, 3, z, 90, 4.4);
};

export const rooftop = (set: SetBuilder): void => {
  set.set({ outlook: 'city' });
  ground(set, '#5f5c66');
  set.shell((b) => {
    for (let i = 0; i < 26; i++) {
      const [x, z] = [-70 + ((i * 37) % 140), 24 + ((i * 53) % 60)];
      const h = -2 + ((i * 29) % 17);
      b.box(x - 4, -20, z, x + 4, h, z + 8, mixColour('#6a6a80', '#8a6a70', (i % 5) / 5), { ink: 0.5 });
      for (let y = h - 2; y > -6; y -= 2)
        for (let k = -3; k < 4; k += 1.6)
          if ((i * 7 + Math.round(y * 3 + k * 5)) % 10 < set.light.set.windowsLit * 10)
            b.front(x + k, y, x + k + 0.8, y + 1, z - 0.05, '#ffd088', { ink: 0, lit: true });
    }
    b.finish();
    b.box(-9, -3, -8, 9, 0, 8, underSnow(set, '#77737a'), { ink: 0.8 });
    b.finish();
  });
  for (const [x0, z0, x1, z1] of [
    [-9, 7.7, 9, 8],
    [-9, -8, -8.7, 8],
    [8.7, -8, 9, 8],
  ] as const)
    set.add(
      (x0 + x1) / 2,
      (z0 + z1) / 2,
      0,
      (b) => b.box(-(x1 - x0) / 2, 0, -(z1 - z0) / 2, (x1 - x0) / 2, 0.8, (z1 - z0) / 2, '#8a8488'),
      { height: 0.8 },
    );
  set.add(-4.5, 5, 0, waterTower, { height: 5.5 });
  set.add(
    4.6,
    5.4,
    0,
    (b) => {
      b.box(-1.3, 0, -1.1, 1.3, 2.5, 1.1, '#7a6a66');
      b.front(-0.5, 0, 0.5, 2.05, -1.12, '#5a6a74');
      b.line([0.6, 2.5, 0, 0.6, 5, 0], 0.05);
      for (const y of [3.4, 4, 4.5]) b.line([0.1, y, 0, 1.1, y, 0], 0.03);
    },
    { height: 2.5 },
  );
  for (const x of [-0.8, 1.4])
    set.add(x, 6.2, 0, (b) => b.turned(0, 0, [0.2, 0, 0.2, 0.9, 0.34, 0.95, 0.34, 1.15, 0.05, 1.3], '#9aa0a4'), {
      height: 1.3,
    });
  set.add(-4.6, -1.5, 0, (b) => b.box(-0.8, 0, -0.5, 0.8, 0.8, 0.5, '#9aa0a4'), { height: 0.8 });
  for (const [x, y, z, reach] of [
    [4.6, 2.3, 4.1, 4.6],
    [-4.5, 2, 4, 3.4],
  ] as const)
    set.lamp({ kind: 'lamp', at: [x, y, z], reach, strength: 1, bulb: 0.1 });
};

const waterTower = (b: Parameters<typeof dustbin>[0]): void => {
  for (const [x, z] of [
    [-1, -1],
    [1, -1],
    [-1, 1],
    [1, 1],
  ] as const)
    b.line([x, 0, z, x * 0.8, 2.2, z * 0.8], 0.13, '#5a4a44');
  b.part(0, 1.2, -0.9);
  b.line([-1, 0.3, -1, 0.85, 2, -0.85], 0.06, '#5a4a44');
  b.turned(0, 0, [1.25, 2.2, 1.3, 4.3], '#8a6248');
  b.turned(0, 0, [1.4, 4.3, 0.05, 5.4], '#5f4a44');
};

export const western = (set: SetBuilder): void => {
  set.set({ outlook: 'desert' });
  ground(set, '#c79a66');
  strew(set, { count: 120, colours: ['#a87a4c', '#d8b07c'], long: 0.9, width: 0.03, area: [9, -6, 26] });
  for (const side of [-1, 1]) {
    for (let i = 0; i < 6; i++) {
      const width = 5.2 + set.random() * 2;
      const high = 3.6 + set.random() * 1.6;
      const colour = pick(set.random, ['#a8794f', '#8f6a4c', '#b08a5e', '#9a6148']);
      const lit = set.light.set.windowsLit > 0.2;
      set.add(
        side * 6.4,
        -12 + i * 7.4,
        side * 90,
        (b) => {
          b.box(-width / 2, 0, 0, width / 2, 3, 6, colour);
          b.front(-width / 2, 3, width / 2, 3 + high * 0.45, 0, colour);
          b.line([-width / 2, 3 + high * 0.45, 0, width / 2, 3 + high * 0.45, 0], 0.16, '#6a4630');
          for (let x = -width / 2 + 0.3; x < width / 2; x += 0.32)
            b.line([x, 0, -0.02, x, 3 + high * 0.43, -0.02], 0.015, '#5a3c28', { alpha: 0.6 });
          b.front(-0.55, 0.2, 0.55, 2.2, -0.04, '#4a3024');
          for (const x of [-width * 0.32, width * 0.32])
            b.front(x - 0.5, 1, x + 0.5, 2.2, -0.04, lit ? '#ffcf80' : '#5a5048', { lit });
          b.box(-width / 2, 0, -1.7, width / 2, 0.22, 0, '#9a7850');
          for (const x of [-width / 2 + 0.1, width / 2 - 0.1]) b.line([x, 0.2, -1.6, x, 2.6, -1.6], 0.13, '#6a4a34');
          b.part(0, 2.7, -0.9);
          b.face(
            [
              -width / 2 - 0.1,
              2.5,
              -1.8,
              width / 2 + 0.1,
              2.5,
              -1.8,
              width / 2 + 0.1,
              2.95,
              0,
              -width / 2 - 0.1,
              2.95,
              0,
            ],
            '#7a5a40',
          );
          b.line([-width * 0.4, 0.9, -2.2, width * 0.1, 0.9, -2.2], 0.09, '#6a4a34');
        },
        { height: 4.5, bias: 3, structure: true },
      );
    }
  }
  for (const [x, z] of [
    [-4.2, 2.2],
    [-4.4, 3.1],
    [4.3, 4],
  ] as const)
    set.add(x, z, 0, barrel(), { height: 1 });
  set.add(2.4, 24, 0, waterTower, { height: 5 });
};
