import { expect, test } from 'vitest';
import { PictureMemory, type Rgba, rgbOf } from '../../../test/kit/picture-memory.ts';
import { seededRandom } from '../../domain/random.ts';
import type { DrawnFilter } from '../display-list.types.ts';
import { filterPicture, filterRoomBytes, type PlanarPicture, parseCube } from './filters.ts';
import { boxOf } from './gaussian.ts';

const memory = new PictureMemory(24 << 20);
const noTable = (): never => {
  throw new Error('There is no table here.');
};
const filtered = (picture: PlanarPicture, ...filters: readonly DrawnFilter[]): PlanarPicture =>
  filterPicture(memory.ground, memory.copy(picture), filters, noTable);
const lumaRow = (picture: PlanarPicture, y: number): readonly number[] =>
  Array.from({ length: picture.width }, (_, x) => memory.at(picture, x, y)[0]);

test('KRN-14 the boxes of a blur add up to its variance, without a step as it moves', () => {
  let before = 0;
  for (let deviation = 0.05; deviation < 300; deviation *= 1.01) {
    const { radius, edge } = boxOf(deviation);
    const size = 2 * radius + 1 + 2 * edge;
    let variance = 2 * edge * (radius + 1) ** 2;
    for (let i = 1; i <= radius; i++) variance += 2 * i * i;
    expect(3 * (variance / size)).toBeCloseTo(deviation ** 2, 5);
    expect(edge).toBeGreaterThanOrEqual(0);
    expect(edge).toBeLessThanOrEqual(1);
    expect(size).toBeGreaterThan(before);
    before = size;
  }
});

