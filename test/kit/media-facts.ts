/** Facts about a finished film, asked of FFmpeg and ffprobe as a sceptic would. */
import { execFile } from 'node:child_process';
import { open } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const big = { maxBuffer: 1 << 28 };

export type StreamFacts = Readonly<Record<string, string | number>>;

/** Streams and container as ffprobe reports them, frames counted by decoding. */
export const probe = async (path: string): Promise<{ streams: StreamFacts[]; format: StreamFacts }> => {
  const args = ['-v', 'error', '-count_frames', '-show_streams', '-show_format', '-of', 'json', `file:${path}`];
  const { stdout } = await run('ffprobe', args, big);
  return JSON.parse(stdout) as { streams: StreamFacts[]; format: StreamFacts };
};

/** Presentation times of all video packets, sorted, in the stream's own time base. */
export const frameTimes = async (path: string): Promise<number[]> => {
  const args = [
    '-v',
    'error',
    '-select_streams',
    'v:0',
    '-show_entries',
    'packet=pts',
    '-of',
    'csv=p=0',
    `file:${path}`,
  ];
  const { stdout } = await run('ffprobe', args, big);
  return stdout
    .trim()
    .split('\n')
    .map((line) => Number.parseInt(line, 10))
    .sort((a, b) => a - b);
};

/** One hash per decoded video frame. */
export const frameHashes = async (path: string): Promise<string> => {
  const { stdout } = await run(
    'ffmpeg',
    ['-v', 'error', '-i', `file:${path}`, '-map', '0:v', '-f', 'framemd5', '-'],
    big,
  );
  return stdout
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join('\n');
};

/** Mono samples of the film's sound, -1..1. */
export const decodeSound = async (path: string, sampleRateHz: number): Promise<Float32Array> => {
  const args = [
    '-v',
    'error',
    '-i',
    `file:${path}`,
    '-map',
    '0:a',
    '-ac',
    '1',
    '-ar',
    String(sampleRateHz),
    '-f',
    'f32le',
    '-',
  ];
  const { stdout } = await run('ffmpeg', args, { ...big, encoding: 'buffer' });
  return new Float32Array(stdout.buffer.slice(stdout.byteOffset, stdout.byteOffset + stdout.byteLength));
};

/** EBU R128 by FFmpeg: integrated loudness in LUFS and true peak in dBTP. */
export const loudnessOf = async (path: string): Promise<{ integratedLufs: number; truePeakDbtp: number }> => {
  const { stderr } = await run(
    'ffmpeg',
    ['-hide_banner', '-i', `file:${path}`, '-map', '0:a', '-af', 'ebur128=peak=true', '-f', 'null', '-'],
    big,
  );
  const summary = stderr.slice(stderr.lastIndexOf('Summary:'));
  const read = (pattern: RegExp): number => Number(pattern.exec(summary)?.[1] ?? Number.NaN);
  return { integratedLufs: read(/I:\s+(-?[\d.]+) LUFS/), truePeakDbtp: read(/Peak:\s+(-?[\d.]+) dBFS/) };
};

/** Names of the top-level boxes of an MP4, in file order. */
export const mp4Boxes = async (path: string): Promise<string[]> => {
  const file = await open(path, 'r');
  try {
    const names: string[] = [];
    const { size: end } = await file.stat();
    const head = Buffer.alloc(16);
    for (let at = 0; at < end; ) {
      await file.read(head, 0, 16, at);
      names.push(head.toString('latin1', 4, 8));
      const size = head.readUInt32BE(0);
      at += size === 1 ? Number(head.readBigUInt64BE(8)) : size || end - at;
    }
    return names;
  } finally {
    await file.close();
  }
};
