/** Places full of equipment: laboratories, control rooms, workshops, warehouses, studios. */
import { pick } from '../../../domain/random.ts';
import type { SetBrush } from '../ink/ink.ts';
import { counter, officeChair } from './equipment.ts';
import { controlDesk, machine, screen, storageRack } from './equipment-technical.ts';
import { cabinet, floorLamp, pendantLamp, stool, table } from './furniture.ts';
import { onTheWall, type RoomStyle, room } from './room-shell.ts';
import type { SetBuilder, WallName } from './set-builder.ts';
import { barrel, crate } from './street-kit.ts';
import { doorIn, shelfOn, windowIn } from './wall-fittings.ts';

export const laboratory = (set: SetBuilder): void => {
  set.set({ front: { kind: 'table', colour: '#b8c2c6', things: ['flask', 'papers', 'flask'] } });
  const shape = room(set, {
    width: 7,
    back: 3,
    front: 3.6,
    height: 2.9,
    wall: '#b8c6cc',
    floor: '#8f9aa0',
    ceiling: '#dce2e4',
    boards: 'plates',
  });
  windowIn(set, shape, 'left', { x: 0.5, sill: 1.1, width: 2.4, height: 1.2, panes: [3, 1], outlook: 'city' });
  doorIn(set, shape, 'right', { x: -1.8, colour: '#8a98a4', kind: 'double' });
  shelfOn(set, shape, 'back', -1.8, 1.7, 2.2, ['#7ac0b0', '#c88a5a', '#8fb8d8', '#b08ac0', '#d8c070', '#7ac0b0']);
  shelfOn(set, shape, 'back', 1.6, 1.7, 2, ['#8fb8d8', '#d8c070', '#7ac0b0', '#c88a5a']);
  onTheWall(set, shape, 'right', (b) => {
    b.front(0.2, 1.2, 2.2, 2.3, -0.03, '#f0f2f0');
    for (const y of [2.1, 1.95, 1.8, 1.5]) b.line([0.4, y, -0.04, 1.4 + (y % 0.4), y, -0.04], 0.02, '#3f5f8a');
    b.line([1.5, 1.4, -0.04, 1.7, 1.7, -0.04, 1.9, 1.4, -0.04, 1.5, 1.4, -0.04], 0.02, '#b8484a');
  });
  for (const x of [-1.9, 1.7]) set.add(x, 2.6, 0, cabinet(2.4, 0.92, 0.6, '#c8d0d2', 4), { height: 0.92 });
  set.add(0, 1.3, 0, (b) => labBench(b), { height: 1.4 });
  set.add(-2.9, -0.6, -90, cabinet(2.2, 0.92, 0.6, '#c8d0d2', 4), { height: 0.92 });
  set.add(2.8, 1.5, 70, machine(set.random, '#a8b4b8'), { height: 2 });
  set.add(-0.8, 0.6, 0, stool('#3f4a54', 0.65), { height: 0.65 });
  set.add(2.2, -3, 180, storageRack(2, 2, set.random), { height: 2 });
  set.add(-1.4, -3.2, 180, cabinet(2, 0.92, 0.6, '#c8d0d2', 3), { height: 0.92 });
  for (const x of [-1.6, 1.6])
    set.lamp({ kind: 'lamp', at: [x, 2.75, 1], reach: 3, strength: 0.9, bulb: 0.1, colour: '#e8f4ff' });
  set.lamp({ kind: 'screen', at: [0.9, 1.3, 1], reach: 1.2, strength: 0.6, bulb: 0.02, colour: '#7cf0c8' });
};

const labBench = (b: SetBrush): void => {
  cabinet(2.6, 0.92, 0.7, '#d4dadc', 4)(b);
  b.part(0, 1.1, -0.1);
  b.turned(-0.9, 0, [0.1, 0.92, 0.11, 0.98, 0.03, 1.16, 0.03, 1.22], '#7ac0b0', { alpha: 0.9 });
  b.turned(-0.6, 0.1, [0.07, 0.92, 0.07, 1.1], '#c88a5a');
  b.turned(-0.35, 0, [0.12, 0.92, 0.13, 1.02, 0.05, 1.14, 0.03, 1.26, 0.05, 1.28], '#b08ac0', { smooth: true });
  b.line([0.1, 0.92, 0.1, 0.1, 1.4, 0.1], 0.025, '#6c7478');
  b.line([0.1, 1.3, 0.1, 0.28, 1.3, 0.05], 0.025, '#6c7478');
  b.turned(0.3, 0.05, [0.06, 1.12, 0.06, 1.3], '#8fd0e8');
  screen(b, 0.9, 0.92, 0.05, 0.46, '#2f5a54');
};

