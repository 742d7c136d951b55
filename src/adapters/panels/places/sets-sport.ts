/** Where people play and change: gyms, courts, pitches, locker rooms. */
import { type Colour, mixColour, type SetBrush } from '../ink/ink.ts';
import { lockers } from './equipment-technical.ts';
import { ground, patch, strew } from './ground.ts';
import type { Draw } from './place.types.ts';
import { tree } from './plants.ts';
import { onTheWall, room } from './room-shell.ts';
import type { SetBuilder } from './set-builder.ts';
import { bench, facade, fence, litStreetLamp } from './street-kit.ts';
import { clockOn, doorIn, windowIn } from './wall-fittings.ts';

/** Points of an arc on the floor, from `from` to `to` in turns, round (x, z). */
const arc = (x: number, z: number, radius: number, from: number, to: number): number[] => {
  const points: number[] = [];
  for (let i = 0; i <= 20; i++) {
    const angle = (from + ((to - from) * i) / 20) * Math.PI * 2;
    points.push(x + Math.cos(angle) * radius, 0.015, z + Math.sin(angle) * radius);
  }
  return points;
};

/** Lines of a basketball court whose hoop hangs over (0, hoopZ). */
const courtLines = (set: SetBuilder, hoopZ: number, lane: Colour, line: Colour): void => {
  set.shell((b) => {
    b.flat(-2.4, hoopZ - 4.6, 2.4, hoopZ + 1.2, 0.01, lane, { ink: 0, edge: 0 });
    b.line(
      [-2.4, 0.015, hoopZ + 1.2, -2.4, 0.015, hoopZ - 4.6, 2.4, 0.015, hoopZ - 4.6, 2.4, 0.015, hoopZ + 1.2],
      0.07,
      line,
    );
    b.line(arc(0, hoopZ - 4.6, 1.8, 0.5, 1), 0.07, line);
    b.line(arc(0, hoopZ, 6.7, 0.5, 1), 0.07, line);
    b.line([-7.2, 0.015, hoopZ + 1.2, -7.2, 0.015, -24], 0.08, line);
    b.line([7.2, 0.015, hoopZ + 1.2, 7.2, 0.015, -24], 0.08, line);
    b.line([-7.2, 0.015, hoopZ + 1.2, 7.2, 0.015, hoopZ + 1.2], 0.08, line);
  });
};

const hoop =
  (pole: boolean): Draw =>
  (b) => {
    if (pole) {
      b.line([0, 0, 1.5, 0, 2.9, 1.5, 0, 3.3, 0.1], 0.16, '#4a5058');
    } else {
      for (const x of [-0.6, 0.6]) b.line([x, 3.5, 0.9, x, 3.3, 0.05], 0.07, '#4a5058');
    }
    b.part(0, 3.3, -0.1);
    b.front(-0.92, 2.85, 0.92, 4.0, 0, '#f0ece2');
    b.line(
      [-0.3, 3.05, -0.02, -0.3, 3.5, -0.02, 0.3, 3.5, -0.02, 0.3, 3.05, -0.02, -0.3, 3.05, -0.02],
      0.05,
      '#c8503a',
    );
    b.part(0, 3, -0.5);
    const rim: number[] = [];
    for (let i = 0; i <= 16; i++)
      rim.push(Math.cos((i / 16) * 6.2832) * 0.25, 3.05, -0.32 + Math.sin((i / 16) * 6.2832) * 0.25);
    for (let i = 0; i < 16; i += 2) {
      const [x, z] = [rim[i * 3] as number, rim[i * 3 + 2] as number];
      b.line([x, 3.05, z, x * 0.55, 2.6, -0.32 + (z + 0.32) * 0.55], 0.018, '#f4f0e6');
    }
    b.line(rim, 0.05, '#d8622c');
  };

