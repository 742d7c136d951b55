/** Where a blurred picture with alpha ends: nowhere that its own picture does. */
import type { DrawnFilter, LayerDraw } from '../display-list.types.ts';
import { filtersMakeAlpha } from '../filters/filters.ts';
import { groupDraw } from '../group-draw.ts';
import type { Size } from '../scene.types.ts';

/** Filters that depend on where the picture ends mean its own edges, not the frame's. */
const meansOwnEdges = (filter: DrawnFilter): boolean => filter.kind === 'vignette';

/**
 * A blur on a picture with alpha would be cut where the picture ends. Such a picture is drawn alone on the frame and blurred there,
 * with the filters that follow. `scale`: frame pixels per pixel of the picture. Opaque and cropped pictures keep their hard edges.
 */
export const withSoftEdges = (draw: LayerDraw, frame: Size, scale: number): LayerDraw => {
  const from = draw.filters.findIndex(({ kind }) => kind === 'blur');
  if (from < 0 || draw.crop !== undefined) return draw;
  const [before, after] = [draw.filters.slice(0, from), draw.filters.slice(from)];
  if ((draw.opaque && !filtersMakeAlpha(before)) || after.some(meansOwnEdges)) return draw;
  const { opacity, blend } = draw;
  const filters = after.map((filter) =>
    filter.kind === 'blur' ? { ...filter, radiusPx: filter.radiusPx * scale } : filter,
  );
  return groupDraw(frame, [{ ...draw, opacity: 256, blend: 'normal', filters: before }], { opacity, blend, filters });
};