export const controlRoom = (set: SetBuilder): void => {
  set.set({ front: { kind: 'table', colour: '#3f4a56', things: ['panel', 'cup', 'panel'] } });
  const shape = room(set, {
    width: 7,
    back: 2.8,
    front: 3.4,
    height: 2.8,
    wall: '#5c6a74',
    floor: '#4a5258',
    ceiling: '#48525c',
    boards: 'plates',
    panels: 1.2,
  });
  onTheWall(set, shape, 'back', (b) => {
    b.front(-2.4, 1.25, 2.4, 2.45, -0.05, '#20262e');
    for (const [x, w, c] of [
      [-1.6, 1.4, '#2f5a74'],
      [0, 1.5, '#2a4a5c'],
      [1.6, 1.4, '#2f5a54'],
    ] as const) {
      b.front(x - w / 2, 1.32, x + w / 2, 2.38, -0.06, c, { lit: true, drift: 0.25 });
      for (let i = 0; i < 5; i++)
        b.line(
          [
            x - w * 0.4,
            1.45 + i * 0.17,
            -0.07,
            x - w * 0.1 + ((i * 31) % 7) * w * 0.06,
            1.45 + i * 0.17 + ((i * 13) % 3) * 0.04,
            -0.07,
          ],
          0.02,
          '#8fe8d8',
          { lit: true, alpha: 0.8 },
        );
    }
  });
  for (const wall of ['left', 'right', 'front'] as const) rackWall(set, shape, wall);
  doorIn(set, shape, 'right', { x: 2, colour: '#7a8690', kind: 'metal' });
  set.add(0, 1.9, 0, controlDesk(4.4, set.random), { height: 1.06 });
  for (const x of [-1.2, 1.1]) set.add(x, 1, 180, officeChair('#33404a'), { height: 1.1 });
  set.add(-2.9, 0, -90, controlDesk(2.6, set.random), { height: 1.06 });
  set.add(0.2, -1.4, 180, controlDesk(2.4, set.random), { height: 1.06 });
  set.lamp({ kind: 'screen', at: [0, 1.9, 2.6], reach: 3.4, strength: 0.9, always: true, bulb: 0, colour: '#8fd8e8' });
  set.lamp({
    kind: 'lamp',
    at: [0, 2.6, -0.4],
    reach: 2.4,
    strength: 0.6,
    always: true,
    bulb: 0.08,
    colour: '#ffe0b0',
  });
};

const rackWall = (set: SetBuilder, shape: RoomStyle, wall: WallName): void => {
  const dots = Array.from({ length: 40 }, () => ({
    x: (set.random() * 2 - 1) * 2,
    y: 0.9 + set.random() * 1.3,
    c: ['#ff6a4a', '#7cf0a8', '#ffd070', '#8fd0ff'][Math.floor(set.random() * 4)] ?? '#ffd070',
  }));
  onTheWall(set, shape, wall, (b) => {
    for (let x = -2; x < 2; x += 0.8) {
      b.front(x, 0.2, x + 0.72, 2.3, -0.05, '#3a444e');
      for (const y of [0.6, 1.0, 1.4, 1.8]) b.line([x + 0.08, y, -0.06, x + 0.64, y, -0.06], 0.02, '#232a32');
    }
    for (const { x, y, c } of dots) b.front(x, y, x + 0.05, y + 0.035, -0.06, c, { lit: true, ink: 0 });
  });
};

