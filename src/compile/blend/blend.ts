/** The door of the room: lays a picture over a frame by a blend mode of W3C Compositing and Blending Level 1. */
import { type BlendMode, blendModes } from '../../domain/timeline/look.types.ts';
import type { Kernels } from '../kernels/kernels.types.ts';

/** Addresses of the planes of a frame; `a` and `ac` only when it has alpha (then it is premultiplied). */
export type Backdrop = {
  readonly width: number;
  readonly height: number;
  readonly y: number;
  readonly u: number;
  readonly v: number;
  readonly a?: number;
  readonly ac?: number;
};

/** Premultiplied planes of the same size as the frame, with alpha. */
export type BlendSource = Backdrop & { readonly a: number; readonly ac: number };

/** A rectangle of the frame in whole pixels. */
export type Area = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/**
 * Blends `source` into `backdrop` within `area` (widened to even pixels, cut to the frame). Opacity 0..256. The planes must not
 * overlap. Where the source is transparent nothing changes.
 */
export const blendPicture = (
  kernels: Kernels,
  mode: BlendMode,
  backdrop: Backdrop,
  source: BlendSource,
  area: Area,
  opacity: number,
): void => {
  const { width } = backdrop;
  const [left, top] = [Math.max(area.x, 0) & ~1, Math.max(area.y, 0) & ~1];
  const right = (Math.min(area.x + area.width, width) + 1) & ~1;
  const bottom = (Math.min(area.y + area.height, backdrop.height) + 1) & ~1;
  if (right <= left || bottom <= top || opacity <= 0) return;
  const full = top * width + left;
  const half = (top / 2) * (width / 2) + left / 2;
  kernels.blendMode(
    blendModes.indexOf(mode),
    backdrop.y + full,
    backdrop.u + half,
    backdrop.v + half,
    backdrop.a === undefined ? 0 : backdrop.a + full,
    backdrop.ac === undefined ? 0 : backdrop.ac + half,
    width,
    source.y + full,
    source.u + half,
    source.v + half,
    source.a + full,
    source.ac + half,
    width,
    right - left,
    bottom - top,
    opacity,
  );
};
