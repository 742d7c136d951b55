/** Beards and moustaches from outlines, edged with short strokes that follow the growth, so that they read as hair. */

import type { CharacterLook } from '../../../domain/performance/performance.types.ts';
import { seededRandom } from '../../../domain/random.ts';
import { type Context, fillPolygon, mixColour, type Point, smoothCurve, tracePolygon, withAlpha } from '../ink/ink.ts';
import { type Brush, drawLine } from './brush.ts';
import type { Warp } from './lorelei.ts';
import { bend } from './skin.ts';

/** Outlines in the unbent frame of a view. The inner edge runs round the mouth. */
export type BeardOutlines = {
  readonly full: readonly Point[];
  readonly short: readonly Point[];
  readonly moustache: readonly Point[];
  /** Skin left free round the lower lip. */
  readonly lips: readonly Point[];
  /** Chin the strokes grow toward. */
  readonly toward: Point;
};

export const beardColour = (look: CharacterLook): string => mixColour(look.hairColour, '#6d6660', 0.12);

const inside = (polygon: readonly Point[], x: number, y: number): boolean => {
  let odd = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const [ax, ay] = polygon[i] as Point;
    const [bx, by] = polygon[j] as Point;
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) odd = !odd;
  }
  return odd;
};

const scatter = (
  brush: Brush,
  look: CharacterLook,
  outline: readonly Point[],
  toward: Point,
  count: number,
  alpha: number,
  length: number,
): void => {
  const random = seededRandom('beard', look.characterId);
  const xs = outline.map(([x]) => x);
  const ys = outline.map(([, y]) => y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const dark = mixColour(look.hairColour, '#0e0c12', 0.5);
  const light = mixColour(look.hairColour, '#e8dccb', 0.3);
  for (let i = 0; i < count; i++) {
    const [x, y] = [left + random() * (right - left), top + random() * (bottom - top)];
    const pale = random() < 0.25;
    const size = length * (0.7 + random() * 0.6);
    if (!inside(outline, x, y)) continue;
    const lean = (toward[0] - x) * 0.06;
    drawLine(
      brush,
      [
        [x, y - size * 0.5],
        [x + lean * 0.6, y],
        [x + lean, y + size * 0.5],
      ],
      3,
      pale ? light : dark,
      { wobble: 0.3, alpha },
    );
  }
};

/** Tufts across the lower edge, so that the outline is not cut with scissors. */
const fringe = (brush: Brush, look: CharacterLook, outline: readonly Point[], toward: Point, length: number): void => {
  const random = seededRandom('beard-edge', look.characterId);
  const colour = beardColour(look);
  for (let i = 0; i < outline.length; i += 2) {
    const [x, y] = outline[i] as Point;
    const lean = (toward[0] - x) * 0.1;
    drawLine(
      brush,
      [
        [x - lean * 0.3, y - length],
        [x + lean * 0.3 + (random() - 0.5) * 6, y + length * 0.6],
      ],
      7,
      colour,
      { wobble: 0.4, taper: 0.9 },
    );
  }
};

/** The beard under the mouth's drawing. `clipToFace` keeps short beards on the skin. */
export const paintBeard = (
  brush: Brush,
  look: CharacterLook,
  outlines: BeardOutlines,
  warp: Warp,
  clipToFace: (context: Context) => void,
): void => {
  if (look.beard === 'none' || look.beard === 'moustache') return;
  const { context } = brush;
  const full = look.beard === 'full';
  const outline = smoothCurve(bend(warp, full ? outlines.full : outlines.short), true, 8);
  const toward = warp(...outlines.toward);
  const colour = beardColour(look);
  context.save();
  if (!full) clipToFace(context);
  if (look.beard === 'stubble') {
    fillPolygon(context, outline, withAlpha(mixColour(look.hairColour, '#3a3038', 0.3), 0.2));
    if (brush.detail > 0.15) scatter(brush, look, outline, toward, brush.detail > 0.5 ? 520 : 220, 0.5, 7);
  } else {
    fillPolygon(context, outline, colour);
    if (full)
      fringe(
        brush,
        look,
        outline.slice(Math.floor(outline.length * 0.12), Math.floor(outline.length * 0.5)),
        toward,
        14,
      );
    else fringe(brush, look, outline, toward, 8);
    if (brush.detail > 0.12)
      scatter(brush, look, outline, toward, brush.detail > 0.5 ? 240 : 110, 0.55, full ? 30 : 20);
    tracePolygon(context, smoothCurve(bend(warp, outlines.lips), true, 6));
    context.fillStyle = mixColour(look.skin, '#5a2a2a', 0.12);
    context.fill();
  }
  context.restore();
};

/** The moustache over the mouth's upper lip; stubble has none of its own. */
export const paintMoustache = (brush: Brush, look: CharacterLook, outlines: BeardOutlines, warp: Warp): void => {
  if (look.beard === 'none' || look.beard === 'stubble') return;
  const thick = look.beard === 'short' ? 0.72 : 1;
  const [cx, cy] = [
    outlines.toward[0],
    outlines.moustache.reduce((sum, [, y]) => sum + y, 0) / outlines.moustache.length,
  ];
  const shaped = outlines.moustache.map(([x, y]): Point => [cx + (x - cx), cy + (y - cy) * thick]);
  const outline = smoothCurve(bend(warp, shaped), true, 8);
  fillPolygon(brush.context, outline, beardColour(look));
  fringe(brush, look, outline.slice(Math.floor(outline.length / 2)), warp(...outlines.toward), 6);
  if (brush.detail > 0.2) scatter(brush, look, outline, warp(...outlines.toward), 60, 0.5, 14);
};
