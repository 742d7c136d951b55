/** Sizes as `WIDTHxHEIGHT`, found for what was asked as a ratio. */
import type { ImageAsk } from '../../domain/generation/ask.types.ts';

/** Sides are whole multiples of this many pixels. */
const gridPx = 16;
/** Between the area of 1024 × 1024 and that of 1536 × 1024: what the models are best at, and priced for. */
const usualAreaPx = 1.3e6;

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));

const known: Readonly<Record<string, string>> = { '1:1': '1024x1024', '3:2': '1536x1024', '2:3': '1024x1536' };

/** The size of about the usual area that has the ratio `w:h`: exact where the grid allows it, else the nearest. Undefined: no ratio. */
export const sizeOfRatio = (ratio: string): string | undefined => {
  if (Object.hasOwn(known, ratio)) return known[ratio];
  const match = /^(\d{1,4}):(\d{1,4})$/.exec(ratio);
  const [across, down] = [Number(match?.[1] ?? 0), Number(match?.[2] ?? 0)];
  if (across < 1 || down < 1) return undefined;
  const common = divisor(across, down);
  const [width, height] = [across / common, down / common];
  const step = gridPx * Math.round(Math.sqrt(usualAreaPx / (width * height)) / gridPx);
  const area = width * height * step * step;
  if (area > 0.7 * usualAreaPx && area < 1.4 * usualAreaPx) return `${width * step}x${height * step}`;
  const side = (length: number, other: number): number =>
    Math.round(Math.sqrt((usualAreaPx * length) / other) / gridPx) * gridPx;
  return `${side(width, height)}x${side(height, width)}`;
};

/** What to ask for; undefined: the model's own choice. */
export const sizeOf = ({ width, height, resolution, aspectRatio }: ImageAsk): string | undefined => {
  if (width !== undefined && height !== undefined) return `${width}x${height}`;
  if (resolution !== undefined && /^\d+x\d+$/.test(resolution)) return resolution;
  return aspectRatio === undefined ? undefined : sizeOfRatio(aspectRatio);
};