const bleachers =
  (width: number): Draw =>
  (b) => {
    for (let row = 0; row < 4; row++) {
      const [y, z] = [0.42 * (row + 1), row * 0.62];
      b.box(-width / 2, 0, z, width / 2, y - 0.08, z + 0.62, '#6a6e78');
      b.box(-width / 2, y - 0.08, z - 0.06, width / 2, y, z + 0.4, '#b0824e');
    }
  };

/** A sports hall: boards with court lines, hoop, bleachers, wall bars, high windows. */
export const gym = (set: SetBuilder): void => {
  const shape = room(set, {
    width: 15,
    back: 10,
    front: 8,
    height: 6.4,
    wall: '#cfc8b6',
    floor: '#c8965a',
    ceiling: '#b8b6b0',
    boards: 'planks',
    dado: { colour: '#3f6a8a', height: 1.5 },
    beams: true,
  });
  for (const x of [-6, -2.4, 1.2, 4.8])
    windowIn(set, shape, 'left', {
      x,
      sill: 3.4,
      width: 2.6,
      height: 1.8,
      panes: [4, 2],
      outlook: 'plain',
      frame: '#8a9098',
    });
  doorIn(set, shape, 'back', { x: -5.2, colour: '#7a4a34', kind: 'double' });
  doorIn(set, shape, 'front', { x: 0, colour: '#7a4a34', kind: 'double' });
  courtLines(set, 8.4, '#b8604a', '#f4eee0');
  onTheWall(set, shape, 'back', (b) => scoreboard(b, 4.4));
  for (const x of [-4, 4]) onTheWall(set, shape, x < 0 ? 'left' : 'front', (b) => wallBars(b, x));
  set.add(0, 9, 0, hoop(false), { height: 4 });
  set.add(0, -7.4, 180, hoop(false), { height: 4 });
  set.add(5.2, 2.4, 90, bleachers(9), { height: 1.7, bias: 1 });
  for (const z of [-3, 1, 5, 9])
    for (const x of [-3.6, 3.6]) {
      set.shell((b) =>
        b.face(
          [x - 0.9, 6.3, z - 0.3, x + 0.9, 6.3, z - 0.3, x + 0.9, 6.3, z + 0.3, x - 0.9, 6.3, z + 0.3],
          '#fff6dc',
          {
            lit: true,
            ink: 0.5,
          },
        ),
      );
    }
  for (const z of [0, 6])
    set.lamp({ kind: 'lamp', at: [0, 6, z], reach: 6.5, strength: 0.9, bulb: 0, always: true, colour: '#fff2d4' });
};

const scoreboard = (b: SetBrush, x: number): void => {
  b.front(x - 1.2, 3.4, x + 1.2, 4.7, -0.08, '#26282f');
  for (const side of [-0.6, 0.6]) {
    const at = x + side;
    b.line([at - 0.2, 4.35, -0.1, at + 0.2, 4.35, -0.1, at + 0.2, 3.75, -0.1, at - 0.2, 3.75, -0.1], 0.07, '#ff8a4a', {
      lit: true,
    });
    b.line([at - 0.2, 4.05, -0.1, at + 0.2, 4.05, -0.1], 0.07, '#ff8a4a', { lit: true });
  }
};

const wallBars = (b: SetBrush, x: number): void => {
  for (const side of [-0.8, 0, 0.8]) b.line([x + side, 0, -0.12, x + side, 2.6, -0.12], 0.07, '#8a6238');
  for (let y = 0.25; y < 2.6; y += 0.2) b.line([x - 0.8, y, -0.12, x + 0.8, y, -0.12], 0.045, '#a87a48');
};

