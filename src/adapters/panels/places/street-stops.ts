/** What makes a street a stop of something: bus shelters and stairs down to the trains. */
import type { Draw } from './place.types.ts';
import type { SetBuilder } from './set-builder.ts';

/** Adds what the place's name asks for. */
export const streetStops = (set: SetBuilder): void => {
  if (/bus (stop|shelter)|tram stop/i.test(set.name)) {
    set.add(-4.5, 2.6, 90, busShelter, { height: 2.6 });
    set.lamp({ kind: 'lamp', at: [-4.4, 2.3, 2.6], reach: 3, strength: 0.9, bulb: 0, colour: '#f0f6ff' });
  }
  if (/(subway|metro|underground|tube) (entrance|exit|steps|stairs|stop)/i.test(set.name)) {
    set.add(4.75, 4.4, 0, subwayEntrance, { height: 3.2, structure: true });
    for (const x of [3.6, 5.9])
      set.lamp({ kind: 'lamp', at: [x, 2.5, 4.2], reach: 2.6, strength: 0.9, bulb: 0.14, colour: '#a8f0b8' });
  }
};

const busShelter: Draw = (b) => {
  for (const x of [-1.5, 1.5]) b.line([x, 0, 0.6, x, 2.4, 0.6], 0.08, '#3f4a52');
  for (const x of [-1.5, 1.5]) b.line([x, 0, -0.6, x, 2.4, -0.6], 0.07, '#3f4a52');
  b.front(-1.5, 0.3, 1.5, 2.3, 0.6, '#9ab0bc', { alpha: 0.5 });
  b.box(-1.3, 0.42, 0.15, 1.3, 0.48, 0.5, '#a8763f');
  b.part(0, 2.5, 0);
  b.box(-1.7, 2.4, -0.8, 1.7, 2.54, 0.8, '#4a6a74');
  b.part(1.5, 1.2, -0.1);
  b.box(1.44, 0.5, -0.5, 1.56, 2.1, 0.5, '#e8dcc0');
  b.part(-1.9, 2, -0.9);
  b.line([-1.95, 0, -0.9, -1.95, 2.9, -0.9], 0.07, '#3f4a52');
  b.front(-2.25, 2.3, -1.65, 2.95, -0.93, '#2f6a9a');
  b.front(-2.14, 2.48, -1.76, 2.78, -0.95, '#f4efe2', { ink: 0.5 });
  for (const x of [-2.06, -1.84]) b.disc(x, 2.47, -0.96, 0.05, '#241c24', { ink: 0 });
};

const subwayEntrance: Draw = (b) => {
  b.flat(-0.9, 0, 0.9, 3.2, 0.02, '#1a1820');
  for (let i = 0; i < 5; i++)
    b.flat(
      -1.4,
      i * 0.34,
      1.4,
      i * 0.34 + 0.2,
      0.03,
      ['#6a666c', '#565258', '#444046', '#34303a', '#26242c'][i] ?? '#26242c',
      { ink: 0.6 },
    );
  for (const side of [-1, 1]) {
    b.part(side * 1, 0.6, 1.6);
    b.box(side * 1 - 0.12, 0, 0, side * 1 + 0.12, 0.5, 3.2, '#8a8680');
    for (let z = 0.2; z < 3.2; z += 0.4) b.line([side * 1, 0.5, z, side * 1, 1.1, z], 0.05, '#2f5a4a');
    b.line([side * 1, 1.1, 0, side * 1, 1.1, 3.2], 0.08, '#2f5a4a');
    b.part(side * 1.15, 1.5, -0.2);
    b.line([side * 1.15, 0, -0.2, side * 1.15, 2.35, -0.2], 0.1, '#2f5a4a');
    b.ball(side * 1.15, 2.5, -0.2, 0.22, '#8ad8a0', { lit: true, ink: 0.6 });
  }
  b.part(0, 2.9, -0.3);
  b.box(-1.2, 2.5, -0.3, 1.2, 3.1, -0.2, '#26282f');
  b.disc(-0.9, 2.8, -0.33, 0.22, '#d8b03c', { lit: true });
  b.disc(-0.45, 2.8, -0.33, 0.22, '#3f7ab0', { lit: true });
  b.disc(0, 2.8, -0.33, 0.22, '#c8503a', { lit: true });
  b.line([0.4, 2.8, -0.33, 1, 2.8, -0.33, 0.82, 2.65, -0.33], 0.06, '#f0ece2');
  b.line([1, 2.8, -0.33, 0.82, 2.95, -0.33], 0.06, '#f0ece2');
};
