/** A frame as the list of its planes, so that mixes treat luma, chroma and alpha alike. */
import type { Kernels } from '../kernels/kernels.types.ts';

/** Addresses of tight planes; `a` and `ac` only when the frame has alpha. */
export type MixFrame = {
  readonly width: number;
  readonly height: number;
  readonly y: number;
  readonly u: number;
  readonly v: number;
  readonly a?: number;
  readonly ac?: number;
};

/** `half`: sampled at half the size, sited left across and in the middle down. */
export type MixPlane = { readonly at: number; readonly width: number; readonly height: number; readonly half: boolean };

/** Y, U, V and, with alpha, A and AC. */
export const planesOf = ({ width, height, y, u, v, a, ac }: MixFrame): readonly MixPlane[] => {
  const full = (at: number): MixPlane => ({ at, width, height, half: false });
  const half = (at: number): MixPlane => ({ at, width: width / 2, height: height / 2, half: true });
  return [full(y), half(u), half(v), ...(a === undefined || ac === undefined ? [] : [full(a), half(ac)])];
};

/** Copies all planes, unless they are the same. */
export const copyFrame = (kernels: Kernels, target: MixFrame, source: MixFrame): void => {
  const sources = planesOf(source);
  for (const [p, { at, width, height }] of planesOf(target).entries())
    if (at !== sources[p]!.at) kernels.copy(at, sources[p]!.at, width * height);
};
