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
