/** Where the items of a track lie: clips follow each other, transitions take no time of their own but straddle a cut. */
import type { AudioTrack, Gap, Transition, VideoItem, VideoTrack } from '../domain/timeline/timeline.types.ts';

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

/** Whether a track has pictures that show. */
export const isShown = (track: VideoTrack | AudioTrack): track is VideoTrack => track.kind === 'video' && !track.hidden;

/** Index of the first that ends after a frame, by binary search: neither clips nor transitions of a track overlap their own kind. */
const firstEndingAfter = (spans: readonly { readonly end: number }[], frame: number): number => {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle]!.end <= frame) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** The clip that owns a frame. */
export const clipAt = ({ clips }: TrackLayout, frame: number): PlacedClip | undefined => {
  const found = clips[firstEndingAfter(clips, frame)];
  return found && found.start <= frame ? found : undefined;
};

/** The transition that a frame lies in. */
export const transitionAt = ({ transitions }: TrackLayout, frame: number): PlacedTransition | undefined => {
  const found = transitions[firstEndingAfter(transitions, frame)];
  return found && found.start <= frame ? found : undefined;
};

/** Those that lie in some frame of from..to (exclusive). */
export const transitionsWithin = (
  { transitions }: TrackLayout,
  from: number,
  to: number,
): readonly PlacedTransition[] => {
  const first = firstEndingAfter(transitions, from);
  let end = first;
  while (end < transitions.length && transitions[end]!.start < to) end++;
  return transitions.slice(first, end);
};

/** Clips that may show in some frame of from..to (exclusive): those that lie there and those beside the transitions there. */
export const clipsWithin = (
  { clips }: TrackLayout,
  from: number,
  to: number,
  transitions: readonly PlacedTransition[],
): readonly PlacedClip[] => {
  const beside = transitions.flatMap(({ before, after }) =>
    [before, after].flatMap((clip) => (clip ? [clip.index] : [])),
  );
  let last = firstEndingAfter(clips, from);
  const first = Math.min(last, ...beside);
  while (last < clips.length && clips[last]!.start < to) last++;
  return clips.slice(first, Math.max(last, ...beside.map((index) => index + 1)));
};
