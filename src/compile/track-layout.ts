/** Where the items of a track lie: clips follow each other, transitions take no time of their own but straddle a cut. */
import type { Gap, Transition, VideoItem, VideoTrack } from '../domain/timeline/timeline.types.ts';

export type TrackClip = Exclude<VideoItem, Gap | Transition>;

/** Frames of the timeline; `end` is exclusive. `index` counts the clips of the track. */
export type PlacedClip = {
  readonly clip: TrackClip;
  readonly start: number;
  readonly end: number;
  readonly index: number;
};

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
    const placed = item.kind === 'gap' ? undefined : { clip: item, start: frame, end, index: clips.length };
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

/** The transition that a frame lies in, by binary search over their cuts: transitions do not overlap. */
export const transitionAt = ({ transitions }: TrackLayout, frame: number): PlacedTransition | undefined => {
  let low = 0;
  let high = transitions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (transitions[middle]!.end <= frame) low = middle + 1;
    else high = middle;
  }
  const found = transitions[low];
  return found && found.start <= frame ? found : undefined;
};
