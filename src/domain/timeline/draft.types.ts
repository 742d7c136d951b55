/**
 * A document that was read but not laid out yet: each clip knows how long it wants to be, which may depend on its media or on the
 * rest of the timeline. `settle` makes a `Timeline` of it.
 */
import type { Place } from './schema/place.ts';
import type {
  AudioClip,
  AudioTrack,
  AudioTransition,
  Gap,
  PictureClip,
  Timeline,
  Transition,
  VideoTrack,
} from './timeline.types.ts';
import type { Note } from './timeline-invalid.ts';

export type Clip = PictureClip | AudioClip;

/** Frames, or: as long as its media, as what is nested in it, or until the end of the timeline. */
export type Length = number | 'media' | 'nested' | 'end';

/** A transition before its frames are shared out between the clips beside it: exactly one of the two forms. */
export type DraftTransition = {
  readonly place: Place;
  readonly transition: Omit<Transition, 'inFrames' | 'outFrames'> | Omit<AudioTransition, 'inFrames' | 'outFrames'>;
  readonly frames: { readonly inFrames: number; readonly outFrames: number } | { readonly durationFrames: number };
};

export type DraftClip = {
  readonly what: 'clip';
  readonly place: Place;
  /** Right but for `sourceRange.durationFrames` (0 unless `length` is a number) and the `tracks` of a composition. */
  readonly clip: Clip;
  readonly length: Length;
  /** Where it begins on its stack; after what stands before it when left out. */
  readonly start?: number;
  /** From the clip before into this one. */
  readonly transition?: DraftTransition;
  /** Of a composition that holds a stack. */
  readonly nested?: readonly DraftTrack[];
};

export type DraftItem =
  | DraftClip
  | { readonly what: 'gap'; readonly place: Place; readonly gap: Gap }
  | ({ readonly what: 'transition' } & DraftTransition);

export type DraftTrack = {
  readonly place: Place;
  readonly track: Omit<VideoTrack, 'items'> | Omit<AudioTrack, 'items'>;
  readonly items: readonly DraftItem[];
};

export type DraftTimeline = {
  /** Everything but the tracks and the length. */
  readonly head: Omit<Timeline, 'tracks' | 'durationFrames'>;
  /** As the document says; otherwise the end of the longest track. */
  readonly durationFrames?: number;
  readonly tracks: readonly DraftTrack[];
  readonly notes: readonly Note[];
};
