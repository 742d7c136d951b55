/**
 * Look-up tables in the .cube format (Adobe's Cube LUT Specification 1.0, and Resolve's files with a curve before the grid), parsed
 * from text that nobody vouches for.
 */
import { WorkprintError } from '../../domain/errors.ts';

export type Cube = {
  readonly title: string;
  /** A curve for each channel: `size` times red, green, blue, over `min`..`max`. */
  readonly curve?: CubeTable;
  /** size^3 colours, red fastest. */
  readonly grid?: CubeTable;
};

export type CubeTable = {
  readonly size: number;
  readonly min: Colour;
  readonly max: Colour;
  readonly values: Float32Array;
};

export type Colour = readonly [number, number, number];

/** Largest sizes read: four times and twice what grading programs write; a grid of 128 is 25 MB. */
const most = { curve: 65_536, grid: 128, textBytes: 128 * 1024 * 1024, value: 65_536, lineLength: 512 } as const;

const refuse = (line: number, what: string): WorkprintError =>
  new WorkprintError('media-refused', `The colour table is not a valid .cube file: line ${line} ${what}.`);

const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

const parseNumber = (word: string, line: number): number => {
  const value = number.test(word) ? Number(word) : Number.NaN;
  if (!(Math.abs(value) <= most.value))
    throw refuse(line, `has ${JSON.stringify(word.slice(0, 40))} where a number up to ${most.value} belongs`);
  return value;
};

const parseColour = (words: readonly string[], line: number): Colour => {
  if (words.length !== 3) throw refuse(line, `has ${words.length} values where three (red, green, blue) belong`);
  return [parseNumber(words[0]!, line), parseNumber(words[1]!, line), parseNumber(words[2]!, line)];
};

const parseSize = (words: readonly string[], line: number, name: string, largest: number): number => {
  const size = words.length === 1 && /^\d{1,6}$/.test(words[0]!) ? Number(words[0]) : 0;
  if (size < 2 || size > largest) throw refuse(line, `must give ${name} as one whole number from 2 to ${largest}`);
  return size;
};

type Header = {
  title: string;
  curve: number;
  grid: number;
  min: Colour;
  max: Colour;
  curveRange: readonly [number, number] | undefined;
  gridRange: readonly [number, number] | undefined;
};

const parseRange = (words: readonly string[], line: number): readonly [number, number] => {
  if (words.length !== 2) throw refuse(line, 'must give a range as two numbers');
  const range = [parseNumber(words[0]!, line), parseNumber(words[1]!, line)] as const;
  if (!(range[0] < range[1])) throw refuse(line, 'gives a range that does not rise');
  return range;
};

const readKeyword = (header: Header, keyword: string, words: readonly string[], rest: string, line: number): void => {
  switch (keyword) {
    case 'TITLE':
      header.title = rest.replace(/^"|"$/g, '').slice(0, 200);
      return;
    case 'LUT_1D_SIZE':
      header.curve = parseSize(words, line, keyword, most.curve);
      return;
    case 'LUT_3D_SIZE':
      header.grid = parseSize(words, line, keyword, most.grid);
      return;
    case 'DOMAIN_MIN':
      header.min = parseColour(words, line);
      return;
    case 'DOMAIN_MAX':
      header.max = parseColour(words, line);
      return;
    case 'LUT_1D_INPUT_RANGE':
      header.curveRange = parseRange(words, line);
      return;
    case 'LUT_3D_INPUT_RANGE':
      header.gridRange = parseRange(words, line);
      return;
    default:
      throw refuse(line, `begins with ${JSON.stringify(keyword.slice(0, 40))}, which this format does not know`);
  }
};

/** Walks over the lines without holding them all; comments and empty lines are left out. */
function* linesOf(text: string): Generator<readonly [number, string]> {
  for (let from = text.startsWith('\uFEFF') ? 1 : 0, line = 1; from < text.length; line++) {
    const end = text.indexOf('\n', from);
    const to = end < 0 ? text.length : end;
    if (to - from > most.lineLength) throw refuse(line, `is longer than ${most.lineLength} characters`);
    const words = text.slice(from, to).trim();
    from = to + 1;
    if (words !== '' && !words.startsWith('#')) yield [line, words];
  }
}

/** The table a header speaks of, filled by `take` until it is full. */
const emptyTable = (size: number, count: number, range: Header['gridRange'], { min, max }: Header): CubeTable => ({
  size,
  min: range ? [range[0], range[0], range[0]] : min,
  max: range ? [range[1], range[1], range[1]] : max,
  values: new Float32Array(count * 3),
});

const openTables = (header: Header, line: number): { curve?: CubeTable; grid?: CubeTable } => {
  if (header.curve === 0 && header.grid === 0)
    throw refuse(line, 'comes before LUT_1D_SIZE or LUT_3D_SIZE, one of which must stand first');
  if (header.min.some((low, c) => !(low < header.max[c]!)))
    throw refuse(line, 'comes after a DOMAIN_MIN that is not below DOMAIN_MAX');
  return {
    ...(header.curve > 0 && { curve: emptyTable(header.curve, header.curve, header.curveRange, header) }),
    ...(header.grid > 0 && { grid: emptyTable(header.grid, header.grid ** 3, header.gridRange, header) }),
  };
};

/** Parses a .cube text. Throws `media-refused`, naming the line and what belongs there. */
export const parseCube = (text: string): Cube => {
  if (text.length > most.textBytes)
    throw new WorkprintError('media-refused', `The colour table is longer than ${most.textBytes} characters.`);
  const header: Header = {
    ...{ title: '', curve: 0, grid: 0, min: [0, 0, 0], max: [1, 1, 1] },
    ...{ curveRange: undefined, gridRange: undefined },
  };
  let tables: ReturnType<typeof openTables> | undefined;
  let values: Float32Array[] = [];
  let filled = 0;
  let last = 0;
  for (const [line, content] of linesOf(text)) {
    last = line;
    const words = content.split(/[ \t]+/);
    if (/^[A-Za-z_]/.test(content)) {
      if (tables) throw refuse(line, 'has a keyword among the colours');
      readKeyword(header, words[0]!, words.slice(1), content.slice(words[0]!.length).trim(), line);
      continue;
    }
    if (!tables) {
      tables = openTables(header, line);
      values = [tables.curve, tables.grid].flatMap((table) => (table ? [table.values] : []));
    }
    const colour = parseColour(words, line);
    const target = values[0];
    if (!target) throw refuse(line, 'is one colour more than the sizes allow');
    target.set(colour, filled);
    filled += 3;
    if (filled === target.length) {
      values.shift();
      filled = 0;
    }
  }
  if (!tables) throw refuse(last + 1, 'should hold colours, but the file ends');
  if (values.length > 0)
    throw refuse(last + 1, `should hold another colour, but the file ends ${(values[0]!.length - filled) / 3} short`);
  return { title: header.title, ...tables };
};

/** The curve of a table at a value, linear between its entries; without one the value itself. Channel 0 red, 1 green, 2 blue. */
export const shaped = ({ curve }: Cube, channel: number, value: number): number => {
  if (!curve) return value;
  const { size, min, max, values } = curve;
  const place = ((value - min[channel]!) / (max[channel]! - min[channel]!)) * (size - 1);
  const at = Math.min(Math.max(place, 0), size - 1);
  const low = Math.min(Math.floor(at), size - 2);
  const [a, b] = [values[low * 3 + channel]!, values[(low + 1) * 3 + channel]!];
  return a + (b - a) * (at - low);
};
