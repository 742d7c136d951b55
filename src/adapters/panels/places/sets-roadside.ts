/** Houses that stand alone at a road: diners, motels, filling stations. */
import { mixColour, type SetBrush } from '../ink/ink.ts';
import { ground, patch, strew } from './ground.ts';
import type { Draw } from './place.types.ts';
import { cactus, rock, tree } from './plants.ts';
import type { SetBuilder } from './set-builder.ts';
import { barrel, car, dustbin, litStreetLamp } from './street-kit.ts';

const isDry = (set: SetBuilder): boolean => /desert|mojave|nevada|arizona|highway|route|sand|dust/i.test(set.name);

/** The forecourt before such a house, and the country behind it. */
const forecourt = (set: SetBuilder): void => {
  const dry = isDry(set);
  set.set({ outlook: dry ? 'desert' : 'fields' });
  ground(set, dry ? '#cfa46c' : '#8f9460');
  strew(set, {
    count: 200,
    colours: dry ? ['#b08250', '#e0be88'] : ['#76844c', '#b0b078'],
    long: 0,
    up: 0.2,
    width: 0.03,
    area: [22, 5, 30],
  });
  patch(set, [-26, -14, 26, -14, 26, 7.6, -26, 7.6], '#6a666c', 0.4);
  set.shell((b) => {
    for (let x = -12; x <= 12; x += 3) b.line([x, 0.02, 4.6, x, 0.02, 7.4], 0.08, '#d8d0b8', { alpha: 0.8 });
  });
  for (const [x, z, h] of [
    [-13, 12, 6],
    [14, 15, 7],
    [-20, 22, 7],
    [9, 26, 6],
  ] as const)
    set.add(x, z, 0, dry ? cactus(h * 0.45) : tree(set, h), { height: h });
  for (const [x, z] of [
    [-15, 9],
    [12, 10],
  ] as const)
    set.add(x, z, 0, rock(set, 0.9, dry ? '#b08a68' : '#8a857e'), { height: 0.9 });
  for (let x = -34; x < 36; x += 13)
    set.add(
      x,
      17,
      0,
      (b) => {
        b.line([0, 0, 0, 0, 7, 0], 0.18, '#5a4840');
        b.line([0, 6.4, -1, 0, 6.4, 1], 0.13, '#5a4840');
        b.line([0, 6.4, 0, 6.5, 5.8, 0, 13, 6.4, 0], 0.03);
      },
      { height: 7 },
    );
  set.add(-16, -20, 180, (b) => b.line([0, 0, 0, 0, 7, 0], 0.18, '#5a4840'), { height: 7 });
  litStreetLamp(set, -8.6, 7, 90, 5);
};

const glowing = (set: SetBuilder): boolean => set.light.set.windowsLit > 0.15;

/** A tall sign whose lamps form an arrow toward the house: no words. */
const roadSign =
  (set: SetBuilder, colour: string): Draw =>
  (b) => {
    const lit = glowing(set);
    for (const x of [-0.35, 0.35]) b.line([x, 0, 0, x, 4.2, 0], 0.14, '#5a5660');
    b.part(0, 5, -0.1);
    b.face([-1.6, 4.2, 0, 1.3, 4.2, 0, 2.1, 4.9, 0, 1.3, 5.7, 0, -1.6, 5.7, 0], colour);
    b.line(
      [
        -1.45, 4.34, -0.05, 1.2, 4.34, -0.05, 1.85, 4.92, -0.05, 1.2, 5.56, -0.05, -1.45, 5.56, -0.05, -1.45, 4.34,
        -0.05,
      ],
      0.07,
      lit ? '#fff0b0' : '#e8dcc0',
      { lit },
    );
    b.line(
      [-0.9, 4.95, -0.05, -0.7, 5.2, -0.05, -0.4, 4.75, -0.05, -0.1, 5.2, -0.05, 0.2, 4.75, -0.05, 0.6, 5.1, -0.05],
      0.1,
      lit ? '#7df0e8' : '#c8e0dc',
      { lit },
    );
  };

const neon = (set: SetBuilder, x: number, y: number, z: number, colour: string): void => {
  if (glowing(set)) set.lamp({ kind: 'neon', at: [x, y, z], reach: 4, strength: 0.9, colour, bulb: 0 });
};

