import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codesOf, PictureMemory, type Rgba, rgbOf } from '../../../test/kit/picture-memory.ts';
import { WorkprintError } from '../../domain/errors.ts';
import { seededRandom } from '../../domain/random.ts';
import { graded } from './cube-table.ts';
import { type Colour, type Cube, filterPicture, parseCube } from './filters.ts';

/** The text of a grid that does `change` to every colour. */
const gridText = (size: number, change: (c: Colour) => Colour, header = ''): string => {
  const lines = [`TITLE "made up"`, header, `LUT_3D_SIZE ${size}`, '# red fastest'];
  for (let i = 0; i < size ** 3; i++) {
    const at = [i % size, Math.floor(i / size) % size, Math.floor(i / size / size)].map((v) => v / (size - 1));
    lines.push(
      change(at as unknown as Colour)
        .map((v) => v.toFixed(6))
        .join(' '),
    );
  }
  return `${lines.join('\r\n')}\r\n`;
};

const warm = ([r, g, b]: Colour): Colour => [r ** 0.8, 0.05 + 0.9 * g, b * b * 0.8 + 0.1 * r];

test('KRN-22 grids, curves, domains and both together are read, with any line ends, comments and a byte order mark', () => {
  const grid = parseCube(`\uFEFF${gridText(5, warm)}`);
  expect([grid.title, grid.grid?.size, grid.grid?.values.length]).toEqual(['made up', 5, 375]);
  for (const c of [
    [0, 0, 0],
    [1, 1, 1],
    [0.25, 0.5, 0.75],
  ] as const)
    for (const [i, value] of graded(grid, c).entries()) expect(value).toBeCloseTo(warm(c)[i]!, 4);
  const curve = parseCube('# c\n\nLUT_1D_SIZE 3\nDOMAIN_MIN 0 0 0\nDOMAIN_MAX 2 2 2\n0 0 0\n.5 1e-1 +0.25\n1 1 1');
  expect(graded(curve, [1, 1, 0.5])).toEqual([0.5, expect.closeTo(0.1, 6), 0.125]);
  const both = parseCube(
    'LUT_1D_SIZE 2\nLUT_3D_SIZE 2\nLUT_1D_INPUT_RANGE 0 1\nLUT_3D_INPUT_RANGE 0.0 1.0\n0 0 0\n0.5 0.5 0.5\n' +
      gridText(2, ([r, g, b]) => [b, g, r]).split('red fastest\r\n')[1],
  );
  expect(graded(both, [1, 0.5, 0])).toEqual([0, 0.25, 0.5]);
});

test.each([
  ['', 'line 1 should hold colours, but the file ends'],
  ['LUT_3D_SIZE 2\n0 0 0\n', 'line 3 should hold another colour, but the file ends 7 short'],
  ['0 0 0\nLUT_3D_SIZE 2', 'line 1 comes before LUT_1D_SIZE or LUT_3D_SIZE'],
  ['LUT_3D_SIZE 1\n', 'line 1 must give LUT_3D_SIZE as one whole number from 2 to 128'],
  ['LUT_3D_SIZE 9999999999\n', 'line 1 must give LUT_3D_SIZE'],
  ['LUT_3D_SIZE 2.5', 'line 1 must give LUT_3D_SIZE'],
  ['LUT_1D_SIZE 65537', 'line 1 must give LUT_1D_SIZE as one whole number from 2 to 65536'],
  ['LUT_1D_SIZE 2\n0 0 0\n1 1\n', 'line 3 has 2 values where three'],
  ['LUT_1D_SIZE 2\n0 0 0\n1 1 nan\n', 'line 3 has "nan" where a number'],
  ['LUT_1D_SIZE 2\n0 0 0\n1 1 1e99\n', 'line 3 has "1e99" where a number'],
  ['LUT_1D_SIZE 2\n0 0 0\n1 1 0x10\n', 'line 3 has "0x10"'],
  ['LUT_1D_SIZE 2\n0 0 0\n1 1 1\n2 2 2', 'line 4 is one colour more'],
  ['LUT_1D_SIZE 2\n0 0 0\nTITLE "late"\n1 1 1', 'line 3 has a keyword among the colours'],
  ['LUT_1D_SIZE 2\nDOMAIN_MIN 0 1 0\n0 0 0\n1 1 1', 'line 3 comes after a DOMAIN_MIN that is not below DOMAIN_MAX'],
  ['LUT_IN_VIDEO_RANGE\n', 'line 1 begins with "LUT_IN_VIDEO_RANGE", which this format does not know'],
  ['<html>', 'line 1 comes before'],
  [`LUT_1D_SIZE 2\n${'0'.repeat(600)} 0 0`, 'line 2 is longer than 512 characters'],
])('KRN-23 what is no .cube file is refused with its line: %j', (text, words) => {
  expect(() => parseCube(text)).toThrow(WorkprintError);
  expect(() => parseCube(text)).toThrow(words);
});

