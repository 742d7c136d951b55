/**
 * Where a surface is inked, found on a small copy: reading all pixels of a large canvas costs a copy of them outside the
 * JavaScript heap, which stays until a collection that nothing triggers (2 GB after 200 reads of 10 MB).
 */
import { inkedBox, type PixelBox, type Surface, withSurface } from '../ink/ink.ts';

const shrink = 8;

/** A box that holds every inked pixel, up to two cells of the small copy larger than need be; undefined when all is clear. */
export const looseBox = (surface: Surface): PixelBox | undefined => {
  const box = withSurface(Math.ceil(surface.width / shrink), Math.ceil(surface.height / shrink), (small) => {
    small.context.imageSmoothingQuality = 'high';
    small.context.drawImage(surface.canvas, 0, 0, surface.width / shrink, surface.height / shrink);
    return inkedBox(small);
  });
  if (box === undefined) return undefined;
  const left = Math.max(0, (box.x - 1) * shrink);
  const top = Math.max(0, (box.y - 1) * shrink);
  const right = Math.min(surface.width, (box.x + box.width + 1) * shrink);
  const bottom = Math.min(surface.height, (box.y + box.height + 1) * shrink);
  return { x: left, y: top, width: right - left, height: bottom - top };
};
