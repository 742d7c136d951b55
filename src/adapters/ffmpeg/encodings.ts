/** What the encoders are told. Changing a value here means a new `encoderVersion`; what they rest on is in docs/spec/execution.md. */
import type { Rate } from '../../domain/time.ts';
import type { PictureEncoding } from '../../ports/media-tool.ts';

/** Part of the cache key of every segment. */
export const encoderVersion = 'encoders-6';

/** The raw frames an encoder takes, and their size in bytes. */
export type RawFrames = {
  readonly width: number;
  readonly height: number;
  readonly rate: Rate;
  /** One frame comes in and is shown so many times; 1: every frame comes. */
  readonly repeats?: number;
};

/** Where a coder's segments are kept, by file ending: MP4 and MOV are read by our own muxer. */
export const segmentContainer = ({
  codec,
}: PictureEncoding): { readonly ending: string; readonly mediaType: string } =>
  codec === 'ffv1'
    ? { ending: '.mkv', mediaType: 'video/x-matroska' }
    : codec === 'prores'
      ? { ending: '.mov', mediaType: 'video/quicktime' }
      : { ending: '.mp4', mediaType: 'video/mp4' };

/** Threads are part of the result of most coders, so their number is fixed. */
const threads = 4;

/**
 * Each thread of x264 keeps frames of its own (25 MB at 1080p). Three keep two cores busy beside decoding and composing: two took
 * a sixth longer on T1 of `bench/render`, four 60 MB more. Films were always coded with four.
 */
const x264Threads = ({ tune }: PictureEncoding): number => (tune === 'drawn' ? 4 : 3);

/**
 * Frames between x264's look ahead and its coder: with none the look ahead has no thread of its own and the coder waits for it;
 * four are enough, and less than it would take by itself. The bytes are the same.
 */
const x264Parameters = 'sync-lookahead=4';

/** Key frames for seeking: at least every ten seconds. */
const keyInterval = ({ num, den }: Rate): number => Math.max(1, Math.round((10 * num) / den));

/**
 * For drawn pictures, which are flat and dark: more bits for colour, or washes shift in hue; no search for cuts, since segments
 * begin at them; no small motion blocks and coarse sub-pixel search, which save two fifths of the time for an eighth more bits.
 */
const drawn = 'chroma-qp-offset=-2:scenecut=0:partitions=i8x8,i4x4:subme=1';

/** Efforts of coders that count them, as x264's names. */
const svtPresets = { ultrafast: 12, superfast: 11, veryfast: 10, faster: 9, fast: 8, medium: 7, slow: 5 } as const;
const aomEfforts = { ultrafast: 9, superfast: 8, veryfast: 8, faster: 7, fast: 6, medium: 5, slow: 4 } as const;
const vp9Efforts = { ultrafast: 8, superfast: 7, veryfast: 6, faster: 5, fast: 4, medium: 3, slow: 2 } as const;

/** ProRes has no 4:2:0. */
const moreChroma = (alpha: boolean | undefined): string =>
  `scale=flags=bicubic+accurate_rnd+full_chroma_int,format=${alpha ? 'yuva444p10le' : 'yuv422p10le'}`;

/** Coders that a build of FFmpeg may lack. */
export type OptionalCoders = { readonly svtAv1: boolean };

