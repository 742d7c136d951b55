/** How large a film is: what follows from its aspect and quality when nobody says a height. */
import { limits } from '../domain/limits.ts';
import type { Aspect } from '../domain/shot/shot.types.ts';
import type { Rate } from '../domain/time.ts';
import type { RenderQuality } from './render/render.ts';

/** What a person decides about a film besides its script and its cast. */
export type FilmSettings = {
  readonly aspect: Aspect;
  /** Even. */
  readonly width: number;
  /** Even. */
  readonly height: number;
  readonly rate: Rate;
  readonly quality: RenderQuality;
  readonly captions: 'none' | 'burn';
  readonly seed: string;
};

export const aspects = ['16:9', '9:16', '1:1'] as const satisfies readonly Aspect[];

const shapes: Readonly<Record<Aspect, { readonly across: number; readonly down: number; readonly height: number }>> = {
  '16:9': { across: 16, down: 9, height: 1080 },
  '9:16': { across: 9, down: 16, height: 1920 },
  '1:1': { across: 1, down: 1, height: 1080 },
};

const even = (value: number): number => Math.max(2, Math.round(value / 2) * 2);

/** Heights a film of this shape may have, in pixels. */
export const filmHeights = (aspect: Aspect): { readonly least: number; readonly most: number } => ({
  least: 90,
  most: aspect === '16:9' ? Math.floor((limits.frameSidePx * 9) / 16) : limits.frameSidePx,
});

/** Width and height in pixels; `height` within `filmHeights`, or left to the quality. */
export const filmSize = (
  aspect: Aspect,
  quality: RenderQuality,
  height?: number,
): { readonly width: number; readonly height: number } => {
  const shape = shapes[aspect];
  // A draft is for judging the cut: two thirds of the size is under half of the pixels.
  const tall = even(height ?? (quality === 'draft' ? (shape.height * 2) / 3 : shape.height));
  return { height: tall, width: even((tall * shape.across) / shape.down) };
};
