/** What edit operations take and give. A refusal is a value: nothing is broken, the edit is just not possible. */
import type { Clip } from '../draft.types.ts';
import type { MediaFacts } from '../media-facts.types.ts';
import type { AudioTrack, MediaReference, Timeline, VideoTrack } from '../timeline.types.ts';

export type Track = VideoTrack | AudioTrack;

/** Why an edit is not possible. */
export type RefusalCode =
  | 'no-track'
  | 'no-clip'
  | 'locked'
  | 'wrong-kind'
  | 'bad-argument'
  | 'no-room'
  | 'short-material'
  | 'too-short'
  | 'transition'
  | 'ramp'
  | 'no-gap'
  | 'no-transition';

/** `refused` is a full sentence for the person who tried. */
export type Refusal = { readonly code: RefusalCode; readonly refused: string };

/** The tracks as they were, by id, and the length of the timeline. Plain data: it can be stored and sent. */
export type Undo = { readonly tracks: readonly Track[]; readonly durationFrames: number };

export type Edited = { readonly timeline: Timeline; readonly undo: Undo };

export type EditResult = Edited | Refusal;

/** What an edit may ask besides the timeline. */
export type EditOptions = {
  /** What is known of files; default: what the references say themselves. Unknown material is taken to be long enough. */
  readonly factsOf?: (media: MediaReference) => MediaFacts | undefined;
};

export type { Clip };

/** Whether an edit was refused. */
export const isRefused = <T extends object>(result: T | Refusal): result is Refusal => 'refused' in result;