/** A basketball or tennis court under the sky, fenced, houses behind. */
export const court = (set: SetBuilder): void => {
  set.set({ outlook: 'city' });
  ground(set, '#7a7d80');
  patch(set, [-8.4, -26, 8.4, -26, 8.4, 10.4, -8.4, 10.4], '#4f7a72', 0.5);
  courtLines(set, 8.4, '#b0604c', '#f0ece2');
  if (/tennis/i.test(set.name)) set.add(0, 4, 0, net(11), { height: 1 });
  else set.add(0, 8.4, 0, hoop(true), { height: 4 });
  set.add(0, 11, 0, meshFence(20), { height: 3 });
  set.add(-9.4, 2, -90, meshFence(18), { height: 3 });
  set.add(9.4, 2, 90, meshFence(18), { height: 3 });
  set.add(-6.6, 4, -70, bench(), { height: 0.9 });
  for (const [i, x] of [-15, -5, 5, 15].entries())
    set.add(
      x,
      26,
      0,
      facade(set, {
        width: 9.8,
        height: 9 + ((i * 37) % 5),
        colour: ['#9a6a64', '#8c7f78', '#7a6f86', '#b08a6c'][i] ?? '#8c7f78',
        far: true,
      }),
      { height: 12, bias: 3, structure: true },
    );
  for (const x of [-8, 8]) set.add(x, 15, 0, tree(set, 6), { height: 6 });
  set.add(0, -20, 180, facade(set, { width: 26, height: 10, colour: '#8c7f78', far: true }), {
    height: 10,
    bias: 3,
    structure: true,
  });
  litStreetLamp(set, -7.6, 7, 90, 5);
  litStreetLamp(set, 7.6, 7, -90, 5);
};

const net =
  (width: number): Draw =>
  (b) => {
    for (const side of [-1, 1]) b.line([(side * width) / 2, 0, 0, (side * width) / 2, 1, 0], 0.1, '#3a4048');
    for (let y = 0.15; y < 0.9; y += 0.15)
      b.line([-width / 2, y, 0, width / 2, y, 0], 0.014, '#e8e4da', { alpha: 0.7 });
    b.line([-width / 2, 0.95, 0, width / 2, 0.95, 0], 0.08, '#f4f0e6');
  };

const meshFence =
  (width: number): Draw =>
  (b) => {
    for (let x = -width / 2; x <= width / 2; x += 2) b.line([x, 0, 0, x, 3, 0], 0.08, '#5c6468');
    for (const y of [0.1, 1.5, 3]) b.line([-width / 2, y, 0, width / 2, y, 0], 0.05, '#5c6468');
    for (let x = -width / 2; x < width / 2; x += 0.5) {
      b.line([x, 0.1, 0, x + 1.4, 3, 0], 0.012, '#6c7478', { alpha: 0.55 });
      b.line([x + 1.4, 0.1, 0, x, 3, 0], 0.012, '#6c7478', { alpha: 0.55 });
    }
  };

/** A mown pitch with goal, lines and stands. */
export const pitch = (set: SetBuilder): void => {
  set.set({ outlook: 'city' });
  ground(set, '#6f9a4e');
  for (let z = -24; z < 22; z += 4) patch(set, [-20, z, 20, z, 20, z + 2, -20, z + 2], '#7ca858', 0);
  strew(set, { count: 160, colours: ['#5f8a42', '#8ab060'], long: 0, up: 0.08, width: 0.02, area: [14, -5, 16] });
  const white = mixColour('#f4f2ea', set.light.set.haze, 0.1);
  set.shell((b) => {
    b.line([-8, 0.02, 14, -8, 0.02, 5, 8, 0.02, 5, 8, 0.02, 14], 0.1, white);
    b.line([-26, 0.02, 14, 26, 0.02, 14], 0.12, white);
    b.line(arc(0, -3, 6, 0, 1), 0.1, white);
  });
  set.add(0, 14, 0, goal, { height: 2.5 });
  for (const x of [-12, 12]) set.add(x, 20, 0, bleachers(16), { height: 1.8, bias: 2 });
  set.add(0, 19, 0, fence(40, '#c8ccd0', 1.1), { height: 1.1 });
  for (const [x, z] of [
    [-17, 22],
    [17, 22],
  ] as const) {
    set.add(x, z, 0, floodlight, { height: 12 });
    set.lamp({ kind: 'lamp', at: [x, 12, z], reach: 12, strength: 0.9, bulb: 0.5, colour: '#f0f6ff' });
  }
  for (const x of [-24, -8, 8, 24]) set.add(x, 34, 0, tree(set, 8), { height: 8 });
  set.add(0, -26, 180, fence(50, '#c8ccd0', 1.1), { height: 1.1 });
};

