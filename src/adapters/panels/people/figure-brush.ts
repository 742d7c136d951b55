/** Ink and wash for figures: one line width for the whole figure, from its height on the screen. */
import { type Colour, type Context, inkedShape, inkLine, type Point } from '../ink/ink.ts';
import { inkDark } from './brush.ts';

export type FigureBrush = { readonly context: Context; readonly height: number; readonly line: number };

/** Pixels: thinner than one is grey mist, and a figure of 700 px still reads as drawn with the same pen. */
export const figureLineWidth = (height: number): number => Math.max(1.1, 0.9 * (height / 170) ** 0.72);

export const figureShape = (brush: FigureBrush, points: readonly Point[], colour: Colour, weight = 1): void =>
  inkedShape(brush.context, points, colour, {
    width: brush.line * weight,
    inkColour: inkDark,
    wobble: brush.line * 0.25,
    edge: 0,
    drift: 0,
    taper: 0.35,
    step: Math.max(2.5, brush.height * 0.012),
  });

export const figureLine = (
  brush: FigureBrush,
  points: readonly Point[],
  weight: number,
  colour: Colour = inkDark,
  alpha = 0.85,
): void =>
  inkLine(brush.context, points, {
    width: brush.line * weight,
    colour,
    alpha,
    wobble: brush.line * 0.2,
    step: Math.max(2.5, brush.height * 0.012),
  });
