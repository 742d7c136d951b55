/** The inside of everything that carries people, except cars. */
import { mixColour, type SetBrush } from '../ink/ink.ts';
import { controlDesk, steeringWheel } from './equipment-technical.ts';
import { cabinet, stool } from './furniture.ts';
import { room } from './room-shell.ts';
import type { SetBuilder } from './set-builder.ts';
import { doorIn, pictureOn, windowIn } from './wall-fittings.ts';

export const wheelhouse = (set: SetBuilder): void => {
  set.set({ front: { kind: 'table', colour: '#5a4a3c', things: ['panel', 'cup', 'papers'] } });
  const shape = room(set, {
    width: 5,
    back: 2,
    front: 2.8,
    height: 2.5,
    wall: '#7a5c44',
    floor: '#6a5040',
    ceiling: '#8a7458',
    boards: 'planks',
    panels: 0.6,
  });
  for (const x of [-1.6, 0, 1.6])
    windowIn(set, shape, 'back', {
      x,
      sill: 1.1,
      width: 1.4,
      height: 1.05,
      panes: [1, 1],
      outlook: 'sea',
      frame: '#5a4030',
    });
  for (const wall of ['left', 'right'] as const)
    windowIn(set, shape, wall, {
      x: wall === 'left' ? 0.4 : -0.4,
      sill: 1.1,
      width: 1.8,
      height: 1.05,
      panes: [2, 1],
      outlook: 'sea',
      frame: '#5a4030',
    });
  doorIn(set, shape, 'front', { x: 1.2, colour: '#5a4030', kind: 'glass' });
  pictureOn(set, shape, 'front', -0.8, 1.5, 1.2, 0.8, '#b8c4b0');
  set.add(0, 1.55, 0, controlDesk(3.4, set.random, '#5a4a3c'), { height: 1.06 });
  set.add(0, 0.85, 0, steeringWheel(0.42, '#8a5a38'), { height: 1.6 });
  set.add(
    1.3,
    1.4,
    0,
    (b) => {
      b.box(-0.22, 1.06, -0.1, 0.22, 1.36, 0.14, '#33363c');
      b.front(-0.17, 1.1, 0.17, 1.32, -0.11, '#163c30', { lit: true });
      b.line([0, 1.21, -0.12, 0.12, 1.28, -0.12], 0.012, '#7cf0a8', { lit: true });
    },
    { height: 1.4, bias: -0.4 },
  );
  set.add(
    -1.4,
    1.35,
    0,
    (b) => {
      b.turned(0, 0, [0.14, 0, 0.12, 0.9, 0.2, 1.0, 0.2, 1.2, 0.06, 1.3], '#c8a048');
    },
    { height: 1.3, bias: -0.5 },
  );
  set.add(-2.1, -0.8, -90, cabinet(1.4, 0.85, 0.5, '#6a4c38', 2, 1), { height: 0.85 });
  set.add(1.7, -0.6, 40, stool('#7a4a3a', 0.75), { height: 0.75 });
  set.add(
    0.7,
    0.9,
    0,
    (b) => {
      b.line([0, 2.5, 0, 0, 2.15, 0], 0.02);
      b.turned(0, 0, [0.09, 1.94, 0.11, 2.05, 0.05, 2.15], '#c8a048');
      b.ball(0, 1.97, 0, 0.06, '#ffe0a0', { lit: true, ink: 0 });
    },
    { height: 2.5 },
  );
  set.lamp({ kind: 'lamp', at: [0.7, 1.95, 0.9], reach: 2.2, strength: 0.9, bulb: 0.08 });
  set.lamp({
    kind: 'screen',
    at: [1.3, 1.25, 1.2],
    reach: 1.2,
    strength: 0.7,
    colour: '#7cf0a8',
    bulb: 0.02,
    always: true,
  });
};

export const cockpit = (set: SetBuilder): void => {
  set.set({ front: { kind: 'table', colour: '#3f4a56', things: ['panel', 'panel'] } });
  const aircraft = /plane|aircraft|cockpit|jet|helicopter/i.test(set.name) && !/space|star/i.test(set.name);
  const submarine = /submarine|u-boat/i.test(set.name);
  const view = aircraft ? 'plain' : submarine ? 'sea' : 'space';
  const shape = room(set, {
    width: 4.6,
    back: 2.2,
    front: 3.4,
    height: 2.5,
    wall: aircraft ? '#6c7682' : '#93a0ae',
    floor: '#6a747e',
    ceiling: '#7a8692',
    boards: 'plates',
    panels: 0.8,
  });
  windowIn(set, shape, 'back', {
    x: 0,
    sill: 1.05,
    width: 3.4,
    height: 1.15,
    panes: [3, 1],
    outlook: view,
    frame: '#39424c',
  });
  if (!aircraft)
    for (const wall of ['left', 'right'] as const)
      windowIn(set, shape, wall, {
        x: 0.6,
        sill: 1.05,
        width: 1,
        height: 0.9,
        panes: [1, 1],
        outlook: view,
        frame: '#39424c',
      });
  doorIn(set, shape, 'front', { x: 0, colour: '#6a7682', kind: 'metal' });
  set.add(0, 1.75, 0, controlDesk(3.8, set.random, '#3f4a56'), { height: 1.06 });
  for (const x of [-0.9, 0.9])
    set.add(
      x,
      0.9,
      180,
      (b) => {
        b.box(-0.3, 0.3, -0.25, 0.3, 0.5, 0.3, '#8a4a40');
        b.box(-0.3, 0.5, 0.22, 0.3, 1.3, 0.36, '#9a564a');
        b.box(-0.18, 1.3, 0.22, 0.18, 1.52, 0.34, '#9a564a');
      },
      { height: 1.5 },
    );
  for (const [x, t] of [
    [-2, -90],
    [2, 90],
  ] as const)
    set.add(x, 0, t, controlDesk(2.2, set.random, '#3f4a56'), { height: 1.06 });
  set.lamp({ kind: 'screen', at: [0, 1.1, 1.5], reach: 2.2, strength: 0.8, always: true, colour: '#8fd8e8', bulb: 0 });
  set.lamp({
    kind: 'lamp',
    at: [0, 2.4, -0.5],
    reach: 2.2,
    strength: 0.7,
    always: true,
    colour: '#dce8f4',
    bulb: 0.06,
  });
};

