/** The door of the room: joins two frames by a dissolve, a wipe, an iris or a clock's hand. */
import type { MixHow } from '../display-list.types.ts';
import type { Kernels } from '../kernels/kernels.types.ts';
import { copyFrame, type MixFrame, type MixPlane, planesOf } from './mix-frame.ts';
import { wipe } from './wipe.ts';

export type { MixFrame } from './mix-frame.ts';

/** Where mixes work: the kernels and a view over their memory. */
export type MixGround = { readonly kernels: Kernels; readonly bytes: () => Uint8Array };

/** Rows whose mask is held at once. */
const bandRows = 16;

/** Bytes of scratch that `mixFrames` needs for frames of this width. */
export const mixScratchBytes = (width: number): number => width * bandRows + 64;

type Round = Extract<MixHow, { kind: 'iris' | 'clock' }>;

/** Mask of a band of rows of one plane; places are in frame pixels from the middle of the frame. */
const maskBand = (
  kernels: Kernels,
  how: Round,
  plane: MixPlane,
  size: MixFrame,
  from: number,
  rows: number,
  to: number,
): void => {
  const { width, height } = size;
  const step = plane.half ? 2 : 1;
  const [x0, y0] = [0.5 - width / 2, (plane.half ? 1 : 0.5) + from * step - height / 2];
  if (how.kind === 'iris') {
    const radius = Math.hypot(width, height) / 2;
    const soft = Math.max(how.softness, 1.5 / radius);
    const slope = -1 / (radius * soft);
    kernels.radialMask(to, plane.width, rows, x0, y0, step, slope, (how.progress * (1 + soft)) / soft, 255);
  } else {
    const edge = how.progress * (1 + how.softness);
    kernels.clockMask(to, plane.width, rows, x0, y0, step, edge, how.softness > 0 ? 1 / how.softness : 1e9);
  }
};

const round = (
  { kernels }: MixGround,
  target: MixFrame,
  from: MixFrame,
  to: MixFrame,
  how: Round,
  scratch: number,
): void => {
  const [sources, others] = [planesOf(from), planesOf(to)];
  for (const [p, plane] of planesOf(target).entries()) {
    const { width, height } = plane;
    for (let j = 0; j < height; j += bandRows) {
      const rows = Math.min(bandRows, height - j);
      maskBand(kernels, how, plane, target, j, rows, scratch);
      const [dst, a, b] = [plane, sources[p]!, others[p]!].map(({ at }) => at + j * width) as [number, number, number];
      kernels.crossfadeMasked(dst, width, a, width, b, width, scratch, width, width, rows);
    }
  }
};

/**
 * Writes into `target` (which may be `from` or `to`) the two frames joined as `how` says. Progress 0 is exactly `from`, progress 1
 * exactly `to`, and a soft edge enters and leaves the frame whole. Frames of one size; with alpha planes all of them are mixed.
 * Scratch: `mixScratchBytes`.
 */
export const mixFrames = (
  ground: MixGround,
  target: MixFrame,
  from: MixFrame,
  to: MixFrame,
  how: MixHow,
  scratch: number,
): void => {
  const progress = how.kind === 'dissolve' ? how.weight / 256 : how.progress;
  if (progress <= 0 || progress >= 1) return copyFrame(ground.kernels, target, progress <= 0 ? from : to);
  switch (how.kind) {
    case 'dissolve': {
      const [sources, others] = [planesOf(from), planesOf(to)];
      for (const [p, { at, width, height }] of planesOf(target).entries())
        ground.kernels.crossfade(at, sources[p]!.at, others[p]!.at, width * height, how.weight);
      return;
    }
    case 'wipe':
      return wipe(ground, target, from, to, how, scratch);
    case 'iris':
    case 'clock':
      return round(ground, target, from, to, how, scratch);
  }
};
