/**
 * Mouths and eyes to be laid over a head. Each is the whole drawing again inside a small rectangle, lit by the same light,
 * so that it meets the head around it exactly; its rim fades out and pixels on the head's own edge stay clear.
 */
import { borrowSurface, type CastLight, type PixelBox, returnSurface, type Surface } from '../ink/ink.ts';
import { keepWithin } from './lit-parts.ts';

/** Widest fade at the rim, in pixels. */
const featherPx = 4;

export type PatchSource = {
  /** The unlit head without features, and what lies over them. */
  readonly base: Surface;
  readonly over: Surface;
  /** The unlit and the lit head as delivered, for their alpha. */
  readonly unlit: Surface;
  readonly lit: Surface;
  readonly light: CastLight;
};

/** Paints one image per name. `paint` draws the features of that name on the working surface. */
export const paintPatches = <Name extends string>(
  source: PatchSource,
  box: PixelBox,
  names: readonly Name[],
  paint: (surface: Surface, name: Name) => void,
): Record<Name, Surface> => {
  const work = borrowSurface(source.base.width, source.base.height);
  const { context } = work;
  const solid = source.lit.context.getImageData(box.x, box.y, box.width, box.height).data;
  const images = names.map((name) => {
    context.save();
    context.beginPath();
    context.rect(box.x, box.y, box.width, box.height);
    context.clip();
    context.clearRect(box.x, box.y, box.width, box.height);
    context.drawImage(source.base.canvas, 0, 0);
    paint(work, name);
    context.drawImage(source.over.canvas, 0, 0);
    source.light.apply(work);
    keepWithin(work, source.unlit);
    context.restore();
    return [name, cutOut(work, box, solid)] as const;
  });
  returnSurface(work);
  return Object.fromEntries(images) as Record<Name, Surface>;
};

const cutOut = (work: Surface, box: PixelBox, solid: Uint8ClampedArray): Surface => {
  const pixels = work.context.getImageData(box.x, box.y, box.width, box.height);
  for (let y = 0; y < box.height; y++) {
    for (let x = 0; x < box.width; x++) {
      const at = (y * box.width + x) * 4 + 3;
      const inward = Math.min(x, y, box.width - 1 - x, box.height - 1 - y);
      pixels.data[at] = solid[at] === 255 ? Math.round(255 * Math.min(1, inward / featherPx)) : 0;
    }
  }
  const patch = borrowSurface(box.width, box.height);
  patch.context.putImageData(pixels, 0, 0);
  return patch;
};
