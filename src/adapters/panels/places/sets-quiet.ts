/** Rooms a story goes to for one scene: attic, morgue, visiting room, underground platform. */
import type { Colour } from '../ink/ink.ts';
import { chair, table } from './furniture.ts';
import type { Draw } from './place.types.ts';
import { onTheWall, room } from './room-shell.ts';
import type { SetBuilder } from './set-builder.ts';
import { crate } from './street-kit.ts';
import { clockOn, doorIn, windowIn } from './wall-fittings.ts';

/** Under the roof: rafters, a gable window, trunks and what nobody needs. */
export const attic = (set: SetBuilder): void => {
  const shape = room(set, {
    width: 7.6,
    back: 4,
    front: 5,
    height: 3.5,
    wall: '#9a7a5a',
    floor: '#8a6848',
    ceiling: '#7a5c44',
    boards: 'planks',
    panels: 0.5,
  });
  windowIn(set, shape, 'back', {
    x: -0.5,
    sill: 1.1,
    width: 1.2,
    height: 1.3,
    panes: [2, 2],
    arched: true,
    frame: '#6a4a34',
    outlook: 'garden',
  });
  set.shell((b) => {
    for (const side of [-1, 1]) {
      const points = [side * 3.8, 0.9, -16, side * 0.5, 3.48, -16, side * 0.5, 3.48, 4, side * 3.8, 0.9, 4];
      b.face(points, '#86664a', { ink: 0.8 }, [-side * 0.62, -0.78, 0]);
    }
  });
  set.shell((b) => {
    const [camX] = b.projection.camera.position;
    for (const side of [-1, 1]) {
      if (side * camX > 3) continue;
      for (let z = -4; z <= 4; z += 1) b.line([side * 3.78, 0.9, z, side * 0.5, 3.44, z], 0.13, '#5f4430');
      b.line([side * 2.5, 1.9, -6, side * 2.5, 1.9, 4], 0.1, '#5f4430');
    }
    for (const z of [0, 2]) b.line([-1.6, 2.6, z, 1.6, 2.6, z], 0.14, '#5f4430');
    b.line([0, 3.42, -8, 0, 3.42, 4], 0.2, '#5f4430');
  });
  set.add(1.3, 3.1, -14, trunk, { height: 0.8 });
  set.add(-2.5, 2.6, 30, crate(0.62), { height: 0.62 });
  set.add(-2.6, 2.65, 12, crate(0.44, '#a8865c'), { y: 0.62, height: 0.44, bias: -0.3 });
  set.add(-1.6, 3.4, 0, cardboard(0.7, 0.5), { height: 0.5 });
  set.add(2.6, 2.2, 20, cardboard(0.8, 0.56), { height: 0.56 });
  set.add(2.5, 3.3, -8, cardboard(0.7, 0.8), { height: 0.8 });
  set.add(0.3, 3.6, 0, mirror, { height: 1.7 });
  set.add(-2.7, 0.6, -60, chair('#7a5238'), { height: 0.92 });
  set.add(2.8, -2, 100, cardboard(0.7, 0.5), { height: 0.5 });
  set.add(-2.6, -2.4, -120, crate(0.6), { height: 0.6 });
  set.add(
    0.9,
    1.2,
    0,
    (b) => {
      b.line([0, 3.42, 0, 0, 2.4, 0], 0.02);
      b.ball(0, 2.32, 0, 0.07, '#ffe8b0', { lit: true, ink: 0.4 });
    },
    { height: 3.4 },
  );
  set.lamp({ kind: 'lamp', at: [0.9, 2.3, 1.2], reach: 3.4, strength: 1, bulb: 0.09 });
};

const trunk: Draw = (b) => {
  b.box(-0.62, 0, -0.34, 0.62, 0.46, 0.34, '#6a4028');
  b.box(-0.64, 0.46, -0.36, 0.64, 0.68, 0.36, '#7a4c30');
  for (const x of [-0.4, 0.4]) b.front(x - 0.05, 0, x + 0.05, 0.68, -0.37, '#b8904c', { ink: 0.5 });
  b.front(-0.1, 0.36, 0.1, 0.56, -0.38, '#d8b060', { ink: 0.6 });
};

const cardboard =
  (width: number, height: number): Draw =>
  (b) => {
    b.box(-width / 2, 0, -width * 0.4, width / 2, height, width * 0.4, '#b89468', { top: '#c8a87c' });
    b.front(-0.06, 0, 0.06, height, -width * 0.4 - 0.01, '#d8c49c', { ink: 0.4 });
  };

