import { expect, test } from 'vitest';
import { PictureMemory, type Rgba, rgbOf } from '../../../test/kit/picture-memory.ts';
import { seededRandom } from '../../domain/random.ts';
import { filterPicture, type PlanarPicture } from './filters.ts';

const memory = new PictureMemory(16 << 20);
const [width, height] = [240, 160];
const noTable = (): never => {
  throw new Error('There is no table here.');
};

type Colour = readonly [number, number, number];
const hex = (colour: Colour): string =>
  `#${colour
    .map((value) =>
      Math.round(value * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;

/** A person as a keyer sees one: a head, a white shirt, strands of hair two pixels wide, a hand smeared by movement. */
const foreground = (x: number, y: number): Rgba => {
  const smooth = (distance: number, width_ = 1): number => Math.min(Math.max(0.5 - distance / width_, 0), 1);
  const head = smooth(Math.hypot(x - 120, y - 60) - 32);
  const shirt = smooth(Math.max(Math.abs(x - 120) - 60, 100 - y));
  const hand = smooth(Math.max(Math.abs(x - 205) - 18, Math.abs(y - 60) - 10), 24);
  const angle = Math.atan2(y - 60, x - 120);
  const radius = Math.hypot(x - 120, y - 60);
  const strand =
    radius > 30 && radius < 48 && y < 55 ? smooth(Math.abs(Math.sin(angle * 24)) * radius * 0.09 - 0.5) : 0;
  if (shirt > 0) return [0.95, 0.94, 0.92, shirt];
  if (head > 0) return [0.85, 0.63, 0.48, head];
  if (strand > 0) return [0.23, 0.14, 0.08, strand];
  return [0.85, 0.63, 0.48, hand];
};

/** The foreground before a screen that is darker at the sides, with a camera's noise. */
const before = (screen: Colour, unevenness: number, noise: number): PlanarPicture => {
  const random = seededRandom('noise', noise);
  return memory.paint(width, height, (x, y) => {
    const [r, g, b, a] = foreground(x, y);
    const light = 1 - unevenness * Math.abs(x / width - 0.5);
    const value = (c: number, k: number): number =>
      Math.min(Math.max(c * a + k * light * (1 - a) + (random() - 0.5) * noise, 0), 1);
    return [value(r, screen[0]), value(g, screen[1]), value(b, screen[2]), 1];
  });
};

const keyed = (picture: PlanarPicture, screen: Colour, similarity = 0.08, softness = 0.2): PlanarPicture =>
  filterPicture(
    memory.ground,
    memory.copy(picture),
    [{ kind: 'chroma-key', colour: hex(screen), similarity, softness, spill: 0.5 }],
    noTable,
  );

const screens: readonly (readonly [string, Colour])[] = [
  ['pure green', [0, 1, 0]],
  ['a painted green', [0.1, 0.65, 0.2]],
  ['a pale green', [0.3, 0.6, 0.33]],
  ['blue', [0.05, 0.2, 0.8]],
];

test.each(screens)(
  'KRN-20 a key of %s finds the known alpha: what is screen goes, what is in front stays',
  (_name, screen) => {
    for (const [unevenness, noise] of [
      [0, 0],
      [0.25, 0.03],
    ] as const) {
      const picture = before(screen, unevenness, noise);
      const got = keyed(picture, screen);
      let error = 0;
      for (let y = 0; y < height; y++)
        for (let x = 0; x < width; x++) {
          const alpha = foreground(x, y)[3];
          const a = memory.at(got, x, y)[3] / 255;
          error += Math.abs(a - alpha);
        }
      expect(got.opaque).toBe(false);
      expect(error / width / height).toBeLessThan(0.03);
      // Deep inside and far outside there is no doubt.
      for (const [x, y] of [
        [120, 60],
        [120, 140],
        [90, 150],
      ] as const)
        expect(memory.at(got, x, y)[3]).toBeGreaterThan(250);
      for (const [x, y] of [
        [10, 10],
        [230, 10],
        [20, 80],
        [225, 150],
      ] as const)
        expect(memory.at(got, x, y)[3]).toBe(0);
      for (const one of [picture, got]) memory.free(one);
    }
  },
);

test.each(screens)('KRN-21 no rim of %s is left, nor one of its opposite', (_name, screen) => {
  const picture = before(screen, 0, 0);
  const got = keyed(picture, screen);
  // How far a pixel, over grey, leans towards the screen's colour; the foreground itself leans less than nothing.
  const lean = ([r, g, b]: Colour): number => (screen[1] > screen[2] ? g - (r + b) / 2 : b - (r + g) / 2);
  let [most, least] = [-1, 1];
  for (let y = 0; y < height; y += 2)
    for (let x = 0; x < width; x += 2) {
      const [luma, u, v, a, ac] = memory.at(got, x, y);
      if (a === 0 || ac === 0) continue;
      const [r, g, b] = rgbOf(luma, u, v, a, ac).map((value) => value * (a / 255)) as unknown as Colour;
      most = Math.max(most, lean([r, g, b]));
      const own = foreground(x, y);
      least = Math.min(least, lean([r, g, b]) - Math.min(lean([own[0], own[1], own[2]]), 0));
    }
  // The input's rims lean by up to 1; what the ramp takes for foreground keeps a quarter of the screen, and half of that is spill.
  expect(most).toBeLessThan(0.15);
  expect(least).toBeGreaterThan(-0.1);
});

test('KRN-21 alpha that was there stays, and is multiplied by the key’s', () => {
  const screen: Colour = [0, 1, 0];
  const picture = memory.paint(32, 16, (x): Rgba => (x < 16 ? [0, 1, 0, 0.5] : [0.8, 0.2, 0.2, 0.5]));
  const got = keyed(picture, screen);
  expect([memory.at(got, 4, 4)[3], memory.at(got, 28, 4)[3]]).toEqual([0, 128]);
  expect(memory.at(got, 28, 4).slice(0, 3)).toEqual(memory.at(picture, 28, 4).slice(0, 3));
});

test('KRN-21 a key of grey, and one of no width, do what they say', () => {
  const picture = memory.paint(32, 16, (x): Rgba => (x < 16 ? [0.5, 0.5, 0.5, 1] : [0.1, 0.2, 0.9, 1]));
  const grey = keyed(picture, [0.5, 0.5, 0.5], 0.05, 0);
  expect([memory.at(grey, 4, 4)[3], memory.at(grey, 28, 4)[3]]).toEqual([0, 255]);
  const none = keyed(picture, [0, 1, 0], 0, 0);
  expect([memory.at(none, 4, 4)[3], memory.at(none, 28, 4)[3]]).toEqual([255, 255]);
});
