/** The ground of an exterior: one plane to the horizon that goes into the haze, and what is strewn on it. */
import { type Colour, horizonOf, mixColour, rollContext, type SetBrush, verticalGradient } from '../ink/ink.ts';
import type { SetBuilder } from './set-builder.ts';

/** Snow lies on everything level. */
export const underSnow = (set: SetBuilder, colour: Colour, share = 0.85): Colour =>
  set.light.snow > 0.3
    ? mixColour(colour, '#eef2f6', share)
    : set.light.wet > 0.3
      ? mixColour(colour, '#1c2430', 0.3)
      : colour;

/** Fills everything below the horizon: near colour at the feet, haze at the end. */
export const ground = (set: SetBuilder, colour: Colour): void => {
  const near = underSnow(set, colour);
  set.set({ ground: near, outdoors: true });
  set.shell((b) => b.raw(() => paintGround(b, near)));
};

const paintGround = (b: SetBrush, near: Colour): void => {
  const { context, projection, tone } = b;
  const { camera } = projection;
  const horizon = horizonOf(camera);
  const far = mixColour(near, tone.haze, 0.8);
  const heightOf = (depth: number): number => horizon + (camera.position[1] * camera.focal) / depth;
  const bottom = heightOf(1.2);
  const stops = [80, 40, 20, 11, 6, 3, 1.2].map((depth) => {
    const haze = Math.min(0.82, 1 - Math.exp(-depth * tone.hazePerMetre * 1.4));
    return [(heightOf(depth) - horizon) / (bottom - horizon), mixColour(near, far, haze)] as const;
  });
  context.save();
  rollContext(context, camera);
  context.fillStyle = verticalGradient(context, [[0, far], ...stops], horizon, bottom);
  context.fillRect(-3000, horizon, 9000, 7000);
  context.restore();
};

/** Short strokes strewn over the plane, nearer ones larger by perspective: grass, ripples, stones. */
export const strew = (
  set: SetBuilder,
  options: {
    readonly count: number;
    readonly colours: readonly Colour[];
    readonly long: number;
    readonly up?: number;
    readonly width: number;
    readonly area?: readonly [x: number, near: number, far: number];
    readonly alpha?: number;
  },
): void => {
  const { count, colours, long, up = 0, width, area = [16, -6, 26], alpha = 0.7 } = options;
  const random = set.random;
  const strokes = Array.from({ length: count }, (_, i) => ({
    x: (random() * 2 - 1) * area[0],
    z: area[1] + random() ** 1.4 * (area[2] - area[1]),
    lean: (random() - 0.5) * 0.5,
    size: 0.5 + random(),
    colour: colours[i % colours.length] as Colour,
  }));
  set.shell((b) => {
    for (const { x, z, lean, size, colour } of strokes) {
      if (up > 0)
        b.line([x, 0, z, x + lean * up * 0.4, up * size * 0.6, z, x + lean * up, up * size, z], width, colour, {
          alpha,
        });
      else
        b.line([x - (long * size) / 2, 0.01, z, x + (long * size) / 2, 0.01, z + lean * 0.2], width, colour, { alpha });
    }
  });
};

/** A level patch of another colour: a road, a path, a pool. */
export const patch = (set: SetBuilder, points: readonly number[], colour: Colour, ink = 0.4): void => {
  const flat: number[] = [];
  for (let i = 0; i + 1 < points.length; i += 2) flat.push(points[i] as number, 0.01, points[i + 1] as number);
  set.shell((b) => b.face(flat, underSnow(set, colour, 0.7), { ink, drift: 0.05 }, [0, 1, 0]));
};
