/** What the room of media tells this one: how FFmpeg decodes a file of known facts. Given from outside: adapters do not know each other. */
import type { BlobRef } from '../../domain/media.ts';
import type { MediaFacts } from '../../domain/timeline/media-facts.types.ts';

/** A wish for raw frames: planes, or straight RGBA when the file has alpha. */
export type DecodeRequest = {
  /** Path of the file as the decoder sees it, inside its jail. */
  readonly input: string;
  readonly facts: MediaFacts;
  readonly delivered: { readonly width: number; readonly height: number };
  /** Index of the first frame in the file, from 0. */
  readonly firstFrame: number;
  readonly frameCount: number;
  readonly frameTimesUs?: Float64Array;
  readonly threads: number;
  /** Planes may come as YUV4MPEG2, which saves FFmpeg a copy of every frame; RGBA is always raw. */
  readonly wrapping: 'raw' | 'y4m';
};

export type MediaDecoders = {
  /** FFmpeg's arguments for exactly these frames, raw, on standard output. */
  pictures(request: DecodeRequest): readonly string[];
  /** Where the bytes of a file that was taken in are; throws `media-changed` when it is not what it was. */
  locate(blob: BlobRef): Promise<string>;
};
