/**
 * Canvases are borrowed and given back: their pixels live outside the JavaScript heap and the collector does not see
 * how large they are, so nothing here is left to it.
 */
import { type Canvas, createCanvas } from '@napi-rs/canvas';
import type { Context } from './curve.ts';

export type Surface = {
  readonly canvas: Canvas;
  readonly context: Context;
  readonly width: number;
  readonly height: number;
};

const idle: Canvas[] = [];
const mostIdle = 6;

/** A clear surface of `width` x `height` pixels with a fresh context state (round joins and caps). */
export const borrowSurface = (width: number, height: number): Surface => {
  const [wide, high] = [Math.max(1, Math.ceil(width)), Math.max(1, Math.ceil(height))];
  const same = idle.findIndex((canvas) => canvas.width === wide && canvas.height === high);
  const canvas =
    (same >= 0 ? idle.splice(same, 1)[0] : idle.length >= mostIdle ? idle.pop() : undefined) ??
    createCanvas(wide, high);
  // Setting the size frees the old pixels at once and resets every state of the context.
  canvas.width = wide;
  canvas.height = high;
  const context = canvas.getContext('2d');
  context.lineJoin = 'round';
  context.lineCap = 'round';
  return { canvas, context, width: wide, height: high };
};

/** After this the surface must not be used. */
export const returnSurface = (surface: Surface): void => {
  if (idle.length < mostIdle) idle.push(surface.canvas);
  else {
    surface.canvas.width = 1;
    surface.canvas.height = 1;
  }
};

/** Borrows a surface for the length of `work`. */
export const withSurface = <Result>(width: number, height: number, work: (surface: Surface) => Result): Result => {
  const surface = borrowSurface(width, height);
  try {
    return work(surface);
  } finally {
    returnSurface(surface);
  }
};

/** A rectangle of whole pixels. */
export type PixelBox = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** The smallest box with every pixel that is not clear, or undefined when all are. */
export const inkedBox = (surface: Surface): PixelBox | undefined => {
  const bytes = surface.canvas.data();
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, surface.width * surface.height);
  let [left, right, top, bottom] = [surface.width, -1, -1, -1];
  for (let y = 0; y < surface.height; y++) {
    const row = y * surface.width;
    let x = 0;
    while (x < surface.width && words[row + x] === 0) x++;
    if (x === surface.width) continue;
    let end = surface.width - 1;
    while (words[row + end] === 0) end--;
    left = Math.min(left, x);
    right = Math.max(right, end);
    if (top < 0) top = y;
    bottom = y;
  }
  return bottom < 0 ? undefined : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
};
