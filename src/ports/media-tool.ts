import type { BlobRef } from '../domain/media.ts';
import type { Rate } from '../domain/time.ts';
import type { Timeline, VideoCodec } from '../domain/timeline/timeline.types.ts';
import type { Picture } from './picture-maker.ts';

/** How the frames of a segment become bytes. The same encoding and timeline give the same bytes. */
export type PictureEncoding = {
  /** `ffv1` loses nothing: for tests, and on the way to formats that are not cut into segments (gif, webp, png). */
  readonly codec: VideoCodec | 'ffv1';
  /** Lower is better; not read by prores and ffv1. */
  readonly crf: number;
  readonly preset: 'ultrafast' | 'superfast' | 'veryfast' | 'faster' | 'fast' | 'medium' | 'slow';
  /** Painted panels are flat and dark: more bits for colour, coarser motion (see docs/spec/render.md). */
  readonly tune?: 'drawn';
  /** The background is not drawn and the frames carry transparency (vp9, prores, ffv1). */
  readonly alpha?: boolean;
};

/** One segment: a small timeline as `segmentsOf` cuts it. All of this, and nothing else, decides the bytes of the answer. */
export type SegmentRequest = { readonly timeline: Timeline; readonly encoding: PictureEncoding };

/** A WAV file (any rate and channels FFmpeg reads) to AAC at 48 kHz stereo. */
export type AudioRequest = { readonly wav: BlobRef; readonly bitsPerSecond?: number };

/** What a film is put together from. */
export type FilmParts = {
  /** In order, without gaps, all of the same size, rate and encoding. */
  readonly segments: readonly { readonly video: BlobRef; readonly durationFrames: number }[];
  /** An answer of `encodeAudio`; its first sample plays with the first frame. Cut where the picture ends. */
  readonly audio?: BlobRef;
  readonly rate: Rate;
  readonly title?: string;
};

/** How a piece of work is watched and stopped. */
export type WorkOptions = {
  readonly signal: AbortSignal;
  /** Called with the number of frames done so far, in order. */
  readonly onFrames?: (done: number) => void;
  /** Somebody waits for it: it goes before everything that waits for its turn without. */
  readonly isUrgent?: boolean;
};

/** How a single frame is wanted. */
export type FrameOptions = WorkOptions & {
  /** At most so many pixels high; default: as high as the timeline. */
  readonly height?: number;
  /** The background is not drawn and the picture is transparent where nothing is; default false. */
  readonly alpha?: boolean;
};

/** Turns timelines into pictures, moving or still. Inputs are plain data and can be sent to another machine. */
export interface MediaTool {
  /** Part of the cache key: engine and encoder versions. */
  readonly id: string;
  /** Several calls may be made at once: as many segments are rendered as suit the machine, the others wait their turn. */
  renderSegment(request: SegmentRequest, options: WorkOptions): Promise<BlobRef>;
  encodeAudio(request: AudioRequest, options: WorkOptions): Promise<BlobRef>;
  /** Writes a fast-start MP4: to a temporary name beside it first, so that `outputPath` is whole or absent. */
  muxFilm(parts: FilmParts, outputPath: string, options: WorkOptions): Promise<void>;
  /** One frame, for posters, contact sheets and stills. */
  frameAt(timeline: Timeline, frame: number, options: FrameOptions): Promise<Picture>;
  close(): Promise<void>;
}