test.each([0.7, 2, 5.5, 24])(
  'KRN-14 an edge blurred by %d is a Gaussian’s edge within 2 % (5 % below a pixel), down and across',
  (deviation) => {
    const [width, height] = [200, 200];
    /** Normal distribution function: Abramowitz and Stegun 26.2.17. */
    const normal = (z: number): number => {
      const t = 1 / (1 + 0.2316419 * Math.abs(z));
      const tail =
        (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) *
        t *
        (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
      return z > 0 ? 1 - tail : tail;
    };
    for (const across of [true, false]) {
      const picture = memory.paint(width, height, (x, y) => {
        const value = (across ? x : y) < 100 ? 0 : 1;
        return [value, value, value, 1];
      });
      const got = filtered(picture, { kind: 'blur', radiusPx: deviation });
      for (let i = 0; i < 200; i++) {
        const wanted = 16 + 219 * normal((i + 0.5 - 100) / deviation);
        expect(Math.abs(memory.at(got, across ? i : 77, across ? 77 : i)[0] - wanted)).toBeLessThanOrEqual(
          219 * (deviation < 1 ? 0.05 : 0.02),
        );
      }
      for (const one of [picture, got]) memory.free(one);
    }
  },
);

test('KRN-15 a blur leaves flat colour flat, brings no colour in from transparent pixels, and moves without a jump', () => {
  const flat = memory.paint(70, 40, () => [0.8, 0.3, 0.1, 1]);
  expect(memory.planes(filtered(flat, { kind: 'blur', radiusPx: 13.7 }))).toEqual(memory.planes(flat));
  // Green in what is transparent must not show.
  const disc = memory.paint(80, 80, (x, y) => (Math.hypot(x - 40, y - 40) < 20 ? [0.9, 0.2, 0.2, 1] : [0, 1, 0, 0]));
  const soft = filtered(disc, { kind: 'blur', radiusPx: 5 });
  expect(memory.at(soft, 40, 40)[3]).toBeGreaterThan(250);
  for (let x = 0; x < 80; x += 2) {
    const [y, u, v, a, ac] = memory.at(soft, x, 40);
    if (a < 60) continue;
    const [r, g, b] = rgbOf(y, u, v, a, ac);
    for (const [got, wanted] of [
      [r, 0.9],
      [g, 0.2],
      [b, 0.2],
    ] as const)
      expect(Math.abs(got - wanted)).toBeLessThan(0.06);
  }
  let before = memory.planes(disc);
  for (let deviation = 0.1; deviation < 12; deviation += 0.05) {
    const picture = filtered(disc, { kind: 'blur', radiusPx: deviation });
    const now = memory.planes(picture);
    memory.free(picture);
    // What an edge of 219 code values changes by for 0.05 more, and rounding.
    const most = 2 + (219 * 0.5 * 0.05) / deviation;
    for (let i = 0; i < now.length; i++)
      if (Math.abs(now[i]! - before[i]!) > most)
        throw new Error(`Byte ${i} jumps from ${before[i]} to ${now[i]} at ${deviation}.`);
    before = now;
  }
});

test('KRN-16 sharpening steepens edges, leaves flat colour and alpha, and sees no colour of transparent pixels', () => {
  const edge = memory.paint(64, 32, (x) => {
    const value = 0.5 + 0.3 * Math.tanh((x - 32) / 2);
    return [value, value, value, 1];
  });
  const sharp = filtered(edge, { kind: 'sharpen', amount: 1 });
  const slope = (picture: PlanarPicture): number =>
    Math.max(...lumaRow(picture, 9).map((value, x, row) => (row[x + 1] ?? value) - value));
  expect(slope(sharp)).toBeGreaterThan(slope(edge) + 1);
  expect([memory.at(sharp, 4, 9), memory.at(sharp, 60, 9)]).toEqual([memory.at(edge, 4, 9), memory.at(edge, 60, 9)]);
  expect(slope(filtered(edge, { kind: 'sharpen', amount: -1 }))).toBeLessThan(slope(edge));
  const disc = memory.paint(80, 80, (x, y) => (Math.hypot(x - 40, y - 40) < 20 ? [0.6, 0.6, 0.6, 1] : [0, 1, 0, 0]));
  const sharpDisc = filtered(disc, { kind: 'sharpen', amount: 2 });
  // Soft colour over soft alpha is a rounded quotient: twice its rounding is left at the rim, and no green.
  const [now, was] = [memory.planes(sharpDisc), memory.planes(disc)];
  for (let i = 0; i < now.length; i++) expect(Math.abs(now[i]! - was[i]!)).toBeLessThanOrEqual(2);
});

test('KRN-17 a vignette leaves the middle, darkens outwards in the same hue, and is black in the corners at amount 1', () => {
  const flat = memory.paint(160, 90, () => [0.8, 0.4, 0.2, 1]);
  const got = filtered(flat, { kind: 'vignette', amount: 1, size: 0.4, softness: 0.6 });
  expect(memory.at(got, 80, 45)).toEqual(memory.at(flat, 80, 45));
  const [y, u, v] = memory.at(got, 0, 0);
  expect([Math.abs(y - 16) < 3, Math.abs(u - 128) < 3, Math.abs(v - 128) < 3]).toEqual([true, true, true]);
  const row = lumaRow(got, 45).slice(80);
  for (let x = 1; x < row.length; x++) expect(row[x]!).toBeLessThanOrEqual(row[x - 1]!);
  const [r, g, b] = rgbOf(...(memory.at(got, 20, 20).slice(0, 3) as [number, number, number]));
  expect(r / g).toBeCloseTo(2, 0);
  expect(g / b).toBeCloseTo(2, 0);
});

const everyFilter: readonly DrawnFilter[] = [
  {
    kind: 'colour',
    brightness: 0.2,
    contrast: 1.3,
    saturation: 0.5,
    hue: 40,
    temperature: 0.4,
    exposure: 0.3,
    gamma: 1.4,
  },
  { kind: 'sepia', amount: 0.4 },
  { kind: 'invert', amount: 1 },
  { kind: 'sharpen', amount: 0.7 },
  { kind: 'lut', media: { kind: 'file', path: 'grade.cube' }, amount: 0.8 },
  { kind: 'vignette', amount: 0.5, size: 0.3, softness: 0.3 },
  { kind: 'chroma-key', colour: '#20c040', similarity: 0.1, softness: 0.1, spill: 0.5 },
];
const cube = parseCube(`LUT_3D_SIZE 2\n${'0.9 0.8 0.7\n'.repeat(8)}`);

test('KRN-18 no filter but a blur shows anything of a transparent pixel, at any size (seed 18)', () => {
  const random = seededRandom(18);
  for (const [width, height] of [
    [2, 2],
    [2, 8],
    [6, 2],
    [34, 22],
    [64, 16],
  ] as const) {
    const hole = (x: number, y: number): boolean => x < width / 2 && y < height;
    const picture = memory.paint(
      width,
      height,
      (x, y): Rgba => [random(), random(), random(), hole(x & ~3, y) ? 0 : 0.2 + 0.8 * random()],
    );
    for (const filter of everyFilter) {
      const got = filterPicture(memory.ground, memory.copy(picture), [filter], () => cube);
      for (let y = 0; y < height; y++)
        for (let x = 0; x < width; x++) {
          const [before, after] = [memory.at(picture, x, y), memory.at(got, x, y)];
          if (before[3] === 0 && (after[0] !== 0 || after[3] !== 0)) throw new Error(`${filter.kind} at ${x}, ${y}`);
          if (before[4] === 0 && (after[1] !== 0 || after[2] !== 0 || after[4] !== 0))
            throw new Error(`${filter.kind}: chroma at ${x}, ${y}`);
        }
      memory.free(got);
    }
    memory.free(picture);
  }
});

test('KRN-19 filtering gives all its scratch back and needs no more than it says', () => {
  const picture = memory.paint(50, 30, (x, y) => [x / 50, y / 30, 0.5, 0.7]);
  for (const filter of [...everyFilter, { kind: 'blur', radiusPx: 4 } as const]) {
    const own = memory.copy(picture);
    const before = memory.allocated().now;
    filterPicture(memory.ground, own, [filter], () => cube);
    const { now, most } = memory.allocated();
    expect(now).toBe(before);
    expect(most - before, filter.kind).toBeLessThanOrEqual(filterRoomBytes(50, 30));
    memory.free(own);
  }
  expect(() => filterPicture(memory.ground, memory.copy(picture), [everyFilter[5]!, everyFilter[4]!], noTable)).toThrow(
    'no table',
  );
});
