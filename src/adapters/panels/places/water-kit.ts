/** What belongs to water: the sea itself and light on it, lighthouses, boats, cranes. */
import { seededRandom } from '../../../domain/random.ts';
import {
  type Colour,
  horizonOf,
  inkLine,
  mixColour,
  rollContext,
  type SetBrush,
  smoothCurve,
  withAlpha,
} from '../ink/ink.ts';
import { ground, strew } from './ground.ts';
import type { Draw } from './place.types.ts';
import type { SetBuilder } from './set-builder.ts';

export const waterColour = (set: SetBuilder): Colour =>
  set.light.dark ? '#2a4258' : set.light.wet > 0.5 ? '#5a6c78' : '#5e8ba2';

export const sea = (set: SetBuilder, near: number): void => {
  set.set({ outlook: 'sea' });
  ground(set, waterColour(set));
  const light = set.light.sky.stops[set.light.sky.stops.length - 1]?.[1] ?? '#c8d8e0';
  strew(set, {
    count: 300,
    colours: [
      mixColour(light, '#ffffff', 0.2),
      mixColour(waterColour(set), '#0c1a2a', 0.4),
      mixColour(light, waterColour(set), 0.5),
    ],
    long: 1.7,
    width: 0.045,
    area: [34, near, 60],
    alpha: 0.5,
  });
  set.shell((b) => b.raw(() => glitter(b, set)));
};

/** The sun's or moon's road on the water, where the camera looks that way. */
const glitter = (b: SetBrush, set: SetBuilder): void => {
  const { camera } = b.projection;
  const { light } = set;
  const turn = (light.sun.azimuthDeg * Math.PI) / 180 - camera.yaw;
  if (light.sky.disc.kind === 'none' || Math.cos(turn) < 0.35) return;
  const horizon = horizonOf(camera);
  const x = camera.centreX + Math.tan(turn) * Math.min(camera.focal, 1300);
  const random = seededRandom('glitter', set.name);
  const strength = light.sky.disc.kind === 'moon' ? 0.4 : 0.62;
  b.context.save();
  rollContext(b.context, camera);
  for (let i = 0; i < 190; i++) {
    const near = random() ** 2.6;
    const y = horizon + 3 + near * 560;
    const spread = 40 + near * 260;
    const long = (10 + 90 * random()) * (0.25 + near);
    const at = x + (random() + random() - 1) * spread;
    inkLine(
      b.context,
      [
        [at - long, y],
        [at, y - 1 - near * 3],
        [at + long, y],
      ],
      {
        width: 1.6 + near * 5,
        colour: mixColour(light.sky.disc.colour, '#ffffff', 0.25),
        alpha: strength * (0.35 + 0.65 * random()),
        wobble: 0.6,
      },
    );
  }
  b.context.restore();
};

export const lighthouse = (set: SetBuilder, x: number, z: number): void => {
  set.add(
    x,
    z,
    0,
    (b) => {
      b.sprite(0, 0, 0, (at, depth) =>
        b.shape([at(-16, -0.6), at(-8, 3), at(0, 4.2), at(9, 3.4), at(17, -0.6)], depth, '#4f5560'),
      );
      b.turned(0, 0, [2.3, 3.6, 1.5, 17], '#e8e2d6');
      b.sprite(0, 0, -0.2, (at, depth) => {
        for (const [y0, y1, w0, w1] of [
          [6, 8.4, 2.15, 2.0],
          [11, 13.4, 1.84, 1.7],
        ] as const)
          b.shape([at(-w0, y0), at(w0, y0), at(w1, y1), at(-w1, y1)], depth, '#a8443c', { ink: 0.5 });
        b.shape([at(-1.9, 17), at(1.9, 17), at(1.9, 17.5), at(-1.9, 17.5)], depth, '#2b2c38');
        b.shape([at(-1, 17.5), at(1, 17.5), at(1, 19.6), at(-1, 19.6)], depth, '#ffe9a8', { lit: true });
        b.shape([at(-1.4, 19.6), at(0, 21.6), at(1.4, 19.6)], depth, '#8f3a34');
      });
    },
    { height: 22 },
  );
  if (set.light.set.lampStrength < 0.5) return;
  set.lamp({ kind: 'lamp', at: [x, 18.5, z], reach: 13, strength: 1, colour: '#fff0c0', bulb: 0.9 });
  set.add(x, z, 0, beam, { height: 0, bias: -1 });
};

/** The lighthouse's two beams. */
const beam: Draw = (b) =>
  b.sprite(0, 0, 0, (at) => {
    const { context } = b;
    context.save();
    context.globalCompositeOperation = 'screen';
    for (const side of [-1, 1]) {
      const [x, y] = at(0, 18.5);
      const [fx] = at(side * 120, 18.5);
      const gradient = context.createLinearGradient(x, y, fx, y);
      gradient.addColorStop(0, withAlpha('#fff0c0', 0.5));
      gradient.addColorStop(1, withAlpha('#fff0c0', 0));
      context.fillStyle = gradient;
      context.beginPath();
      context.moveTo(...at(0, 18.2));
      context.lineTo(...at(side * 120, 14 + side * 4));
      context.lineTo(...at(side * 120, 30 + side * 4));
      context.lineTo(...at(0, 18.9));
      context.fill();
    }
    context.restore();
  });

export const boat = (set: SetBuilder, x: number, z: number, turn: number): void =>
  set.add(
    x,
    z,
    turn,
    (b) => {
      b.sprite(0, 0, 0, (at, depth) => {
        b.shape([at(0.12, 0.5), at(0.05, 6), at(-0.05, 6), at(-0.12, 0.5)], depth, '#5a4a44', { ink: 0.7 });
        b.shape([at(0.2, 5.6), at(2.4, 1.2), at(0.2, 1.2)], depth, '#e4dccb', { ink: 0.7 });
        b.shape(
          smoothCurve([at(-2.6, 0.9), at(-2.1, -0.1), at(0, -0.25), at(2.1, -0.1), at(2.8, 1), at(0, 0.75)], true, 5),
          depth,
          '#7a3f3a',
        );
        b.shape([at(-1.5, 0.8), at(-1.4, 1.6), at(-0.3, 1.6), at(-0.2, 0.8)], depth, '#d8cdb8', { ink: 0.7 });
      });
    },
    { height: 6 },
  );

export const rowboat: Draw = (b) =>
  b.sprite(0, 0, 0, (at, depth) => {
    b.shape(
      smoothCurve([at(-1.6, 0.75), at(-1.2, 0.1), at(0, 0), at(1.3, 0.12), at(1.7, 0.8), at(0, 0.62)], true, 5),
      depth,
      '#8a4a3c',
    );
    b.shape(smoothCurve([at(-1.45, 0.72), at(0, 0.62), at(1.55, 0.76), at(0, 0.5)], true, 5), depth, '#3a2c2a', {
      ink: 0.6,
    });
  });

export const crane: Draw = (b) => {
  b.line([0, 0, 0, 0, 15, 0], 0.5, '#8a6a3a');
  b.line([-3, 14, 0, 12, 15.5, 0], 0.4, '#8a6a3a');
  b.line([0, 17.5, 0, 12, 15.5, 0], 0.1, '#8a6a3a');
  b.line([10, 15, 0, 10, 8, 0], 0.06);
};