/** A long low diner with a row of windows and a chrome belt. */
export const diner = (set: SetBuilder): void => {
  forecourt(set);
  const motel = /motel|motor (inn|lodge)/i.test(set.name);
  set.add(0.6, 8.4, 0, motel ? motelRow(set) : dinerHouse(set), { height: 4, bias: 3, structure: true });
  set.add(-6.2, 6.6, 0, roadSign(set, motel ? '#3a5a8a' : '#b83a34'), { height: 5.8 });
  neon(set, -6, 5, 6.4, '#ff8a7a');
  neon(set, 0.6, 3.5, 8, '#ff6a8a');
  set.add(4.6, 4.4, 0, car('#5f7a84', false), { height: 1.5 });
  set.add(-3.4, 4.6, 0, car('#8a5a3c', false), { height: 1.5 });
  set.add(7.4, 7.4, 0, dustbin, { height: 1 });
  if (glowing(set))
    for (const x of [-3.4, 0.6, 4.6])
      set.lamp({ kind: 'window', at: [x, 1.7, 8.1], reach: 3.6, strength: 0.9, always: true, colour: '#ffd084' });
};

const dinerHouse = (set: SetBuilder): Draw => {
  const lit = glowing(set);
  const pane = lit ? '#ffd88e' : mixColour('#6c8094', set.light.set.haze, 0.3);
  return (b) => {
    b.box(-6, 0, 0, 6, 3.3, 6, '#b8bcc0');
    b.box(-6.3, 3.3, -0.5, 6.3, 3.75, 6.2, '#b83a34');
    b.part(0, 1.5, -0.3);
    b.front(-6, 0, 6, 0.85, -0.02, '#b83a34', { drift: 0.1 });
    for (const y of [0.95, 1.05, 3.0]) b.line([-6, y, -0.04, 6, y, -0.04], 0.05, '#eef0f2');
    for (let i = 0; i < 7; i++) {
      const x = -5.1 + i * 1.7;
      if (i === 3) continue;
      b.front(x - 0.72, 1.15, x + 0.72, 2.8, -0.04, pane, { lit, ink: 0.7, drift: 0.2 });
      b.box(x - 0.5, 1.15, -0.06, x + 0.5, 1.4, -0.05, lit ? '#a8503a' : '#4a4450', { ink: 0.4 });
    }
    b.front(-0.7, 0, 0.7, 2.6, -0.05, '#d8dadc');
    b.front(-0.52, 0.2, 0.52, 2.4, -0.06, lit ? '#ffe2a4' : '#56687c', { lit });
    b.line([0, 0.2, -0.08, 0, 2.4, -0.08], 0.06, '#b8bcc0');
    b.part(0, 4.3, -0.6);
    b.face([-2.2, 3.8, -0.3, 2.2, 3.8, -0.3, 1.9, 4.7, -0.3, -1.9, 4.7, -0.3], '#2f3a4a');
    cupSign(b, lit);
  };
};

/** A steaming cup in lamps. */
const cupSign = (b: SetBrush, lit: boolean): void => {
  const colour = lit ? '#ff9ab0' : '#d8a0a8';
  b.line([-0.5, 4.3, -0.34, -0.4, 3.95, -0.34, 0.3, 3.95, -0.34, 0.4, 4.3, -0.34, -0.5, 4.3, -0.34], 0.06, colour, {
    lit,
  });
  b.line([0.38, 4.25, -0.34, 0.62, 4.2, -0.34, 0.56, 4.03, -0.34, 0.34, 4.05, -0.34], 0.05, colour, { lit });
  for (const x of [-0.25, 0.05])
    b.line([x, 4.38, -0.34, x + 0.1, 4.48, -0.34, x, 4.6, -0.34], 0.04, lit ? '#7df0e8' : '#b8d0cc', { lit });
  for (const side of [-1, 1])
    b.line([side * 0.9, 4.25, -0.34, side * 1.7, 4.25, -0.34], 0.06, lit ? '#ffe08a' : '#d8ccb0', { lit });
};

