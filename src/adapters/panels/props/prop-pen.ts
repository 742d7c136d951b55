/** The pen things are drawn with: units of the thing (about -100..100 across), ink as wide as in the rest of the picture. */
import {
  type Colour,
  type Context,
  ellipsePoints,
  fillPolygon,
  inkLine,
  mixColour,
  type Point,
  smoothCurve,
  washShape,
  withAlpha,
} from '../ink/ink.ts';

export type PropPen = ReturnType<typeof createPropPen>;
export type PropDraw = (pen: PropPen) => void;

export const createPropPen = (context: Context) => {
  const points = (flat: readonly number[]): Point[] => {
    const out: Point[] = [];
    for (let i = 0; i + 1 < flat.length; i += 2) out.push([flat[i] as number, flat[i + 1] as number]);
    return out;
  };
  const outline = (ring: readonly Point[], width: number): void =>
    inkLine(context, [...ring, ring[0] as Point], { width, taper: 0.35, wobble: 0.5, step: 5 });
  const fill = (ring: readonly Point[], colour: Colour, width: number): void => {
    washShape(context, ring, colour, { edge: 0.16, drift: 0.2, edgeWidth: 3 });
    if (width > 0) outline(ring, width);
  };
  return {
    context,
    /** Straight-edged. */
    shape: (flat: readonly number[], colour: Colour, width = 2.2) => fill(points(flat), colour, width),
    /** Through its points in a smooth closed curve. */
    blob: (flat: readonly number[], colour: Colour, width = 2.2) =>
      fill(smoothCurve(points(flat), true, 8), colour, width),
    ring: (x: number, y: number, rx: number, ry: number, colour: Colour, width = 2.2, turn = 0) =>
      fill(ellipsePoints(x, y, rx, ry, 40, turn), colour, width),
    box: (x0: number, y0: number, x1: number, y1: number, colour: Colour, width = 2.2) =>
      fill(
        [
          [x0, y0],
          [x1, y0],
          [x1, y1],
          [x0, y1],
        ],
        colour,
        width,
      ),
    rounded: (x0: number, y0: number, x1: number, y1: number, r: number, colour: Colour, width = 2.2) => {
      const corner = (cx: number, cy: number, from: number): Point[] =>
        Array.from(
          { length: 6 },
          (_, i): Point => [cx + Math.cos(from + (i / 5) * 1.5708) * r, cy + Math.sin(from + (i / 5) * 1.5708) * r],
        );
      fill(
        [
          ...corner(x1 - r, y1 - r, 0),
          ...corner(x0 + r, y1 - r, 1.5708),
          ...corner(x0 + r, y0 + r, 3.1416),
          ...corner(x1 - r, y0 + r, 4.7124),
        ],
        colour,
        width,
      );
    },
    line: (flat: readonly number[], width = 2, colour?: Colour, alpha = 1) =>
      inkLine(context, points(flat), {
        width,
        alpha,
        wobble: 0.5,
        step: 5,
        taper: 0.5,
        ...(colour === undefined ? {} : { colour }),
      }),
    curve: (flat: readonly number[], width = 2, colour?: Colour, alpha = 1) =>
      inkLine(context, smoothCurve(points(flat), false, 8), {
        width,
        alpha,
        wobble: 0.4,
        step: 5,
        taper: 0.4,
        ...(colour === undefined ? {} : { colour }),
      }),
    /** Soft light or dark laid on without an outline. */
    sheen: (flat: readonly number[], colour: Colour, alpha: number) =>
      fillPolygon(context, smoothCurve(points(flat), true, 6), withAlpha(colour, alpha)),
    /** A line of handwriting: never letters. */
    scrawl: (x: number, y: number, width: number, seed: number, colour: Colour = '#3a3444') => {
      for (let at = x; at < x + width - 8; ) {
        const word = 12 + ((seed * 7 + Math.round(at) * 13) % 17);
        const end = Math.min(at + word, x + width);
        const wave: number[] = [];
        for (let k = at; k <= end; k += 2.4) wave.push(k, y + Math.sin(k * 1.9 + seed) * 2.4 + Math.sin(k * 0.7) * 1.2);
        if (wave.length > 4)
          inkLine(context, smoothCurve(points(wave), false, 3), {
            width: 1.1,
            colour,
            taper: 0.3,
            wobble: 0.2,
            step: 2,
          });
        at = end + 5;
      }
    },
    dark: (colour: Colour, by = 0.3): Colour => mixColour(colour, '#1a1422', by),
    pale: (colour: Colour, by = 0.25): Colour => mixColour(colour, '#fff6e0', by),
  };
};
