/** What every clip has: id, name, where it begins, how long it lasts, which part of its material it shows, notes. */

import type { FrameRange } from '../../time.ts';
import { laterBy } from '../clip-time.ts';
import type { Clip, DraftClip, DraftTrack, DraftTransition, Length } from '../draft.types.ts';
import { defaulted, type Fields, type ObjectOf, objectShape, optional, required } from '../schema/objects.ts';
import { type Place, placeIn } from '../schema/place.ts';
import type { Reading } from '../schema/reading.ts';
import { literalShape } from '../schema/scalars.ts';
import { either, named, refined, type Shape, type Wrong, wrong } from '../schema/shape.ts';
import type { Metadata } from '../timeline.types.ts';
import { metadataShape } from '../values/metadata.ts';
import { idShape, nameShape } from '../values/name.ts';
import { timeShape } from '../values/time-value.ts';
import { clipTransitionShape } from './transition-fields.ts';

const noLength = 'no time to show anything';
const lengthShape: Shape<number | 'end'> = either<number | 'end'>(
  'a length, or "end"',
  { when: (value) => value === 'end', shape: literalShape('end') },
  { when: () => true, shape: timeShape({ from: 1, below: noLength }) },
);
const materialTime = timeShape({ below: 'before the beginning of the material' });

/** Which part of its material an item shows, in the strict form. */
export const sourceRangeShape: Shape<FrameRange> = named('sourceRange', 'a range {startFrame, durationFrames}', () =>
  objectShape(
    {
      startFrame: defaulted(materialTime, () => 0, { about: 'Where it begins in its own material; default 0.' }),
      durationFrames: required(timeShape({ from: 1, below: noLength })),
    },
    { takes: 'a range {startFrame, durationFrames}' },
  ),
);

const commonFields = {
  id: optional(idShape, { about: 'Unique in its stack; made from the place when left out.' }),
  name: optional(nameShape),
  start: optional(timeShape(), { about: 'Where it begins; default: where the clip before it ends.' }),
  duration: optional(lengthShape, {
    aliases: ['length', 'durationFrames'],
    about: 'How long it lasts on the timeline; "end": until the timeline ends.',
  }),
  trim: optional(materialTime, { aliases: ['from'], about: 'How much of the material is left out at its beginning.' }),
  sourceRange: optional(sourceRangeShape, {
    about: 'The strict form of trim and duration; keyframes then count from startFrame 0.',
  }),
  transition: optional(clipTransitionShape, { about: 'From the clip before into this one.' }),
  metadata: optional(metadataShape),
} as const satisfies Fields;

type Common = {
  readonly id?: string;
  readonly name?: string;
  readonly start?: number;
  readonly duration?: number | 'end';
  readonly trim?: number;
  readonly sourceRange?: FrameRange;
  readonly transition?: DraftTransition;
  readonly metadata?: Metadata;
};

/** What a kind of clip adds: its fields as they stand in the timeline, and how long it lasts when nobody says. */
type Finished<C extends Clip> = {
  readonly own: Omit<C, 'id' | 'name' | 'sourceRange' | 'metadata' | 'kind'>;
  readonly name: string;
  readonly length?: Length;
  readonly nested?: readonly DraftTrack[];
};

/** Names that people bring from elsewhere. */
const hints = {
  type: 'kind',
  asset: 'media',
  src: 'media',
  source: 'media',
  file: 'media',
  path: 'media',
  url: 'media',
  volume: 'gainDb',
  in: 'trim',
  begin: 'start',
  cutFrom: 'trim',
  filter: 'filters',
  effect: 'filters',
  position: 'placement',
  fit: 'placement',
  scale: 'placement',
  x: 'placement',
  y: 'placement',
};

/**
 * A clip of one kind: its own fields besides the common ones, and `finish`, which completes them. `elsewhere` tells of fields that
 * other kinds have what to do instead.
 */
export const clipShape = <C extends Clip, F extends Fields>(
  kind: C['kind'],
  fields: F,
  finish: (fields: Common & ObjectOf<F>, place: Place, reading: Reading) => Finished<C> | Wrong,
  elsewhere: Readonly<Record<string, string>> = {},
): Shape<DraftClip> => {
  const all = { kind: required(literalShape(kind)), ...commonFields, ...fields };
  const known = Object.entries(hints).filter(([, meant]) => Object.hasOwn(all, meant));
  const own = Object.fromEntries(known.filter(([name]) => !Object.hasOwn(all, name)));
  const object = objectShape(all, {
    ...{ takes: `a clip of kind “${kind}”`, hints: own, elsewhere },
  }) as Shape<Common & ObjectOf<F>>;
  return refined(object, (read, place, reading) => {
    if (reading.count('items', place) === wrong) return wrong;
    const finished = finish(read, place, reading);
    if (finished === wrong) return wrong;
    const time = timeOf(read, finished.length, place, reading);
    if (time === wrong) return wrong;
    const clip = {
      kind,
      id: read.id ?? '',
      name: read.name ?? finished.name,
      sourceRange: { startFrame: time.startFrame, durationFrames: typeof time.length === 'number' ? time.length : 0 },
      ...finished.own,
      ...(read.metadata && { metadata: read.metadata }),
    } as unknown as C;
    return {
      what: 'clip',
      place,
      // With `trim`, people count keyframes from where the clip begins to show.
      clip: read.trim === undefined ? clip : laterBy(clip, read.trim),
      length: time.length,
      ...(read.start !== undefined && { start: read.start }),
      ...(read.transition && { transition: read.transition }),
      ...(finished.nested && { nested: finished.nested }),
    };
  });
};

const timeOf = (
  { sourceRange, trim, duration }: Common,
  ownLength: Length | undefined,
  place: Place,
  reading: Reading,
): { readonly startFrame: number; readonly length: Length } | Wrong => {
  if (sourceRange) {
    return (trim ?? duration) === undefined
      ? { startFrame: sourceRange.startFrame, length: sourceRange.durationFrames }
      : reading.tell(place, 'sourceRange and trim or duration say the same; use one of the two');
  }
  const length = duration ?? ownLength;
  if (length === undefined)
    return reading.tell(
      placeIn(place, 'duration'),
      'is missing; give a length like "3s", or "end" for the rest of the timeline',
    );
  return { startFrame: trim ?? 0, length };
};