const coderArguments = (encoding: PictureEncoding, rate: Rate, { svtAv1 }: OptionalCoders): readonly string[] => {
  const { codec, preset, tune, alpha } = encoding;
  const crf = ['-crf', String(encoding.crf)];
  const group = ['-g', String(keyInterval(rate))];
  switch (codec) {
    case 'h264':
      return [
        ...['-c:v', 'libx264', '-preset', preset, ...crf, ...(tune === 'drawn' ? ['-aq-mode', '3'] : [])],
        ...['-x264-params', tune === 'drawn' ? `${x264Parameters}:${drawn}` : x264Parameters],
        ...['-threads', String(x264Threads(encoding)), '-flags', '+cgop', ...group, '-pix_fmt', 'yuv420p'],
      ];
    case 'h265':
      return [
        ...['-c:v', 'libx265', '-preset', preset, ...crf, ...group, '-tag:v', 'hvc1', '-pix_fmt', 'yuv420p'],
        ...['-x265-params', 'log-level=error:info=0:open-gop=0:pools=4:frame-threads=2'],
      ];
    case 'av1':
      return svtAv1
        ? [
            ...['-c:v', 'libsvtav1', '-preset', String(svtPresets[preset]), ...crf, ...group],
            ...['-svtav1-params', 'lp=2', '-pix_fmt', 'yuv420p'],
          ]
        : [
            ...['-c:v', 'libaom-av1', '-cpu-used', String(aomEfforts[preset]), ...crf, '-b:v', '0', ...group],
            ...['-row-mt', '1', '-threads', String(threads), '-pix_fmt', 'yuv420p'],
          ];
    case 'vp9':
      return [
        ...['-c:v', 'libvpx-vp9', '-deadline', 'good', '-cpu-used', String(vp9Efforts[preset]), ...crf, '-b:v', '0'],
        ...['-row-mt', '1', '-threads', String(threads), '-tile-columns', '1', ...group, '-pix_fmt', 'yuv420p'],
      ];
    case 'prores':
      return [
        // FFmpeg forgets the colours where it converts; said to the frames, they last.
        ...['-vf', `setparams=range=tv:colorspace=bt709:color_primaries=bt709:color_trc=bt709,${moreChroma(alpha)}`],
        ...['-c:v', 'prores_ks', '-vendor', 'apl0', '-threads', String(threads)],
        ...(alpha ? ['-profile:v', '4444', '-alpha_bits', '16'] : ['-profile:v', 'hq']),
      ];
    case 'ffv1':
      return [
        ...['-c:v', 'ffv1', '-level', '3', '-g', '1', '-slices', '4', '-slicecrc', '1', '-threads', String(threads)],
        ...['-pix_fmt', alpha ? 'yuva420p' : 'yuv420p'],
      ];
  }
};

const colourTags = [
  ...['-color_range', 'tv', '-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'],
  ...['-chroma_sample_location', 'left'],
];

/** What to make of frames that come in on standard input or from a decoder, as a segment at `path`: one closed group to begin with. */
const outputArguments = (
  { rate }: RawFrames,
  encoding: PictureEncoding,
  coders: OptionalCoders,
  path: string,
): readonly string[] => [
  ...['-map', '0:v:0', '-fps_mode', 'passthrough', ...coderArguments(encoding, rate, coders), ...colourTags],
  ...['-map_metadata', '-1', '-fflags', '+bitexact', '-flags:v', '+bitexact'],
  ...(encoding.codec === 'ffv1'
    ? ['-f', 'matroska', path]
    : ['-video_track_timescale', String(rate.num), '-f', encoding.codec === 'prores' ? 'mov' : 'mp4', path]),
];

const repeatArguments = ({ repeats = 1 }: RawFrames): readonly string[] =>
  repeats > 1 ? ['-vf', `loop=loop=${repeats - 1}:size=1:start=0,setpts=N`] : [];

/** Raw frames on standard input (yuv420p, or yuva420p when the encoding keeps transparency) to a segment at `path`. */
export const segmentArguments = (
  frames: RawFrames,
  encoding: PictureEncoding,
  coders: OptionalCoders,
  path: string,
): readonly string[] => [
  ...['-hide_banner', '-nostdin', '-v', 'error', '-y', '-f', 'rawvideo'],
  ...['-pix_fmt', encoding.alpha ? 'yuva420p' : 'yuv420p', '-s', `${frames.width}x${frames.height}`],
  ...['-r', `${frames.rate.num}/${frames.rate.den}`, '-i', 'pipe:0', ...repeatArguments(frames)],
  ...outputArguments(frames, encoding, coders, path),
];
