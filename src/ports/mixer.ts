import type { BlobRef } from '../domain/media.ts';
import type { MasteredSound, MasterMix, SceneMix } from '../domain/sound/sound.types.ts';

/** Mixes scenes into stems and stems into the master. Same input, same bytes. */
export interface Mixer {
  /** Part of the cache key. */
  readonly id: string;
  /** Starts what takes time to start, for a caller who knows that mixes will come; may be called any number of times. */
  prepare(): void;
  /** A 48 kHz stereo 16-bit WAV from `fromSample` to `toSample`, at the stems' reference level (under the master's). */
  mixScene(plan: SceneMix, signal: AbortSignal): Promise<BlobRef>;
  /** Adds the stems up, levels the programme and limits its peaks; streams, so a long film needs no more memory. */
  master(plan: MasterMix, signal: AbortSignal): Promise<MasteredSound>;
  close(): Promise<void>;
}
