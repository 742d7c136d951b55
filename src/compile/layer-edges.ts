/** Where the edges of a drawn layer lie in the frame, and how its picture must be prepared so that they look right. */
import { WorkprintError } from '../domain/errors.ts';
import type { LayerDraw } from './display-list.types.ts';
import { filtersMakeAlpha } from './filters/filters.ts';
import type { Edge } from './placed-layer.ts';
import type { Size } from './scene.types.ts';

/** Frame pixels; `right` and `bottom` are exclusive. */
export type Extent = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

type Placing = Pick<
  LayerDraw,
  'x' | 'y' | 'scaleX' | 'scaleY' | 'anchorX' | 'anchorY' | 'crop' | 'width' | 'height' | 'rotationDeg'
>;

/** What shows of a layer that is not turned. Edges within 1/64 of a pixel lie on it. */
export const extentOf = (draw: Placing): Extent => {
  const { x, y, width, height } = draw.crop ?? { x: 0, y: 0, width: draw.width, height: draw.height };
  const left = draw.x + (x - draw.anchorX) * draw.scaleX;
  const top = draw.y + (y - draw.anchorY) * draw.scaleY;
  return {
    left: nearWhole(left),
    top: nearWhole(top),
    right: nearWhole(left + width * draw.scaleX),
    bottom: nearWhole(top + height * draw.scaleY),
  };
};

const nearWhole = (value: number): number => {
  const whole = Math.round(value);
  return Math.abs(value - whole) < 1 / 64 ? whole : value;
};

/** Where a layer can touch the frame at all, turned or not; a pixel and a half more, for its soft rim. */
export const boundsOf = (draw: Placing): Extent => {
  const flat = extentOf(draw);
  const rim = 1.5;
  if (draw.rotationDeg === 0)
    return { left: flat.left - rim, top: flat.top - rim, right: flat.right + rim, bottom: flat.bottom + rim };
  const angle = (draw.rotationDeg * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const corners = [flat.left - draw.x, flat.right - draw.x].flatMap((dx) =>
    [flat.top - draw.y, flat.bottom - draw.y].map((dy) => [draw.x + cos * dx - sin * dy, draw.y + sin * dx + cos * dy]),
  );
  const [xs, ys] = [corners.map(([x]) => x!), corners.map(([, y]) => y!)];
  return {
    ...{ left: Math.min(...xs) - rim, right: Math.max(...xs) + rim },
    ...{ top: Math.min(...ys) - rim, bottom: Math.max(...ys) + rim },
  };
};

/** Every edge lies on whole pixels or outside the frame: nothing of the rim needs to be mixed with what is below. */
export const isSharp = ({ left, top, right, bottom }: Extent, { width, height }: Size): boolean =>
  (left <= 0 || Number.isInteger(left)) &&
  (top <= 0 || Number.isInteger(top)) &&
  (right >= width || Number.isInteger(right)) &&
  (bottom >= height || Number.isInteger(bottom));

/** How a layer's picture is prepared. */
export type Preparation = {
  readonly edge: Edge;
  /** The crop must be cut out of the picture; otherwise it is enough to draw only that part of the frame. */
  readonly isCut: boolean;
};

/** What a draw needs of its picture. Throws `timeline-invalid` for a tile that turns. */
export const preparationOf = (draw: LayerDraw, frame: Size): Preparation => {
  if (draw.tile) {
    if (draw.rotationDeg !== 0)
      throw new WorkprintError('timeline-invalid', 'A layer that tiles cannot turn; remove its rotation.');
    return { edge: 'wrap', isCut: false };
  }
  const isStraight = draw.rotationDeg === 0 && isSharp(extentOf(draw), frame);
  return { edge: isStraight ? 'clamp' : 'clear', isCut: draw.crop !== undefined && !isStraight };
};

/** Whether nothing of what lies below a layer can be seen, if its picture is opaque as it says. */
export const coversFrame = (draw: LayerDraw, { width, height }: Size): boolean => {
  if (!draw.opaque || draw.tile || draw.rotationDeg !== 0 || draw.opacity !== 256 || draw.blend !== 'normal')
    return false;
  if (filtersMakeAlpha(draw.filters)) return false;
  const { left, top, right, bottom } = extentOf(draw);
  return left <= 0 && top <= 0 && right >= width && bottom >= height;
};

/** Whether a layer's picture lies on the frame pixel by pixel, all of it and nothing else. */
export const isFrameItself = (draw: LayerDraw, frame: Size): boolean =>
  coversFrame(draw, frame) &&
  draw.filters.length === 0 &&
  draw.patches.length === 0 &&
  !draw.flipX &&
  !draw.flipY &&
  draw.crop === undefined &&
  draw.width === frame.width &&
  draw.height === frame.height &&
  Math.abs(draw.scaleX - 1) < 1e-6 &&
  Math.abs(draw.scaleY - 1) < 1e-6;
