/** A soft shadow: three box blurs one after the other come within 3 % of a Gaussian, in whole numbers that every machine adds alike. */
import type { Mask } from './coverage.ts';

/** Pixels of the three boxes for a Gaussian of that standard deviation, as the SVG specification has it (feGaussianBlur). */
const boxes = (sigma: number): readonly (readonly [before: number, after: number])[] => {
  const size = Math.floor(sigma * 1.8799712059732503 + 0.5);
  if (size < 2) return [];
  const half = size >> 1;
  // An even box has no middle: the first leans left, the second right, the third is one larger.
  return size % 2 === 1
    ? Array.from({ length: 3 }, () => [half, half] as const)
    : [[half, half - 1] as const, [half - 1, half] as const, [half, half] as const];
};

/** How far a blur spreads what it blurs, in pixels. */
export const blurReach = (blurPx: number): number =>
  boxes(blurPx / 2).reduce((sum, [before, after]) => sum + Math.max(before, after), 0);

type Box = readonly [before: number, after: number];

const alongRows = (from: Uint16Array, to: Uint16Array, width: number, height: number, [before, after]: Box): void => {
  const perSize = 1 / (before + after + 1);
  for (let row = 0; row < height; row++) {
    const at = row * width;
    let sum = 0;
    for (let i = 0; i < Math.min(after, width); i++) sum += from[at + i]!;
    for (let i = 0; i < width; i++) {
      if (i + after < width) sum += from[at + i + after]!;
      to[at + i] = sum * perSize + 0.5;
      if (i >= before) sum -= from[at + i - before]!;
    }
  }
};

/** As `alongRows`, down the columns, all columns of a row at a time. */
const alongColumns = (
  from: Uint16Array,
  to: Uint16Array,
  width: number,
  height: number,
  [before, after]: Box,
): void => {
  const perSize = 1 / (before + after + 1);
  const sums = new Uint32Array(width);
  for (let i = 0; i < Math.min(after, height) * width; i++) sums[i % width]! += from[i]!;
  for (let row = 0; row < height; row++) {
    const at = row * width;
    const [entering, leaving] = [(row + after) * width, (row - before) * width];
    if (row + after < height) for (let i = 0; i < width; i++) sums[i]! += from[entering + i]!;
    for (let i = 0; i < width; i++) to[at + i] = sums[i]! * perSize + 0.5;
    if (row >= before) for (let i = 0; i < width; i++) sums[i]! -= from[leaving + i]!;
  }
};

/** A blurred copy of a mask, larger by what the blur spreads. `blurPx` is twice the standard deviation, as in a canvas or in CSS. */
export const blurMask = (mask: Mask, blurPx: number): Mask => {
  const all = boxes(blurPx / 2);
  const reach = blurReach(blurPx);
  if (all.length === 0 || mask.values.length === 0) return mask;
  const { left, top, width: innerWidth } = mask.area;
  const [width, height] = [innerWidth + 2 * reach, mask.area.height + 2 * reach];
  let [current, other] = [new Uint16Array(width * height), new Uint16Array(width * height)];
  // Eight more bits in between keep long soft slopes from stepping.
  for (let row = 0, from = 0; row < mask.area.height; row++)
    for (let column = 0, to = (row + reach) * width + reach; column < innerWidth; column++)
      current[to++] = mask.values[from++]! * 256;
  for (const along of [alongRows, alongColumns])
    for (const box of all) {
      along(current, other, width, height, box);
      [current, other] = [other, current];
    }
  const values = new Uint8Array(width * height);
  for (let i = 0; i < values.length; i++) values[i] = (current[i]! + 128) >> 8;
  return { area: { left: left - reach, top: top - reach, width, height }, values };
};
