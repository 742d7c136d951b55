/**
 * The door of the room: filters on a picture in memory, before it is placed. Filters of colour alone that follow one another are one
 * pass; the others are a pass each.
 */
import type { MediaReference } from '../../domain/timeline/timeline.types.ts';
import type { DrawnFilter } from '../display-list.types.ts';
import type { ColourStep } from './colour-program.ts';
import type { Cube } from './cube.ts';
import type { FilterGround } from './filter-ground.types.ts';
import { FilterPass } from './filter-pass.ts';
import type { PlanarPicture } from './planar-picture.ts';

export { type Colour, type Cube, parseCube } from './cube.ts';
export type { FilterGround } from './filter-ground.types.ts';
export { filterRoomBytes } from './filter-pass.ts';
export { type PlanarPicture, pictureBytes, planarPicture } from './planar-picture.ts';

/** The parsed colour table of a `lut` filter. */
export type CubeLookup = (media: MediaReference) => Cube;

/** Whether a picture may have alpha after these filters although it was opaque. */
export const filtersMakeAlpha = (filters: readonly DrawnFilter[]): boolean =>
  filters.some((filter) => filter.kind === 'chroma-key');

/** The filter as one that can be folded with its neighbours, or undefined. */
const colourStep = (filter: DrawnFilter, cubeOf: CubeLookup): ColourStep | undefined => {
  if (filter.kind === 'colour' || filter.kind === 'sepia' || filter.kind === 'invert') return filter;
  if (filter.kind !== 'lut') return undefined;
  const table = cubeOf(filter.media);
  return table.grid ? undefined : { kind: 'curve', table, amount: filter.amount };
};

const applyAlone = (pass: FilterPass, filter: DrawnFilter, cubeOf: CubeLookup): void => {
  switch (filter.kind) {
    case 'blur':
      return pass.blur(filter.radiusPx);
    case 'sharpen':
      return pass.sharpen(filter.amount);
    case 'chroma-key':
      return pass.chromaKey(filter);
    case 'lut':
      return pass.lookUp(cubeOf(filter.media), filter.amount);
    case 'vignette':
      return pass.vignette(filter);
    case 'colour':
    case 'sepia':
    case 'invert':
      return pass.colour([filter]);
  }
};

/**
 * Applies the filters in order, in place, and gives the picture with `opaque` as it then is. Planes with alpha are premultiplied, as
 * in a layer picture, before and after; a transparent pixel stays so. What lies beyond the edge counts as its last sample.
 */
export const filterPicture = (
  ground: FilterGround,
  picture: PlanarPicture,
  filters: readonly DrawnFilter[],
  cubeOf: CubeLookup,
): PlanarPicture => {
  const pass = new FilterPass(ground, picture);
  let steps: ColourStep[] = [];
  const flush = (): void => {
    if (steps.length > 0) pass.colour(steps);
    steps = [];
  };
  try {
    for (const filter of filters) {
      const step = colourStep(filter, cubeOf);
      if (step) steps.push(step);
      else {
        flush();
        applyAlone(pass, filter, cubeOf);
      }
    }
    flush();
    return pass.finish();
  } finally {
    pass.release();
  }
};
