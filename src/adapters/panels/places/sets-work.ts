/** Places where people work, learn and heal. */
import { pick } from '../../../domain/random.ts';
import { mixColour, type SetBrush } from '../ink/ink.ts';
import {
  controlDesk,
  counter,
  desk,
  dripStand,
  filingCabinet,
  hangingCurtain,
  heartMonitor,
  hospitalBed,
  lockers,
  machine,
  officeChair,
  schoolDesk,
  screen,
  storageRack,
} from './equipment.ts';
import {
  bookshelf,
  cabinet,
  chair,
  floorLamp,
  pendantLamp,
  pottedPlant,
  stool,
  table,
  tableLamp,
} from './furniture.ts';
import { onTheWall, room, type RoomStyle } from './room-shell.ts';
import type { SetBuilder, WallName } from './set-builder.ts';
import { barrel, crate } from './street-kit.ts';
import { clockOn, doorIn, pictureOn, shelfOn, windowIn } from './wall-fittings.ts';

export const office = (set: SetBuilder): void => {
  set.set({ front: { kind: 'table', colour: '#6b4a33', things: ['cup', 'papers', 'laptop'] } });
  const wall = pick(set.random, ['#c3c2a6', '#b4bcb8', '#c4b49c', '#a8b0bc']);
  const shape = room(set, {
    width: 6.4,
    back: 2.8,
    front: 3.4,
    height: 2.8,
    wall,
    floor: '#9a7d5c',
    ceiling: '#ded6bc',
    boards: 'carpet',
  });
  windowIn(set, shape, 'back', { x: -1.7, sill: 0.95, width: 2, height: 1.45, blinds: true, outlook: 'city' });
  windowIn(set, shape, 'left', { x: 0.4, sill: 0.95, width: 2.2, height: 1.45, blinds: true, outlook: 'city' });
  noticeBoard(set, shape, 'back', 0.35, 1.75);
  doorIn(set, shape, 'right', { x: -1.4, colour: '#7a5a40', kind: 'glass' });
  clockOn(set, shape, 'right', 0.4, 2.2);
  doorIn(set, shape, 'front', { x: -1.6, colour: '#7a5a40', kind: 'glass' });
  pictureOn(set, shape, 'front', 1, 1.7, 1.2, 0.8, '#8aa0a8');
  set.add(1.95, 2.55, 0, bookshelf(2, 2.2, set.random, 0.18), { height: 2.2 });
  set.add(0.55, 2.45, 0, filingCabinet(), { height: 1.3 });
  set.add(-1.6, 1.5, 180, desk(1.7, '#7a5638'), { height: 1.2 });
  set.add(-1.6, 2.2, 0, officeChair('#3f4a54'), { height: 1.1 });
  set.add(-0.95, 1.55, 180, tableLamp('#5f8a6a', '#c2a05a'), { y: 0.75, height: 0.5, bias: -0.2 });
  set.lamp({ kind: 'lamp', at: [-0.95, 1.1, 1.5], reach: 2.2, strength: 1 });
  set.lamp({ kind: 'screen', at: [-1.9, 1.15, 1.3], reach: 1, strength: 0.5, bulb: 0.02 });
  set.add(2.7, 0.2, 90, filingCabinet(1), { height: 1 });
  set.add(-2.85, 2.45, 0, pottedPlant(set.random, 1.1), { height: 1.3 });
  set.add(0, -1.2, 0, desk(1.8, '#6b4a33', false), { height: 0.8 });
  set.add(1.9, -3, 180, bookshelf(1.6, 1.5, set.random, 0.25), { height: 1.5 });
  set.add(2.4, 1.6, 30, chair('#6a4a38'), { height: 0.9 });
};

const noticeBoard = (set: SetBuilder, shape: RoomStyle, wall: WallName, x: number, y: number): void => {
  const notes = Array.from({ length: 9 }, (_, i) => ({
    x: x - 0.42 + (i % 3) * 0.34 + set.random() * 0.1,
    y: y - 0.3 + Math.floor(i / 3) * 0.26 + set.random() * 0.05,
    c: ['#f3ead2', '#e0c37a', '#cfd8d0', '#e4b8a8'][Math.floor(set.random() * 4)] ?? '#f3ead2',
  }));
  onTheWall(set, shape, wall, (b) => {
    b.front(x - 0.62, y - 0.46, x + 0.62, y + 0.48, -0.03, '#b08a5c');
    for (const note of notes)
      b.front(note.x - 0.11, note.y - 0.09, note.x + 0.11, note.y + 0.1, -0.04, note.c, { ink: 0.5 });
  });
};

