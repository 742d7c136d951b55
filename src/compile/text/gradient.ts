/** Colours of gradients at a point, as the specification of the `COLR` table has them (OpenType 1.9). */
import type { ColourLine, GlyphColour, GlyphPaint } from './colour-glyph.types.ts';

/** Premultiplied red, green, blue, alpha, 0..255, not rounded. */
export type Rgba = readonly [r: number, g: number, b: number, a: number];
type Straight = NonNullable<GlyphColour>;

const nothing: Rgba = [0, 0, 0, 0];

const premultiplied = ([r, g, b, a]: Straight): Rgba => [(r * a) / 255, (g * a) / 255, (b * a) / 255, a];

/** Where a place on the line falls once it is brought back among the stops. */
const extended = (at: number, { stops, extend }: ColourLine): number => {
  const [first, last] = [stops[0]!.offset, stops.at(-1)!.offset];
  const length = last - first;
  if (extend === 'pad' || length <= 0) return at;
  const turns = (at - first) / length;
  const whole = Math.floor(turns);
  const within = turns - whole;
  return first + (extend === 'reflect' && whole % 2 !== 0 ? 1 - within : within) * length;
};

const colourOn = (line: ColourLine, place: number, foreground: Straight): Rgba => {
  const at = extended(place, line);
  const { stops } = line;
  const next = stops.findIndex(({ offset }) => offset > at);
  const colour = (i: number): Rgba => premultiplied(stops[i]!.colour ?? foreground);
  if (next === 0) return colour(0);
  if (next === -1) return colour(stops.length - 1);
  const [before, after] = [colour(next - 1), colour(next)];
  const part = (at - stops[next - 1]!.offset) / (stops[next]!.offset - stops[next - 1]!.offset);
  const mixed = (channel: 0 | 1 | 2 | 3): number => before[channel] + (after[channel] - before[channel]) * part;
  return [mixed(0), mixed(1), mixed(2), mixed(3)];
};

/** The third point turns the gradient: its lines of equal colour run along the way from the first point to it. */
const linearPlace = (points: readonly number[]): ((x: number, y: number) => number | undefined) => {
  const [x0, y0, x1, y1, x2, y2] = points as [number, number, number, number, number, number];
  const [qx, qy] = [x2 - x0, y2 - y0];
  const squared = qx * qx + qy * qy;
  const along = squared > 0 ? ((x1 - x0) * qx + (y1 - y0) * qy) / squared : 0;
  const [dx, dy] = [x1 - x0 - along * qx, y1 - y0 - along * qy];
  const length = dx * dx + dy * dy;
  return (x, y) => (length > 0 ? ((x - x0) * dx + (y - y0) * dy) / length : undefined);
};

/** The largest circle between the two (and beyond) on which the point lies, whose radius is not negative. */
const radialPlace = (circles: readonly number[]): ((x: number, y: number) => number | undefined) => {
  const [x0, y0, r0, x1, y1, r1] = circles as [number, number, number, number, number, number];
  const [dx, dy, dr] = [x1 - x0, y1 - y0, r1 - r0];
  const a = dx * dx + dy * dy - dr * dr;
  return (x, y) => {
    const [px, py] = [x - x0, y - y0];
    const b = px * dx + py * dy + r0 * dr;
    const c = px * px + py * py - r0 * r0;
    const isRadius = (at: number): boolean => r0 + at * dr >= 0;
    if (Math.abs(a) < 1e-9) return b !== 0 && isRadius(c / (2 * b)) ? c / (2 * b) : undefined;
    const root = b * b - a * c;
    if (root < 0) return undefined;
    const [one, other] = [(b + Math.sqrt(root)) / a, (b - Math.sqrt(root)) / a];
    return [Math.max(one, other), Math.min(one, other)].find(isRadius);
  };
};

const sweepPlace =
  (x0: number, y0: number, [from, to]: readonly [number, number]) =>
  (x: number, y: number): number | undefined => {
    if (from === to) return undefined;
    // Our y grows downwards, angles are measured against the clock.
    const angle = Math.atan2(y0 - y, x - x0);
    return ((angle < 0 ? angle + 2 * Math.PI : angle) - from) / (to - from);
  };

/** The colour of a paint at any point of the font's plane. */
export const colourOf = (paint: GlyphPaint, foreground: Straight): ((x: number, y: number) => Rgba) => {
  if (paint.kind === 'solid') {
    const solid = premultiplied(paint.colour ?? foreground);
    return () => solid;
  }
  const { line } = paint;
  if (line.stops.length === 0) return () => nothing;
  const placeOf =
    paint.kind === 'linear'
      ? linearPlace(paint.points)
      : paint.kind === 'radial'
        ? radialPlace(paint.circles)
        : sweepPlace(paint.x, paint.y, paint.angles);
  return (x, y) => {
    const place = placeOf(x, y);
    return place === undefined ? nothing : colourOn(line, place, foreground);
  };
};
