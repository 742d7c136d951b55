/** What the encoder is told. Measured on drawn panels (docs/spec/render.md); changing a value here means a new `encoderVersion`. */
import type { RenderQuality } from '../../ports/media-tool.ts';

/** Part of the cache key of every segment. */
export const encoderVersion = 'x264-3';

/** Frame threads are part of the result, so their number is fixed: four keep two cores busy and cost nothing on more. */
const threads = 4;

/**
 * For drawn pictures, which are flat and dark: more bits for colour, or washes shift in hue; no search for cuts, since segments
 * begin at them; no small motion blocks and coarse sub-pixel search, which save two fifths of the time for an eighth more bits.
 */
const drawn = 'chroma-qp-offset=-2:scenecut=0:partitions=i8x8,i4x4:subme=1';

const presets: Readonly<Record<RenderQuality, readonly string[]>> = {
  draft: ['-preset', 'ultrafast', '-crf', '28'],
  final: ['-preset', 'veryfast', '-crf', '18', '-aq-mode', '3', '-x264-params', drawn],
};

/** Raw yuv420p frames on standard input to an H.264 stream in an MP4 at `path`. */
export const segmentArguments = (
  { width, height, rate }: { width: number; height: number; rate: { num: number; den: number } },
  quality: RenderQuality,
  path: string,
): readonly string[] => [
  ...['-hide_banner', '-nostdin', '-v', 'error', '-y'],
  ...[
    '-f',
    'rawvideo',
    '-pix_fmt',
    'yuv420p',
    '-s',
    `${width}x${height}`,
    '-r',
    `${rate.num}/${rate.den}`,
    '-i',
    'pipe:0',
  ],
  ...['-map', '0:v:0', '-fps_mode', 'passthrough', '-c:v', 'libx264', ...presets[quality], '-threads', String(threads)],
  // One closed group of pictures to begin with; a key frame at least every ten seconds for seeking.
  ...['-flags', '+cgop', '-g', String(Math.max(1, Math.round((10 * rate.num) / rate.den))), '-pix_fmt', 'yuv420p'],
  ...['-color_range', 'tv', '-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'],
  ...['-chroma_sample_location', 'left', '-map_metadata', '-1', '-fflags', '+bitexact'],
  ...['-video_track_timescale', String(rate.num), '-f', 'mp4', path],
];
