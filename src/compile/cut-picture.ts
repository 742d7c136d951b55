/** Changes to a tight picture in memory that are no filters: mirroring it, and cutting a part out of it with smooth edges. */
import type { LayerDraw } from './display-list.types.ts';
import type { PlanarPicture } from './filters/planar-picture.ts';
import type { Ground } from './placed-layer.ts';

type Plane = { readonly at: number; readonly w: number; readonly h: number; readonly half: boolean };

const planesOf = ({ width, height, y, u, v, a, ac, opaque }: PlanarPicture): readonly Plane[] => {
  const full = (at: number): Plane => ({ at, w: width, h: height, half: false });
  const half = (at: number): Plane => ({ at, w: width / 2, h: height / 2, half: true });
  return [full(y), half(u), half(v), ...(opaque ? [] : [full(a), half(ac)])];
};

/** Copies a picture within the memory. */
export const copyPicture = ({ kernels }: Ground, to: PlanarPicture, from: PlanarPicture): void => {
  const sources = planesOf(from);
  for (const [i, { at, w, h }] of planesOf({ ...to, opaque: from.opaque }).entries())
    kernels.copy(at, sources[i]!.at, w * h);
};

/** Copies a picture mirrored; chroma is brought back to where it lies between the luma samples. */
export const mirrorPicture = (
  { kernels }: Ground,
  to: PlanarPicture,
  from: PlanarPicture,
  flipX: boolean,
  flipY: boolean,
): void => {
  const targets = planesOf({ ...to, opaque: from.opaque });
  for (const [i, { at, w, h, half }] of planesOf(from).entries()) {
    const target = targets[i]!.at;
    for (let j = 0; j < h; j++) {
      const row = target + (flipY ? h - 1 - j : j) * w;
      if (flipX) kernels.flipX(row, w, at + j * w, w, w, 1, half ? 1 : 0);
      else kernels.copy(row, at + j * w, w);
    }
  }
};

/** The draw for a picture that was mirrored as a whole: crop and anchor where they then lie in it. */
export const mirroredPlace = (draw: LayerDraw): LayerDraw => {
  if (!draw.flipX && !draw.flipY) return draw;
  const crop = draw.crop ?? { x: 0, y: 0, width: draw.width, height: draw.height };
  const dx = draw.flipX ? draw.width - 2 * crop.x - crop.width : 0;
  const dy = draw.flipY ? draw.height - 2 * crop.y - crop.height : 0;
  return {
    ...draw,
    ...{ anchorX: draw.anchorX + dx, anchorY: draw.anchorY + dy },
    ...(draw.crop && { crop: { ...crop, x: crop.x + dx, y: crop.y + dy } }),
  };
};

/** How much of sample `i`, `size` pixels long, lies between two edges; 0..1. */
const coverage = (i: number, size: number, from: number, to: number): number =>
  Math.min(Math.max((Math.min((i + 1) * size, to) - Math.max(i * size, from)) / size, 0), 1);

/** Leaves nothing outside the part, and of samples on its edges as much as lies inside. The picture has alpha. */
export const cutPicture = (ground: Ground, picture: PlanarPicture, part: NonNullable<LayerDraw['crop']>): void => {
  const { kernels } = ground;
  const bytes = ground.bytes();
  for (const { at, w, h, half } of planesOf(picture)) {
    const size = half ? 2 : 1;
    const columns = Float64Array.from({ length: w }, (_, i) => coverage(i, size, part.x, part.x + part.width));
    const first = columns.findIndex((share) => share > 0);
    const end = columns.findLastIndex((share) => share > 0) + 1;
    const edges = [first, end - 1].filter((i, k) => i >= 0 && columns[i]! < 1 && (k === 0 || i !== first));
    for (let j = 0; j < h; j++) {
      const row = at + j * w;
      const share = first < 0 ? 0 : coverage(j, size, part.y, part.y + part.height);
      if (share === 0) {
        kernels.fill(row, 0, w);
        continue;
      }
      kernels.fill(row, 0, first);
      kernels.fill(row + end, 0, w - end);
      if (share < 1) kernels.fade(row + first, end - first, Math.round(256 * (1 - share)), 0);
      for (const i of edges) bytes[row + i] = Math.round(bytes[row + i]! * columns[i]!);
    }
  }
};
