/** Paints a coloured glyph by its steps: transforms, clips, groups and fills, at a size and place of the frame. */

import { parseColour } from '../colour.ts';
import type { Affine, GlyphPaint, PaintStep } from './colour-glyph.types.ts';
import { composite } from './composite.ts';
import { type Area, coverageOf, type Mask } from './coverage.ts';
import { colourOf } from './gradient.ts';
import { Edges, type Outline } from './outline.ts';
import { emptyPicture, type Picture } from './picture.ts';

/** A glyph nested deeper, or in more steps, is no picture of anything. */
const deepest = 64;
const mostSteps = 4000;
/** How often each pixel may be looked at; the most elaborate emoji need a tenth of it. */
const mostLooks = 200;

/** First `inner`, then `outer`. */
const combined = (outer: Affine, inner: Affine): Affine => {
  const [a, b, c, d, e, f] = outer;
  const [p, q, r, s, t, u] = inner;
  return [a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, a * t + c * u + e, b * t + d * u + f];
};

const inverse = ([a, b, c, d, e, f]: Affine): Affine | undefined => {
  const determinant = a * d - b * c;
  if (Math.abs(determinant) < 1e-12) return undefined;
  const [p, q, r, s] = [d / determinant, -b / determinant, -c / determinant, a / determinant];
  return [p, q, r, s, -(p * e + r * f), -(q * e + s * f)];
};

const operands = [2, 2, 4, 6] as const;

const transformed = (outline: Outline, [a, b, c, d, e, f]: Affine): Outline => {
  const moved: number[] = [];
  for (let i = 0; i < outline.length; ) {
    const operation = outline[i]! as 0 | 1 | 2 | 3;
    moved.push(operation);
    for (let n = 1; n <= operands[operation]; n += 2) {
      const [x, y] = [outline[i + n]!, outline[i + n + 1]!];
      moved.push(a * x + c * y + e, b * x + d * y + f);
    }
    i += operands[operation] + 1;
  }
  return moved;
};

/** What is in both masks. */
const common = (one: Mask, other: Mask): Mask => {
  const { area, values } = one;
  const both = values.map((value, i) => {
    const x = area.left + (i % area.width) - other.area.left;
    const y = area.top + Math.floor(i / area.width) - other.area.top;
    const isInside = x >= 0 && y >= 0 && x < other.area.width && y < other.area.height;
    return isInside ? Math.round((value * other.values[y * other.area.width + x]!) / 255) : 0;
  });
  return { area, values: both };
};

const whole = (area: Area): Mask => ({ area, values: new Uint8Array(area.width * area.height).fill(255) });

/** Fills what the clip lets through. */
const fill = (
  { area, rgba }: Picture,
  clip: Mask,
  paint: GlyphPaint,
  matrix: Affine,
  foreground: readonly [number, number, number, number],
): void => {
  const back = inverse(matrix);
  if (!back) return;
  const colourAt = colourOf(paint, foreground);
  const [a, b, c, d, e, f] = back;
  clip.values.forEach((covered, i) => {
    if (covered === 0) return;
    const x = clip.area.left + (i % clip.area.width);
    const y = clip.area.top + Math.floor(i / clip.area.width);
    const colour = colourAt(a * (x + 0.5) + c * (y + 0.5) + e, b * (x + 0.5) + d * (y + 0.5) + f);
    const share = covered / 255;
    const rest = 1 - (colour[3] / 255) * share;
    const at = ((y - area.top) * area.width + x - area.left) * 4;
    for (let channel = 0; channel < 4; channel++)
      rgba[at + channel] = Math.min(255, colour[channel as 0 | 1 | 2 | 3] * share + rgba[at + channel]! * rest + 0.5);
  });
};

/**
 * The picture of a glyph whose origin lies at (`x`, `y`), `scale` pixels a font unit, within `area`. `colour` is that of the text. Steps
 * that do not pair up end the painting where they are.
 */
export const paintGlyph = (
  steps: readonly PaintStep[],
  scale: number,
  x: number,
  y: number,
  area: Area,
  colour: string,
): Picture => {
  const { r, g, b, alpha } = parseColour(colour);
  const foreground = [r, g, b, alpha * 255] as const;
  const matrices: Affine[] = [[scale, 0, 0, scale, x, y]];
  const clips: Mask[] = [whole(area)];
  const groups: Picture[] = [emptyPicture(area)];
  const pixels = area.width * area.height;
  let looks = 0;
  for (const step of steps.slice(0, mostSteps)) {
    const [matrix, clip, group] = [matrices.at(-1), clips.at(-1), groups.at(-1)];
    looks +=
      step.kind === 'fill' || step.kind === 'push-clip'
        ? (clip?.values.length ?? 0)
        : step.kind === 'pop-group'
          ? pixels
          : 0;
    if (looks > mostLooks * pixels) break;
    if (!matrix || !clip || !group || matrices.length + clips.length + groups.length > deepest) break;
    switch (step.kind) {
      case 'push-transform':
        matrices.push(combined(matrix, step.matrix));
        break;
      case 'push-clip': {
        const edges = new Edges();
        edges.add(transformed(step.outline, matrix), 1, 0, 0);
        clips.push(common(coverageOf(edges, clip.area), clip));
        break;
      }
      case 'fill':
        fill(group, clip, step.paint, matrix, foreground);
        break;
      case 'push-group':
        groups.push(emptyPicture(area));
        break;
      case 'pop-group':
        groups.pop();
        if (groups.length > 0) composite(groups.at(-1)!, group, step.mode);
        break;
      case 'pop-transform':
        matrices.pop();
        break;
      case 'pop-clip':
        clips.pop();
        break;
    }
  }
  return groups[0] ?? emptyPicture(area);
};
