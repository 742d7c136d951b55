/** What models answer, once it is ours: text parsed, files stored, usage counted. Plain JSON, kept as it is. */
import type { BlobRef } from '../media.ts';
import type { AskType } from './ask.types.ts';

/**
 * What a vendor says it counted. Left out: it did not say. Tokens of all kinds are in `inputTokens` and `outputTokens`; the finer counts are
 * parts of them.
 */
export type Usage = {
  readonly inputTokens?: number;
  readonly cachedInputTokens?: number;
  readonly imageInputTokens?: number;
  readonly audioInputTokens?: number;
  readonly outputTokens?: number;
  readonly imageOutputTokens?: number;
  readonly audioOutputTokens?: number;
  readonly videoOutputTokens?: number;
  readonly images?: number;
  /** Seconds of video or sound made, or heard. */
  readonly seconds?: number;
  readonly megapixels?: number;
  readonly characters?: number;
  readonly steps?: number;
  /** What the vendor itself says this cost, in micro-dollars: nothing of ours is more true. */
  readonly billedMicros?: number;
};

/** When characters of the text were said: offsets in the text that was sent. */
export type TimedCharacter = {
  readonly start: number;
  readonly end: number;
  readonly startMs: number;
  readonly endMs: number;
};
export type TimedWord = { readonly text: string; readonly startMs: number; readonly endMs: number };

/** Files first: what a person looks at or hears, in the order the vendor gave them. */
export type Answer = {
  readonly type: AskType;
  readonly files: readonly BlobRef[];
  /** Of text and transcripts. */
  readonly text?: string;
  /** Of a text with a schema: parsed and checked against it. */
  readonly object?: unknown;
  /** Of speech, where the vendor gives them. */
  readonly characters?: readonly TimedCharacter[];
  readonly words?: readonly TimedWord[];
  /** Seed that was really used, where the vendor says. */
  readonly seed?: number;
  /** The vendor's address of trained weights. */
  readonly loraUrl?: string;
  /** What was asked and not done, in the vendor's or our words. */
  readonly notes?: readonly string[];
  /** What of the order it does not have (`4 s instead of 8 s`): only those who accept less are given it. */
  readonly lacks?: string;
};
