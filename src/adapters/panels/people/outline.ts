/** Outlines are written as text, `x,y x,y`: a drawing then takes a line, not a page. */
import type { Point } from '../ink/ink.ts';

/** The points of an outline written as `x,y x,y ...`. Throws on anything else: these texts are ours. */
export const outline = (text: string): Point[] =>
  text.split(' ').map((pair): Point => {
    const [x, y] = pair.split(',').map(Number);
    if (x === undefined || y === undefined || !Number.isFinite(x + y))
      throw new Error(`An outline has a point "${pair}".`);
    return [x, y];
  });

/** The middle of the symmetric drawings (front and back views). */
export const symmetryX = 490;
export const flip = ([x, y]: Point): Point => [2 * symmetryX - x, y];

/** A point that repeats makes a smooth curve kink. */
const withoutRepeats = (points: readonly Point[]): Point[] =>
  points.filter(([x, y], i) => {
    const [beforeX, beforeY] = points[(i + points.length - 1) % points.length] as Point;
    return x !== beforeX || y !== beforeY;
  });

/** A closed outline from its right half, top to bottom. */
export const symmetric = (half: readonly Point[]): Point[] =>
  withoutRepeats([...half, ...[...half].reverse().map(flip)]);

/** A closed arch open at the bottom, from the right halves of its outer and inner edge, top to bottom. */
export const arch = (outer: readonly Point[], inner: readonly Point[]): Point[] =>
  withoutRepeats([...[...outer].reverse().map(flip), ...outer, ...[...inner].reverse(), ...inner.map(flip)]);
