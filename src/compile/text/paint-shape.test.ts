import { expect, test } from 'vitest';
import { paintShape, type ShapePaint } from './paint-shape.ts';

const painted = (paint: ShapePaint) => {
  const { area, rgba } = paintShape(paint);
  return {
    ...area,
    at: (x: number, y: number): readonly number[] => [
      ...rgba.subarray((y * area.width + x) * 4, (y * area.width + x) * 4 + 4),
    ],
    /** Covered area in pixels. */
    amount: rgba.reduce((sum, value, i) => sum + (i % 4 === 3 ? value / 255 : 0), 0),
  };
};

test('TXT-6 a shape fills its picture: even sides, its middle in the middle, upright edges sharp', () => {
  const odd = painted({ shape: { kind: 'rectangle', width: 7, height: 3 }, fill: '#ff0000' });
  expect([odd.width, odd.height, odd.amount]).toEqual([8, 4, 21]);
  expect(odd.at(0, 0)).toEqual([255, 0, 0, 255]);
  expect(odd.at(7, 0)).toEqual([0, 0, 0, 0]);
  const framed = painted({
    shape: { kind: 'rectangle', width: 20, height: 10 },
    stroke: { colour: '#fff', widthPx: 3 },
  });
  expect([framed.width, framed.height]).toEqual([24, 14]);
  expect(framed.amount).toBeCloseTo(23 * 13 - 17 * 7, 5);
});

test('TXT-6 areas are right: round corners, ellipses, polygons that wind any way, lines, hair lines', () => {
  const amount = (paint: ShapePaint): number => painted(paint).amount;
  const fill = '#ffffff';
  expect(amount({ shape: { kind: 'ellipse', width: 100, height: 60 }, fill })).toBeCloseTo(Math.PI * 50 * 30, -1);
  const round = amount({ shape: { kind: 'rectangle', width: 40, height: 40, radiusPx: 10 }, fill });
  expect(Math.abs(round - (1600 - (4 - Math.PI) * 100))).toBeLessThan(1);
  expect(
    amount({
      shape: {
        kind: 'polygon',
        points: [
          [5, 5],
          [5, 35],
          [45, 5],
        ],
      },
      fill,
    }),
  ).toBeCloseTo(600, 0);
  expect(
    amount({
      shape: {
        kind: 'polygon',
        points: [
          [-9, 0],
          [31, 0],
          [-9, 30],
        ],
      },
      fill,
    }),
  ).toBeCloseTo(600, 0);
  const stroked = (widthPx: number): number =>
    amount({
      shape: {
        kind: 'line',
        points: [
          [0, 0],
          [60, 45],
        ],
      },
      stroke: { colour: fill, widthPx },
    });
  expect(Math.abs(stroked(8) - (75 * 8 + Math.PI * 16))).toBeLessThan(4);
  expect(Math.abs(stroked(0.5) - 75 * 0.5)).toBeLessThan(1);
  // A line has no inside.
  expect(
    amount({
      shape: {
        kind: 'line',
        points: [
          [0, 0],
          [9, 0],
          [9, 9],
        ],
      },
      fill,
    }),
  ).toBe(0);
});

test('TXT-6 colours are premultiplied and laid over each other: stroke over fill', () => {
  const half = painted({ shape: { kind: 'rectangle', width: 8, height: 8 }, fill: '#ff000080' });
  expect(half.at(4, 4)).toEqual([128, 0, 0, 128]);
  const both = painted({
    shape: { kind: 'rectangle', width: 20, height: 20 },
    ...{ fill: '#0000ff', stroke: { colour: '#00ff0080', widthPx: 4 } },
  });
  expect(both.at(3, 12)).toEqual([0, 128, 127, 255]);
  expect(both.at(0, 12)).toEqual([0, 128, 0, 128]);
});

test('TXT-6 absurd shapes draw something or nothing, and end', () => {
  const fill = '#ffffff';
  for (const points of [
    [
      [0, 0],
      [0, 0],
      [0, 0],
    ],
    [
      [0, 0],
      [100, 0],
      [50, 0],
    ],
  ] as const)
    expect(painted({ shape: { kind: 'polygon', points }, fill }).amount).toBe(0);
  const star = Array.from({ length: 800 }, (_, i) => [(i * 997) % 500, (i * 631) % 400] as const);
  expect(painted({ shape: { kind: 'polygon', points: star }, fill }).amount).toBeGreaterThan(1000);
});
