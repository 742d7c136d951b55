import { expect, test } from 'vitest';
import { codesOf, PictureMemory, type Rgba, rgbOf } from '../../../test/kit/picture-memory.ts';
import { seededRandom } from '../../domain/random.ts';
import type { DrawnFilter } from '../display-list.types.ts';
import { filterPicture, type PlanarPicture, parseCube } from './filters.ts';

const memory = new PictureMemory(16 << 20);
const [width, height] = [82, 42];
type Colour = readonly [number, number, number];

const neutral = { brightness: 0, contrast: 1, saturation: 1, hue: 0, temperature: 0, exposure: 0, gamma: 1 };
const colour = (numbers: Partial<typeof neutral>): DrawnFilter => ({ kind: 'colour', ...neutral, ...numbers });
const noTable = (): never => {
  throw new Error('There is no table here.');
};

/** Blocks of 4 x 4 pixels of one colour, with alpha or opaque. */
const blocks = (seed: string, opaque: boolean): PlanarPicture => {
  const random = seededRandom(seed);
  const byte = (): number => Math.round(random() * 255) / 255;
  const colours = Array.from(
    { length: 400 },
    (): Rgba => [byte(), byte(), byte(), opaque || random() < 0.5 ? 1 : byte()],
  );
  return memory.paint(width, height, (x, y) => colours[(y >> 2) * 21 + (x >> 2)]!);
};
const pictures = [blocks('opaque', true), blocks('with alpha', false)];

const clip = (value: number): number => Math.min(Math.max(value, 0), 1);
const luma = ([r, g, b]: Colour): number => 0.2126 * r + 0.7152 * g + 0.0722 * b;
const each = (c: Colour, change: (value: number, channel: number) => number): Colour => [
  change(c[0], 0),
  change(c[1], 1),
  change(c[2], 2),
];

/** Filters a copy; the largest difference from what `wanted` makes of each block's own colour, in code values. */
const worst = (
  filters: readonly DrawnFilter[],
  wanted: (c: Colour) => Colour,
  cube: () => ReturnType<typeof parseCube> = noTable,
): number => {
  let most = 0;
  for (const picture of pictures) {
    const got = filterPicture(memory.ground, memory.copy(picture), filters, cube);
    for (let y = 2; y < height; y += 4)
      for (let x = 2; x < width; x += 4) {
        const [before, after] = [memory.at(picture, x, y), memory.at(got, x, y)];
        const [a, ac] = picture.opaque ? [255, 255] : [before[3], before[4]];
        // Few steps are left in nearly transparent pixels; they are compared premultiplied, and by what they were.
        const straight = each(rgbOf(before[0], before[1], before[2], a, ac), clip);
        const codes = codesOf(each(wanted(straight), clip)).map((value) => (value * a) / 255);
        if (!picture.opaque) expect([after[3], after[4]]).toEqual([a, ac]);
        if (a > 40 || a === 0) for (let c = 0; c < 3; c++) most = Math.max(most, Math.abs(after[c]! - codes[c]!));
      }
    memory.free(got);
  }
  return most;
};

test('KRN-11 filters at their neutral values change no byte', () => {
  const neutrals: readonly DrawnFilter[] = [
    colour({}),
    { kind: 'sepia', amount: 0 },
    { kind: 'invert', amount: 0 },
    { kind: 'blur', radiusPx: 0 },
    { kind: 'sharpen', amount: 0 },
    { kind: 'vignette', amount: 0, size: 0.5, softness: 0.5 },
    { kind: 'lut', media: { kind: 'file', path: 'x' }, amount: 0 },
  ];
  const cube = parseCube('LUT_3D_SIZE 2\n' + '0.5 0.5 0.5\n'.repeat(8));
  for (const picture of pictures) {
    const got = filterPicture(memory.ground, memory.copy(picture), neutrals, () => cube);
    expect(memory.planes(got)).toEqual(memory.planes(picture));
    memory.free(got);
  }
});