test('KRN-23 no text makes the parser do anything but give a table or refuse (seed 42)', () => {
  const word = fc.constantFrom(
    'LUT_1D_SIZE',
    'LUT_3D_SIZE',
    'DOMAIN_MIN',
    'DOMAIN_MAX',
    'TITLE',
    '2',
    '3',
    '-1',
    '0.5',
    '1e5',
    '"',
    '#',
    '\n',
    '\r\n',
    '\0',
  );
  const text = fc.oneof(
    fc.string({ maxLength: 300 }),
    fc.array(fc.oneof(word, fc.string({ maxLength: 5 }))).map((words) => words.join(' ')),
  );
  fc.assert(
    fc.property(text, (given) => {
      try {
        parseCube(given);
      } catch (error) {
        expect(error).toBeInstanceOf(WorkprintError);
        expect((error as WorkprintError).code).toBe('media-refused');
      }
    }),
    { seed: 42, numRuns: 1500 },
  );
});

const memory = new PictureMemory(16 << 20);
const [width, height] = [82, 42];
const random = seededRandom(24);
const byte = (): number => Math.round(random() * 255) / 255;
const colours = Array.from({ length: 400 }, (): Rgba => [byte(), byte(), byte(), random() < 0.6 ? 1 : byte()]);
const picture = memory.paint(width, height, (x, y) => colours[(y >> 2) * 21 + (x >> 2)]!);

/** Largest and mean difference, in code values, from what the table makes of each block's own colour. */
const difference = (cube: Cube, amount: number): { readonly most: number; readonly mean: number } => {
  const got = filterPicture(
    memory.ground,
    memory.copy(picture),
    [{ kind: 'lut', media: { kind: 'file', path: 'x' }, amount }],
    () => cube,
  );
  let [most, sum, n] = [0, 0, 0];
  for (let y = 2; y < height; y += 4)
    for (let x = 2; x < width; x += 4) {
      const [before, after] = [memory.at(picture, x, y), memory.at(got, x, y)];
      if (before[3] < 40) continue;
      const own = rgbOf(...before).map((v) => Math.min(Math.max(v, 0), 1)) as unknown as Colour;
      const to = graded(cube, own);
      const wanted = codesOf(own.map((v, c) => v + (to[c]! - v) * amount) as unknown as Colour);
      for (let c = 0; c < 3; c++) {
        const off = Math.abs(after[c]! - (wanted[c]! * before[3]) / 255);
        most = Math.max(most, off);
        sum += off;
        n++;
      }
    }
  memory.free(got);
  return { most, mean: sum / n };
};

test('KRN-24 a table that changes nothing changes no byte of an opaque picture', () => {
  const cube = parseCube(gridText(9, (c) => c));
  const opaque = memory.paint(40, 20, (x, y) => [x / 40, y / 20, 0.5, 1]);
  const got = filterPicture(
    memory.ground,
    memory.copy(opaque),
    [{ kind: 'lut', media: { kind: 'file', path: 'x' }, amount: 1 }],
    () => cube,
  );
  expect(memory.planes(got)).toEqual(memory.planes(opaque));
});

test.each([1, 0.5])(
  'KRN-24 a grid at amount %d is within three code values of tetrahedral interpolation, one on average (seed 24)',
  (amount) => {
    const { most, mean } = difference(parseCube(gridText(17, warm)), amount);
    expect(most).toBeLessThanOrEqual(3);
    expect(mean).toBeLessThan(1);
  },
);

test.each([1, 0.5])('KRN-24 a curve at amount %d is within two code values of its table (seed 24)', (amount) => {
  const lines = Array.from({ length: 64 }, (_, i) => [i / 63, (i / 63) ** 2, 1 - i / 63].join(' '));
  expect(difference(parseCube(`LUT_1D_SIZE 64\n${lines.join('\n')}`), amount).most).toBeLessThanOrEqual(2);
});
