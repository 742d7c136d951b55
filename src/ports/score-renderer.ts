import type { BlobRef } from '../domain/media.ts';
import type { CueScore } from '../domain/sound/sound.types.ts';

/** Plays a composed cue. */
export interface ScoreRenderer {
  /** Part of the cache key: synthesiser, sound bank and rendering version. */
  readonly id: string;
  /** Starts what takes time to start, for a caller who knows that cues will come; may be called any number of times. */
  prepare(): void;
  /** A 48 kHz stereo 16-bit WAV of `durationMs + tailMs`; the same cue gives the same bytes. */
  renderCue(cue: CueScore, signal: AbortSignal): Promise<BlobRef>;
  /** Frees the worker and its memory; the next cue starts it again. */
  close(): Promise<void>;
}
