/** The tracks of a timeline, or of a composition, bottom first. Ids are made and checked here, and who ducks under whom. */
import { limits } from '../../limits.ts';
import type { DraftItem, DraftTrack } from '../draft.types.ts';
import { isObject, listShape } from '../schema/objects.ts';
import { keysOf, type Place, pathOf, placeIn } from '../schema/place.ts';
import type { Reading } from '../schema/reading.ts';
import { type Shape, type Wrong, wrong } from '../schema/shape.ts';
import { nearest, said } from '../schema/words.ts';
import { trackShape } from './track.ts';

type Named = { readonly id: string; readonly place: Place };

/** Text of a field of anything. */
const textIn = (value: unknown, name: string): string | undefined => {
  const field = isObject(value) ? value[name] : undefined;
  return typeof field === 'string' ? field : undefined;
};

/**
 * Ids that a document gives, looked up before anything else is read: they are checked even where something beside them is wrong.
 */
const givenIds = (
  tracks: readonly unknown[],
  place: Place,
  reading: Reading,
): { readonly tracks: readonly Named[]; readonly clips: readonly Named[] } => {
  const named = (value: unknown, at: Place): readonly Named[] => {
    const written = textIn(value, 'id');
    const id = written === undefined ? wrong : reading.fill(written, placeIn(at, 'id'));
    return id === wrong ? [] : [{ id, place: at }];
  };
  const itemsOf = (track: unknown, at: Place): readonly Named[] => {
    const name = isObject(track) && track.items === undefined ? 'clips' : 'items';
    const items = isObject(track) ? track[name] : undefined;
    return Array.isArray(items) ? items.flatMap((item, i) => named(item, placeIn(placeIn(at, name), i))) : [];
  };
  return {
    tracks: tracks.flatMap((track, i) => named(track, placeIn(place, i))),
    clips: tracks.flatMap((track, i) => itemsOf(track, placeIn(place, i))),
  };
};

/** Tells ids that are used twice; gives all of them. */
const unique = (named: readonly Named[], reading: Reading): ReadonlySet<string> => {
  const places = new Map<string, Place>();
  for (const { id, place } of named) {
    const other = places.get(id);
    if (other === undefined) places.set(id, place);
    else reading.tell(placeIn(place, 'id'), `${said(id)} is the id of ${pathOf(other)} already; give each its own`);
  }
  return new Set(places.keys());
};

/** Tells ducks under tracks that are not there. */
const checkDucks = (
  tracks: readonly (DraftTrack | Wrong)[],
  ids: ReadonlySet<string>,
  reading: Reading,
): true | Wrong => {
  let isRight = true;
  for (const drafted of tracks) {
    if (drafted === wrong || drafted.track.kind !== 'audio') continue;
    const { id: own, duck } = drafted.track;
    for (const [index, id] of (duck?.under ?? []).entries()) {
      if (id !== own && ids.has(id)) continue;
      isRight = false;
      const at = placeIn(placeIn(placeIn(drafted.place, 'duck'), 'under'), index);
      reading.tell(at, () => {
        const near = nearest(id, [...ids]);
        const right = near && near !== own ? `did you mean “${near}”?` : 'use the id of another track beside it';
        return `${said(id)} is ${id === own ? 'the track itself' : 'no track here'}; ${right}`;
      });
    }
  }
  return isRight || wrong;
};

/** An id from a place, so that it is the same each time; `taken` are those of others. */
const madeId = (word: string, place: Place, taken: ReadonlySet<string>): string => {
  const numbers = keysOf(place).filter((key) => typeof key === 'number');
  let id = [word, ...numbers.map((number) => number + 1)].join('-');
  while (taken.has(id)) id += '+';
  return id;
};

const withIds = (
  tracks: readonly DraftTrack[],
  trackIds: ReadonlySet<string>,
  clipIds: ReadonlySet<string>,
): readonly DraftTrack[] =>
  tracks.map((drafted) => {
    const id = drafted.track.id || madeId('track', drafted.place, trackIds);
    const items = drafted.items.map((item): DraftItem => {
      if (item.what !== 'clip' || item.clip.id !== '') return item;
      return { ...item, clip: { ...item.clip, id: madeId('clip', item.place, clipIds) } };
    });
    return { ...drafted, track: { ...drafted.track, id, name: drafted.track.name || id }, items };
  });

const takes = 'at least one track';
const listOfTracks = listShape(trackShape, { takes, shortest: 1, longest: limits.tracksInStack });

/** A stack of tracks. How deep it stands in others is limited, before anything in it is looked at. */
export const stackShape: Shape<readonly DraftTrack[]> = {
  ...listOfTracks,
  read: (value, place, reading) => {
    if (keysOf(place).filter((key) => key === 'tracks').length > limits.nestedTimelines) {
      const most = limits.nestedTimelines;
      return reading.tell(place, `timelines stand inside each other more than ${most} deep; use fewer levels`);
    }
    const given = givenIds(Array.isArray(value) ? value : [], place, reading);
    const trackIds = unique(given.tracks, reading);
    const clipIds = unique(given.clips, reading);
    const hasUnique = trackIds.size === given.tracks.length && clipIds.size === given.clips.length;
    const checked = listShape(trackShape, {
      ...{ takes, shortest: 1, longest: limits.tracksInStack },
      check: (tracks) => checkDucks(tracks, trackIds, reading),
    });
    const tracks = checked.read(value, place, reading);
    return tracks === wrong || !hasUnique ? wrong : withIds(tracks, trackIds, clipIds);
  },
};
