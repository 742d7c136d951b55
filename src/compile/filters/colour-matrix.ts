/** Colour filters as matrices on R'G'B' (0..1, BT.709 as coded): three rows of three factors and an offset. */
import type { DrawnFilter } from '../display-list.types.ts';

export type ColourMatrix = readonly (readonly [number, number, number, number])[];

type Row = [number, number, number, number];

/** Luma of BT.709. */
const [kr, kg, kb] = [0.2126, 0.7152, 0.0722] as const;

export const identity: ColourMatrix = [
  [1, 0, 0, 0],
  [0, 1, 0, 0],
  [0, 0, 1, 0],
];

/** First `first`, then `then`. */
export const after = (first: ColourMatrix, then: ColourMatrix): ColourMatrix =>
  then.map((row) => {
    const column = (c: number): number => row[0] * first[0]![c]! + row[1] * first[1]![c]! + row[2] * first[2]![c]!;
    return [column(0), column(1), column(2), column(3) + row[3]] as Row;
  });

/** One factor and offset for all three. */
const alike = (factor: number, offset: number): ColourMatrix => gains(factor, factor, factor, offset);

const gains = (r: number, g: number, b: number, offset = 0): ColourMatrix => [
  [r, 0, 0, offset],
  [0, g, 0, offset],
  [0, 0, b, offset],
];

/** Coded values are about linear light to the power 1 / 2.2: a stop of light multiplies them by 2^(1 / 2.2). */
const exposure = (stops: number): ColourMatrix => alike(2 ** (stops / 2.2), 0);

/** Red up and blue down by a fifth at 1 (or the other way at -1), white keeping its luma. */
const temperature = (warmth: number): ColourMatrix => {
  const [r, b] = [1 + 0.2 * warmth, 1 - 0.2 * warmth];
  const luma = kr * r + kg + kb * b;
  return gains(r / luma, 1 / luma, b / luma);
};

/** Filter Effects Level 1, with the luma of BT.709: towards grey below 1, away from it above. */
const saturation = (amount: number): ColourMatrix => {
  const grey = [kr * (1 - amount), kg * (1 - amount), kb * (1 - amount), 0] as const;
  return [0, 1, 2].map((c) => grey.map((k, i) => (i === c ? k + amount : k)) as Row);
};

/** Turns chroma (Cb, Cr of BT.709) so that red goes towards yellow; luma stays. */
const hue = (degrees: number): ColourMatrix => {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [scaleB, scaleR] = [2 * (1 - kb), 2 * (1 - kr)];
  const y: Row = [kr, kg, kb, 0];
  const cb: Row = [-kr / scaleB, -kg / scaleB, 0.5, 0];
  const cr: Row = [0.5, -kg / scaleR, -kb / scaleR, 0];
  const turnedB = cb.map((k, i) => k * cos - cr[i]! * sin);
  const turnedR = cb.map((k, i) => k * sin + cr[i]! * cos);
  const red = y.map((k, i) => k + scaleR * turnedR[i]!) as Row;
  const blue = y.map((k, i) => k + scaleB * turnedB[i]!) as Row;
  const green = y.map((k, i) => (k - kr * red[i]! - kb * blue[i]!) / kg) as Row;
  return [red, green, blue];
};

/** All of a `colour` filter but its gamma: light first, then tone, then colour. */
export const colourMatrix = (filter: Extract<DrawnFilter, { kind: 'colour' }>): ColourMatrix =>
  [
    exposure(filter.exposure),
    temperature(filter.temperature),
    alike(filter.contrast, 0.5 - 0.5 * filter.contrast),
    alike(1, filter.brightness),
    saturation(filter.saturation),
    hue(filter.hue),
  ].reduce(after);

const mixed = (matrix: ColourMatrix, amount: number): ColourMatrix =>
  matrix.map((row, c) => row.map((k, i) => identity[c]![i]! * (1 - amount) + k * amount) as Row);

/** The sepia of Filter Effects Level 1; amount 0..1. */
export const sepiaMatrix = (amount: number): ColourMatrix =>
  mixed(
    [
      [0.393, 0.769, 0.189, 0],
      [0.349, 0.686, 0.168, 0],
      [0.272, 0.534, 0.131, 0],
    ],
    amount,
  );

/** 1 - c, as in Filter Effects Level 1; amount 0..1. */
export const invertMatrix = (amount: number): ColourMatrix => mixed(alike(-1, 1), amount);
