/** A straight edge that crosses the frame. What lies on either side of it is copied in runs, or left where it is. */
import type { MixHow } from '../display-list.types.ts';
import type { Kernels } from '../kernels/kernels.types.ts';
import { type MixFrame, type MixPlane, planesOf } from './mix-frame.ts';

type Wipe = Extract<MixHow, { kind: 'wipe' }>;

/** How much of `to` shows, 0..255, at each of `n` samples along the way of the edge. */
const profile = (how: Wipe, n: number, half: boolean): Uint8Array => {
  const across = how.direction === 'left' || how.direction === 'right';
  const backwards = how.direction === 'left' || how.direction === 'up';
  const pixels = half ? n * 2 : n;
  // An edge is at least a pixel soft, so that it moves smoothly; its way is longer by its width, so that it enters and leaves whole.
  const soft = Math.max(how.softness, 1 / pixels);
  return Uint8Array.from({ length: n }, (_, i) => {
    const place = half ? 2 * i + (across ? 0.5 : 1) : i + 0.5;
    const way = (backwards ? pixels - place : place) / pixels;
    const t = Math.min(Math.max((how.progress * (1 + soft) - way) / soft, 0), 1);
    return Math.round(255 * t * t * (3 - 2 * t));
  });
};

/** Runs of equal values: [value, from, to). */
const runsOf = (values: Uint8Array): readonly (readonly [number, number, number])[] => {
  const runs: [number, number, number][] = [];
  for (let i = 0; i < values.length; i++) {
    const last = runs.at(-1);
    if (last && last[0] === values[i]) last[2] = i + 1;
    else runs.push([values[i]!, i, i + 1]);
  }
  return runs;
};

const byRows = (kernels: Kernels, target: MixPlane, from: number, to: number, values: Uint8Array): void => {
  const { at, width } = target;
  for (const [value, first, end] of runsOf(values)) {
    const [skip, n] = [first * width, (end - first) * width];
    const source = value === 0 ? from : to;
    // 256 weights for 255 values: both ends are exact.
    if (value > 0 && value < 255) kernels.crossfade(at + skip, from + skip, to + skip, n, value + (value >> 7));
    else if (at !== source) kernels.copy(at + skip, source + skip, n);
  }
};

const byColumns = (
  kernels: Kernels,
  target: MixPlane,
  from: number,
  to: number,
  values: Uint8Array,
  mask: number,
): void => {
  const { at, width, height } = target;
  // Columns that already hold what they shall are not touched.
  const keeps = at === from ? 0 : at === to ? 255 : -1;
  const first = values.findIndex((value) => value !== keeps);
  if (first < 0) return;
  const n = values.findLastIndex((value) => value !== keeps) + 1 - first;
  kernels.crossfadeMasked(at + first, width, from + first, width, to + first, width, mask + first, 0, n, height);
};

/** Draws the wipe; scratch holds one row of mask. */
export const wipe = (
  { kernels, bytes }: { readonly kernels: Kernels; readonly bytes: () => Uint8Array },
  target: MixFrame,
  from: MixFrame,
  to: MixFrame,
  how: Wipe,
  scratch: number,
): void => {
  const across = how.direction === 'left' || how.direction === 'right';
  const [sources, others] = [planesOf(from), planesOf(to)];
  for (const [p, plane] of planesOf(target).entries()) {
    const values = profile(how, across ? plane.width : plane.height, plane.half);
    const [a, b] = [sources[p]!.at, others[p]!.at];
    if (!across) byRows(kernels, plane, a, b, values);
    else {
      bytes().set(values, scratch);
      byColumns(kernels, plane, a, b, values, scratch);
    }
  }
};
