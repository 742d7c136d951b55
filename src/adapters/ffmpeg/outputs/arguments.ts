/** What FFmpeg is told when a file is finished. Only numbers, names of this list and paths of our own ever get in. */
import type { OutputFormat } from '../../../domain/timeline/timeline.types.ts';
import type { OutputParts } from '../../../ports/output-writer.ts';

/** Quiet, never asking, never adding anything of its own to the file. */
export const quiet = ['-hide_banner', '-nostdin', '-v', 'error', '-y'] as const;
const bitexact = [
  '-map_metadata',
  '-1',
  '-fflags',
  '+bitexact',
  '-flags:v',
  '+bitexact',
  '-flags:a',
  '+bitexact',
] as const;

/**
 * AAC by the fast coder at 224 kbit/s: half the time of the default coder at 192, at the same error (docs/spec/execution.md).
 * Opus and MP3 at rates nobody hears a difference at.
 */
const soundCoders: Readonly<
  Partial<Record<OutputFormat, { readonly arguments: readonly string[]; readonly muxer: string }>>
> = {
  mp4: { arguments: ['-c:a', 'aac', '-aac_coder', 'fast', '-b:a', '224000'], muxer: 'adts' },
  mov: { arguments: ['-c:a', 'aac', '-aac_coder', 'fast', '-b:a', '224000'], muxer: 'adts' },
  m4a: { arguments: ['-c:a', 'aac', '-aac_coder', 'fast', '-b:a', '224000', '-movflags', '+faststart'], muxer: 'ipod' },
  webm: { arguments: ['-c:a', 'libopus', '-b:a', '160000'], muxer: 'ogg' },
  mp3: { arguments: ['-c:a', 'libmp3lame', '-b:a', '256000', '-write_xing', '1'], muxer: 'mp3' },
  wav: { arguments: ['-c:a', 'pcm_s16le'], muxer: 'wav' },
};

/** Media type of a coded sound. */
export const soundMediaType: Readonly<Partial<Record<OutputFormat, string>>> = {
  ...{ mp4: 'audio/aac', mov: 'audio/aac', m4a: 'audio/mp4', webm: 'audio/ogg', mp3: 'audio/mpeg', wav: 'audio/wav' },
};

/** A 48 kHz stereo WAV to the sound of a format. */
export const soundArguments = (wavPath: string, format: OutputFormat, outputPath: string): readonly string[] => {
  const coder = soundCoders[format];
  if (!coder) throw new RangeError(`A ${format} has no sound.`);
  return [
    ...[...quiet, '-f', 'wav', '-i', `file:${wavPath}`, '-map', '0:a:0', ...coder.arguments],
    ...['-ar', '48000', '-ac', '2', ...bitexact, '-f', coder.muxer, `file:${outputPath}`],
  ];
};

/** Pixel format in which the frames of lossless segments travel to their last encoder. */
export const wholePixelFormat = (parts: OutputParts): string => (parts.encoding?.alpha ? 'yuva420p' : 'yuv420p');

/** A lossless segment to raw frames on standard output, each exactly once. */
export const unpackArguments = (segmentPath: string, parts: OutputParts): readonly string[] => [
  ...[...quiet, '-f', 'matroska', '-i', `file:${segmentPath}`, '-map', '0:v:0', '-fps_mode', 'passthrough'],
  ...['-f', 'rawvideo', '-pix_fmt', wholePixelFormat(parts), 'pipe:1'],
];

/** Raw frames on standard input: tagged, so that colours become RGB by BT.709 and not by FFmpeg's guess. */
const rawInput = (parts: OutputParts): readonly string[] => [
  ...['-f', 'rawvideo', '-pix_fmt', wholePixelFormat(parts), '-s', `${parts.width}x${parts.height}`],
  ...['-r', `${parts.rate.num}/${parts.rate.den}`, '-i', 'pipe:0'],
];

