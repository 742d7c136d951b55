import type { SoundPlan } from '../compile/sound/sound-plan.types.ts';
import type { MasteredSound } from '../domain/sound/sound.types.ts';

/** Mixes what is heard of a timeline. Same plan, same bytes. */
export interface TimelineMixer {
  /** Part of the cache key. */
  readonly id: string;
  /**
   * A 48 kHz stereo 16-bit WAV of exactly `plan.durationSamples`, peaks limited, levelled when the plan says to what.
   * `onSamples` tells how many are done. Throws `media-corrupt` when a sound cannot be decoded, `cancelled`, `disk-full`.
   */
  mix(
    plan: SoundPlan,
    options: { readonly signal: AbortSignal; readonly onSamples?: (done: number) => void },
  ): Promise<MasteredSound>;
}
