/** What transitions are made of; shared by transitions in a list and those that a clip brings along. */

import { framesFromMs } from '../../time.ts';
import type { DraftTransition } from '../draft.types.ts';
import { defaulted, type Field, objectShape, optional, without } from '../schema/objects.ts';
import type { Place } from '../schema/place.ts';
import type { Reading } from '../schema/reading.ts';
import { numberShape, wordShape } from '../schema/scalars.ts';
import { either, named, refined, type Shape, type Wrong } from '../schema/shape.ts';
import { type AudioTransition, type Easing, type Transition, transitionTypes } from '../timeline.types.ts';
import { easingShape } from '../values/animated.ts';
import { colourShape } from '../values/colour.ts';
import { metadataShape } from '../values/metadata.ts';
import { timeShape } from '../values/time-value.ts';

const anyType = [...transitionTypes, 'crossfade'] as const;
type AnyType = (typeof anyType)[number];

const typeShape: Shape<AnyType> = wordShape(anyType, { fade: 'dissolve', 'cross-dissolve': 'dissolve' });
const durationShape = timeShape({ from: 1, below: 'no time to show anything' });
const handleShape = timeShape({ below: 'no length' });

/** Fields of a transition besides its `kind`. */
export const transitionFields = {
  type: defaulted<AnyType>(typeShape, () => 'dissolve', { about: 'Default dissolve; crossfade between sounds.' }),
  duration: optional(durationShape, { aliases: ['length', 'durationFrames'], about: 'Default half a second.' }),
  inFrames: optional(handleShape, { about: 'Before the cut, instead of duration.' }),
  outFrames: optional(handleShape, { about: 'After the cut, instead of duration.' }),
  direction: optional(wordShape<NonNullable<Transition['direction']>>(['left', 'right', 'up', 'down']), {
    about: 'Which way it moves; default left.',
  }),
  colour: optional(colourShape, { aliases: ['color'], about: 'That a dip goes through; default black.' }),
  softness: optional(numberShape({ from: 0, to: 1 }), { about: 'How wide the edge is; default 0.' }),
  easing: optional<Easing>(easingShape, { about: 'Default linear.' }),
  metadata: optional(metadataShape),
} as const satisfies Record<string, Field<unknown, boolean>>;

type ReadFields = {
  readonly type: AnyType;
  readonly duration?: number;
  readonly inFrames?: number;
  readonly outFrames?: number;
} & Partial<Pick<Transition, 'direction' | 'colour' | 'softness' | 'easing' | 'metadata'>>;

/** The transition as drafted: its length given as a whole, or as frames on both sides of the cut. */
export const draftTransition = (fields: ReadFields, place: Place, reading: Reading): DraftTransition | Wrong => {
  const { type, duration, inFrames, outFrames, ...rest } = fields;
  const hasSides = inFrames !== undefined || outFrames !== undefined;
  if (hasSides && duration !== undefined)
    return reading.tell(place, 'duration and inFrames, outFrames say the same; use one of the two');
  const sides = { inFrames: inFrames ?? 0, outFrames: outFrames ?? 0 };
  if (hasSides && sides.inFrames + sides.outFrames === 0)
    return reading.tell(place, 'a transition of 0 frames shows nothing; give inFrames or outFrames, or take it out');
  const { direction, colour, softness, ...common } = rest;
  const transition: DraftTransition['transition'] =
    type === 'crossfade'
      ? ({ kind: 'transition', type, ...common } satisfies Omit<AudioTransition, 'inFrames' | 'outFrames'>)
      : { kind: 'transition', type, ...rest };
  if (type === 'crossfade' && (direction ?? colour ?? softness) !== undefined)
    return reading.tell(place, 'a crossfade of sounds has no direction, colour or softness; leave them out');
  const whole = { durationFrames: duration ?? Math.max(1, framesFromMs(500, reading.rate)) };
  return { place, transition, frames: hasSides ? sides : whole };
};

const shortFields = without(transitionFields, ['inFrames', 'outFrames']);

/** A transition that a clip brings along: `"dissolve"`, or `{type, duration, …}`. */
export const clipTransitionShape: Shape<DraftTransition> = named(
  'clipTransition',
  'a transition like "dissolve"',
  () => eitherForm,
);

const eitherForm: Shape<DraftTransition> = either<DraftTransition>(
  'a transition like "dissolve" or {type, duration}',
  {
    when: (value) => typeof value === 'string',
    shape: refined(typeShape, (type, place, reading) => draftTransition({ type }, place, reading)),
  },
  {
    when: () => true,
    shape: refined(objectShape(shortFields, { takes: 'a transition {type, duration}' }), (read, place, reading) =>
      draftTransition(read, place, reading),
    ),
  },
);
