/** A layer as pixels, before it becomes a blob; and the cutting of surfaces to even boxes inside the canvas. */
import type { Viseme } from '../../../domain/performance/performance.types.ts';
import type { EyeState, PanelLayer } from '../../../domain/shot/panel.types.ts';
import { borrowSurface, inkedBox, type PixelBox, returnSurface, type Surface } from '../ink/ink.ts';

/** Premultiplied RGBA. */
export type PaintedImage = { readonly width: number; readonly height: number; readonly rgba: Uint8Array };

export type PaintedPatches<Name extends string> = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly images: Readonly<Record<Name, Uint8Array>>;
};

export type PaintedLayer = Omit<PanelLayer, 'image' | 'mouth' | 'eyes'> & {
  readonly rgba: Uint8Array;
  readonly mouth?: PaintedPatches<Viseme>;
  readonly eyes?: PaintedPatches<EyeState>;
};

export type PaintedPanel = {
  readonly canvasWidth: number;
  readonly canvasHeight: number;
  readonly layers: readonly PaintedLayer[];
};

/** The smallest box with even numbers round `box` that lies in the canvas; undefined when nothing of it does. */
export const evenBox = (box: PixelBox, canvasWidth: number, canvasHeight: number): PixelBox | undefined => {
  const left = Math.max(0, Math.floor(box.x / 2) * 2);
  const top = Math.max(0, Math.floor(box.y / 2) * 2);
  const right = Math.min(canvasWidth, Math.ceil((box.x + box.width) / 2) * 2);
  const bottom = Math.min(canvasHeight, Math.ceil((box.y + box.height) / 2) * 2);
  if (right - left < 2 || bottom - top < 2) return undefined;
  return { x: left, y: top, width: right - left, height: bottom - top };
};

/** Pixels of a part of a surface whose upper left corner lies at (`atX`, `atY`) of the canvas. */
export const cutPixels = (surface: Surface, atX: number, atY: number, box: PixelBox): Uint8Array => {
  if (atX === box.x && atY === box.y && surface.width === box.width && surface.height === box.height)
    return pixelsOf(surface);
  const cut = borrowSurface(box.width, box.height);
  cut.context.drawImage(surface.canvas, atX - box.x, atY - box.y);
  const pixels = pixelsOf(cut);
  returnSurface(cut);
  return pixels;
};

/** The canvas hands out a copy; it is taken over, not copied again. */
const pixelsOf = (surface: Surface): Uint8Array => {
  const bytes = surface.canvas.data();
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
};

/** A surface of the whole canvas as a layer cut to what is painted on it; undefined when nothing is. */
export const layerOf = (
  surface: Surface,
  facts: Pick<PaintedLayer, 'id' | 'role' | 'depth' | 'opaque'> & Partial<Pick<PaintedLayer, 'characterId' | 'drift'>>,
): PaintedLayer | undefined => {
  const inked = facts.opaque ? { x: 0, y: 0, width: surface.width, height: surface.height } : inkedBox(surface);
  const box = inked === undefined ? undefined : evenBox(inked, surface.width, surface.height);
  return box === undefined ? undefined : { ...facts, ...box, rgba: cutPixels(surface, 0, 0, box) };
};