const mirror: Draw = (b) => {
  b.box(-0.42, 0.06, -0.04, 0.42, 1.66, 0.04, '#8a6a3c');
  b.front(-0.34, 0.14, 0.34, 1.58, -0.05, '#9aa8ac', { drift: 0.4 });
  b.line([-0.2, 0.9, -0.06, 0.2, 1.4, -0.06], 0.03, '#dce4e4', { alpha: 0.6 });
};

/** Steel drawers in a tiled wall, a covered table under a hard lamp. */
export const morgue = (set: SetBuilder): void => {
  const shape = room(set, {
    width: 6.6,
    back: 3,
    front: 3.4,
    height: 2.9,
    wall: '#b4c0bc',
    floor: '#8c9894',
    ceiling: '#c4ccc8',
    boards: 'tiles',
    dado: { colour: '#9ab0ac', height: 2.9, tiles: 0.3 },
  });
  onTheWall(set, shape, 'back', (b) => {
    b.front(-2.4, 0.2, 2.2, 2.3, -0.06, '#7c888c');
    for (let column = 0; column < 5; column++)
      for (let row = 0; row < 3; row++) {
        const [x, y] = [-2.32 + column * 0.9, 0.28 + row * 0.68];
        b.front(x, y, x + 0.82, y + 0.6, -0.08, '#aab4b8', { ink: 0.8, drift: 0.25 });
        b.line([x + 0.24, y + 0.2, -0.12, x + 0.58, y + 0.2, -0.12], 0.05, '#5c686c');
        b.front(x + 0.3, y + 0.36, x + 0.52, y + 0.48, -0.09, '#f0ead8', { ink: 0.5 });
      }
  });
  doorIn(set, shape, 'right', { x: -1, colour: '#7c888c', kind: 'metal', height: 2.1 });
  doorIn(set, shape, 'front', { x: 0.6, colour: '#7c888c', kind: 'double' });
  clockOn(set, shape, 'left', 1, 2.3);
  set.add(0.3, 1.6, 0, slab, { height: 1.1 });
  set.add(-2.6, 1.9, -60, table(1, 0.5, '#98a4a8'), { height: 0.8 });
  set.add(
    0.3,
    1.5,
    0,
    (b) => {
      b.line([0, 2.9, 0, 0, 2.35, 0], 0.04);
      b.turned(0, 0, [0.4, 2.16, 0.34, 2.3, 0.08, 2.4], '#d8e0e0');
    },
    { height: 2.9 },
  );
  set.lamp({ kind: 'lamp', at: [0.3, 2.12, 1.5], reach: 3.2, strength: 1, always: true, bulb: 0.1, colour: '#e8fbff' });
};

const slab: Draw = (b) => {
  for (const x of [-0.8, 0.8]) b.box(x - 0.06, 0, -0.2, x + 0.06, 0.8, 0.2, '#7c888c');
  b.box(-1.1, 0.8, -0.4, 1.1, 0.88, 0.4, '#b8c4c8');
  b.part(0, 1, -0.1);
  b.face(
    [
      -1, 0.88, -0.3, 0.98, 0.88, -0.3, 1, 1.12, -0.2, 0.86, 0.98, -0.2, 0.1, 1.06, -0.2, -0.55, 1.1, -0.2, -0.7, 1.04,
      -0.2, -0.85, 1.18, -0.2, -0.99, 1.08, -0.2,
    ],
    '#eef2f0',
  );
  b.face([-1, 0.5, -0.42, 0.98, 0.5, -0.42, 0.98, 0.9, -0.42, -1, 0.9, -0.42], '#e2e8e6');
  for (const x of [-0.5, 0, 0.5]) b.line([x, 0.52, -0.43, x + 0.05, 0.88, -0.43], 0.016, '#a8b4b4', { alpha: 0.7 });
};

