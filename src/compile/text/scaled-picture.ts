/** Small pictures (emoji) at another size: each pixel is the mean of what it covers, or, enlarged, a blend of its four neighbours. */
import type { Picture } from './picture.ts';

const largestSidePx = 4096;

/** Weights of the source pixels that a target pixel from `start` to `end` (in source pixels) covers. */
const coveredBy = (start: number, end: number, length: number): readonly (readonly [at: number, weight: number])[] => {
  // Narrower than a pixel of the source: widened to one, which blends two neighbours.
  const middle = (start + end) / 2;
  const half = Math.max(end - start, 1) / 2;
  const [from, to] = [middle - half, middle + half];
  const found: (readonly [number, number])[] = [];
  for (let at = Math.max(0, Math.floor(from)); at < Math.min(length, Math.ceil(to)); at++)
    found.push([at, (Math.min(at + 1, to) - Math.max(at, from)) / (to - from)]);
  return found;
};

/** A premultiplied picture resampled into a rectangle of the frame; undefined when that has no size. */
export const scaledPicture = (
  { area, rgba }: Picture,
  left: number,
  top: number,
  width: number,
  height: number,
): Picture | undefined => {
  if (!(width > 0 && height > 0 && width <= largestSidePx && height <= largestSidePx)) return undefined;
  const target = {
    left: Math.floor(left),
    top: Math.floor(top),
    width: Math.ceil(left + width) - Math.floor(left),
    height: Math.ceil(top + height) - Math.floor(top),
  };
  const [perX, perY] = [area.width / width, area.height / height];
  const columns = Array.from({ length: target.width }, (_, i) => {
    const start = (target.left + i - left) * perX;
    return coveredBy(start, start + perX, area.width);
  });
  const scaled = new Uint8Array(target.width * target.height * 4);
  for (let row = 0; row < target.height; row++) {
    const start = (target.top + row - top) * perY;
    const rows = coveredBy(start, start + perY, area.height);
    columns.forEach((column, i) => {
      const sums = [0, 0, 0, 0];
      for (const [y, rowWeight] of rows)
        for (const [x, columnWeight] of column)
          for (let channel = 0; channel < 4; channel++)
            sums[channel]! += rgba[(y * area.width + x) * 4 + channel]! * rowWeight * columnWeight;
      const at = (row * target.width + i) * 4;
      for (let channel = 0; channel < 4; channel++) scaled[at + channel] = Math.floor(sums[channel]! + 0.5);
    });
  }
  return { area: target, rgba: scaled };
};
