/** Makes a vendor's speech what the film needs of every voice: leveled, in its channel, with the times of its words and sounds. */
import type { TimedCharacter, TimedWord } from '../domain/generation/answer.types.ts';
import type { BlobRef } from '../domain/media.ts';
import type { Utterance } from '../domain/performance/performance.types.ts';
import type { SpeakRequest } from './voice-model.ts';

export type FinishRequest = {
  /** As the vendor gave it: any kind of sound file, hostile until it was sniffed and probed. */
  readonly audio: BlobRef;
  /** What was to be said, and how; `text` is the line's text. */
  readonly speak: SpeakRequest;
  /** `provider/model` that spoke. */
  readonly model: string;
  /** Offsets in the line's text. */
  readonly characters?: readonly TimedCharacter[];
  readonly words?: readonly TimedWord[];
};

export interface VoiceFinisher {
  /** Part of the cache key. */
  readonly id: string;
  /**
   * 48 kHz mono, the silence around it trimmed, at the loudness of all voices, through the channel of the request. Times come from the vendor where
   * it gives them, else they are found by listening. Throws `media-refused`, `media-corrupt`, `voice-failed` (nothing is heard).
   */
  finish(request: FinishRequest, signal: AbortSignal): Promise<Utterance>;
}