export const classroom = (set: SetBuilder): void => {
  set.set({ front: { kind: 'table', colour: '#b88a56', things: ['book', 'papers'] } });
  const shape = room(set, {
    width: 7.6,
    back: 3.4,
    front: 4.4,
    height: 3,
    wall: '#c8c4a4',
    floor: '#a08058',
    ceiling: '#dcd8c8',
    boards: 'planks',
    dado: { colour: '#8a9a86', height: 1 },
  });
  onTheWall(set, shape, 'back', (b) => {
    b.front(-2.1, 0.95, 2.1, 2.35, -0.04, '#7a5a3c');
    b.front(-2, 1.05, 2, 2.28, -0.05, '#2f5046', { drift: 0.2 });
    for (const [x, y, w] of [
      [-1.6, 2.05, 0.9],
      [-1.6, 1.85, 1.3],
      [-1.6, 1.65, 0.7],
      [0.5, 2.05, 1.1],
      [0.5, 1.85, 0.8],
    ] as const)
      b.line([x, y, -0.06, x + w * 0.4, y + 0.02, -0.06, x + w, y, -0.06], 0.025, '#d8e0d4', { alpha: 0.7 });
    b.line([0.7, 1.2, -0.06, 1.6, 1.2, -0.06, 1.15, 1.66, -0.06, 0.7, 1.2, -0.06], 0.022, '#d8e0d4', { alpha: 0.7 });
    b.front(-2, 0.93, 2, 1.0, -0.14, '#8a6a48');
  });
  for (const x of [-1.6, 1.2])
    windowIn(set, shape, 'left', { x, sill: 1.05, width: 2, height: 1.5, panes: [3, 2], outlook: 'garden' });
  doorIn(set, shape, 'right', { x: -2.6, colour: '#8a6244', kind: 'glass' });
  noticeBoard(set, shape, 'right', 0.4, 1.75);
  noticeBoard(set, shape, 'front', -1, 1.75);
  clockOn(set, shape, 'back', 2.9, 2.4, 0.2);
  onTheWall(set, shape, 'right', (b) => {
    b.front(1.6, 1.2, 3, 2.2, -0.03, '#a8c4cc');
    b.face([1.8, 1.6, -0.04, 2.1, 1.9, -0.04, 2.3, 1.7, -0.04, 2.2, 1.4, -0.04, 1.9, 1.4, -0.04], '#8a9a5a', {
      ink: 0.5,
    });
    b.face([2.45, 1.8, -0.04, 2.8, 1.95, -0.04, 2.85, 1.5, -0.04, 2.6, 1.4, -0.04], '#b89a5a', { ink: 0.5 });
  });
  set.add(2.2, 2.4, 180, desk(1.5, '#8a6040', false), { height: 0.8 });
  set.add(
    2.55,
    2.45,
    0,
    (b) => {
      b.turned(0, 0, [0.1, 0.76, 0.03, 0.8, 0.02, 0.86], '#6a4a34');
      b.ball(0, 1, 0, 0.16, '#5f8aa0');
    },
    { height: 1.2, bias: -0.3 },
  );
  for (const z of [0.9, -0.6, -2.1, -3.4])
    for (const x of [-2.6, -1.3, 1.3, 2.6]) set.add(x, z, 0, schoolDesk, { height: 0.9 });
  for (const z of [1.2, -1.6]) set.lamp({ kind: 'lamp', at: [0, 2.8, z], reach: 3.4, strength: 0.9, bulb: 0.15 });
};

