/** What every edit begins and ends with: finding tracks and clips, and making the edited timeline with the way back. */

import type { FactsOf } from '../layout/media-length.ts';
import type { Timeline } from '../timeline.types.ts';
import type { Clip, Edited, EditOptions, EditResult, Refusal, Track, Undo } from './edit.types.ts';
import { isRefused } from './edit.types.ts';
import { FreshIds } from './fresh-ids.ts';
import { endOf, firstUnfit, type Strip, startsOf, stripOf, trackOf } from './strip.ts';

/** What references say about themselves. */
export const factsIn = ({ factsOf }: EditOptions): FactsOf =>
  factsOf ?? ((media) => (media.kind === 'blob' ? media.facts : undefined));

/** A track that may be edited. */
export const openTrack = (timeline: Timeline, trackId: string): Track | Refusal => {
  const track = timeline.tracks.find(({ id }) => id === trackId);
  if (!track) return { code: 'no-track', refused: `There is no track “${trackId}”.` };
  return track.locked ? { code: 'locked', refused: `Track “${track.name}” is locked; unlock it to edit it.` } : track;
};

/** A clip in its place. */
export type Found = {
  readonly track: Track;
  readonly strip: Strip;
  readonly index: number;
  readonly clip: Clip;
  readonly start: number;
};

/** The clip with an id, on a track that may be edited. */
export const openClip = (timeline: Timeline, clipId: string): Found | Refusal => {
  for (const { id } of timeline.tracks) {
    const strip = stripOf(timeline.tracks.find((one) => one.id === id) as Track);
    const index = strip.parts.findIndex(({ item }) => item.kind !== 'gap' && item.id === clipId);
    if (index < 0) continue;
    const track = openTrack(timeline, id);
    if (isRefused(track)) return track;
    return { track, strip, index, clip: strip.parts[index]?.item as Clip, start: startsOf(strip)[index] ?? 0 };
  }
  return { code: 'no-clip', refused: `There is no clip “${clipId}”.` };
};

/** Whether a clip of this id is there. */
export const hasClip = (timeline: Timeline, clipId: string): boolean =>
  timeline.tracks.some(({ items }) => items.some((item) => 'id' in item && item.id === clipId));

const longest = (tracks: readonly Track[]): number => Math.max(0, ...tracks.map((track) => endOf(stripOf(track))));

/**
 * The timeline with some tracks changed, and the way back. A timeline that ended with its longest track still does; one whose
 * length was set keeps it.
 */
export const edited = (
  timeline: Timeline,
  changes: readonly (readonly [Track, Strip])[],
  ids: FreshIds = new FreshIds(timeline),
): Edited => {
  const changed = new Map(changes.map(([track, strip]) => [track.id, trackOf(track, strip)]));
  const tracks = ids.settled(timeline.tracks.map((track) => changed.get(track.id) ?? track));
  const follows = timeline.durationFrames === longest(timeline.tracks);
  return {
    timeline: { ...timeline, tracks, durationFrames: follows ? longest(tracks) : timeline.durationFrames },
    undo: { tracks: changes.map(([track]) => track), durationFrames: timeline.durationFrames },
  };
};

/** The same, unless a transition does not fit any more. */
export const editedIfFit = (timeline: Timeline, track: Track, strip: Strip): EditResult => {
  const unfit = firstUnfit(strip);
  return unfit
    ? {
        code: 'transition',
        refused: `This would leave too little: ${unfit.why}. Shorten the transition or take it out.`,
      }
    : edited(timeline, [[track, strip]]);
};

/** Takes an edit back; what it gives can itself be undone, which is the edit again. */
export const undone = (timeline: Timeline, undo: Undo): Edited => {
  const before = new Map(undo.tracks.map((track) => [track.id, track]));
  return {
    timeline: {
      ...timeline,
      tracks: timeline.tracks.map((track) => before.get(track.id) ?? track),
      durationFrames: undo.durationFrames,
    },
    undo: { tracks: timeline.tracks.filter(({ id }) => before.has(id)), durationFrames: timeline.durationFrames },
  };
};
