import type { BlobRef } from '../domain/media.ts';
import type { Rate } from '../domain/time.ts';
import type { OutputFormat } from '../domain/timeline/timeline.types.ts';
import type { PictureEncoding, WorkOptions } from './media-tool.ts';

/** What a finished file is put together from. */
export type OutputParts = {
  readonly format: OutputFormat;
  /** In order, without gaps, all made alike by `encoding`; none: sound alone. */
  readonly segments: readonly { readonly video: BlobRef; readonly durationFrames: number }[];
  readonly encoding: PictureEncoding | undefined;
  readonly width: number;
  readonly height: number;
  readonly rate: Rate;
  /** An answer of `encodeSound` for this format, of the same length. */
  readonly sound?: BlobRef;
  readonly title: string;
};

/** Turns segments and sound into the file a person asked for. */
export interface OutputWriter {
  /** Part of the cache key. */
  readonly id: string;
  /** A 48 kHz stereo 16-bit WAV as the format carries sound: AAC, Opus, MP3, or the WAV itself. */
  encodeSound(wav: BlobRef, format: OutputFormat, options: WorkOptions): Promise<BlobRef>;
  /**
   * Writes the file whole or not at all, under a temporary name first; for `png` the path is a folder, made if need be, that receives
   * `frame-000000.png` and so on. Frame i of the timeline is frame i of the file. `onFrames` tells frames written. Throws
   * `media-corrupt` when a segment is damaged (it is discarded then), `ffmpeg-failed`, `disk-full`, `output-folder-missing`, `cancelled`.
   */
  write(parts: OutputParts, outputPath: string, options: WorkOptions): Promise<void>;
}