const goal: Draw = (b) => {
  for (let x = -3.6; x <= 3.6; x += 0.4) b.line([x, 2.4, 0, x, 0, 1.6], 0.014, '#e8ece8', { alpha: 0.6 });
  for (let y = 0.3; y < 2.4; y += 0.35)
    b.line([-3.6, y, 1.6 - y * 0.66, 3.6, y, 1.6 - y * 0.66], 0.014, '#e8ece8', { alpha: 0.6 });
  b.line([-3.66, 0, 0, -3.66, 2.44, 0, 3.66, 2.44, 0, 3.66, 0, 0], 0.13, '#f4f2ea');
};

const floodlight: Draw = (b) => {
  b.line([0, 0, 0, 0, 11.4, 0], 0.3, '#6a7078');
  b.front(-1.6, 11, 1.6, 13, 0, '#4a5058');
  for (const x of [-1, 0, 1])
    for (const y of [11.5, 12.4]) b.disc(x, y, -0.05, 0.34, '#f4f8ff', { lit: true, ink: 0.5 });
};

/** Rows of lockers, benches before them, tiles. */
export const lockerRoom = (set: SetBuilder): void => {
  const shape = room(set, {
    width: 6.6,
    back: 2.9,
    front: 3.4,
    height: 2.9,
    wall: '#b8bcb4',
    floor: '#8c938f',
    ceiling: '#c8c8c2',
    boards: 'tiles',
    dado: { colour: '#7f9a9a', height: 1.3, tiles: 0.3 },
  });
  windowIn(set, shape, 'left', {
    x: -0.6,
    sill: 1.95,
    width: 2.2,
    height: 0.6,
    panes: [4, 1],
    outlook: 'plain',
    frame: '#8a9098',
  });
  doorIn(set, shape, 'right', { x: -1.6, colour: '#5f7078', kind: 'glass' });
  doorIn(set, shape, 'front', { x: 1.2, colour: '#5f7078', kind: 'metal' });
  clockOn(set, shape, 'right', 0.6, 2.3);
  set.add(-1.5, 2.6, 0, lockers(7, '#4a6f8f'), { height: 1.9 });
  set.add(1.5, 2.6, 0, lockers(7, '#4a6f8f'), { height: 1.9 });
  set.add(2.95, 1.6, 90, lockers(5, '#4a6f8f'), { height: 1.9 });
  for (const x of [-1.4, 1.4])
    set.add(
      x,
      1.7,
      0,
      (b) => {
        for (const side of [-0.8, 0.8]) b.box(side - 0.04, 0, -0.14, side + 0.04, 0.42, 0.14, '#4a5058');
        b.box(-1.1, 0.42, -0.18, 1.1, 0.47, 0.18, '#b8864e');
      },
      { height: 0.5 },
    );
  set.add(
    1.7,
    1.68,
    0,
    (b) => {
      b.box(-0.26, 0.47, -0.16, 0.26, 0.74, 0.16, '#a8443c');
      b.line([-0.16, 0.74, 0, 0, 0.9, 0, 0.16, 0.74, 0], 0.035, '#3a2c2c');
    },
    { height: 0.9, bias: -0.4 },
  );
  set.shell((b) =>
    b.face([-1.2, 2.88, 0.2, 1.2, 2.88, 0.2, 1.2, 2.88, 0.6, -1.2, 2.88, 0.6], '#f4fbff', { lit: true, ink: 0.5 }),
  );
  set.lamp({ kind: 'lamp', at: [0, 2.7, 0.4], reach: 3.4, strength: 0.9, bulb: 0, always: true, colour: '#eef6ff' });
};
