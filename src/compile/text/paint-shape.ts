/** Shapes painted: filled inside, stroked along the edge. */
import type { Shape } from '../../domain/timeline/timeline.types.ts';
import { coverageOf, type Mask } from './coverage.ts';
import { Edges } from './outline.ts';
import { emptyPicture, type Picture, paintMask } from './picture.ts';
import { shapeBounds } from './shape-bounds.ts';
import { roundedRectangle, shapeOutline } from './shape-outline.ts';
import { strokeBand } from './stroke-band.ts';

/** What to paint; a line takes no fill. */
export type ShapePaint = {
  readonly shape: Shape;
  readonly fill?: string;
  readonly stroke?: { readonly colour: string; readonly widthPx: number };
};

/** A picture of the size that `shapeBounds` tells. Corners of a rectangle stay sharp; other joins and ends are round. */
export const paintShape = ({ shape, fill, stroke }: ShapePaint): Picture => {
  const { width, height, originX, originY } = shapeBounds(shape, stroke?.widthPx);
  const picture = emptyPicture({ left: 0, top: 0, width, height });
  const edges = new Edges();
  edges.add(shapeOutline(shape), 1, originX, originY, shape.kind !== 'line');
  if (fill !== undefined && shape.kind !== 'line') paintMask(picture, coverageOf(edges, picture.area), fill);
  if (stroke && stroke.widthPx > 0)
    paintMask(picture, strokeMask(shape, edges, stroke.widthPx, picture, originX, originY), stroke.colour);
  return picture;
};

const strokeMask = (
  shape: Shape,
  edges: Edges,
  widthPx: number,
  { area }: Picture,
  originX: number,
  originY: number,
): Mask => {
  if (shape.kind !== 'rectangle') return strokeBand(edges, area, widthPx / 2);
  // A frame: the larger rectangle without the smaller one.
  const half = widthPx / 2;
  const { width, height, radiusPx: radius = 0 } = shape;
  const frame = new Edges();
  const outer = radius === 0 ? 0 : radius + half;
  frame.add(roundedRectangle(-half, -half, width + half, height + half, outer), 1, originX, originY);
  if (width > widthPx && height > widthPx)
    frame.add(roundedRectangle(half, half, width - half, height - half, radius - half, true), 1, originX, originY);
  return coverageOf(frame, area);
};
