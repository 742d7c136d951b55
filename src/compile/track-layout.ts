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
  const transitions: PlacedTransition[] = [];
  let frame = 0;
  let before: PlacedClip | undefined;
  let waiting: Transition[] = [];
  /** Transitions since the last clip or gap, once it is known what follows them. */
  const settle = (after: PlacedClip | undefined): void => {
    for (const transition of waiting)
      transitions.push({
        ...{ transition, start: frame - transition.inFrames, cut: frame, end: frame + transition.outFrames },
        ...{ before, after },
      });
    waiting = [];
  };
  for (const item of track.items) {
    if (item.kind === 'transition') {
      waiting.push(item);
      continue;
    }
    const end = frame + item.sourceRange.durationFrames;
    const placed = item.kind === 'gap' ? undefined : { clip: item, start: frame, end };
    settle(placed);
    if (placed) clips.push(placed);
    before = placed;
    frame = end;
  }
  settle(undefined);
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
