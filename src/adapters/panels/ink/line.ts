/**
 * The ink line: one filled polygon whose width swells and tapers like a pressed pen, never a constant stroke.
 * Its wobble is seeded by the line's own end points, so a line looks the same whatever was drawn before it.
 */
import { type Colour, withAlpha } from './colour.ts';
import { type Context, fillPolygon, type Point, resample } from './curve.ts';
import { noise2 } from './noise.ts';

export type InkOptions = {
  /** Widest part, in the context's units. */
  readonly width?: number;
  readonly colour?: Colour;
  /** How far the line strays from its path. */
  readonly wobble?: number;
  /** Length added beyond each end, as a ruler-drawn corner overshoots. */
  readonly overshoot?: number;
  /** 0 = even, 1 = the ends run to nothing. */
  readonly taper?: number;
  readonly alpha?: number;
  /** Distance between the points the line is built of. */
  readonly step?: number;
  readonly seed?: number;
  /** Share by which the width swells and shrinks along the line; broad beams need less than pen strokes. */
  readonly unevenness?: number;
};

export const darkInk: Colour = '#1d1a26';

/** Draws a line through `points`. Fewer than two points draw nothing. */
export const inkLine = (context: Context, points: readonly Point[], options: InkOptions = {}): void => {
  const {
    width = 3,
    colour = darkInk,
    wobble = 1.1,
    overshoot = 0,
    taper = 0.75,
    alpha = 1,
    step = 10,
    unevenness = 0.3,
  } = options;
  if (points.length < 2) return;
  const path = resample(overshoot > 0 ? extendEnds(points, overshoot) : points, step);
  const seed = options.seed ?? seedOfLine(points);
  const left: Point[] = [];
  const right: Point[] = [];
  for (let i = 0; i < path.length; i++) {
    const [x, y] = path[i] as Point;
    const [ax, ay] = path[Math.max(0, i - 1)] as Point;
    const [bx, by] = path[Math.min(path.length - 1, i + 1)] as Point;
    const length = Math.hypot(bx - ax, by - ay) || 1;
    const [nx, ny] = [-(by - ay) / length, (bx - ax) / length];
    const pressure = 1 - taper + taper * Math.sin(Math.PI * (0.04 + (0.92 * i) / (path.length - 1))) ** 0.55;
    const half = width * 0.5 * pressure * (1 + unevenness * noise2(i * 0.13 + seed, seed * 1.7));
    const stray = wobble * noise2(i * 0.07 + seed * 3.1, seed);
    left.push([x + nx * (stray + half), y + ny * (stray + half)]);
    right.push([x + nx * (stray - half), y + ny * (stray - half)]);
  }
  fillPolygon(context, left.concat(right.reverse()), alpha < 1 ? withAlpha(colour, alpha) : colour);
};

const extendEnds = (points: readonly Point[], by: number): Point[] => {
  const beyond = ([x, y]: Point, [fromX, fromY]: Point): Point => {
    const length = Math.hypot(x - fromX, y - fromY) || 1;
    return [x + ((x - fromX) / length) * by, y + ((y - fromY) / length) * by];
  };
  const last = points.length - 1;
  return [
    beyond(points[0] as Point, points[1] as Point),
    ...points.slice(1, -1),
    beyond(points[last] as Point, points[last - 1] as Point),
  ];
};

/** 0..997, from the ends and the number of points, to a tenth of a unit. */
const seedOfLine = (points: readonly Point[]): number => {
  const [ax, ay] = points[0] as Point;
  const [bx, by] = points[points.length - 1] as Point;
  let hash = points.length;
  for (const value of [ax, ay, bx, by]) hash = (Math.imul(hash, 31) + Math.round(value * 10)) | 0;
  return ((hash % 997) + 997) % 997;
};
