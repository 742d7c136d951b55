/**
 * What people and the film ask of models, whoever answers. One kind of asking for each kind of work; lengths in seconds and sizes in pixels,
 * as every vendor counts them. A request holds no key, no address and no price.
 */
import type { BlobRef } from '../media.ts';

export const askTypes = ['text', 'image', 'video', 'speech', 'sound', 'transcript', 'lipsync', 'lora'] as const;
/** The kind of work: what comes out. */
export type AskType = (typeof askTypes)[number];

/**
 * What a handed-over file is for. `reference`: shown for its content; `character`, `style`: for whom or how it looks; `first-frame`,
 * `last-frame`: where a clip begins and ends; `source`: what is to be changed, heard or synchronised; `voice`: what a voice sounds like;
 * `training`: an example to learn from.
 */
export type ReferenceRole =
  | 'reference'
  | 'character'
  | 'style'
  | 'first-frame'
  | 'last-frame'
  | 'source'
  | 'voice'
  | 'training';

/** A file that goes with the request. */
export type Reference = {
  readonly role: ReferenceRole;
  readonly kind: 'image' | 'video' | 'audio';
  readonly media: BlobRef;
  /** Seconds, of video and audio, where known: some models bill or limit by it. */
  readonly seconds?: number;
  /** Frames a second of video, pixels of pictures and video, where known: some models bill by them. */
  readonly fps?: number;
  readonly width?: number;
  readonly height?: number;
  /** What the prompt calls it, without a mark: `mara`. Dialects write their own marks. */
  readonly name?: string;
};

/** A fine-tuned style or face, from an earlier `lora` request or an address the person gave. */
export type LoraUse = { readonly url: string; readonly scale: number; readonly triggerWord?: string };

/** JSON Schema (2020-12) of an answer. */
export type AnswerSchema = { readonly name: string; readonly schema: Readonly<Record<string, unknown>> };

export type TextAsk = {
  readonly type: 'text';
  /** The studio's own instructions; never a person's words. */
  readonly system?: string;
  readonly prompt: string;
  /** With it the answer is JSON of this shape, or a failure. */
  readonly answer?: AnswerSchema;
  /** Bounds what can be billed; always sent. */
  readonly maxOutputTokens: number;
  readonly temperature?: number;
  readonly references?: readonly Reference[];
};

export type ImageAsk = {
  readonly type: 'image';
  readonly prompt: string;
  readonly negativePrompt?: string;
  /** Pictures wanted, 1 or more. */
  readonly count: number;
  /** `16:9`. One of this, or `width` and `height`. */
  readonly aspectRatio?: string;
  readonly width?: number;
  readonly height?: number;
  /** The model's own word for size: `2K`. */
  readonly resolution?: string;
  readonly quality?: string;
  readonly seed?: number;
  readonly references?: readonly Reference[];
  readonly loras?: readonly LoraUse[];
};

export type VideoAsk = {
  readonly type: 'video';
  readonly prompt: string;
  readonly negativePrompt?: string;
  readonly durationSeconds: number;
  readonly aspectRatio?: string;
  /** `720p`, `1080p`, `4k`, as the model names it. */
  readonly resolution?: string;
  readonly fps?: number;
  /** Whether the clip has sound of its own. */
  readonly audio?: boolean;
  readonly seed?: number;
  readonly references?: readonly Reference[];
  readonly loras?: readonly LoraUse[];
  /** The model's own word for the camera's one move, for models that take it beside the prompt (LTX: `dolly_in`). */
  readonly cameraMotion?: string;
  /** For models that take several shots in one request; durations add up to `durationSeconds`. */
  readonly shots?: readonly { readonly prompt: string; readonly durationSeconds: number }[];
};

export type SpeechAsk = {
  readonly type: 'speech';
  /** As the model's dialect writes it, emotion marks included. */
  readonly text: string;
  /** The vendor's name or id of the voice. */
  readonly voice: string;
  /** How it should be said, for models that take it beside the text. */
  readonly instructions?: string;
  /** BCP 47. */
  readonly language?: string;
  /** 1 = the voice's own. */
  readonly speed?: number;
  /** 0 lively … 1 even, for models that have it. */
  readonly stability?: number;
  readonly seed?: number;
};

export type SoundAsk = {
  readonly type: 'sound';
  readonly prompt: string;
  readonly durationSeconds?: number;
  readonly loop?: boolean;
  /** 0 free … 1 to the letter. */
  readonly promptInfluence?: number;
};

export type TranscriptAsk = { readonly type: 'transcript'; readonly audio: Reference; readonly language?: string };

export type LipsyncAsk = {
  readonly type: 'lipsync';
  /** A video, or for models that move a still, an image. */
  readonly face: Reference;
  readonly voice: Reference;
  /** What happens when one is longer. */
  readonly whenLengthsDiffer?: 'cut' | 'loop' | 'bounce' | 'silence' | 'remap';
};

export type LoraAsk = {
  readonly type: 'lora';
  /** Examples, role `training`. */
  readonly examples: readonly Reference[];
  readonly triggerWord: string;
  readonly steps: number;
  readonly isStyle?: boolean;
};

export type Ask = TextAsk | ImageAsk | VideoAsk | SpeechAsk | SoundAsk | TranscriptAsk | LipsyncAsk | LoraAsk;
export type AskOf<T extends AskType> = Extract<Ask, { readonly type: T }>;

/** Every file a request hands over. */
export const referencesOf = (ask: Ask): readonly Reference[] => {
  switch (ask.type) {
    case 'text':
    case 'image':
    case 'video':
      return ask.references ?? [];
    case 'transcript':
      return [ask.audio];
    case 'lipsync':
      return [ask.face, ask.voice];
    case 'lora':
      return ask.examples;
    case 'speech':
    case 'sound':
      return [];
  }
};
