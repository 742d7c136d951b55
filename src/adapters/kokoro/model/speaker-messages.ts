/** What passes between the studio and the process that holds the model. Plain data: it crosses a process boundary. */

import type { Placement } from '../../../domain/speech/channel.ts';
import type { Delivery } from '../../../domain/speech/delivery.ts';

/** One run of the model. The arrays have one value per token, pads included. */
export type SpeakChunk = {
  readonly ids: readonly number[];
  readonly speed: readonly number[];
  /** Multiplies the fundamental; 0 takes the voice out of the breath. */
  readonly pitch: readonly number[];
  readonly energy: readonly number[];
  readonly range: number;
  /** The fewest frames each token may last; 0 leaves it to the model. */
  readonly leastFrames: readonly number[];
  readonly style: Float32Array;
  /** Silence between this chunk's last sound and the next one's first. */
  readonly pauseAfterMs: number;
};

export type SpeakJob = {
  /** The model's sound is played this much faster, which shortens throat and mouth; speed and pitch allow for it. */
  readonly playback: number;
  readonly chunks: readonly SpeakChunk[];
  readonly delivery: Delivery;
  readonly placement: Placement;
};

/** `offsetMs` is the time of the run's first frame in the finished sound; negative when its beginning was trimmed. */
export type SpokenChunk = { readonly frames: readonly number[]; readonly offsetMs: number };

export type SpokenJob = {
  readonly wav: Uint8Array;
  readonly durationMs: number;
  /** What one frame of the model lasts in the finished sound. */
  readonly frameMs: number;
  readonly chunks: readonly SpokenChunk[];
};

export type ToSpeaker = { readonly job: SpeakJob };
export type FromSpeaker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'spoken'; readonly spoken: SpokenJob }
  | { readonly kind: 'failed'; readonly message: string };

/** Kokoro's frames are 600 samples of 24 kHz. */
export const modelFrameMs = 25;
