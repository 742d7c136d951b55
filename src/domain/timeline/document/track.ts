/** A track: pictures or sounds, one after the other. Its kind is that of its clips when it does not say. */
import { limits } from '../../limits.ts';
import type { Clip, DraftClip, DraftItem, DraftTrack, DraftTransition } from '../draft.types.ts';
import { gainShape } from '../layers/sound.ts';
import { layOutTrack } from '../layout/lay-out-track.ts';
import { roomOf } from '../layout/room.ts';
import { defaulted, type Fields, given, listShape, type ObjectOf, objectShape, optional } from '../schema/objects.ts';
import { type Place, placeIn } from '../schema/place.ts';
import type { Reading } from '../schema/reading.ts';
import { flagShape, numberShape, wordShape } from '../schema/scalars.ts';
import { named, refined, type Shape, type Wrong, wrong } from '../schema/shape.ts';
import type { Duck } from '../timeline.types.ts';
import { metadataShape } from '../values/metadata.ts';
import { idShape, nameShape } from '../values/name.ts';
import { itemShape } from './items.ts';

const duckShape: Shape<Duck> = objectShape(
  {
    under: optional(listShape(idShape, { takes: 'ids of tracks', longest: limits.tracksInStack }), {
      about: 'Ids of tracks; default: all that are not ducked themselves.',
    }),
    byDb: optional(numberShape({ from: 0, to: 120 }), { aliases: ['by'], about: 'Decibels down; default 12.' }),
    attackMs: optional(numberShape({ from: 0, to: 10_000 }), { aliases: ['attack'], about: 'Default 150.' }),
    releaseMs: optional(numberShape({ from: 0, to: 20_000 }), { aliases: ['release'], about: 'Default 500.' }),
  },
  { takes: 'a duck {under, byDb}' },
);

const trackFields = {
  kind: optional(wordShape<'video' | 'audio'>(['video', 'audio']), { about: 'Default: that of its clips.' }),
  id: optional(idShape, { about: 'Unique in its stack; made from the place when left out.' }),
  name: optional(nameShape),
  hidden: optional(flagShape, { about: 'Of a video track: kept, not shown and not heard.' }),
  muted: optional(flagShape, { about: 'Of an audio track: kept, not heard.' }),
  locked: optional(flagShape, { about: 'No edit changes it.' }),
  gainDb: optional(gainShape, { aliases: ['gain'], about: 'Of an audio track, in decibels; default 0.' }),
  duck: optional(duckShape, { about: 'Of an audio track: goes down while others are heard.' }),
  items: defaulted<readonly DraftItem[]>(
    listShape(itemShape, { takes: 'clips', longest: limits.timelineItems }),
    () => [],
    { aliases: ['clips'], about: 'One after the other, or each at its start.' },
  ),
  metadata: optional(metadataShape),
} as const satisfies Fields;

type ReadTrack = ObjectOf<typeof trackFields>;

/** Tells fields that only the other kind of track has. */
const checkFields = (read: ReadTrack, kind: 'video' | 'audio', place: Place, reading: Reading): true | Wrong => {
  const strangers = kind === 'video' ? (['muted', 'gainDb', 'duck'] as const) : (['hidden'] as const);
  const found = strangers.filter((name) => read[name] !== undefined);
  const right = kind === 'video' ? 'put sounds on an audio track, or use hidden' : 'use muted';
  for (const name of found) reading.tell(placeIn(place, name), `is not for ${kind} tracks; ${right}`);
  return found.length === 0 || wrong;
};

/** A transition as the track's kind has it: between sounds every dissolve is a crossfade. */
const suited = (drafted: DraftTransition, kind: 'video' | 'audio', reading: Reading): DraftTransition | Wrong => {
  const { transition, place } = drafted;
  const { type } = transition;
  if (kind === 'video')
    return { ...drafted, transition: { ...transition, type: type === 'crossfade' ? 'dissolve' : type } };
  return type === 'crossfade' || type === 'dissolve'
    ? {
        ...drafted,
        transition: { kind: 'transition', type: 'crossfade', ...given(transition, ['easing', 'metadata']) },
      }
    : reading.tell(placeIn(place, 'type'), `“${type}” is for pictures; between sounds use “crossfade”`);
};

const suitedItem = (item: DraftItem, kind: 'video' | 'audio', reading: Reading): DraftItem | Wrong => {
  if (item.what === 'gap') return item;
  if (item.what === 'transition') {
    const transition = suited(item, kind, reading);
    return transition === wrong ? wrong : { what: 'transition', ...transition };
  }
  if ((item.clip.kind === 'audio') !== (kind === 'audio')) {
    const right = kind === 'audio' ? 'a video track' : 'an audio track';
    return reading.tell(placeIn(item.place, 'kind'), `“${item.clip.kind}” clips belong on ${right}; move it there`);
  }
  if (!item.transition) return item;
  const transition = suited(item.transition, kind, reading);
  return transition === wrong ? wrong : { ...item, transition };
};

const kindOf = (items: readonly DraftItem[]): 'video' | 'audio' => {
  const first = items.find((item) => item.what === 'clip');
  return first?.what === 'clip' && first.clip.kind === 'audio' ? 'audio' : 'video';
};

const draftTrack = (read: ReadTrack, place: Place, reading: Reading): DraftTrack | Wrong => {
  const kind = read.kind ?? kindOf(read.items);
  const fieldsAreRight = checkFields(read, kind, place, reading);
  const items = read.items.map((item) => suitedItem(item, kind, reading));
  if (fieldsAreRight === wrong || items.includes(wrong)) return wrong;
  const own = given(read, ['hidden', 'muted', 'locked', 'gainDb', 'duck', 'metadata']);
  const track = { kind, id: read.id ?? '', name: read.name ?? '', ...own } as DraftTrack['track'];
  const drafted: DraftTrack = { place, track, items: items as readonly DraftItem[] };
  // Said now, too: the timeline is laid out only when all of it could be read, and a person wants every problem at once.
  const lengths = {
    lengthOf: ({ length }: DraftClip) => (typeof length === 'number' ? length : undefined),
    roomOf: (clip: Clip) => roomOf(clip, reading.rate, () => undefined),
  };
  layOutTrack(drafted, lengths, reading);
  return drafted;
};

/** A track of a stack. */
export const trackShape: Shape<DraftTrack> = named('track', 'a track', () =>
  refined(
    objectShape(trackFields, { takes: 'a track {kind, clips}', hints: { type: 'kind', volume: 'gainDb' } }),
    draftTrack,
  ),
);
