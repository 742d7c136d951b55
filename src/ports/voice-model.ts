import type { Utterance, VoiceChoice } from '../domain/performance/performance.types.ts';
import type { SpeechPart, VoiceChannel } from '../domain/screenplay/breakdown.types.ts';

/** Everything that shapes how one part sounds; nothing else may, because this is what the answer is kept under. */
export type SpeakRequest = {
  readonly text: string;
  readonly emphasis: SpeechPart['emphasis'];
  readonly voice: VoiceChoice;
  readonly emotion: SpeechPart['emotion'];
  readonly emotionStrength: number;
  readonly delivery: SpeechPart['delivery'];
  readonly channel: VoiceChannel;
  readonly interior: boolean;
  readonly pronunciations: Readonly<Record<string, string>>;
};

/** Speaks one part at a time; the times in the answer belong to the samples of its audio. */
export interface VoiceModel {
  /** Part of the cache key: engine, weights and shaping version. */
  readonly id: string;
  speak(request: SpeakRequest, signal: AbortSignal): Promise<Utterance>;
  /** Frees processes and memory; the next `speak` starts them again. */
  close(): Promise<void>;
}
