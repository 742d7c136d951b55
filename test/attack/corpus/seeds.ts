/** Good files of the kinds people bring, small and made on the spot: the stock that the fuzzer spoils. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Green and moving: neither colour is the canary's. */
const picture = (frames: number): string[] => [
  '-f',
  'lavfi',
  '-i',
  `testsrc2=s=64x48:r=10,hue=s=0,trim=end_frame=${frames}`,
];
const sound = ['-f', 'lavfi', '-i', 'sine=f=440:d=0.5'];
const words = (text: string): string[] => text.split(' ');
const film = (codec: string): string[] => [...picture(8), ...sound, ...words(codec)];

const recipes: Readonly<Record<string, readonly string[]>> = {
  'h264.mp4': film('-c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a aac'),
  'fragmented.mp4': film('-c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a aac -movflags frag_keyframe+empty_moov'),
  'hevc.mp4': [...picture(4), ...words('-c:v libx265 -preset ultrafast -x265-params log-level=error -tag:v hvc1')],
  'prores.mov': [...picture(4), ...words('-c:v prores_ks -profile:v 0')],
  'mjpeg.mov': [...picture(4), ...words('-c:v mjpeg -pix_fmt yuvj420p')],
  'animation.mov': [...picture(4), ...words('-c:v qtrle -pix_fmt argb')],
  'h264.mkv': film('-c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a flac'),
  'vp9.webm': film('-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -c:a libopus'),
  'vp8.webm': film('-c:v libvpx -deadline realtime -c:a libvorbis'),
  'mpeg4.avi': film('-c:v mpeg4 -c:a libmp3lame'),
  'stream.ts': film('-c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a aac -f mpegts'),
  'flash.flv': film('-c:v libx264 -preset ultrafast -pix_fmt yuv420p -ar 44100 -c:a aac'),
  'moving.gif': picture(6),
  'still.png': [...picture(1), ...words('-frames:v 1 -pix_fmt rgba')],
  'still.jpg': [...picture(1), ...words('-frames:v 1 -pix_fmt yuvj420p')],
  'still.webp': [...picture(1), ...words('-frames:v 1 -c:v libwebp')],
  'still.tiff': [...picture(1), ...words('-frames:v 1')],
  'still.bmp': [...picture(1), ...words('-frames:v 1')],
  'tone.wav': sound,
  'tone.mp3': [...sound, ...words('-c:a libmp3lame')],
  'tone.flac': sound,
  'tone.ogg': [...sound, ...words('-c:a libvorbis')],
  'tone.m4a': [...sound, ...words('-c:a aac')],
};

export type Seed = { readonly name: string; readonly bytes: Uint8Array };

/** Makes the seeds in `folder`; all must come out, or FFmpeg here is not the one that is asked for. */
export const makeSeeds = async (
  folder: string,
  names: readonly string[] = Object.keys(recipes),
): Promise<readonly Seed[]> => {
  const seeds: Seed[] = [];
  for (const name of names) {
    const path = join(folder, name);
    await run('ffmpeg', ['-hide_banner', '-nostdin', '-v', 'error', '-y', ...(recipes[name] ?? []), path]);
    seeds.push({ name, bytes: await readFile(path) });
  }
  return seeds;
};

/** A second of one colour, as `0xrrggbb`. */
export const makeClipOf = async (path: string, colour: string): Promise<void> => {
  const source = `color=c=${colour}:s=64x48:r=10:d=1`;
  await run('ffmpeg', [
    '-v',
    'error',
    '-y',
    '-f',
    'lavfi',
    '-i',
    source,
    ...words('-c:v libx264 -crf 1 -pix_fmt yuv420p'),
    path,
  ]);
};
