/** A line on its way to a voice, and what came of it. */
import type { Problem } from '../../catalog/check-ask.ts';
import type { SpeechAsk } from '../../generation/ask.types.ts';
import type { Emotion, SpeechPart } from '../../screenplay/breakdown.types.ts';

export type SpeechLine = {
  /** What is spoken, as the breakdown has it. */
  readonly text: string;
  readonly emotion: Emotion;
  /** 0..1. */
  readonly emotionStrength: number;
  readonly delivery: SpeechPart['delivery'];
  /** Offsets in `text`. */
  readonly emphasis: readonly { readonly start: number; readonly end: number }[];
  /** The vendor's name or id of the voice. */
  readonly voice: string;
  /** The script's own words on how: `watching the radio`. */
  readonly direction?: string;
  /** BCP 47. */
  readonly language?: string;
  /** 1 = the voice's own. */
  readonly speed?: number;
  readonly seed?: number;
  /** Word in lower case to how it is said, respelled. Kokoro's symbols are left to Kokoro. */
  readonly pronunciations?: Readonly<Record<string, string>>;
};

/** A stretch of the text that is sent and the stretch of the line it stands for; marks stand for nothing. */
export type SpokenSpan = {
  readonly sentStart: number;
  readonly sentEnd: number;
  readonly lineStart: number;
  readonly lineEnd: number;
};

export type CompiledSpeech = {
  readonly ask: SpeechAsk;
  /** In order. Between `sentStart` and `sentEnd` characters correspond one to one unless the lengths differ (a respelled word). */
  readonly spans: readonly SpokenSpan[];
  readonly notes: readonly string[];
  /** What the model does not take of it, above all too many characters; the desk refuses a request that has one. */
  readonly problems: readonly Problem[];
};
