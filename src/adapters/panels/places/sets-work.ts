/** Places where people work, learn and heal. */
import { pick } from '../../../domain/random.ts';
import { mixColour } from '../ink/ink.ts';
import { desk, dripStand, filingCabinet, hangingCurtain, hospitalBed, officeChair, schoolDesk } from './equipment.ts';
import { heartMonitor, lockers } from './equipment-technical.ts';
import { bookshelf, cabinet, chair, pottedPlant, tableLamp } from './furniture.ts';
import { onTheWall, type RoomStyle, room } from './room-shell.ts';
import type { SetBuilder, WallName } from './set-builder.ts';
import { clockOn, doorIn, pictureOn, windowIn } from './wall-fittings.ts';

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

export const corridor = (set: SetBuilder): void => {
  set.set({ walkHalfM: 1.15 });
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
