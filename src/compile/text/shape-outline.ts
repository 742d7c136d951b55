/** Shapes as outlines. Round corners and ellipses are cubics: off by less than 0.03 % of the radius, and no sine is needed. */
import type { Shape } from '../../domain/timeline/timeline.types.ts';
import type { Outline } from './outline.ts';

/** Length of the handles of a cubic that follows a quarter of a circle: 4/3 (√2 − 1). */
const quarter = 0.5522847498307936;

/** A rectangle, its corners rounded by at most half its shorter side. `inwards` turns it round, which makes a hole. */
export const roundedRectangle = (
  left: number,
  top: number,
  right: number,
  bottom: number,
  radius: number,
  inwards = false,
): Outline => {
  const r = Math.max(0, Math.min(radius, (right - left) / 2, (bottom - top) / 2));
  if (r === 0)
    return inwards
      ? [0, left, top, 1, left, bottom, 1, right, bottom, 1, right, top]
      : [0, left, top, 1, right, top, 1, right, bottom, 1, left, bottom];
  return ovalCorners(left, top, right, bottom, r, r, inwards);
};

const ovalCorners = (
  left: number,
  top: number,
  right: number,
  bottom: number,
  rx: number,
  ry: number,
  inwards: boolean,
): Outline => {
  const [kx, ky] = [rx * (1 - quarter), ry * (1 - quarter)];
  return inwards
    ? [
        ...[0, left + rx, top, 3, left + kx, top, left, top + ky, left, top + ry],
        ...[1, left, bottom - ry, 3, left, bottom - ky, left + kx, bottom, left + rx, bottom],
        ...[1, right - rx, bottom, 3, right - kx, bottom, right, bottom - ky, right, bottom - ry],
        ...[1, right, top + ry, 3, right, top + ky, right - kx, top, right - rx, top],
      ]
    : [
        ...[0, left + rx, top, 1, right - rx, top, 3, right - kx, top, right, top + ky, right, top + ry],
        ...[1, right, bottom - ry, 3, right, bottom - ky, right - kx, bottom, right - rx, bottom],
        ...[1, left + rx, bottom, 3, left + kx, bottom, left, bottom - ky, left, bottom - ry],
        ...[1, left, top + ry, 3, left, top + ky, left + kx, top, left + rx, top],
      ];
};

/** The outline of a shape in its own pixels. A line is an open path: it has no inside. */
export const shapeOutline = (shape: Shape): Outline => {
  if (shape.kind === 'rectangle') return roundedRectangle(0, 0, shape.width, shape.height, shape.radiusPx ?? 0);
  if (shape.kind === 'ellipse')
    return ovalCorners(0, 0, shape.width, shape.height, shape.width / 2, shape.height / 2, false);
  return shape.points.flatMap(([x, y], i) => [i === 0 ? 0 : 1, x, y]);
};
