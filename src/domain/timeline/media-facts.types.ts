/** What is known about a file once it was taken in: found by our own sniffer and a probe in the sandbox, never by its name. */
import type { Rate } from '../time.ts';

/** The kinds of file that are let in; each pins one demuxer. Everything else is refused by name. */
export const mediaKinds = [
  'mp4',
  'matroska',
  'avi',
  'mpegts',
  'mpeg',
  'asf',
  'ogg',
  'flv',
  'gif',
  'png',
  'jpeg',
  'webp',
  'bmp',
  'tiff',
  'wav',
  'aiff',
  'flac',
  'mp3',
  'aac',
] as const;
/** One of them. */
export type MediaKind = (typeof mediaKinds)[number];

/** Colour as coded, in FFmpeg's names; `unknown` is read as BT.709 from 720 lines up and BT.601 below, limited range. */
export type ColourFacts = {
  readonly matrix: 'bt709' | 'bt601' | 'bt2020' | 'rgb' | 'unknown';
  readonly primaries: 'bt709' | 'bt601' | 'bt2020' | 'p3' | 'unknown';
  readonly transfer: 'bt709' | 'srgb' | 'pq' | 'hlg' | 'linear' | 'unknown';
  readonly range: 'limited' | 'full';
  /** Where the chroma samples of a 4:2:0 picture lie; default `left`, as in MPEG-2 and later. */
  readonly chroma?: 'left' | 'centre' | 'topleft';
  /** How bright the brightest part of an HDR picture is, in cd/m²; default 1000. */
  readonly peakNits?: number;
};

export type PictureFacts = {
  /** Index of the stream in the file. */
  readonly stream: number;
  readonly codec: string;
  /** As shown: turned upright, with square pixels. */
  readonly width: number;
  readonly height: number;
  /** As coded. */
  readonly codedWidth: number;
  readonly codedHeight: number;
  readonly pixelFormat: string;
  readonly bitDepth: number;
  readonly alpha: boolean;
  /** Degrees clockwise that the coded picture must be turned to be upright. */
  readonly rotation: 0 | 90 | 180 | 270;
  /** Mirrored left to right before turning (camera orientation 2, 4, 5, 7). */
  readonly mirrored: boolean;
  readonly colour: ColourFacts;
  readonly interlaced: boolean;
  /** One frame for a still. */
  readonly frames: number;
  /** Frames per second; of a variable one the mean, rounded to a usual rate when within 0.1 %. */
  readonly rate: Rate;
  /**
   * Where each frame begins in microseconds after the file's own zero, when they are not evenly spaced or do not begin at zero:
   * a blob of little-endian 64-bit floats, one a frame, ascending.
   */
  readonly frameTimes?: { readonly sha256: string; readonly sizeBytes: number; readonly mediaType: string };
  /** How long before a frame reading must begin for the frame to be whole, in milliseconds; default 1000. */
  readonly leadMs?: number;
  /** The clock of the file cannot be trusted, so frames are counted from its beginning: exact, and slow far inside. */
  readonly counted?: true;
};

export type SoundFacts = {
  readonly stream: number;
  readonly codec: string;
  readonly channels: number;
  readonly sampleRateHz: number;
  /** After the file's own zero (see `MediaFacts`); a little below it when the sound begins first. */
  readonly startMs: number;
  readonly durationMs: number;
};

export type MediaFacts = {
  readonly kind: MediaKind;
  /** Longest stream. 0 for a still. */
  readonly durationMs: number;
  /**
   * The file's own zero on the clock its demuxer shows, in microseconds; default 0. Zero is where the first stream begins, but
   * where the picture begins when that is less than a fifth of a second later: the delays of codecs shift no picture.
   */
  readonly zeroUs?: number;
  readonly picture?: PictureFacts;
  readonly sounds: readonly SoundFacts[];
};
