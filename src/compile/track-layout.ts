/** Where the items of a track lie: clips follow each other, transitions take no time of their own but straddle a cut. */
import type { Gap, Transition, VideoItem, VideoTrack } from '../domain/timeline/timeline.types.ts';

export type VideoClip = Exclude<VideoItem, Gap | Transition>;

/** Frames of the timeline; `end` is exclusive. */
export type PlacedClip = { readonly clip: VideoClip; readonly start: number; readonly end: number };

export type PlacedTransition = {
  readonly transition: Transition;
  readonly start: number;
  readonly cut: number;
  readonly end: number;
  /** Neighbours; none at the end of a track or beside a gap. */
  readonly before: PlacedClip | undefined;
  readonly after: PlacedClip | undefined;
};

export type TrackLayout = {
  readonly clips: readonly PlacedClip[];
  readonly transitions: readonly PlacedTransition[];
  readonly end: number;
};

const layouts = new WeakMap<VideoTrack, TrackLayout>();

/** Lays a track out from frame 0. Remembered for each track object: documents are immutable. */
export const layoutTrack = (track: VideoTrack): TrackLayout => {
  const known = layouts.get(track);
  if (known) return known;
  const clips: PlacedClip[] = [];
  const pending: { transition: Transition; cut: number; before: PlacedClip | undefined; clipsBefore: number }[] = [];
  let frame = 0;
  let adjacent: PlacedClip | undefined;
  for (const item of track.items) {
    if (item.kind === 'transition') {
      pending.push({ transition: item, cut: frame, before: adjacent, clipsBefore: clips.length });
      continue;
    }
    const end = frame + item.sourceRange.durationFrames;
    adjacent = item.kind === 'gap' ? undefined : { clip: item, start: frame, end };
    if (adjacent) clips.push(adjacent);
    frame = end;
  }
  const transitions = pending.map(({ transition, cut, before, clipsBefore }) => {
    const next = clips[clipsBefore];
    return {
      transition,
      start: cut - transition.inFrames,
      cut,
      end: cut + transition.outFrames,
      before,
      after: next?.start === cut ? next : undefined,
    };
  });
  const layout = { clips, transitions, end: frame };
  layouts.set(track, layout);
  return layout;
};

/** The clip that owns a frame, by binary search. */
export const clipAt = (layout: TrackLayout, frame: number): PlacedClip | undefined => {
  let low = 0;
  let high = layout.clips.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (layout.clips[middle]!.end <= frame) low = middle + 1;
    else high = middle;
  }
  const found = layout.clips[low];
  return found && found.start <= frame ? found : undefined;
};
