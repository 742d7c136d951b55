/** Runs ffprobe on a stranger's file, in the jail, with the reader that our sniffer chose. */
import { dirname, join } from 'node:path';
import { WorkprintError } from '../../../domain/errors.ts';
import { limits } from '../../../domain/limits.ts';
import type { MediaKind } from '../../../domain/timeline/media-facts.types.ts';
import { jailedOutput, startJailed } from '../../sandbox/sandbox.ts';
import { inputArguments } from '../decode/input-arguments.ts';

export type ProbeTarget = { readonly ffprobe: string; readonly path: string; readonly kind: MediaKind };

/** ffprobe stands beside ffmpeg; where that is only a name, PATH is asked. */
export const ffprobeBeside = (ffmpeg: string): string => {
  const folder = dirname(ffmpeg);
  return ffmpeg.includes('/') || ffmpeg.includes('\\')
    ? join(folder, ffmpeg.endsWith('.exe') ? 'ffprobe.exe' : 'ffprobe')
    : 'ffprobe';
};

const nameInJail = 'media';
const reads = (path: string) => [{ path, name: nameInJail }];
const argumentsFor = ({ kind }: ProbeTarget, wanted: readonly string[]): string[] => [
  '-hide_banner',
  '-v',
  'error',
  ...wanted,
  ...inputArguments(kind, nameInJail),
];

/** Facts are a few kilobytes a stream. */
const mostReportBytes = 4 * 1024 * 1024;

/** What `ffprobe` prints as JSON for `-show_entries wanted`. Throws as `startJailed`. */
export const probeJson = async (
  target: ProbeTarget,
  wanted: readonly string[],
  signal: AbortSignal,
): Promise<string> => {
  const args = argumentsFor(target, [...wanted, '-of', 'json=compact=1']);
  const options = { reads: reads(target.path), signal, purpose: 'read this file' };
  return (await jailedOutput(target.ffprobe, args, options, mostReportBytes)).toString('utf8');
};

/** Reading every packet of a long file takes as long as reading the file. */
const packetLimits = { wallMs: 600_000, cpuSeconds: 600 };

/**
 * Hands each line of ffprobe's answer to `onLine`, as it comes; more than `mostLines` is `media-too-large`. Throws as
 * `startJailed`.
 */
export const probeLines = async (
  target: ProbeTarget,
  wanted: readonly string[],
  onLine: (line: string) => void,
  signal: AbortSignal,
  mostLines: number = limits.mediaFrames,
): Promise<void> => {
  const enough = new AbortController();
  const child = startJailed(target.ffprobe, argumentsFor(target, [...wanted, '-of', 'csv=p=0:nk=1']), {
    reads: reads(target.path),
    signal: AbortSignal.any([signal, enough.signal]),
    purpose: 'read the packets of this file',
    stdout: 'pipe',
    limits: packetLimits,
  });
  let rest = '';
  let lines = 0;
  child.process.stdout?.setEncoding('latin1').on('data', (text: string) => {
    const parts = (rest + text).split('\n');
    rest = (parts.pop() ?? '').slice(0, 1000);
    for (const line of parts) {
      if (++lines > mostLines) return enough.abort();
      if (line !== '') onLine(line);
    }
  });
  try {
    await child.done;
  } catch (error) {
    if (!enough.signal.aborted || signal.aborted) throw error;
    throw new WorkprintError(
      'media-too-large',
      `It has more than ${mostLines} frames, which is the limit. Cut it into shorter files.`,
    );
  }
};
