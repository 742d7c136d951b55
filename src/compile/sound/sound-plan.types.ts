/** What is heard of a timeline, as plain data: which stretch of which file sounds when, how loud, on which bus. */

import type { Rate } from '../../domain/time.ts';
import type { Animated, Duck, LoudnessTarget, MediaReference } from '../../domain/timeline/timeline.types.ts';

/** Rate of every sample in a plan. */
export const planRateHz = 48_000;

/** Where a clip on a speed ramp is in its media, in samples at 48 kHz (not whole) from the file's zero. */
export type SpeedCurve = {
  /** At the begin, the middle and the end of every frame that is heard, so 2n + 1 for n frames. A parabola between. */
  readonly halfFrames: readonly number[];
  /** The media begins again after so many samples, together with its pictures. */
  readonly loopSamples?: number;
};

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
  /** The speed changes and the pitch with it; where its media lies is said by this alone. */
  readonly ramp?: SpeedCurve;
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
