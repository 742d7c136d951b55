/**
 * A pen that knows how large the drawing will be on the screen. Heads are drawn in art units (chin to crown about 610);
 * lines grow more slowly than the drawing, so that a head of 120 px is not a tangle and one of 900 px is not a comic mask.
 */
import {
  type Colour,
  type Context,
  type InkOptions,
  inkedShape,
  inkLine,
  type Point,
  type WashOptions,
} from '../ink/ink.ts';

export type Brush = {
  readonly context: Context;
  /** Pixels per art unit. */
  readonly scale: number;
  /** 0 = a figure far away, 1 = a close-up. */
  readonly detail: number;
};

/** Scale at which line widths are as written: a head of about 430 px. */
const referenceScale = 0.7;
const thinnestPx = 0.8;

/** Width in art units of a line written as `width` at the reference scale. */
export const lineWidth = (brush: Brush, width: number): number =>
  Math.max(thinnestPx / brush.scale, width * (brush.scale / referenceScale) ** -0.25);

const stepFor = (brush: Brush): number => Math.max(8, 3 / brush.scale);

/** An inked line whose width follows the rule above. */
export const drawLine = (
  brush: Brush,
  points: readonly Point[],
  width: number,
  colour: Colour,
  options: InkOptions = {},
) =>
  inkLine(brush.context, points, {
    wobble: 0.5,
    taper: 0.65,
    step: stepFor(brush),
    ...options,
    width: lineWidth(brush, width),
    colour,
  });

/** A washed, inked shape whose outline follows the rule above. */
export const drawShape = (
  brush: Brush,
  points: readonly Point[],
  colour: Colour,
  options: WashOptions & InkOptions & { readonly inkColour?: Colour; readonly outline?: boolean } = {},
) =>
  inkedShape(brush.context, points, colour, {
    wobble: 1.2,
    edge: brush.detail > 0.2 ? 0.12 : 0,
    drift: brush.detail > 0.2 ? 0.12 : 0.06,
    edgeWidth: 5 / brush.scale,
    step: stepFor(brush),
    ...options,
    width: lineWidth(brush, options.width ?? 10),
  });

/** The ink of clothes, eyes and mouths. */
export const inkDark: Colour = '#1d1722';
