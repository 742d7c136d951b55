/**
 * A grid of colours as the table of `lookUpColours`: what it adds to Y, U and V, in 1/64 of a code value, at every level of luma and
 * 33 x 33 nodes of chroma (eight code values apart). Three stretches (Y, U, V) of 33 (V) x 33 (U) x 256 (luma) 16-bit numbers.
 * The difference, not the colour, is kept: a grid that changes nothing changes no byte, and colours beyond R'G'B' 0..1 keep what
 * they are beyond it.
 */
import { type Colour, type Cube, type CubeTable, shaped } from './cube.ts';

const nodes = 33;
const perComponent = nodes * nodes * 256;

export const cubeTableBytes = perComponent * 3 * 2;

/** Tetrahedral interpolation (Kasson and others, 1995): of the grid's cell, the tetrahedron in which the colour lies. */
const inGrid = ({ size, min, max, values }: CubeTable, colour: Colour): Colour => {
  const base = [0, 0, 0];
  const part = [0, 0, 0];
  for (let c = 0; c < 3; c++) {
    const at = Math.min(Math.max(((colour[c]! - min[c]!) / (max[c]! - min[c]!)) * (size - 1), 0), size - 1);
    base[c] = Math.min(Math.floor(at), size - 2);
    part[c] = at - base[c]!;
  }
  const strides = [3, size * 3, size * size * 3] as const;
  // From the low corner to the high one along the axes in falling order of their parts.
  const order = [0, 1, 2].sort((a, b) => part[b]! - part[a]!);
  let corner = base[0]! * strides[0] + base[1]! * strides[1] + base[2]! * strides[2];
  const sum = [0, 0, 0];
  const add = (weight: number): void => {
    for (let c = 0; c < 3; c++) sum[c] = sum[c]! + values[corner + c]! * weight;
  };
  add(1 - part[order[0]!]!);
  for (const [k, axis] of order.entries()) {
    corner += strides[axis as 0 | 1 | 2];
    add(part[axis]! - (k < 2 ? part[order[k + 1]!]! : 0));
  }
  return sum as unknown as Colour;
};

const clip = (value: number): number => Math.min(Math.max(value, 0), 1);

/** What the table makes of a colour of R'G'B' 0..1, clipped to the same. */
export const graded = (cube: Cube, [r, g, b]: Colour): Colour => {
  const colour: Colour = [shaped(cube, 0, r), shaped(cube, 1, g), shaped(cube, 2, b)];
  const [x, y, z] = cube.grid ? inGrid(cube.grid, colour) : colour;
  return [clip(x), clip(y), clip(z)];
};

const fill = (table: Int16Array, cube: Cube, at: number, u: number, v: number): void => {
  for (let luma = 0; luma < 256; luma++) {
    const grey = (luma - 16) / 219;
    const before: Colour = [clip(grey + 1.5748 * v), clip(grey - 0.187324 * u - 0.468124 * v), clip(grey + 1.8556 * u)];
    const [r, g, b] = graded(cube, before).map((value, c) => value - before[c]!) as unknown as Colour;
    const y = 0.2126 * r + 0.7152 * g + 0.0722 * b;
    table[at + luma] = Math.round(y * 219 * 64);
    table[at + perComponent + luma] = Math.round(((b - y) / 1.8556) * 224 * 64);
    table[at + 2 * perComponent + luma] = Math.round(((r - y) / 1.5748) * 224 * 64);
  }
};

const tables = new WeakMap<Cube, Int16Array>();

/** The table of a cube; made once for each cube. */
export const cubeTable = (cube: Cube): Int16Array => {
  const held = tables.get(cube);
  if (held) return held;
  const table = new Int16Array(perComponent * 3);
  for (let j = 0; j < nodes; j++)
    for (let i = 0; i < nodes; i++) fill(table, cube, (j * nodes + i) * 256, (i * 8 - 128) / 224, (j * 8 - 128) / 224);
  tables.set(cube, table);
  return table;
};
