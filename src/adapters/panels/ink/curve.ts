/** Points, polygons and the smooth curve (Catmull-Rom) that turns a handful of points into a drawn contour. */
import type { SKRSContext2D } from '@napi-rs/canvas';

export type Point = readonly [x: number, y: number];
export type Context = SKRSContext2D;
export type Gradient = Exclude<SKRSContext2D['fillStyle'], string>;

/** Uniform Catmull-Rom through `points`, `steps` pieces per span. A closed curve does not repeat its first point. */
export const smoothCurve = (points: readonly Point[], closed = false, steps = 10): Point[] => {
  const count = points.length;
  if (count < 3) return [...points];
  const at = (index: number): Point =>
    points[closed ? (index + count) % count : Math.max(0, Math.min(count - 1, index))] as Point;
  const out: Point[] = [];
  for (let span = 0; span < (closed ? count : count - 1); span++) {
    const [a, b, c, d] = [at(span - 1), at(span), at(span + 1), at(span + 2)];
    for (let step = 0; step < steps; step++) {
      const t = step / steps;
      out.push([spline(a[0], b[0], c[0], d[0], t), spline(a[1], b[1], c[1], d[1], t)]);
    }
  }
  if (!closed) out.push(at(count - 1));
  return out;
};

const spline = (a: number, b: number, c: number, d: number, t: number): number =>
  0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t);

/** Starts a closed path; the caller fills, strokes or clips. */
export const tracePolygon = (context: Context, points: readonly Point[]): void => {
  context.beginPath();
  for (let i = 0; i < points.length; i++) {
    const [x, y] = points[i] as Point;
    if (i === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  }
  context.closePath();
};

export const fillPolygon = (context: Context, points: readonly Point[], style: string | Gradient): void => {
  tracePolygon(context, points);
  context.fillStyle = style;
  context.fill();
};

/** A closed ring of `count` points; `turn` rotates it, in radians. */
export const ellipsePoints = (
  centreX: number,
  centreY: number,
  radiusX: number,
  radiusY: number,
  count = 24,
  turn = 0,
): Point[] =>
  Array.from({ length: count }, (_, i) => {
    const angle = (i / count) * Math.PI * 2;
    const [x, y] = [Math.cos(angle) * radiusX, Math.sin(angle) * radiusY];
    return [centreX + x * Math.cos(turn) - y * Math.sin(turn), centreY + x * Math.sin(turn) + y * Math.cos(turn)];
  });

/** Points every `step` along the line, first and last kept. */
export const resample = (points: readonly Point[], step: number): Point[] => {
  const first = points[0];
  if (first === undefined) return [];
  const out: Point[] = [first];
  let carried = 0;
  for (let i = 1; i < points.length; i++) {
    const [ax, ay] = points[i - 1] as Point;
    const [bx, by] = points[i] as Point;
    const distance = Math.hypot(bx - ax, by - ay);
    if (distance === 0) continue;
    let along = step - carried;
    for (; along <= distance; along += step) {
      out.push([ax + ((bx - ax) * along) / distance, ay + ((by - ay) * along) / distance]);
    }
    carried = distance - (along - step);
  }
  out.push(points[points.length - 1] as Point);
  return out;
};

export type Box = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

export const boxOf = (points: readonly Point[]): Box => {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return { left, top, right, bottom };
};
