/** The wash: flat colour, a faint drift from light to dark across the shape, and a darker pooled edge inside its outline. */
import type { Colour } from './colour.ts';
import { boxOf, type Context, fillPolygon, type Gradient, type Point, tracePolygon } from './curve.ts';
import { darkInk, type InkOptions, inkLine } from './line.ts';

export type WashOptions = {
  /** Darkness of the pooled edge, 0..1. */
  readonly edge?: number;
  /** Strength of the light-to-dark drift, 0..1. */
  readonly drift?: number;
  /** Paints with this instead of the flat colour. */
  readonly fill?: Gradient;
  /** Width of the pooled edge. */
  readonly edgeWidth?: number;
};

/** Beyond this the box of a shape is cut, so that a floor that runs to the horizon still drifts inside the picture. */
const farthest = 6000;

/** Shapes smaller than this (in the context's units) are plain colour: nobody sees their drift, and clipping costs. */
const smallest = 14;

export const washShape = (
  context: Context,
  points: readonly Point[],
  colour: Colour,
  options: WashOptions = {},
): void => {
  const { edge = 0.18, drift = 0.16, edgeWidth = 7 } = options;
  if (points.length < 3) return;
  fillPolygon(context, points, options.fill ?? colour);
  if (edge <= 0 && drift <= 0) return;
  const box = boxOf(points);
  const left = Math.max(box.left, -farthest);
  const top = Math.max(box.top, -farthest);
  const width = Math.min(box.right, farthest) - left;
  const height = Math.min(box.bottom, farthest) - top;
  if (width < smallest || height < smallest) return;
  context.save();
  tracePolygon(context, points);
  context.clip();
  if (drift > 0) {
    const gradient = context.createLinearGradient(left, top, left + width * 0.4, top + height);
    gradient.addColorStop(0, `rgba(255,250,235,${drift})`);
    gradient.addColorStop(0.5, 'rgba(255,255,255,0)');
    gradient.addColorStop(1, `rgba(20,15,45,${drift})`);
    context.fillStyle = gradient;
    context.fillRect(left, top, width, height);
  }
  if (edge > 0) {
    context.strokeStyle = `rgba(20,15,40,${edge})`;
    context.lineWidth = edgeWidth;
    tracePolygon(context, points);
    context.stroke();
  }
  context.restore();
};

/** A washed shape with its inked outline. */
export const inkedShape = (
  context: Context,
  points: readonly Point[],
  colour: Colour,
  options: WashOptions & InkOptions & { readonly inkColour?: Colour; readonly outline?: boolean } = {},
): void => {
  const first = points[0];
  if (first === undefined) return;
  washShape(context, points, colour, options);
  if (options.outline === false) return;
  inkLine(context, [...points, first], {
    width: options.width ?? 4,
    colour: options.inkColour ?? darkInk,
    wobble: options.wobble ?? 1,
    taper: options.taper ?? 0.45,
    alpha: options.alpha ?? 1,
    step: options.step ?? 10,
  });
};
