/** Words on the picture: what they say, how they look, how they come and go. */
import { limits } from '../../limits.ts';
import { framesFromMs } from '../../time.ts';
import { defaulted, type Fields, given, objectShape, optional, required } from '../schema/objects.ts';
import { placeIn } from '../schema/place.ts';
import { textShape, wordShape } from '../schema/scalars.ts';
import { named, refined, type Shape } from '../schema/shape.ts';
import { type TextMotion, textMotions } from '../text.types.ts';
import type { Placement, TextClip } from '../timeline.types.ts';
import { easingShape } from '../values/animated.ts';
import { textStyleShape, titleStyle } from '../values/text-style.ts';
import { timeShape } from '../values/time-value.ts';
import { clipShape } from './clip-fields.ts';
import { blendField, filtersField, opacityShape, placementField } from './look.ts';

const wordsShape = textShape({ longest: limits.textLength, lines: true, takes: 'the words to show' });

const motionFields = {
  unit: defaulted<TextMotion['unit']>(wordShape(['letter', 'word', 'line', 'block']), () => 'block', {
    about: 'Default block.',
  }),
  kind: defaulted<TextMotion['kind']>(wordShape(textMotions), () => 'fade', { about: 'Default fade.' }),
  frames: optional(timeShape({ from: 1, below: 'no time to move' }), {
    aliases: ['duration'],
    about:
      'Of the whole motion, all units together; with stagger, of each unit. Default half a second, a second for letters and words without stagger.',
  }),
  staggerFrames: optional(timeShape({ below: 'no length' }), {
    aliases: ['stagger'],
    about:
      'Between the starts of one unit and the next. Default: they begin evenly, so that all are done within the duration.',
  }),
  easing: optional(easingShape, { about: 'Default ease-out.' }),
} as const satisfies Fields;

/** One thing moves in half a second; many, one after the other, are given a second. */
const usualMs = ({ unit, staggerFrames }: Pick<TextMotion, 'unit' | 'staggerFrames'>): number =>
  (unit === 'letter' || unit === 'word') && staggerFrames === undefined ? 1000 : 500;

const motionShape: Shape<TextMotion> = named('textMotion', 'a motion {unit, kind, frames}', () =>
  refined(
    objectShape(motionFields, {
      takes: 'a motion {unit, kind, frames}',
      hints: { type: 'kind', by: 'unit', length: 'frames' },
    }),
    (read, _place, { rate }): TextMotion => ({
      ...read,
      frames: read.frames ?? Math.max(1, framesFromMs(usualMs(read), rate)),
    }),
  ),
);

const fields = {
  text: required(wordsShape),
  style: optional(textStyleShape(titleStyle), { about: 'Default: a white title in the middle.' }),
  opacity: defaulted(opacityShape, () => 1, { about: 'Default 1.' }),
  placement: placementField,
  blend: blendField,
  filters: filtersField,
  enter: optional(motionShape, { about: 'How it comes.' }),
  leave: optional(motionShape, { about: 'How it goes.' }),
} as const satisfies Fields;

/** What places pictures only. */
const idleForText = ['fit', 'box', 'crop', 'alignX', 'alignY'] as const satisfies readonly (keyof Placement)[];

const longestName = 60;

/** `kind: "text"`. */
export const textClip = clipShape<TextClip, typeof fields>('text', fields, (read, place, reading) => {
  const idle = idleForText.filter((name) => read.placement?.[name] !== undefined);
  if (idle.length > 0)
    reading.note(
      placeIn(place, 'placement'),
      `${idle.join(', ')} change nothing in text, which lies in the box of its style`,
    );
  return {
    own: {
      text: read.text,
      style: read.style ?? titleStyle(reading),
      opacity: read.opacity,
      ...given(read, ['placement', 'blend', 'filters', 'enter', 'leave']),
    },
    name: read.text.replace(/\s+/g, ' ').trim().slice(0, longestName).toWellFormed(),
  };
});
