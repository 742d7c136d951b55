/**
 * A yuv420p frame in a memory: tight planes, one after the other, as FFmpeg's rawvideo expects them. One with alpha is premultiplied
 * and has alpha at full and, behind it, at half size; without the last plane that is yuva420p.
 */

export type FrameBuffer = {
  readonly width: number;
  readonly height: number;
  readonly y: number;
  readonly u: number;
  readonly v: number;
  readonly a?: number;
  readonly ac?: number;
};

/** Bytes of a frame; width and height are even. */
export const frameBytes = (width: number, height: number, alpha = false): number =>
  alpha ? (width * height * 11) / 4 : (width * height * 3) / 2;

/** The planes of a frame that begins at an address. */
export const frameBuffer = (at: number, width: number, height: number, alpha = false): FrameBuffer => {
  const n = width * height;
  return { width, height, y: at, u: at + n, v: at + n * 1.25, ...(alpha && { a: at + n * 1.5, ac: at + n * 2.5 }) };
};
