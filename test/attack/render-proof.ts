/** Renders of the proofs, by the command itself, and what is in the files it made. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type Ended, runWorkprint } from '../kit/run-workprint.ts';

const run = promisify(execFile);

/** `workprint render`, as JSON. */
export const render = (timeline: string, output: string, home: string, more: readonly string[] = []): Promise<Ended> =>
  runWorkprint(['render', timeline, '-o', output, '--json', ...more], { WORKPRINT_HOME: home });

/** What the command said at the end; throws with its message when it failed. */
export const resultOf = (ended: Ended): { readonly framesRendered: number; readonly framesCached: number } => {
  if (ended.code !== 0) throw new Error(`render ended with ${ended.code}: ${ended.stderr.slice(-600)}`);
  return JSON.parse(ended.stdout) as { framesRendered: number; framesCached: number };
};

/** MD5 of every decoded frame and of all sound, one a line. */
export const frameHashes = async (path: string): Promise<string> => {
  const { stdout } = await run('ffmpeg', ['-v', 'error', '-i', `file:${path}`, '-f', 'framemd5', '-'], {
    maxBuffer: 1 << 26,
  });
  return stdout;
};

/** Decoded frames in small, `64 × 48` planes each. */
export const framesOf = async (path: string): Promise<Buffer> => {
  const args = [
    '-v',
    'error',
    '-i',
    `file:${path}`,
    '-vf',
    'scale=64:48',
    '-pix_fmt',
    'yuv420p',
    '-f',
    'rawvideo',
    '-',
  ];
  const { stdout } = await run('ffmpeg', args, { encoding: 'buffer', maxBuffer: 1 << 26 });
  return stdout;
};
