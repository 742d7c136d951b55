/** How large the picture of a shape is, and where the shape lies in it: what placing a shape and painting it must agree on. */
import type { Shape } from '../../domain/timeline/timeline.types.ts';

/** The picture of a shape: even sides; the shape's own origin lies at `originX`, `originY` of it. */
export type ShapeBounds = {
  readonly width: number;
  readonly height: number;
  readonly originX: number;
  readonly originY: number;
};

const box = (shape: Shape): { left: number; top: number; right: number; bottom: number } => {
  if (shape.kind === 'rectangle' || shape.kind === 'ellipse')
    return { left: 0, top: 0, right: shape.width, bottom: shape.height };
  const [xs, ys] = [shape.points.map(([x]) => x), shape.points.map(([, y]) => y)];
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
};

const even = (value: number): number => Math.max(2, Math.ceil(value / 2) * 2);

/**
 * The smallest even picture that holds a shape and its stroke (which lies half inside and half outside of the edge). The shape is in the
 * middle, but never between pixels: its outer edge begins on a whole one, so that upright edges stay sharp.
 */
export const shapeBounds = (shape: Shape, strokeWidthPx = 0): ShapeBounds => {
  const { left, top, right, bottom } = box(shape);
  const [outerWidth, outerHeight] = [right - left + strokeWidthPx, bottom - top + strokeWidthPx];
  const [width, height] = [even(outerWidth), even(outerHeight)];
  return {
    width,
    height,
    originX: Math.floor((width - outerWidth) / 2) + strokeWidthPx / 2 - left,
    originY: Math.floor((height - outerHeight) / 2) + strokeWidthPx / 2 - top,
  };
};
