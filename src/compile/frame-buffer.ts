/** A yuv420p frame in a memory: three tight planes, one after the other, as FFmpeg's rawvideo expects them. */

export type FrameBuffer = {
  readonly width: number;
  readonly height: number;
  readonly y: number;
  readonly u: number;
  readonly v: number;
};

/** Bytes of a frame; width and height are even. */
export const frameBytes = (width: number, height: number): number => (width * height * 3) / 2;

export const frameBuffer = (at: number, width: number, height: number): FrameBuffer => ({
  width,
  height,
  y: at,
  u: at + width * height,
  v: at + (width * height * 5) / 4,
});
