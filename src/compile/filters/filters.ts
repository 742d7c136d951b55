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

const colourStep = (filter: DrawnFilter, cubeOf: CubeLookup): ColourStep | undefined => {
  switch (filter.kind) {
    case 'colour':
    case 'sepia':
    case 'invert':
      return filter;
    case 'lut': {
      const table = cubeOf(filter.media);
      return table.grid ? undefined : { kind: 'curve', table, amount: filter.amount };
    }
    default:
      return undefined;
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
      if (step) {
        steps.push(step);
        continue;
      }
      flush();
      switch (filter.kind) {
        case 'blur':
          pass.blur(filter.radiusPx);
          break;
        case 'sharpen':
          pass.sharpen(filter.amount);
          break;
        case 'chroma-key':
          pass.chromaKey(filter);
          break;
        case 'lut':
          pass.lookUp(cubeOf(filter.media), filter.amount);
          break;
        case 'vignette':
          pass.vignette(filter);
      }
    }
    flush();
    return pass.finish();
  } finally {
    pass.release();
  }
};