const toRgb = (parts: OutputParts): string =>
  `scale=in_color_matrix=bt709:in_range=tv:out_range=pc:flags=bicubic+accurate_rnd+full_chroma_int+full_chroma_inp,format=${parts.encoding?.alpha ? 'rgba' : 'rgb24'}`;

/** Frames to a palette for all of them, as one small picture. */
export const paletteArguments = (parts: OutputParts, palettePath: string): readonly string[] => [
  ...[
    ...quiet,
    ...rawInput(parts),
    '-vf',
    `${toRgb(parts)},palettegen=stats_mode=full:reserve_transparent=${parts.encoding?.alpha ? 1 : 0}`,
  ],
  ...['-frames:v', '1', '-update', '1', '-f', 'image2', `file:${palettePath}`],
];

/**
 * Frames and their palette to a GIF that repeats. Bayer dithering stands still where the picture does, so the file stays small.
 * `png_pipe` reads one picture: `image2` would take a `%` in its path for a pattern.
 */
export const gifArguments = (parts: OutputParts, palettePath: string, outputPath: string): readonly string[] => [
  ...[...quiet, ...rawInput(parts), '-f', 'png_pipe', '-i', `file:${palettePath}`, '-filter_complex'],
  `[0:v]${toRgb(parts)}[p];[p][1:v]paletteuse=dither=bayer:bayer_scale=3:diff_mode=rectangle`,
  ...['-loop', '0', ...bitexact, '-f', 'gif', `file:${outputPath}`],
];

/** Frames to the formats that need no second look at them. PNGs are written into the folder that is the child's working folder. */
export const wholeArguments = (parts: OutputParts, outputPath: string, soundPath?: string): readonly string[] => {
  const input = [...quiet, ...rawInput(parts)];
  const target = [...bitexact, '-fps_mode', 'passthrough'];
  switch (parts.format) {
    case 'webp':
      return [
        ...[...input, '-vf', toRgb(parts), '-c:v', 'libwebp_anim', '-lossless', '0', '-q:v', '80'],
        ...['-compression_level', '4', '-loop', '0', ...target, '-f', 'webp', `file:${outputPath}`],
      ];
    case 'png':
      return [
        ...[...input, '-vf', toRgb(parts), '-c:v', 'png', '-start_number', '0', ...target],
        ...['-f', 'image2', 'frame-%06d.png'],
      ];
    case 'jpg':
      return [
        ...[...input, '-frames:v', '1', '-vf', 'scale=out_range=pc,format=yuvj420p', '-c:v', 'mjpeg', '-q:v', '2'],
        ...[...target, '-update', '1', '-f', 'image2', `file:${outputPath}`],
      ];
    case 'webm':
      return [
        ...[...input, ...(soundPath ? ['-f', 'ogg', '-i', `file:${soundPath}`] : []), '-map', '0:v:0'],
        ...(soundPath ? ['-map', '1:a:0', '-c:a', 'copy'] : []),
        ...['-c:v', 'libvpx-vp9', '-pix_fmt', 'yuva420p', '-b:v', '0', '-crf', '30', '-row-mt', '1', '-threads', '2'],
        ...['-deadline', 'good', '-cpu-used', '4', '-auto-alt-ref', '0', ...colourTags, ...target],
        ...['-f', 'webm', `file:${outputPath}`],
      ];
    default:
      throw new RangeError(`A ${parts.format} is not made from raw frames.`);
  }
};

const colourTags = ['-color_range', 'tv', '-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'];

/** Finished picture and sound into WebM without coding anything again. */
export const webmArguments = (
  picturePath: string,
  soundPath: string | undefined,
  outputPath: string,
): readonly string[] => [
  ...[...quiet, '-f', 'mov', '-i', `file:${picturePath}`],
  ...(soundPath ? ['-f', 'ogg', '-i', `file:${soundPath}`] : []),
  ...['-map', '0:v:0', ...(soundPath ? ['-map', '1:a:0'] : []), '-c', 'copy', ...bitexact],
  ...['-cues_to_front', '1', '-f', 'webm', `file:${outputPath}`],
];
