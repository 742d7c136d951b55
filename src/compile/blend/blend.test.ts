import { expect, test } from 'vitest';
import { codesOf, PictureMemory, type Rgba, rgbOf } from '../../../test/kit/picture-memory.ts';
import { seededRandom } from '../../domain/random.ts';
import { type BlendMode, blendModes } from '../../domain/timeline/look.types.ts';
import type { PlanarPicture } from '../filters/filters.ts';
import { blendPicture } from './blend.ts';

const memory = new PictureMemory(16 << 20);
const { kernels } = memory.ground;
const [width, height] = [90, 40];
const whole = { x: 0, y: 0, width, height };

type Colour = readonly [number, number, number];

const multiply = (b: number, s: number): number => b * s;
const screen = (b: number, s: number): number => b + s - b * s;
const hardLight = (b: number, s: number): number => (s <= 0.5 ? multiply(b, 2 * s) : screen(b, 2 * s - 1));
const softLight = (b: number, s: number): number => {
  const d = b <= 0.25 ? ((16 * b - 12) * b + 4) * b : Math.sqrt(b);
  return s <= 0.5 ? b - (1 - 2 * s) * b * (1 - b) : b + (2 * s - 1) * (d - b);
};
/** The formulas of W3C Compositing and Blending Level 1, section 10.1, and the two that it lacks. */
const formulas: Readonly<Record<BlendMode, (b: number, s: number) => number>> = {
  normal: (_, s) => s,
  multiply,
  screen,
  overlay: (b, s) => hardLight(s, b),
  darken: Math.min,
  lighten: Math.max,
  add: (b, s) => Math.min(1, b + s),
  subtract: (b, s) => Math.max(0, b - s),
  difference: (b, s) => Math.abs(b - s),
  exclusion: (b, s) => b + s - 2 * b * s,
  'soft-light': softLight,
  'hard-light': hardLight,
  'colour-dodge': (b, s) => (b === 0 ? 0 : s === 1 ? 1 : Math.min(1, b / (1 - s))),
  'colour-burn': (b, s) => (b === 1 ? 1 : s === 0 ? 0 : 1 - Math.min(1, (1 - b) / s)),
};

/** Premultiplied colour and alpha of a source over a backdrop (section 10.2 and simple alpha compositing). */
const composed = (mode: BlendMode, b: Rgba, s: Rgba, opacity: number): Rgba => {
  const [ab, as] = [b[3], s[3] * opacity];
  const channel = (c: 0 | 1 | 2): number =>
    (1 - as) * ab * b[c] + (1 - ab) * as * s[c] + as * ab * formulas[mode](b[c], s[c]);
  return [channel(0), channel(1), channel(2), as + ab - as * ab];
};

type Paint = (x: number, y: number) => Rgba;

/** Colours of blocks of 4 x 4 pixels: chroma has one right answer in each. */
const blocks = (seed: string, alpha: (random: () => number) => number): Paint => {
  const random = seededRandom(seed);
  const byte = (): number => Math.round(random() * 255) / 255;
  const colours = Array.from({ length: 400 }, (): Rgba => {
    // Not on the border of the gamut: rounding to code values must not leave it.
    const inside = (): number => 0.12 + 0.76 * byte();
    return [inside(), inside(), inside(), Math.round(alpha(random) * 255) / 255];
  });
  return (x, y) => colours[(y >> 2) * 25 + (x >> 2)]!;
};

/** The colour that a pixel's code values say. */
const colourAt = (picture: PlanarPicture, x: number, y: number): Rgba => {
  const codes = memory.at(picture, x, y);
  const [a, ac] = picture.opaque ? [255, 255] : [codes[3], codes[4]];
  return [...rgbOf(codes[0], codes[1], codes[2], a, ac), a / 255];
};

/** Blends `over` onto a copy of `under`; the largest difference from the formula in code values, in the middles of the blocks. */
const worst = (mode: BlendMode, under: PlanarPicture, over: PlanarPicture, opacity: number): number => {
  const got = memory.copy(under);
  const { y, u, v, a, ac } = got;
  const frame = { width, height, y, u, v };
  blendPicture(kernels, mode, under.opaque ? frame : { ...frame, a, ac }, { ...over }, whole, opacity);
  let most = 0;
  for (let j = 2; j < height; j += 4)
    for (let x = 2; x < width; x += 4) {
      const [r, g, b, alpha] = composed(mode, colourAt(under, x, j), colourAt(over, x, j), opacity / 256);
      const straight: Colour = alpha === 0 ? [0, 0, 0] : [r / alpha, g / alpha, b / alpha];
      const wanted = codesOf(straight).map((value) => value * alpha);
      const codes = memory.at(got, x, j);
      for (let c = 0; c < 3; c++) most = Math.max(most, Math.abs(codes[c]! - wanted[c]!));
      if (!under.opaque) most = Math.max(most, Math.abs(codes[3] - alpha * 255));
    }
  memory.free(got);
  return most;
};