const rotated = (c: Colour, degrees: number): Colour => {
  const [y, angle] = [luma(c), (degrees * Math.PI) / 180];
  const [cb, cr] = [(c[2] - y) / 1.8556, (c[0] - y) / 1.5748];
  const turned = [cb * Math.cos(angle) - cr * Math.sin(angle), cb * Math.sin(angle) + cr * Math.cos(angle)] as const;
  return rgbOf(16 + 219 * y, 128 + 224 * turned[0], 128 + 224 * turned[1]);
};
const warm = (c: Colour, warmth: number): Colour => {
  const gains = [1 + 0.2 * warmth, 1, 1 - 0.2 * warmth] as const;
  return each(c, (value, channel) => (value * gains[channel]!) / luma(gains));
};
const sepia = ([r, g, b]: Colour): Colour => [
  0.393 * r + 0.769 * g + 0.189 * b,
  0.349 * r + 0.686 * g + 0.168 * b,
  0.272 * r + 0.534 * g + 0.131 * b,
];

test.each<readonly [string, DrawnFilter, (c: Colour) => Colour]>([
  ['brightness', colour({ brightness: 0.3 }), (c) => each(c, (v) => v + 0.3)],
  ['darkness', colour({ brightness: -0.4 }), (c) => each(c, (v) => v - 0.4)],
  ['contrast', colour({ contrast: 1.7 }), (c) => each(c, (v) => (v - 0.5) * 1.7 + 0.5)],
  ['saturation', colour({ saturation: 1.6 }), (c) => each(c, (v) => luma(c) + (v - luma(c)) * 1.6)],
  ['grey', colour({ saturation: 0 }), (c) => each(c, () => luma(c))],
  ['hue', colour({ hue: 70 }), (c) => rotated(c, 70)],
  ['temperature', colour({ temperature: 0.8 }), (c) => warm(c, 0.8)],
  ['exposure', colour({ exposure: -1.5 }), (c) => each(c, (v) => v * 2 ** (-1.5 / 2.2))],
  ['gamma', colour({ gamma: 1.8 }), (c) => each(c, (v) => v ** (1 / 1.8))],
  ['sepia', { kind: 'sepia', amount: 1 }, sepia],
  ['half sepia', { kind: 'sepia', amount: 0.5 }, (c) => each(c, (v, i) => (v + sepia(c)[i]!) / 2)],
  ['invert', { kind: 'invert', amount: 1 }, (c) => each(c, (v) => 1 - v)],
])('KRN-12 %s is its formula within two code values', (_name, filter, wanted) => {
  expect(worst([filter], wanted)).toBeLessThanOrEqual(2);
});

test('KRN-12 all of a colour filter comes in its order: light, tone, colour, gamma', () => {
  const filter = colour({
    exposure: 0.5,
    temperature: -0.3,
    contrast: 0.9,
    brightness: 0.05,
    saturation: 0.8,
    hue: -20,
    gamma: 0.8,
  });
  const wanted = (c: Colour): Colour => {
    const lit = warm(
      each(c, (v) => v * 2 ** (0.5 / 2.2)),
      -0.3,
    );
    const toned = each(lit, (v) => (v - 0.5) * 0.9 + 0.5 + 0.05);
    const grey = luma(toned);
    return each(
      rotated(
        each(toned, (v) => grey + (v - grey) * 0.8),
        -20,
      ),
      (v) => clip(v) ** (1 / 0.8),
    );
  };
  expect(worst([filter], wanted)).toBeLessThanOrEqual(2);
});

test('KRN-13 consecutive colour filters are one pass, and nothing is clipped between them', () => {
  const chain = [
    colour({ brightness: 0.6 }),
    { kind: 'invert', amount: 1 },
    { kind: 'sepia', amount: 0.3 },
    colour({ brightness: 0.1 }),
  ] as const;
  let passes = 0;
  const { kernels } = memory.ground;
  const counting = {
    ...kernels,
    colourPixels: (...all: Parameters<typeof kernels.colourPixels>) => (passes++, kernels.colourPixels(...all)),
  };
  filterPicture({ ...memory.ground, kernels: counting }, memory.copy(pictures[0]!), chain, noTable);
  expect(passes).toBe(1);
  expect(worst([colour({ brightness: 0.7 }), colour({ brightness: -0.7 })], (c) => c)).toBeLessThanOrEqual(1);
});
