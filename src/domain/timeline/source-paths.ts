/**
 * Where in the source document the items of a settled timeline stood: layout adds gaps and transitions, so that their indexes
 * differ, and a person must be told the places of their own document.
 */
import { type Place, pathOf } from './schema/place.ts';
import type { AudioItem, AudioTrack, Timeline, VideoItem, VideoTrack } from './timeline.types.ts';
import { TimelineInvalid } from './timeline-invalid.ts';

/** Turns a path of a timeline, `tracks[0].items[3].media`, into that of its source, `tracks[0].clips[1].media`. */
export type SourceOf = (path: string) => string;

/** Where each item of a track stood. */
export type ItemPlaces = ReadonlyMap<VideoTrack | AudioTrack, readonly Place[]>;

const itemPath = /^tracks\[(\d+)\]\.items\[(\d+)\]/;

/** The way back for a timeline whose tracks, nested ones included, have their places. */
export const sourcePaths =
  (timeline: Timeline, places: ItemPlaces): SourceOf =>
  (path) => {
    let stack: Timeline['tracks'] | undefined = timeline.tracks;
    let source = '';
    let rest = path;
    for (let step = itemPath.exec(rest); stack && step; step = itemPath.exec(rest)) {
      const track: VideoTrack | AudioTrack | undefined = stack[Number(step[1])];
      const place = track && places.get(track)?.[Number(step[2])];
      if (!track || !place) break;
      source = pathOf(place);
      rest = rest.slice(step[0].length);
      const item: VideoItem | AudioItem | undefined = track.items[Number(step[2])];
      stack = item?.kind === 'composition' ? item.tracks : undefined;
      if (rest.startsWith('.tracks')) rest = rest.slice(1);
    }
    const dot = source !== '' && rest !== '' && !/^[.[]/.test(rest) ? '.' : '';
    return source + dot + rest;
  };

/** The same problems at their places in the source. */
export const atSource = (invalid: TimelineInvalid, sourceOf: SourceOf): TimelineInvalid =>
  new TimelineInvalid(
    invalid.problems.map(({ path, message }) => ({ path: path.split(', ').map(sourceOf).join(', '), message })),
  );