/** Booths with glass between those who stay and those who leave. */
export const visitingRoom = (set: SetBuilder): void => {
  set.set({ front: { kind: 'table', colour: '#7c8488', things: [] } });
  const shape = room(set, {
    width: 7,
    back: 3,
    front: 3.4,
    height: 2.9,
    wall: '#a8aca4',
    floor: '#84888a',
    ceiling: '#b8bab4',
    boards: 'plates',
    dado: { colour: '#6f8480', height: 1.1 },
  });
  windowIn(set, shape, 'left', {
    x: 0,
    sill: 1.8,
    width: 1.6,
    height: 0.7,
    panes: [1, 1],
    bars: true,
    outlook: 'plain',
    frame: '#7c8284',
  });
  doorIn(set, shape, 'right', { x: -1.4, colour: '#5c686c', kind: 'metal' });
  doorIn(set, shape, 'front', { x: 1.4, colour: '#5c686c', kind: 'metal' });
  clockOn(set, shape, 'back', 0, 2.55);
  onTheWall(set, shape, 'right', (b) => {
    for (let x = 0.3; x < 2.6; x += 0.16) b.line([x, 0.2, -0.05, x, 2.3, -0.05], 0.05, '#3c4448');
    for (const y of [0.3, 1.3, 2.2]) b.line([0.3, y, -0.06, 2.6, y, -0.06], 0.06, '#3c4448');
  });
  for (const x of [-2.3, -0.77, 0.77, 2.3]) set.add(x, 2.3, 0, booth, { height: 2.2 });
  set.add(-1.5, 1.5, 170, chair('#5c6a70'), { height: 0.92 });
  set.add(1.5, 1.5, 190, chair('#5c6a70'), { height: 0.92 });
  set.shell((b) =>
    b.face([-1.4, 2.88, 0.4, 1.4, 2.88, 0.4, 1.4, 2.88, 0.8, -1.4, 2.88, 0.8], '#f4fbff', { lit: true, ink: 0.5 }),
  );
  set.lamp({ kind: 'lamp', at: [0, 2.7, 0.6], reach: 3.6, strength: 0.9, always: true, bulb: 0, colour: '#eef8f4' });
};

const booth: Draw = (b) => {
  b.box(-0.76, 0, -0.1, 0.76, 0.8, 0.1, '#7c888a');
  b.box(-0.76, 0.8, -0.42, 0.76, 0.86, 0.2, '#b09a78');
  b.part(0, 1.5, -0.02);
  b.front(-0.7, 0.86, 0.7, 2.1, 0, '#a8c4c4', { drift: 0.35 });
  b.line([-0.4, 1, -0.02, 0.1, 1.9, -0.02], 0.05, '#e4f0f0', { alpha: 0.5 });
  b.line([-0.1, 1, -0.02, 0.35, 1.8, -0.02], 0.03, '#e4f0f0', { alpha: 0.5 });
  b.box(-0.8, 0.4, -0.5, -0.72, 2.2, 0.1, '#68767a');
  b.box(0.72, 0.4, -0.5, 0.8, 2.2, 0.1, '#68767a');
  b.front(-0.76, 2.1, 0.76, 2.24, -0.05, '#68767a');
  b.part(0.5, 1.3, -0.3);
  b.box(0.58, 1.15, -0.2, 0.7, 1.55, -0.1, '#26282c');
  b.line([0.64, 1.15, -0.16, 0.6, 0.9, -0.2, 0.68, 0.88, -0.2], 0.025, '#26282c');
};