const motelRow =
  (set: SetBuilder): Draw =>
  (b) => {
    const lit = glowing(set);
    b.box(-9, 0, 0, 9, 3, 5, '#d0b894');
    b.box(-9.3, 2.9, -1.6, 9.3, 3.2, 5.2, '#7a5a5c');
    b.part(0, 1.5, -0.3);
    for (let i = 0; i < 6; i++) {
      const x = -7.6 + i * 3;
      b.front(x - 0.45, 0, x + 0.45, 2.1, -0.03, '#4a7a80');
      b.front(x + 0.75, 0.9, x + 2, 2.1, -0.03, lit && i % 2 === 0 ? '#ffd088' : '#5a6a80', {
        lit: lit && i % 2 === 0,
        ink: 0.7,
      });
      b.line([x - 1, 0, -1.4, x - 1, 2.9, -1.4], 0.1, '#e8e0d0');
    }
  };

/** Pumps under a lit canopy, a shop behind them. */
export const fillingStation = (set: SetBuilder): void => {
  forecourt(set);
  const lit = glowing(set);
  set.add(0.4, 4.4, 0, canopy(lit), { height: 4.6, bias: 2, structure: true });
  for (const x of [-2.2, 2.6]) set.add(x, 4.2, 0, pump, { height: 1.7 });
  set.add(
    5.6,
    10.4,
    0,
    (b) => {
      b.box(-3.6, 0, 0, 3.6, 3, 4.6, '#d8d2c4');
      b.box(-3.8, 3, -0.3, 3.8, 3.4, 4.8, '#a8433a');
      b.part(0, 1.5, -0.3);
      b.front(-3.1, 0.6, 0.6, 2.5, -0.03, lit ? '#ffdc98' : '#64788c', { lit });
      b.front(1.3, 0, 2.3, 2.3, -0.03, lit ? '#ffe2ac' : '#56687c', { lit });
    },
    { height: 3.4, bias: 3, structure: true },
  );
  set.add(-6.6, 5, 0, roadSign(set, '#2f6a5a'), { height: 5.8 });
  neon(set, -6.4, 5, 4.8, '#8affd0');
  set.add(4.4, 2.6, 0, car('#a8543c', false), { height: 1.5 });
  for (const [x, z] of [
    [-4.6, 9.4],
    [-3.8, 9.6],
  ] as const)
    set.add(x, z, 0, barrel('#5f7a84'), { height: 1 });
  for (const x of [-2.2, 2.6])
    set.lamp({ kind: 'lamp', at: [x, 3.8, 3.6], reach: 4.4, strength: 1, bulb: 0, colour: '#fff4dc' });
};

const canopy =
  (lit: boolean): Draw =>
  (b) => {
    for (const x of [-3.4, 3.6]) b.box(x - 0.15, 0, -0.15, x + 0.15, 4, 0.15, '#e0dcd2');
    b.part(0, 4.3, -1);
    b.box(-5.4, 4, -2.4, 5.4, 4.6, 2.6, '#f0ece2');
    b.front(-5.4, 4.1, 5.4, 4.35, -2.43, '#a8433a', { ink: 0.5 });
    for (const x of [-2.4, 2.6])
      b.face(
        [x - 0.7, 3.98, -1.2, x + 0.7, 3.98, -1.2, x + 0.7, 3.98, 1, x - 0.7, 3.98, 1],
        lit ? '#fffbe8' : '#dcd8cc',
        { lit },
      );
  };

const pump: Draw = (b) => {
  b.box(-0.9, 0, -0.5, 0.9, 0.16, 0.5, '#b0aca4');
  b.box(-0.34, 0.16, -0.24, 0.34, 1.66, 0.24, '#b83a34', { top: '#e8e4da' });
  b.front(-0.26, 1.05, 0.26, 1.5, -0.25, '#26303a');
  b.line([-0.18, 1.34, -0.26, 0.18, 1.34, -0.26], 0.05, '#ffd070', { lit: true });
  b.front(-0.26, 0.3, 0.26, 0.95, -0.25, '#efe9dc', { ink: 0.5 });
  b.line([0.36, 1.3, -0.1, 0.56, 0.9, -0.16, 0.5, 0.4, -0.16, 0.4, 0.9, -0.2], 0.06, '#1c1a22');
};
