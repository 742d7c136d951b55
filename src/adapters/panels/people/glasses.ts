/** Spectacles, built on the eyes' own anchors so that they sit right on every face. */
import { ellipsePoints, type Point, smoothCurve, tracePolygon } from '../ink/ink.ts';
import { type Brush, drawLine } from './brush.ts';
import type { EyeAnchor } from './eyes.ts';

export type GlassesAnchor = {
  readonly near: EyeAnchor;
  readonly far: EyeAnchor;
  readonly ear?: Point;
  readonly farEar?: Point;
};

const frame = '#221c28';

const lens = (kind: 'round' | 'square', eye: EyeAnchor): Point[] => {
  const [w, h] = [Math.max(eye.width * 1.22, 46), 56];
  if (kind === 'round') return ellipsePoints(eye.x, eye.y + 6, w, Math.min(h, w * 1.15), 28);
  const top = eye.y - h * 0.62;
  const bottom = eye.y + h * 0.86;
  return smoothCurve(
    [
      [eye.x - w, top + 6],
      [eye.x - w * 0.5, top - 2],
      [eye.x + w * 0.5, top - 2],
      [eye.x + w, top + 6],
      [eye.x + w * 0.98, bottom - 22],
      [eye.x + w * 0.74, bottom],
      [eye.x - w * 0.74, bottom],
      [eye.x - w * 0.98, bottom - 22],
    ],
    true,
    5,
  );
};

export const paintGlasses = (brush: Brush, kind: 'round' | 'square', anchor: GlassesAnchor): void => {
  const { context } = brush;
  const weight = kind === 'round' ? 7 : 11;
  for (const eye of [anchor.near, anchor.far]) {
    const rim = lens(kind, eye);
    context.save();
    tracePolygon(context, rim);
    context.clip();
    context.fillStyle = 'rgba(225,240,250,0.10)';
    context.fillRect(eye.x - 120, eye.y - 120, 240, 240);
    if (brush.detail > 0.15) {
      context.fillStyle = 'rgba(255,255,255,0.22)';
      for (const [shift, width] of [
        [-14, 13],
        [10, 6],
      ] as const) {
        context.beginPath();
        context.moveTo(eye.x + shift, eye.y - 70);
        context.lineTo(eye.x + shift + width, eye.y - 70);
        context.lineTo(eye.x + shift + width - 44, eye.y + 80);
        context.lineTo(eye.x + shift - 44, eye.y + 80);
        context.fill();
      }
    }
    context.restore();
    drawLine(brush, [...rim, rim[0] as Point], weight, frame, { taper: 0.1, wobble: 0.6 });
  }
  const bridgeFrom: Point = [anchor.near.x + Math.max(anchor.near.width * 1.22, 46), anchor.near.y - 2];
  const bridgeTo: Point = [anchor.far.x - Math.max(anchor.far.width * 1.22, 46), anchor.far.y - 2];
  drawLine(
    brush,
    smoothCurve([bridgeFrom, [(bridgeFrom[0] + bridgeTo[0]) / 2, bridgeFrom[1] - 12], bridgeTo]),
    weight,
    frame,
    { taper: 0.2 },
  );
  const arm = (eye: EyeAnchor, side: -1 | 1, ear: Point): void =>
    drawLine(brush, [[eye.x + side * Math.max(eye.width * 1.22, 46), eye.y - 8], ear], weight * 0.9, frame, {
      taper: 0.3,
    });
  if (anchor.ear) arm(anchor.near, -1, anchor.ear);
  if (anchor.farEar) arm(anchor.far, 1, anchor.farEar);
};
