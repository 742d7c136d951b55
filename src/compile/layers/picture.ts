/** What clips with a picture have in common: from source, size and look to a layer. */
import type { Look, MediaReference } from '../../domain/timeline/timeline.types.ts';
import type { LayerDraw, PictureSource } from '../display-list.types.ts';
import type { Scene, Size } from '../scene.types.ts';
import { filtersAt, opacityAt, plainLayer } from './look.ts';
import { type PictureSize, placePicture } from './placement.ts';
import { withSoftEdges } from './soft-edges.ts';

/** The next even size that holds a picture. */
export const evenSize = ({ width, height }: Size): Size => ({
  width: Math.max(2, Math.ceil(width / 2) * 2),
  height: Math.max(2, Math.ceil(height / 2) * 2),
});

/** What is known of the picture of a file; nothing for one that was not taken in. */
export const pictureFactsOf = (media: MediaReference) => (media.kind === 'blob' ? media.facts?.picture : undefined);

/** A picture in the frame as its look says; empty when nothing of it shows. */
export const pictureDraws = (
  scene: Scene,
  source: PictureSource,
  size: PictureSize & { readonly opaque: boolean },
  look: Look,
  local: number,
): readonly LayerDraw[] => {
  const opacity = opacityAt(look.opacity, local);
  if (opacity === 0) return [];
  const placed = placePicture(size, look.placement, scene, local);
  if (!placed) return [];
  const scale = Math.sqrt(placed.scaleX * placed.scaleY);
  const draw: LayerDraw = {
    kind: 'layer',
    source,
    ...size.delivered,
    ...plainLayer,
    opaque: size.opaque,
    ...placed,
    opacity,
    blend: look.blend ?? 'normal',
    filters: filtersAt(look.filters, local, scale),
  };
  return [withSoftEdges(draw, scene, scale)];
};