/** Tiles, columns, a train at the edge of the platform. */
export const undergroundPlatform = (set: SetBuilder): void => {
  set.set({
    walkHalfM: 2,
    passersBy: [
      [-2.8, 7],
      [-1.8, 11],
      [1.4, 14],
      [-3.2, 16],
    ],
  });
  const shape = room(set, {
    width: 9.6,
    back: 30,
    front: 9,
    height: 3.7,
    wall: '#d0ccbe',
    floor: '#8f8b88',
    ceiling: '#a8a49c',
    boards: 'tiles',
    dado: { colour: '#3f7a72', height: 0.9, tiles: 0.3 },
  });
  onTheWall(set, shape, 'left', (b) => {
    for (let x = -20; x < 20; x += 0.6) b.line([x, 0.9, -0.01, x, 2.9, -0.01], 0.01, '#8a8a80', { alpha: 0.5 });
    b.front(-40, 2.5, 40, 2.8, -0.02, '#b8443c', { ink: 0.4 });
    for (const x of [-10, -5, 0, 5]) {
      b.disc(x, 1.8, -0.05, 0.5, '#b8443c');
      b.disc(x, 1.8, -0.06, 0.34, '#f4efe2');
      b.front(x - 0.66, 1.68, x + 0.66, 1.92, -0.07, '#2f4a7a');
    }
    for (const x of [-7.5, -2.5, 2.5]) {
      b.front(x - 0.8, 1, x + 0.8, 2.3, -0.05, '#4a5560');
      b.front(
        x - 0.72,
        1.08,
        x + 0.72,
        2.22,
        -0.06,
        ['#c2a05a', '#7a8aa0', '#a86a5a'][Math.abs(Math.round(x)) % 3] ?? '#c2a05a',
        { drift: 0.3 },
      );
      b.disc(x - 0.2, 1.7, -0.07, 0.26, '#f0e6d0', { ink: 0.5 });
    }
  });
  onTheWall(set, shape, 'back', (b) => {
    b.face(
      [1.8, 0, -0.05, 4.8, 0, -0.05, 4.8, 2.6, -0.05, 4.2, 3.2, -0.05, 2.5, 3.2, -0.05, 1.8, 2.6, -0.05],
      '#14141c',
    );
  });
  set.shell((b) => {
    b.flat(2.35, -30, 4.8, 30, 0.01, '#2c2a30', { ink: 0 });
    b.line([2.35, 0.02, -30, 2.35, 0.02, 30], 0.05, '#d8d0bc');
    b.flat(1.85, -30, 2.15, 30, 0.012, '#e8c04a', { ink: 0.3 });
    for (const x of [2.9, 4.2]) b.line([x, 0.02, -30, x, 0.02, 30], 0.08, '#8a8e94');
    for (let z = -8; z < 30; z += 4)
      b.face([-1.2, 3.68, z, -0.6, 3.68, z, -0.6, 3.68, z + 2.2, -1.2, 3.68, z + 2.2], '#f6fbff', {
        lit: true,
        ink: 0.5,
      });
  });
  for (let z = 1.5; z < 28; z += 4.5) set.add(-2.9, z, 0, pillar, { height: 3.7 });
  set.add(-2.9, -4, 0, pillar, { height: 3.7 });
  set.add(-4.2, 3.4, -90, seatRow, { height: 0.9 });
  set.add(3.65, 5.4, 0, subwayCar, { height: 3.2, bias: 2, structure: true });
  for (const z of [1, 6, 12])
    set.lamp({
      kind: 'lamp',
      at: [-0.8, 3.5, z],
      reach: 4.4,
      strength: 0.9,
      always: true,
      bulb: 0.04,
      colour: '#f0f6ff',
    });
  for (const z of [7, 11])
    set.lamp({ kind: 'window', at: [2.4, 1.7, z], reach: 2.6, strength: 0.8, always: true, colour: '#ffe0a0' });
};

const pillar: Draw = (b) => {
  b.box(-0.22, 0, -0.22, 0.22, 3.7, 0.22, '#4a7a70');
  b.box(-0.28, 0, -0.28, 0.28, 0.3, 0.28, '#3a5f58');
  b.front(-0.2, 1.7, 0.2, 2, -0.23, '#f0ead8', { ink: 0.6 });
};

const seatRow: Draw = (b) => {
  b.box(-1.2, 0.4, -0.2, 1.2, 0.46, 0.2, '#b8864e');
  b.box(-1.2, 0.6, 0.18, 1.2, 0.9, 0.24, '#b8864e');
  for (const x of [-0.9, 0, 0.9]) b.box(x - 0.05, 0, -0.1, x + 0.05, 0.4, 0.1, '#3a3840');
};

const subwayCar: Draw = (b) => {
  b.box(-1.15, 0.05, 0, 1.15, 3.05, 26, '#a8b0b8', { top: '#8a929a' });
  b.part(-1.2, 1.5, 1);
  const side = [-1, 0, 0] as const;
  const flank = (z0: number, z1: number, y0: number, y1: number, out: number, colour: Colour, lit = false): void =>
    b.face(
      [-1.15 - out, y0, z0, -1.15 - out, y0, z1, -1.15 - out, y1, z1, -1.15 - out, y1, z0],
      colour,
      { lit, ink: 0.6 },
      side,
    );
  flank(0, 26, 0.7, 0.95, 0.01, '#b8443c');
  for (let z = 0.6; z < 25; z += 5) {
    flank(z, z + 1.1, 0.1, 2.6, 0.02, '#8a929c');
    flank(z + 0.15, z + 0.95, 1.3, 2.4, 0.03, '#ffe2a4', true);
    flank(z + 1.5, z + 4.6, 1.3, 2.4, 0.02, '#ffe2a4', true);
  }
  b.part(0, 1.5, -0.4);
  b.front(-0.9, 1.5, 0.9, 2.6, -0.03, '#2c3a4c', { drift: 0.3 });
  b.front(-1.15, 0.7, 1.15, 1.0, -0.03, '#b8443c', { ink: 0.5 });
  for (const x of [-0.75, 0.75]) b.disc(x, 0.5, -0.05, 0.16, '#fff6d0', { lit: true, ink: 0.6 });
  b.front(-0.5, 2.68, 0.5, 2.92, -0.04, '#26282f');
  b.line([-0.36, 2.8, -0.06, 0.36, 2.8, -0.06], 0.07, '#ffb04a', { lit: true });
};
