/** What is heard of a timeline, as plain data: which stretch of which file sounds when, how loud, on which bus. */

import type { Rate } from '../../domain/time.ts';
import type { Animated, Duck, LoudnessTarget, MediaReference } from '../../domain/timeline/timeline.types.ts';

/** Rate of every sample in a plan. */
export const planRateHz = 48_000;

export type HeardClip = {
  readonly media: Extract<MediaReference, { kind: 'blob' }>;
  /** Which of the file's sounds, from 0. */
  readonly audioTrack: number;
  /** Where it is heard, handles of crossfades included; samples of the timeline, end exclusive. */
  readonly startSample: number;
  readonly endSample: number;
  /** Where in the media its first sample lies, in microseconds after the file's zero; negative: silence comes first. */
  readonly mediaStartUs: number;
  /** Media seconds a second; positive. The pitch stays. */
  readonly speed: number;
  /** Plays the same stretch of media from its end. */
  readonly reversed: boolean;
  readonly loop: boolean;
  /** Decibels and left -1 .. 1 right over the clip's own frames; `frameAtStart` is the clip's frame at `startSample`. */
  readonly gainDb: Animated;
  readonly pan: Animated;
  readonly frameAtStart: number;
  /** Equal-power ramps from the start and to the end, in samples. */
  readonly fadeInSamples: number;
  readonly fadeOutSamples: number;
};

/** A track with everything that sounds on it. */
export type SoundBus = {
  readonly clips: readonly HeardClip[];
  readonly gainDb: Animated;
  /** Goes down while any of `under` (indexes of buses) is heard. */
  readonly duck?: Required<Omit<Duck, 'under'>> & { readonly under: readonly number[] };
};

export type SoundPlan = {
  readonly rate: Rate;
  readonly durationSamples: number;
  readonly buses: readonly SoundBus[];
  readonly loudness?: LoudnessTarget;
};