export const workshop = (set: SetBuilder): void => {
  set.set({ front: { kind: 'table', colour: '#8a6440', things: ['bottle', 'papers'] } });
  const shape = room(set, {
    width: 7,
    back: 3,
    front: 3.6,
    height: 3,
    wall: '#a08c74',
    floor: '#7c766e',
    ceiling: '#8a7a66',
    boards: 'plates',
    beams: true,
    panels: 0.7,
  });
  windowIn(set, shape, 'left', { x: 0.6, sill: 1.1, width: 1.8, height: 1.2, panes: [3, 2], frame: '#6a5a48' });
  windowIn(set, shape, 'back', { x: 2.3, sill: 1.3, width: 1.3, height: 1, panes: [3, 2], frame: '#6a5a48' });
  toolWall(set, shape, 'back', -0.9);
  toolWall(set, shape, 'front', 0.4);
  doorIn(set, shape, 'right', { x: -1.2, colour: '#7a5a3c', kind: 'double' });
  set.add(
    -0.9,
    2.6,
    0,
    (b) => {
      table(3, 0.75, '#8a6440', 0.92)(b);
      b.box(0.9, 0.92, -0.25, 1.25, 1.12, 0, '#4a6a78');
      b.line([1.08, 1.1, -0.3, 1.08, 1.1, -0.5], 0.04, '#3a3a40');
      b.turned(-1, 0, [0.11, 0.92, 0.12, 1.12], '#a8563f');
      for (let i = 0; i < 4; i++) b.line([-1.04 + i * 0.03, 1.1, 0, -1.1 + i * 0.07, 1.36, 0], 0.02, '#6a4a34');
      b.box(-0.4, 0.92, -0.1, 0.3, 0.97, 0.1, '#c8a070');
    },
    { height: 1.2 },
  );
  set.add(2.4, 2.5, 0, barrel('#5a6a74'), { height: 1 });
  set.add(2.8, 0.6, 90, storageRack(2.2, 2.2, set.random), { height: 2.2 });
  set.add(-2.9, -1, -90, storageRack(2, 1.8, set.random), { height: 1.8 });
  set.add(-2.5, 1.6, 20, crate(0.7), { height: 0.7 });
  set.add(1.1, 1.5, 0, stool('#7a4a3a'), { height: 0.72 });
  set.add(0.2, -1.3, 0, table(1.8, 0.8, '#8a6440', 0.88), { height: 0.9 });
  set.add(-0.4, 1.4, 0, pendantLamp(3, 0.9, '#3f5a56'), { height: 3 });
  set.lamp({ kind: 'lamp', at: [-0.4, 1.95, 1.4], reach: 3, strength: 1, bulb: 0.12 });
};

const toolWall = (set: SetBuilder, shape: RoomStyle, wall: WallName, x: number): void =>
  onTheWall(set, shape, wall, (b) => {
    b.front(x - 1.5, 1.3, x + 1.5, 2.4, -0.03, '#7a5c40');
    const [steel, wood] = ['#9aa2a8', '#8a5a38'];
    const at = (k: number): number => x - 1.3 + k * 0.37;
    b.line([at(0), 1.5, -0.05, at(0), 2.1, -0.05], 0.05, wood);
    b.front(at(0) - 0.14, 2.05, at(0) + 0.14, 2.2, -0.05, steel, { ink: 0.7 });
    b.face([at(1) - 0.1, 2.2, -0.05, at(1) + 0.24, 2.1, -0.05, at(1) + 0.05, 1.5, -0.05], steel, { ink: 0.7 });
    b.line([at(1) - 0.08, 2.2, -0.06, at(1) + 0.2, 2.24, -0.06], 0.08, wood);
    b.line([at(2.4), 1.5, -0.05, at(2.4), 2.2, -0.05], 0.05, steel);
    b.disc(at(2.4), 2.24, -0.05, 0.08, steel);
    b.line([at(3.2), 1.6, -0.05, at(3.2), 1.9, -0.05], 0.07, '#c2483a');
    b.line([at(3.2), 1.9, -0.05, at(3.2), 2.25, -0.05], 0.03, steel);
    b.line([at(4), 1.5, -0.05, at(4.1), 2.2, -0.05], 0.04, steel);
    b.line([at(4.3), 1.5, -0.05, at(4.2), 2.2, -0.05], 0.04, steel);
    b.disc(at(5.4), 1.95, -0.05, 0.22, '#6a7a4a');
    b.disc(at(5.4), 1.95, -0.06, 0.12, '#7a5c40');
    b.line([at(6.5), 1.45, -0.05, at(6.5), 2.3, -0.05], 0.045, wood);
    b.face(
      [
        at(6.5) - 0.16,
        2.15,
        -0.06,
        at(6.5) + 0.03,
        2.3,
        -0.06,
        at(6.5) + 0.03,
        2.02,
        -0.06,
        at(6.5) - 0.16,
        2.06,
        -0.06,
      ],
      steel,
      { ink: 0.7 },
    );
  });

