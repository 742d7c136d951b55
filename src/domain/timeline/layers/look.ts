/** How a picture lies in the frame and mixes with what is below it: placement, opacity, blend mode, filters. */
import { limits } from '../../limits.ts';
import { type BlendMode, blendModes, type Crop, type Fit, type Look, type Placement } from '../look.types.ts';
import { type Fields, given, listShape, objectShape, optional, required } from '../schema/objects.ts';
import { type Place, placeIn } from '../schema/place.ts';
import type { Reading } from '../schema/reading.ts';
import { flagShape, numberShape, wordShape } from '../schema/scalars.ts';
import { named, refined, type Shape, type Wrong } from '../schema/shape.ts';
import { animatedShape } from '../values/animated.ts';
import { filterShape } from './filters.ts';

/** Far beyond any frame; farther would lose precision in the kernels' fixed point. */
const farthestPx = 100_000;
const offset = animatedShape({ from: -farthestPx, to: farthestPx });
const fixedOffset = numberShape({ from: -farthestPx, to: farthestPx });
const length = numberShape({ from: 0.01, to: farthestPx });
const scale = animatedShape({ from: 0, to: 1000 });
const share = numberShape({ from: 0, to: 1 });
const cut = animatedShape({ from: 0, to: 1 });

/** A rectangle of the frame. */
export const boxShape = objectShape(
  { x: required(fixedOffset), y: required(fixedOffset), width: required(length), height: required(length) },
  { takes: 'a box {x, y, width, height} in pixels' },
);

const cropShape: Shape<Crop> = refined(
  objectShape(
    { left: optional(cut), top: optional(cut), right: optional(cut), bottom: optional(cut) },
    { takes: 'a crop {left, top, right, bottom}, each from 0 to 1' },
  ),
  (crop, place, reading) => {
    const leavesNothing = (a: Crop['left'], b: Crop['left']): boolean =>
      (typeof a === 'number' ? a : 0) + (typeof b === 'number' ? b : 0) >= 1;
    return leavesNothing(crop.left, crop.right) || leavesNothing(crop.top, crop.bottom)
      ? reading.tell(place, 'nothing of the picture is left; opposite sides must add up to less than 1')
      : crop;
  },
);

const fits: readonly Fit[] = ['contain', 'cover', 'stretch', 'none'];

/** Where in its box a picture lies, by name: across and down, 0..1. */
const alignments = {
  'top-left': [0, 0],
  top: [0.5, 0],
  'top-right': [1, 0],
  left: [0, 0.5],
  middle: [0.5, 0.5],
  right: [1, 0.5],
  'bottom-left': [0, 1],
  bottom: [0.5, 1],
  'bottom-right': [1, 1],
} as const satisfies Record<string, readonly [number, number]>;
type Alignment = keyof typeof alignments;
const alignmentShape = wordShape<Alignment>(Object.keys(alignments) as Alignment[], {
  center: 'middle',
  centre: 'middle',
});

const placementFields = {
  fit: optional(wordShape<Fit>(fits, { fill: 'stretch' }), { about: 'Default contain.' }),
  box: optional(boxShape, { about: 'Default: the whole frame.' }),
  align: optional(alignmentShape, { about: 'Where in the box: short for alignX and alignY.' }),
  alignX: optional(share, { about: '0 left, 0.5 middle (default), 1 right.' }),
  alignY: optional(share, { about: '0 top, 0.5 middle (default), 1 bottom.' }),
  crop: optional(cropShape),
  x: optional(offset, { about: 'Pixels of the frame from where the fit put it; default 0.' }),
  y: optional(offset),
  scale: optional(scale, { about: 'Short for scaleX and scaleY.' }),
  scaleX: optional(scale, { about: 'Of the fitted size; default 1.' }),
  scaleY: optional(scale),
  rotation: optional(animatedShape({ from: -36_000, to: 36_000 }), { about: 'Degrees clockwise; default 0.' }),
  anchorX: optional(share, { about: 'Of the picture, what scale and rotation leave in place; default 0.5.' }),
  anchorY: optional(share),
  flipX: optional(flagShape),
  flipY: optional(flagShape),
} as const satisfies Fields;

type Shorthand = Placement & { readonly scale?: Placement['scaleX']; readonly align?: Alignment };

const withoutShorthand = (
  { scale: both, align, ...placement }: Shorthand,
  place: Place,
  reading: Reading,
): Placement | Wrong => {
  if (both !== undefined && (placement.scaleX ?? placement.scaleY) !== undefined)
    return reading.tell(placeIn(place, 'scale'), 'says the same as scaleX and scaleY; use one of the two');
  if (align && (placement.alignX ?? placement.alignY) !== undefined)
    return reading.tell(placeIn(place, 'align'), 'says the same as alignX and alignY; use one of the two');
  return {
    ...placement,
    ...(both !== undefined && { scaleX: both, scaleY: both }),
    ...(align && { alignX: alignments[align][0], alignY: alignments[align][1] }),
  };
};

const placementShape: Shape<Placement> = named('placement', 'a placement', () =>
  refined(
    objectShape(placementFields, {
      takes: 'a placement {fit, x, y, scale, …}',
      hints: {
        position: 'align',
        offset: 'x',
        rotate: 'rotation',
        angle: 'rotation',
        zoom: 'scale',
        left: 'x',
        top: 'y',
      },
    }),
    withoutShorthand,
  ),
);

/** 0 (nothing shows) to 1. */
export const opacityShape = animatedShape({ from: 0, to: 1 });
const blendShape = wordShape<BlendMode>(blendModes, {
  'color-dodge': 'colour-dodge',
  'color-burn': 'colour-burn',
  'plus-lighter': 'add',
});

const filtersShape = listShape(filterShape, { takes: 'filters', longest: limits.filtersOnClip });

export const placementField = optional(placementShape);
export const blendField = optional(blendShape, { about: 'Default normal.' });
const opacityField = optional(opacityShape, { about: 'Default 1.' });

/** Filters in the order they are applied. */
export const filtersField = optional(filtersShape);

/** Fields of every clip with a picture. */
export const lookFields = {
  placement: placementField,
  opacity: opacityField,
  blend: blendField,
  filters: filtersField,
} as const satisfies Fields;

/** The look that was given, with nothing filled in. */
export const lookOf = (read: Look): Look => given(read, ['placement', 'opacity', 'blend', 'filters']);
