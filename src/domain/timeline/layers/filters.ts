/** Filters: what is done to a picture before it is placed. */
import type { Filter } from '../look.types.ts';
import { byWordShape, objectShape, optional, required } from '../schema/objects.ts';
import { literalShape } from '../schema/scalars.ts';
import { named, type Shape } from '../schema/shape.ts';
import { animatedShape } from '../values/animated.ts';
import { colourShape } from '../values/colour.ts';
import { mediaShape } from '../values/media-reference.ts';

const share = animatedShape({ from: 0, to: 1 });
const fromMinusToPlus = animatedShape({ from: -1, to: 1 });
const colourWords = ['color'];

/** One filter of a clip. */
export const filterShape: Shape<Filter> = named('filter', 'a filter', () =>
  byWordShape<Filter>(
    'kind',
    'a filter',
    {
      colour: objectShape(
        {
          kind: required(literalShape('colour', colourWords)),
          brightness: optional(fromMinusToPlus, { about: 'Added; default 0.' }),
          contrast: optional(animatedShape({ from: 0, to: 4 }), { about: 'About middle grey; default 1.' }),
          saturation: optional(animatedShape({ from: 0, to: 4 }), { about: 'Default 1; 0 is black and white.' }),
          hue: optional(animatedShape({ from: -36_000, to: 36_000 }), { about: 'Degrees; default 0.' }),
          temperature: optional(fromMinusToPlus, { about: '-1 cold .. 1 warm; default 0.' }),
          exposure: optional(animatedShape({ from: -4, to: 4 }), { about: 'Stops; default 0.' }),
          gamma: optional(animatedShape({ from: 0.1, to: 10 }), { about: 'Default 1.' }),
        },
        { takes: 'a colour filter' },
      ),
      sepia: objectShape(
        { kind: required(literalShape('sepia')), amount: optional(share, { about: 'Default 1.' }) },
        { takes: 'a sepia filter' },
      ),
      invert: objectShape(
        { kind: required(literalShape('invert')), amount: optional(share, { about: 'Default 1.' }) },
        { takes: 'an invert filter' },
      ),
      blur: objectShape(
        {
          kind: required(literalShape('blur')),
          radiusPx: required(animatedShape({ from: 0, to: 200 }), {
            aliases: ['radius'],
            about: 'Standard deviation in pixels of the frame.',
          }),
        },
        { takes: 'a blur', hints: { amount: 'radiusPx', sigma: 'radiusPx' } },
      ),
      sharpen: objectShape(
        { kind: required(literalShape('sharpen')), amount: required(animatedShape({ from: 0, to: 10 })) },
        { takes: 'a sharpen filter' },
      ),
      'chroma-key': objectShape(
        {
          kind: required(literalShape('chroma-key')),
          colour: required(colourShape, { aliases: colourWords, about: 'What becomes transparent.' }),
          similarity: optional(share, { about: 'Distance in chroma that is fully out.' }),
          softness: optional(share, { about: 'Width of the way from fully out to fully in.' }),
          spill: optional(share, { about: 'How much of the colour is taken from the rest.' }),
        },
        { takes: 'a chroma key' },
      ),
      lut: objectShape(
        {
          kind: required(literalShape('lut')),
          media: required(mediaShape, { about: 'A .cube file.' }),
          amount: optional(share, { about: 'Default 1.' }),
        },
        { takes: 'a lookup table' },
      ),
      vignette: objectShape(
        {
          kind: required(literalShape('vignette')),
          amount: required(share),
          size: optional(share, { about: 'Of the half diagonal, where it begins; default 0.5.' }),
          softness: optional(share, { about: 'Default 0.5.' }),
        },
        { takes: 'a vignette' },
      ),
    },
    { color: 'colour' },
  ),
);
