/** Frozen water. */
import { mixColour } from '../ink/ink.ts';
import { ground, patch, strew } from './ground.ts';
import { mound, pine, rock } from './plants.ts';
import type { SetBuilder } from './set-builder.ts';

/** Ice to the far shore: cracks, drifted snow, black pines. */
export const frozenLake = (set: SetBuilder): void => {
  set.set({ outlook: 'mountains' });
  const ice = set.light.dark ? '#6f86a4' : '#b4cbd8';
  const snow = set.light.dark ? '#90a2bc' : '#eaf0f4';
  ground(set, ice);
  for (const [x, z, w] of [
    [-5, 5, 4],
    [4.6, 3, 3],
    [1, 9, 7],
    [-9, 12, 6],
    [9, 14, 8],
    [-2, -4, 3],
    [5, -5, 4],
  ] as const)
    patch(
      set,
      [
        x - w,
        z,
        x - w * 0.3,
        z - w * 0.16,
        x + w * 0.6,
        z - w * 0.1,
        x + w,
        z + w * 0.05,
        x + w * 0.2,
        z + w * 0.22,
        x - w * 0.7,
        z + w * 0.14,
      ],
      snow,
      0,
    );
  strew(set, {
    count: 70,
    colours: [mixColour(ice, '#ffffff', 0.4), mixColour(ice, '#3a5470', 0.3)],
    long: 1.4,
    width: 0.03,
    area: [14, -5, 30],
    alpha: 0.6,
  });
  set.shell((b) => {
    const crack = mixColour(ice, '#22405c', 0.6);
    for (const [x, z, turn, length] of [
      [-1.2, 1.6, 0.4, 3.4],
      [2.2, 2.6, -0.5, 4],
      [-3.4, 6, 0.1, 5],
      [3.6, 8, 0.7, 5],
      [0.4, -2, -0.2, 3],
      [-6, 11, -0.3, 7],
    ] as const) {
      const points: number[] = [];
      for (let i = 0; i <= 6; i++) {
        const along = (i / 6 - 0.5) * length;
        const kink = ((i * 37) % 5) * 0.11 - 0.22;
        points.push(
          x + Math.cos(turn) * along - Math.sin(turn) * kink,
          0.02,
          z + Math.sin(turn) * along + Math.cos(turn) * kink,
        );
      }
      b.line(points, 0.045, crack, { alpha: 0.85 });
      b.line([...points.slice(9, 12), (points[9] as number) + 0.5, 0.02, (points[11] as number) + 0.8], 0.03, crack, {
        alpha: 0.8,
      });
    }
  });
  set.add(-8, 30, 0, mound(26, 1.4, snow), { height: 1.4, bias: 4 });
  set.add(14, 32, 0, mound(30, 1.8, snow), { height: 1.8, bias: 4 });
  for (const [x, z, h] of [
    [-18, 32, 8],
    [-14, 33, 9],
    [-10.5, 31, 7],
    [-6, 34, 9],
    [7, 33, 8],
    [10.5, 34, 10],
    [14, 32, 8],
    [18.5, 33, 9],
    [22, 34, 8],
    [-23, 34, 9],
  ] as const)
    set.add(x, z, 0, pine(set, h, '#3f5a58'), { height: h });
  for (const x of [-12, -5, 4, 11]) set.add(x, -22, 0, pine(set, 8, '#3f5a58'), { height: 8 });
  set.add(6.4, 8, 0, rock(set, 0.8, '#8a98a4'), { height: 0.8 });
};