export const hospitalRoom = (set: SetBuilder): void => {
  const shape = room(set, {
    width: 6,
    back: 2.8,
    front: 3.4,
    height: 2.7,
    wall: '#c4d2d2',
    floor: '#a8b2b0',
    ceiling: '#dfe4e2',
    boards: 'plates',
    dado: { colour: '#8fb0ae', height: 1 },
  });
  windowIn(set, shape, 'left', { x: 0.6, sill: 0.95, width: 2, height: 1.4, blinds: true, outlook: 'city' });
  windowIn(set, shape, 'back', { x: -1.9, sill: 0.95, width: 1.3, height: 1.4, outlook: 'city' });
  doorIn(set, shape, 'right', { x: -1.6, colour: '#b8c4bc', kind: 'double' });
  clockOn(set, shape, 'back', 2.4, 2.2);
  onTheWall(set, shape, 'back', (b) => {
    b.front(0, 1.35, 1.6, 1.55, -0.06, '#e4e8e6');
    for (const x of [0.3, 0.7, 1.1]) b.disc(x, 1.45, -0.07, 0.05, '#5a6a70');
    b.front(0.35, 1.68, 1.25, 1.8, -0.08, '#fff8e0', { lit: true });
  });
  onTheWall(set, shape, 'front', (b) => {
    b.front(-0.45, 1.4, 0.45, 2.3, -0.03, '#f0f2f0');
    b.front(-0.1, 1.55, 0.1, 2.15, -0.04, '#c8443c', { ink: 0.4 });
    b.front(-0.3, 1.75, 0.3, 1.95, -0.04, '#c8443c', { ink: 0.4 });
  });
  set.add(0.8, 1.65, 0, hospitalBed, { height: 1.15 });
  set.add(1.7, 2.3, 0, dripStand, { height: 1.9 });
  set.add(-0.05, 2.45, 0, heartMonitor, { height: 1.4 });
  set.add(2.5, 1.5, 90, hangingCurtain(2.4, 2.2, '#8fc0bc'), { height: 2.2 });
  set.add(-1.2, 1.9, 20, chair('#7a98a0'), { height: 0.9 });
  set.add(-2.6, -0.8, -90, cabinet(1.2, 0.9, 0.5, '#d0d8d8', 2, 1), { height: 0.9 });
  set.add(-1.6, -2.6, 180, hospitalBed, { height: 1.1 });
  set.add(0.4, -2.9, 0, hangingCurtain(2.2, 2.2, '#8fc0bc'), { height: 2.2 });
  set.lamp({ kind: 'lamp', at: [0.8, 1.75, 2.6], reach: 2.6, strength: 1, bulb: 0.12, colour: '#fff2d8' });
  set.lamp({ kind: 'screen', at: [-0.05, 1.2, 2.3], reach: 1, strength: 0.5, bulb: 0.02 });
};

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
  set.add(-0.4, 0.8, 0, pendantLamp(3, 0.9, '#3f5a56'), { height: 3 });
  set.lamp({ kind: 'lamp', at: [-0.4, 1.95, 0.8], reach: 3, strength: 1, bulb: 0.12 });
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

export const garage = (set: SetBuilder): void => {
  workshop(set);
};

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
  for (const x of [-3, 0, 3])
    windowIn(set, shape, 'back', {
      x,
      sill: 3.6,
      width: 2,
      height: 1.5,
      panes: [4, 2],
      frame: '#5a5a60',
      outlook: 'city',
    });
  for (const x of [-5, -1, 3])
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

export const corridor = (set: SetBuilder): void => {
  const school = /school|college|locker|gym/i.test(set.name);
  const hospital = /hospital|ward|clinic|asylum/i.test(set.name);
  const wall = hospital ? '#b8cac8' : school ? '#c4b890' : pick(set.random, ['#8f9c98', '#a89884', '#9a94a4']);
  const shape = room(set, {
    width: 3.2,
    back: 17,
    front: 6,
    height: 2.75,
    wall,
    floor: hospital ? '#8a9a9c' : '#6a6460',
    ceiling: '#b4b8b0',
    boards: 'tiles',
    dado: { colour: mixColour(wall, '#24424a', 0.45), height: 1 },
  });
  for (let z = -2; z < 16; z += 3.4) {
    const along = z - (17 - 6) / 2;
    doorIn(set, shape, 'left', { x: along, colour: hospital ? '#a8b8b0' : '#7a4c3c', kind: 'glass' });
    doorIn(set, shape, 'right', { x: -along - 1.7, colour: hospital ? '#a8b8b0' : '#7a4c3c', kind: 'glass' });
    set.shell((b) =>
      b.face([-0.35, 2.74, z, 0.35, 2.74, z, 0.35, 2.74, z + 1.4, -0.35, 2.74, z + 1.4], '#f4ffe8', {
        lit: true,
        ink: 0.6,
      }),
    );
    set.lamp({
      kind: 'lamp',
      at: [0, 2.65, z + 0.7],
      reach: 2.2,
      strength: 0.8,
      always: true,
      bulb: 0.1,
      colour: mixColour(set.light.set.lampColour, '#f0ffe8', 0.6),
    });
  }
  windowIn(set, shape, 'back', { x: 0, sill: 0.9, width: 1.7, height: 1.5, panes: [2, 2], outlook: 'city' });
  doorIn(set, shape, 'front', { x: 0, colour: '#6a7478', kind: 'double' });
  if (school)
    for (const [x, z, t] of [
      [-1.38, 4.6, -90],
      [1.38, 6.2, 90],
      [1.38, 1.4, 90],
      [-1.38, 9, -90],
    ] as const)
      set.add(x, z, t, lockers(5, '#4f7484'), { height: 1.85 });
  else if (hospital) set.add(-1.1, 5, 0, hospitalBed, { height: 1 });
  else {
    set.add(1.3, 4.4, 90, cabinet(0.8, 0.8, 0.3, '#5a4034'), { height: 0.8 });
    set.add(-1.25, 7, 0, pottedPlant(set.random, 0.8), { height: 1 });
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
