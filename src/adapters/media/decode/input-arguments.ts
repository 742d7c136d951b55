/**
 * Everything in front of `-i`: who may read the file, how much of it, and what it may not do. The same for the probe and for
 * every decoder, so that both see the same clock.
 */
import { limits } from '../../../domain/limits.ts';
import { demuxerOf } from '../../../domain/media/demuxers.ts';
import type { MediaKind } from '../../../domain/timeline/media-facts.types.ts';

/**
 * Decoders that may meet a stranger's bytes: what cameras, phones, editors and the web write. FFmpeg has five hundred, most of
 * them for games of the nineties that nobody fuzzes.
 */
const decoders = [
  'h264 hevc vp8 libvpx vp9 libvpx-vp9 libdav1d libaom-av1 av1 mpeg4 msmpeg4 msmpeg4v2 h263 mpeg1video mpeg2video theora flv vp6f vp6a',
  'prores dnxhd cfhd dvvideo ffv1 huffyuv ffvhuff utvideo mjpeg qtrle rawvideo v210 magicyuv hap vc1 wmv1 wmv2 wmv3',
  'gif png apng webp bmp tiff',
  'aac aac_latm mp3 mp3float mp2 mp2float ac3 eac3 dca opus libopus vorbis flac alac amrnb amrwb nellymoser wmav1 wmav2 wmapro pcm_dvd',
  'pcm_s16le pcm_s16be pcm_s24le pcm_s24be pcm_s32le pcm_s32be pcm_f32le pcm_f32be pcm_f64le pcm_f64be pcm_u8 pcm_s8',
  'pcm_alaw pcm_mulaw adpcm_ms adpcm_ima_wav adpcm_ima_qt',
  // Subtitles are never decoded, but ffprobe opens a decoder for each stream it lists.
  'mov_text srt subrip ass ssa webvtt text dvbsub dvdsub pgssub cc_dec libzvbi_teletextdec',
]
  .join(' ')
  .replaceAll(' ', ',');

/** `input` is a path inside the jail; it is always a plain file there, whatever characters it is made of. */
export const inputArguments = (kind: MediaKind, input: string, seek: readonly string[] = []): string[] => {
  const { name, options } = demuxerOf(kind);
  return [
    '-protocol_whitelist',
    'file,pipe',
    '-format_whitelist',
    name,
    '-codec_whitelist',
    decoders,
    '-max_streams',
    String(limits.mediaStreams),
    '-max_pixels',
    String(limits.mediaPixels),
    '-f',
    name,
    ...options,
    ...seek,
    '-i',
    `file:${input}`,
  ];
};
