/** The door of the pure renderer: a timeline becomes segments, a frame becomes a display list, a display list becomes pixels. */
/** Raised whenever the same timeline would give other pixels: part of every segment's cache key. */
export const engineVersion = 'engine-7';

export { type PlanarColour, parseColour, planarColour } from './colour.ts';
export {
  Compositor,
  type CompositorMemory,
  type CompositorPlan,
  compositorBytes,
  type TextPicture,
} from './compositor.ts';
export { type UntouchedVideo, untouched } from './culled-draws.ts';
export { withDelivery } from './delivery.ts';
export type {
  DisplayList,
  Draw,
  DrawnFilter,
  FillDraw,
  LayerDraw,
  MixDraw,
  MixHow,
  PatchDraw,
  PictureSource,
  PlainDraw,
  TextDraw,
  TextPart,
} from './display-list.types.ts';
export { evaluate, evaluateWithAlpha } from './evaluate.ts';
export { excerpt } from './excerpt.ts';
export { frameBytes } from './frame-buffer.ts';
export { pictureMemoryOf } from './picture-memory.ts';
export type { StraightPicture } from './pictures.ts';
export { placedBytes } from './placed-layer.ts';
export {
  type ImageResource,
  imageKey,
  type LutResource,
  type Resource,
  type ShapeResource,
  type TextResource,
  type VideoResource,
} from './resources.ts';
export type { UnitCounter } from './scene.types.ts';
export { type Segment, segmentsOf } from './segments.ts';
