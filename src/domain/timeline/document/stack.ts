/** The tracks of a timeline, or of a composition, bottom first. Ids are made and checked here, and who ducks under whom. */
import { limits } from '../../limits.ts';
import type { DraftClip, DraftItem, DraftTrack } from '../draft.types.ts';
import { listShape } from '../schema/objects.ts';
import { keysOf, type Place, placeIn } from '../schema/place.ts';
import type { Reading } from '../schema/reading.ts';
import { refined, type Shape, type Wrong, wrong } from '../schema/shape.ts';
import { nearest, said } from '../schema/words.ts';
import { trackShape } from './track.ts';

/** Ids of one kind of thing in one stack. */
class Ids {
  readonly #places = new Map<string, Place>();

  /** Takes note of an id that was given; `wrong` when it was given before. */
  take(id: string, place: Place, reading: Reading): true | Wrong {
    if (id === '') return true;
    if (this.#places.has(id))
      return reading.tell(placeIn(place, 'id'), `${said(id)} is used twice; ids are unique in their stack`);
    this.#places.set(id, place);
    return true;
  }

  /** An id for something that has none: from its place, so that it is the same each time. */
  made(word: string, place: Place): string {
    const numbers = keysOf(place).filter((key) => typeof key === 'number');
    let id = [word, ...numbers.map((number) => number + 1)].join('-');
    while (this.#places.has(id)) id += '+';
    this.#places.set(id, place);
    return id;
  }
}

const clipsOf = (tracks: readonly DraftTrack[]): readonly DraftClip[] =>
  tracks.flatMap(({ items }) => items.filter((item): item is DraftClip => item.what === 'clip'));

const checkDucks = (tracks: readonly DraftTrack[], reading: Reading): true | Wrong => {
  const ids = tracks.map(({ track }) => track.id).filter((id) => id !== '');
  let isRight = true;
  for (const { track, place } of tracks) {
    if (track.kind !== 'audio') continue;
    for (const [index, id] of (track.duck?.under ?? []).entries()) {
      const at = placeIn(placeIn(placeIn(place, 'duck'), 'under'), index);
      if (ids.includes(id) && id !== track.id) continue;
      isRight = false;
      const near = nearest(id, ids);
      const right = near && near !== track.id ? `did you mean “${near}”?` : 'use the id of another track beside it';
      reading.tell(
        at,
        id === track.id ? `${said(id)} is the track itself; ${right}` : `there is no track ${said(id)}; ${right}`,
      );
    }
  }
  return isRight || wrong;
};

const withIds = (tracks: readonly DraftTrack[], trackIds: Ids, clipIds: Ids): readonly DraftTrack[] =>
  tracks.map((drafted) => {
    const id = drafted.track.id === '' ? trackIds.made('track', drafted.place) : drafted.track.id;
    const items = drafted.items.map(
      (item): DraftItem =>
        item.what === 'clip' && item.clip.id === ''
          ? { ...item, clip: { ...item.clip, id: clipIds.made('clip', item.place) } }
          : item,
    );
    return { ...drafted, track: { ...drafted.track, id, name: drafted.track.name || id }, items };
  });

const finished = (tracks: readonly DraftTrack[], _place: Place, reading: Reading): readonly DraftTrack[] | Wrong => {
  const trackIds = new Ids();
  const clipIds = new Ids();
  const checks = [
    ...tracks.map(({ track, place }) => trackIds.take(track.id, place, reading)),
    ...clipsOf(tracks).map(({ clip, place }) => clipIds.take(clip.id, place, reading)),
    checkDucks(tracks, reading),
  ];
  return checks.includes(wrong) ? wrong : withIds(tracks, trackIds, clipIds);
};

const listOfTracks = refined(
  listShape(trackShape, { takes: 'at least one track', shortest: 1, longest: limits.tracksInStack }),
  finished,
);

/** A stack of tracks. How deep it stands in others is limited, before anything in it is looked at. */
export const stackShape: Shape<readonly DraftTrack[]> = {
  ...listOfTracks,
  read: (value, place, reading) =>
    keysOf(place).filter((key) => key === 'tracks').length > limits.nestedTimelines
      ? reading.tell(
          place,
          `timelines stand inside each other more than ${limits.nestedTimelines} deep; use fewer levels`,
        )
      : listOfTracks.read(value, place, reading),
};
