/** How a group of a coloured glyph is laid over what is below: Porter and Duff's operators, and the two blends that fonts use. */
import type { Picture } from './picture.ts';

/** Shares of source and destination that remain, from their alphas (0..1); numbered as hb_paint_composite_mode_t. */
const shares: readonly ((source: number, below: number) => readonly [number, number])[] = [
  () => [0, 0],
  () => [1, 0],
  () => [0, 1],
  (source) => [1, 1 - source],
  (_, below) => [1 - below, 1],
  (_, below) => [below, 0],
  (source) => [0, source],
  (_, below) => [1 - below, 0],
  (source) => [0, 1 - source],
  (source, below) => [below, 1 - source],
  (source, below) => [1 - below, source],
  (source, below) => [1 - below, 1 - source],
  () => [1, 1],
];
const [over, screen, multiply] = [3, 13, 23];

/** Lays `top` on `below`, which has the same size. Blends that are not known lie over it. */
export const composite = (below: Picture, top: Picture, mode: number): void => {
  const { rgba } = below;
  const share = shares[mode] ?? shares[over]!;
  for (let at = 0; at < rgba.length; at += 4) {
    const [source, under] = [top.rgba[at + 3]! / 255, rgba[at + 3]! / 255];
    const [ofTop, ofBelow] = share(source, under);
    for (let channel = 0; channel < 4; channel++) {
      const [s, d] = [top.rgba[at + channel]!, rgba[at + channel]!];
      const isColour = channel < 3;
      const mixed =
        mode === screen
          ? s + d - (s * d) / 255
          : mode === multiply && isColour
            ? (s * d) / 255 + s * (1 - under) + d * (1 - source)
            : s * ofTop + d * ofBelow;
      rgba[at + channel] = Math.min(255, mixed + 0.5);
    }
  }
};