export const warehouse = (set: SetBuilder): void => {
  const shape = room(set, {
    width: 12,
    back: 9,
    front: 6,
    height: 6,
    wall: '#8a8078',
    floor: '#8a8580',
    ceiling: '#6a6a70',
    boards: 'plates',
    panels: 2.4,
    beams: true,
  });
  // A hold has no windows: whatever carries it may be under water or in space.
  const hold = /\bhold\b|cargo/i.test(set.name);
  for (const x of hold ? [] : [-3, 0, 3])
    windowIn(set, shape, 'back', {
      x,
      sill: 3.6,
      width: 2,
      height: 1.5,
      panes: [4, 2],
      frame: '#5a5a60',
      outlook: 'city',
    });
  for (const x of hold ? [] : [-5, -1, 3])
    windowIn(set, shape, 'left', {
      x,
      sill: 3.6,
      width: 2.4,
      height: 1.5,
      panes: [4, 2],
      frame: '#5a5a60',
      outlook: 'city',
    });
  doorIn(set, shape, 'back', { x: -3.6, width: 3, height: 3, colour: '#7a5a48', kind: 'metal' });
  const factory = /factory|mill|plant|foundry|refinery|engine|boiler/i.test(set.name);
  for (const [x, z] of [
    [-4.6, 7],
    [4.4, 7.4],
    [-4.8, 3.4],
    [4.8, 3.8],
    [1.2, 8],
    [-5, -2],
    [5, -2.6],
  ] as const) {
    if (factory)
      set.add(x, z, x < 0 ? -70 : 70, machine(set.random, pick(set.random, ['#5f7a74', '#7a6a52', '#6a7480'])), {
        height: 2.6,
      });
    else set.add(x, z, x < 0 ? -90 : 90, storageRack(3.2, 3.4, set.random), { height: 3.4 });
  }
  for (const [x, z, s] of [
    [-2.6, 5, 1],
    [-1.7, 5.4, 0.8],
    [2.6, 3.4, 0.9],
    [2.8, 6, 1.1],
    [-3, 1.6, 0.7],
  ] as const)
    set.add(x, z, x * 9, crate(s), { height: s });
  set.add(-2.5, 5, 8, crate(0.7), { y: 1, height: 0.7 });
  for (const [x, z] of [
    [3.6, 2],
    [3.1, 2.5],
    [-3.6, 2.6],
  ] as const)
    set.add(x, z, 0, barrel('#4f6a78'), { height: 1 });
  for (const z of [1.5, 5.5]) {
    set.add(0, z, 0, pendantLamp(6, 1.6, '#3f4a50'), { height: 6 });
    set.lamp({ kind: 'lamp', at: [0, 4.2, z], reach: 4.4, strength: 1, bulb: 0.2 });
  }
};

export const studio = (set: SetBuilder): void => {
  set.set({ front: { kind: 'table', colour: '#4a4048', things: ['panel', 'cup'] } });
  const shape = room(set, {
    width: 6.4,
    back: 2.8,
    front: 3.4,
    height: 2.8,
    wall: '#6a5a5c',
    floor: '#6a5444',
    ceiling: '#4f474c',
    boards: 'carpet',
    panels: 0.45,
  });
  onTheWall(set, shape, 'back', (b) => {
    b.front(-1.4, 1.05, 1.4, 2.2, -0.05, '#2a2a34');
    b.front(-1.3, 1.13, 1.3, 2.12, -0.06, '#3f5568', { drift: 0.3 });
    b.front(-0.45, 2.36, 0.45, 2.62, -0.06, '#d8483c', { lit: true });
  });
  doorIn(set, shape, 'right', { x: -1.4, colour: '#5a4438' });
  doorIn(set, shape, 'front', { x: 1.4, colour: '#5a4438' });
  set.add(0, 1.9, 0, controlDesk(3, set.random, '#4a4048'), { height: 1.06 });
  set.add(0, 1.2, 180, officeChair('#33303a'), { height: 1.1 });
  set.add(
    1.9,
    1.4,
    0,
    (b) => {
      b.line([0, 0, 0, 0, 1.4, 0, -0.5, 1.55, -0.2], 0.035, '#2a2a32');
      b.ball(-0.5, 1.48, -0.2, 0.09, '#5a5a64');
    },
    { height: 1.6 },
  );
  for (const x of [-2.2, 2.3])
    set.add(
      x,
      2.3,
      0,
      (b) => {
        b.box(-0.28, 0, -0.25, 0.28, 1.2, 0.25, '#26242c');
        b.disc(0, 0.45, -0.26, 0.2, '#3a3842');
        b.disc(0, 0.9, -0.26, 0.11, '#3a3842');
      },
      { height: 1.2 },
    );
  set.add(-2.6, 0.2, -40, floorLamp('#ffd8a0'), { height: 1.75 });
  set.lamp({ kind: 'lamp', at: [-2.6, 1.55, 0.2], reach: 2.4, strength: 1, always: true });
  set.lamp({ kind: 'neon', at: [0, 2.5, 2.6], reach: 1.2, strength: 0.7, always: true, colour: '#ff6a58', bulb: 0 });
  set.add(0.4, -1.3, 0, counter(2, '#5a4438', 0.85), { height: 0.85 });
};
