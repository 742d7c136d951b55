/** Which reader of FFmpeg reads which kind. It is pinned, so that no file can choose its own, and told to open nothing else. */
import type { MediaKind } from '../timeline/media-facts.types.ts';

export type Demuxer = {
  /** FFmpeg's name, for `-f` and for the white list. */
  readonly name: string;
  /** Options in front of `-i` that keep it inside the file. */
  readonly options: readonly string[];
};

const plain = (name: string): Demuxer => ({ name, options: [] });

const demuxers: Readonly<Record<MediaKind, Demuxer>> = {
  // A QuickTime file may name other files to read its samples from; neither those nor whole addresses are followed.
  mp4: { name: 'mov', options: ['-enable_drefs', '0', '-use_absolute_path', '0'] },
  matroska: plain('matroska'),
  avi: plain('avi'),
  mpegts: plain('mpegts'),
  mpeg: plain('mpeg'),
  asf: plain('asf'),
  ogg: plain('ogg'),
  flv: plain('flv'),
  // Played once: how often it repeats is the timeline's to say.
  gif: { name: 'gif', options: ['-ignore_loop', '1'] },
  png: plain('png_pipe'),
  jpeg: plain('jpeg_pipe'),
  webp: plain('webp_pipe'),
  bmp: plain('bmp_pipe'),
  tiff: plain('tiff_pipe'),
  wav: plain('wav'),
  aiff: plain('aiff'),
  flac: plain('flac'),
  mp3: plain('mp3'),
  aac: plain('aac'),
};

/** The one demuxer that may open a file of this kind. The `_pipe` readers take their input as one picture, never as a pattern. */
export const demuxerOf = (kind: MediaKind): Demuxer => demuxers[kind];

const stillKinds: readonly MediaKind[] = ['png', 'jpeg', 'webp', 'bmp', 'tiff'];

/** Kinds that hold one picture and no time. */
export const isStillKind = (kind: MediaKind): boolean => stillKinds.includes(kind);

const mediaTypes: Readonly<Record<MediaKind, string>> = {
  mp4: 'video/mp4',
  matroska: 'video/matroska',
  avi: 'video/vnd.avi',
  mpegts: 'video/mp2t',
  mpeg: 'video/mpeg',
  asf: 'video/x-ms-asf',
  ogg: 'application/ogg',
  flv: 'video/x-flv',
  gif: 'image/gif',
  png: 'image/png',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  bmp: 'image/bmp',
  tiff: 'image/tiff',
  wav: 'audio/vnd.wave',
  aiff: 'audio/aiff',
  flac: 'audio/flac',
  mp3: 'audio/mpeg',
  aac: 'audio/aac',
};

/** The IANA media type of the container, whatever is in it (FLV and AIFF have none; theirs are the usual names). */
export const mediaTypeOf = (kind: MediaKind): string => mediaTypes[kind];
