/**
 * Strokes: how much of each pixel lies within a distance of the edges, which gives round joins and ends and the same smooth rim at any
 * angle. Distances to straight edges need only arithmetic and a square root, exact on every machine.
 */
import { type Area, areaWithin, type Mask } from './coverage.ts';
import type { Edges } from './outline.ts';

/** Bounds what a hostile outline can cost: pixels looked at, all edges together. */
const mostSteps = 400_000_000;

/** Squared distance of pixel middles to the nearest edge, as far as it is below `reach`². */
const squaredDistances = (edges: Edges, area: Area, reach: number): Float32Array => {
  const squares = new Float32Array(area.width * area.height).fill(reach * reach);
  const { values, length } = edges;
  let steps = 0;
  for (let i = 0; i < length && steps < mostSteps; i += 4) {
    const x0 = values[i]! - area.left - 0.5;
    const y0 = values[i + 1]! - area.top - 0.5;
    const dx = values[i + 2]! - values[i]!;
    const dy = values[i + 3]! - values[i + 1]!;
    const lengthSquared = dx * dx + dy * dy;
    const perLength = lengthSquared > 0 ? 1 / lengthSquared : 0;
    const firstRow = Math.max(0, Math.ceil(Math.min(y0, y0 + dy) - reach));
    const lastRow = Math.min(area.height - 1, Math.floor(Math.max(y0, y0 + dy) + reach));
    for (let row = firstRow; row <= lastRow; row++) {
      // Only the part of the edge that is within reach of this row can be near its pixels.
      const a = dy === 0 ? 0 : bounded((row - reach - y0) / dy);
      const b = dy === 0 ? 1 : bounded((row + reach - y0) / dy);
      const [xa, xb] = [x0 + a * dx, x0 + b * dx];
      const first = Math.max(0, Math.ceil(Math.min(xa, xb) - reach));
      const last = Math.min(area.width - 1, Math.floor(Math.max(xa, xb) + reach));
      const py = row - y0;
      const at = row * area.width;
      if (last >= first) steps += last - first + 1;
      for (let column = first; column <= last; column++) {
        const px = column - x0;
        const t = (px * dx + py * dy) * perLength;
        const along = t < 0 ? 0 : t > 1 ? 1 : t;
        const [ox, oy] = [px - along * dx, py - along * dy];
        const square = ox * ox + oy * oy;
        if (square < squares[at + column]!) squares[at + column] = square;
      }
    }
  }
  return squares;
};

const bounded = (t: number): number => (t < 0 ? 0 : t > 1 ? 1 : t);

/** Coverage of the pixels inside of `clip` by a stroke that reaches `radiusPx` to both sides of the edges. */
export const strokeBand = (edges: Edges, clip: Area, radiusPx: number): Mask => {
  // A line thinner than a pixel is a pixel wide and fainter.
  const radius = Math.max(radiusPx, 0.5);
  const strength = 255 * Math.min(1, radiusPx * 2);
  const reach = radius + 0.5;
  const area = areaWithin(edges, clip, reach);
  const values = new Uint8Array(area.width * area.height);
  const squares = squaredDistances(edges, area, reach);
  const [inner, outer] = [Math.max(0, radius - 0.5) ** 2, reach * reach];
  for (let i = 0; i < values.length; i++) {
    const square = squares[i]!;
    if (square >= outer) continue;
    values[i] = square <= inner ? strength + 0.5 : (reach - Math.sqrt(square)) * strength + 0.5;
  }
  return { area, values };
};