const alphas = (random: () => number): number => (random() < 0.3 ? 1 : 0.3 + 0.7 * random());
const source = memory.paint(width, height, blocks('source', alphas));
const frame = memory.paint(
  width,
  height,
  blocks('backdrop', () => 1),
);
const group = memory.paint(width, height, blocks('backdrop', alphas));

test.each(blendModes)(
  'KRN-8 %s is within two code values of the formula, over a frame and over a group (seed 8)',
  (mode) => {
    for (const backdrop of [frame, group])
      for (const opacity of [256, 100]) expect(worst(mode, backdrop, source, opacity)).toBeLessThanOrEqual(2);
  },
);

test('KRN-9 black, white and equal colours give what the modes are known for, exactly', () => {
  const solid =
    (value: number): Paint =>
    () => [value, value, value, 1];
  const result = (mode: BlendMode, b: number, s: number): number => {
    const [target, over] = [memory.paint(8, 4, solid(b)), memory.paint(8, 4, solid(s))];
    blendPicture(kernels, mode, { width: 8, height: 4, y: target.y, u: target.u, v: target.v }, over, whole, 256);
    const codes = memory.at(target, 3, 1);
    for (const picture of [target, over]) memory.free(picture);
    expect(codes.slice(1, 3)).toEqual([128, 128]);
    return codes[0];
  };
  const grey = 16 + Math.round(219 * 0.4);
  expect(result('multiply', 0.4, 1)).toBe(grey);
  expect(result('multiply', 0.4, 0)).toBe(16);
  expect(result('screen', 0.4, 0)).toBe(grey);
  expect(result('screen', 0.4, 1)).toBe(235);
  expect(result('difference', 0.4, 0.4)).toBe(16);
  expect(result('exclusion', 0.4, 1)).toBe(16 + Math.round(219 * 0.6));
  expect(result('add', 0.4, 0.7)).toBe(235);
  expect(result('subtract', 0.4, 0.7)).toBe(16);
  expect([result('colour-dodge', 0, 1), result('colour-dodge', 0.4, 1)]).toEqual([16, 235]);
  expect([result('colour-burn', 1, 0), result('colour-burn', 0.4, 0)]).toEqual([235, 16]);
});

test('KRN-10 nothing changes outside the area, where the source is empty, or at no opacity (seed 10)', () => {
  const random = seededRandom(10);
  const noise = memory.room(width, height, true);
  const bytes = memory.ground.bytes();
  for (let i = 0; i < (width * height * 3) / 2; i++) bytes[noise.y + i] = random() * 256;
  const inside = (x: number, y: number): boolean => x >= 31 && x < 50 && y >= 9 && y < 20;
  const source = memory.paint(width, height, (x, y) => [0.9, 0.2, 0.4, inside(x, y) ? 0.7 : 0]);
  for (const mode of blendModes) {
    const target = memory.copy(noise);
    const frame = { width, height, y: target.y, u: target.u, v: target.v };
    blendPicture(kernels, mode, frame, source, whole, 0);
    blendPicture(kernels, mode, frame, source, { x: 200, y: -50, width: 60, height: 40 }, 256);
    expect(memory.planes(target)).toEqual(memory.planes(noise));
    blendPicture(kernels, mode, frame, source, whole, 256);
    const area = memory.copy(noise);
    blendPicture(
      kernels,
      mode,
      { ...frame, y: area.y, u: area.u, v: area.v },
      source,
      { x: 31, y: 9, width: 19, height: 11 },
      256,
    );
    expect(memory.planes(area)).toEqual(memory.planes(target));
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const [got, was] = [memory.at(target, x, y), memory.at(noise, x, y)];
        const touched =
          inside(x & ~1, y & ~1) || inside(x | 1, y & ~1) || inside(x & ~1, y | 1) || inside(x | 1, y | 1);
        if (!inside(x, y) && got[0] !== was[0]) throw new Error(`${mode}: luma at ${x}, ${y}`);
        if (!touched && got[1] !== was[1]) throw new Error(`${mode}: chroma at ${x}, ${y}`);
      }
    for (const picture of [target, area]) memory.free(picture);
  }
});
