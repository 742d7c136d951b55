/** The document as a whole. What everything else is measured by (rate, size, merge fields) is read first. */

import { limits } from '../../limits.ts';
import type { Rate } from '../../time.ts';
import type { DraftTimeline, DraftTrack } from '../draft.types.ts';
import type { MergeValues } from '../merge/merge.ts';
import { isMergeName } from '../merge/merge-field.ts';
import { defaulted, type Fields, given, isObject, objectShape, optional, required } from '../schema/objects.ts';
import { placeIn } from '../schema/place.ts';
import { textShape } from '../schema/scalars.ts';
import { type JsonSchema, named, refined, type Shape, wrong } from '../schema/shape.ts';
import { said, saidNumber } from '../schema/words.ts';
import type { Timeline } from '../timeline.types.ts';
import { timelineSchema } from '../timeline.types.ts';
import { colourShape } from '../values/colour.ts';
import { aspectShape, type FrameSize, frameSize, sideShape, sizeShape } from '../values/frame-size.ts';
import { metadataShape } from '../values/metadata.ts';
import { nameShape } from '../values/name.ts';
import { rateShape } from '../values/rate.ts';
import { timeShape } from '../values/time-value.ts';
import { fontsShape, loudnessShape, markersShape, outputShape } from './settings.ts';
import { stackShape } from './stack.ts';

const schemaText: Shape<string> = {
  ...textShape({ longest: 200, takes: `“${timelineSchema}”` }),
  schema: () => ({ const: timelineSchema }),
};

const mergeShape: Shape<MergeValues> = {
  takes: 'merge fields {name: value}',
  read: (value, place, reading) => {
    if (!isObject(value)) return reading.tell(place, `${said(value)} is no object; use {"title": "…"}`);
    const entries = Object.entries(value);
    if (entries.length > limits.mergeFields)
      return reading.tell(
        place,
        `${saidNumber(entries.length)} are too many; use ${saidNumber(limits.mergeFields)} at most`,
      );
    const values: Record<string, string | number | boolean> = {};
    for (const [name, entry] of entries) {
      const at = placeIn(place, name);
      const isValue = typeof entry === 'string' || typeof entry === 'boolean' || Number.isFinite(entry);
      if (!isMergeName(name))
        reading.tell(at, `${said(name)} is no name for a merge field; use letters, digits, “_”, “.” and “-”`);
      else if (!isValue)
        reading.tell(at, `${said(entry)} is no value for a merge field; use a text, a number, true or false`);
      else values[name] = entry as string | number | boolean;
    }
    return values;
  },
  schema: () => ({ type: 'object', additionalProperties: { type: ['string', 'number', 'boolean'] } }),
};

const headFields = {
  $schema: optional(textShape({ longest: limits.pathLength, takes: 'an address' }), {
    about: 'For editors; not used.',
  }),
  schema: optional(schemaText, { about: 'The version of this format.' }),
  merge: optional(mergeShape, { about: 'What {{name}} stands for, unless the caller says otherwise.' }),
  rate: defaulted<Rate>(rateShape, () => ({ num: 30, den: 1 }), {
    aliases: ['fps', 'frameRate'],
    about: 'Frames per second: 30, 29.97, "30000/1001"; default 30.',
  }),
  width: optional(sideShape, { about: 'Pixels, even; default 1920.' }),
  height: optional(sideShape, { about: 'Pixels, even; default 1080.' }),
  size: optional(sizeShape, { aliases: ['resolution'], about: 'Instead: "1080p", "4k", "1920x1080".' }),
  aspect: optional(aspectShape, { aliases: ['aspectRatio'], about: '"16:9" (default), "9:16", "1:1" …' }),
} as const satisfies Fields;

const bodyFields = {
  name: defaulted(nameShape, () => 'Untitled', { aliases: ['title'] }),
  background: defaulted(colourShape, () => '#000000', {
    aliases: ['backgroundColour', 'backgroundColor'],
    about: 'Default black.',
  }),
  durationFrames: optional(timeShape({ from: 1, below: 'no time to show anything' }), {
    aliases: ['duration', 'length'],
    about: 'Default: the end of the longest track.',
  }),
  tracks: required(
    named('tracks', 'at least one track with clips', () => stackShape),
    { about: 'Bottom first.' },
  ),
  markers: defaulted(markersShape, () => []),
  fonts: optional(fontsShape, { about: "Fonts of the person's own." }),
  loudness: optional(loudnessShape, { about: 'Default: as mixed, with peaks limited to -1 dBTP.' }),
  output: optional(outputShape, { about: 'What render makes of it when nobody says otherwise.' }),
  metadata: optional(metadataShape),
} as const satisfies Fields;

const spellingsOf = (fields: Fields): ReadonlySet<string> =>
  new Set(Object.entries(fields).flatMap(([name, { aliases }]) => [name, ...aliases]));

const headNames = spellingsOf(headFields);

/** The fields that everything else is measured by, and the others. */
export const splitDocument = (
  document: Readonly<Record<string, unknown>>,
): { readonly head: Readonly<Record<string, unknown>>; readonly body: Readonly<Record<string, unknown>> } => {
  const entries = Object.entries(document);
  return {
    head: Object.fromEntries(entries.filter(([name]) => headNames.has(name))),
    body: Object.fromEntries(entries.filter(([name]) => !headNames.has(name))),
  };
};

/** Rate and frame, as said. */
export const headShape: Shape<{ readonly rate: Rate } & FrameSize> = refined(
  objectShape(headFields, { takes: 'a timeline' }),
  (read, place, reading) => {
    const size = frameSize(given(read, ['width', 'height', 'size', 'aspect']), place, reading);
    return size === wrong ? wrong : { rate: read.rate, ...size };
  },
);

/** Everything else; nothing is laid out yet. */
export const bodyShape: Shape<Omit<DraftTimeline, 'notes'>> = refined(
  objectShape(bodyFields, {
    takes: 'a timeline',
    alsoKnown: [...headNames].filter((name) => name !== '$schema'),
    hints: { clips: 'tracks', timeline: 'tracks', layers: 'tracks', scenes: 'tracks' },
  }),
  (read, _place, { rate, width, height }) => {
    const head: Omit<Timeline, 'tracks' | 'durationFrames'> = {
      schema: timelineSchema,
      name: read.name,
      ...{ rate, width, height, background: read.background, markers: read.markers },
      ...given(read, ['fonts', 'loudness', 'output', 'metadata']),
    };
    const tracks: readonly DraftTrack[] = read.tracks;
    return { head, tracks, ...given(read, ['durationFrames']) };
  },
);

/** The JSON Schema of the authoring form. */
export const documentSchema = (): JsonSchema => {
  const definitions = new Map<string, JsonSchema>();
  const { properties, ...rest } = objectShape({ ...headFields, ...bodyFields }, { takes: 'a timeline' }).schema(
    definitions,
  );
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Workprint timeline',
    description: `The document that Workprint renders (${timelineSchema}). Explained in docs/timeline.md.`,
    ...rest,
    properties,
    $defs: Object.fromEntries([...definitions].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
};