export const spaceship = (set: SetBuilder): void => {
  set.set({ walkHalfM: 1.2 });
  const shape = room(set, {
    width: 3.6,
    back: 10,
    front: 4,
    height: 2.7,
    wall: '#8a96a2',
    floor: '#5a646e',
    ceiling: '#78848e',
    boards: 'plates',
    panels: 1.2,
  });
  windowIn(set, shape, 'back', {
    x: 0,
    sill: 0.8,
    width: 2,
    height: 1.5,
    panes: [1, 1],
    outlook: 'space',
    frame: '#4a545e',
  });
  for (const x of [-4, -1, 2, 5])
    windowIn(set, shape, 'left', {
      x,
      sill: 1,
      width: 1.1,
      height: 0.9,
      panes: [1, 1],
      outlook: 'space',
      frame: '#4a545e',
    });
  for (const x of [-4, 0.5, 4.5]) doorIn(set, shape, 'right', { x, colour: '#6a7682', kind: 'metal' });
  for (const z of [-1, 2, 5, 8]) {
    set.shell((b) => {
      for (const side of [-1, 1]) b.line([side * 1.8, 0, z, side * 1.66, 1.4, z, side * 1.3, 2.66, z], 0.16, '#5f6a76');
      b.line([-1.3, 2.66, z, 1.3, 2.66, z], 0.16, '#5f6a76');
      b.face([-0.2, 2.69, z + 0.6, 0.2, 2.69, z + 0.6, 0.2, 2.69, z + 2.2, -0.2, 2.69, z + 2.2], '#e8f4ff', {
        lit: true,
        ink: 0.5,
      });
    });
    set.lamp({
      kind: 'lamp',
      at: [0, 2.6, z + 1.4],
      reach: 2.4,
      strength: 0.8,
      always: true,
      bulb: 0.06,
      colour: '#dcecff',
    });
  }
  set.add(1.3, 3, 90, controlDesk(1.8, set.random, '#4a545e'), { height: 1.06 });
};

export const carriage = (set: SetBuilder): void => {
  set.set({ walkHalfM: 0.45 });
  const bus = /bus\b|coach|tram/i.test(set.name);
  const shape = room(set, {
    width: 2.9,
    back: 8,
    front: 4,
    height: 2.4,
    wall: bus ? '#b0b8bc' : '#a88c68',
    floor: '#5c565a',
    ceiling: '#d4ccbc',
    boards: 'plates',
    dado: { colour: bus ? '#5f7a8a' : '#6a4834', height: 0.85 },
  });
  for (const x of [-4.6, -2.8, -1, 0.8, 2.6, 4.4])
    for (const wall of ['left', 'right'] as const)
      windowIn(set, shape, wall, {
        x,
        sill: 0.95,
        width: 1.4,
        height: 0.95,
        panes: [1, 1],
        outlook: bus ? 'city' : 'fields',
        frame: bus ? '#4a5258' : '#6a4834',
      });
  doorIn(set, shape, 'back', { x: 0, colour: bus ? '#5f6a72' : '#7a5238', kind: 'glass' });
  doorIn(set, shape, 'front', { x: 0, colour: bus ? '#5f6a72' : '#7a5238', kind: 'glass' });
  const cloth = bus ? '#3f5f8a' : '#7a3a38';
  for (let z = -3; z < 7.6; z += 1.15)
    for (const x of [-0.95, 0.95]) set.add(x, z, 180, seatPair(cloth), { height: 1.15 });
  set.shell((b) => {
    for (const side of [-1, 1]) {
      b.line([side * 0.62, 2.1, -3, side * 0.62, 2.1, 7.6], 0.035, '#c8a860');
      for (let z = -2.6; z < 7.6; z += 0.8) b.line([side * 0.62, 2.1, z, side * 0.62, 1.92, z], 0.05, '#e8dcc0');
      b.line([side * 1.3, 1.98, -3, side * 1.3, 1.98, 7.6], 0.08, '#8a6a4a');
    }
  });
  for (const z of [0, 3, 6]) set.lamp({ kind: 'lamp', at: [0, 2.3, z], reach: 2.3, strength: 0.8, bulb: 0.07 });
};

const seatPair =
  (colour: string) =>
  (b: SetBrush): void => {
    b.box(-0.42, 0.2, -0.24, 0.42, 0.46, 0.24, colour);
    b.box(-0.42, 0.46, 0.14, 0.42, 1.1, 0.28, mixColour(colour, '#ffffff', 0.06));
    b.line([0, 0.5, 0.13, 0, 1.08, 0.13], 0.014);
    for (const x of [-0.21, 0.21])
      b.box(x - 0.12, 1.02, 0.13, x + 0.12, 1.12, 0.29, mixColour('#cfc4b0', colour, 0.25));
  };
