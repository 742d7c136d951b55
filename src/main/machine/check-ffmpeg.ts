/** FFmpeg: new enough, with the encoders every film needs and the filter that changes a voice's pitch well. */
import type { MachineCheck } from './machine-check.ts';
import { runProgram } from './run-program.ts';
import { whatToType } from './what-to-type.ts';

/** FFmpeg 5.0 (2022) is the oldest that the tests ran against. */
const oldestMajor = 5;

/** `ffmpeg version n7.1-…` → `n7.1-…`; undefined when this is no FFmpeg. */
export const ffmpegVersion = (banner: string): string | undefined => /^ffmpeg version (\S+)/.exec(banner)?.[1];

/** Builds from source carry a date or a commit instead of a number; they are taken as new. */
export const isNewEnough = (version: string): boolean => {
  const major = /^n?(\d+)\./.exec(version)?.[1];
  return major === undefined || Number(major) >= oldestMajor;
};

/** Three rows: the program, its encoders, its voice filter. */
export const checkFfmpeg = async (): Promise<readonly MachineCheck[]> => {
  const version = ffmpegVersion((await runProgram('ffmpeg', ['-hide_banner', '-version'])) ?? '');
  if (version === undefined) {
    return [{ name: 'FFmpeg', state: 'missing', found: 'not installed', advice: await whatToType('ffmpeg') }];
  }
  if (!isNewEnough(version)) {
    const found = `${version}, older than ${oldestMajor}.0`;
    return [{ name: 'FFmpeg', state: 'missing', found, advice: await whatToType('ffmpeg') }];
  }
  const [encoders = '', filters = ''] = await Promise.all([
    runProgram('ffmpeg', ['-hide_banner', '-encoders']),
    runProgram('ffmpeg', ['-hide_banner', '-filters']),
  ]);
  const lacking = ['libx264', 'aac'].filter((name) => !encoders.includes(` ${name} `));
  const hasRubberband = filters.includes(' rubberband ');
  return [
    { name: 'FFmpeg', state: 'ok', found: version },
    lacking.length === 0
      ? { name: 'FFmpeg encoders', state: 'ok', found: 'libx264, aac' }
      : {
          name: 'FFmpeg encoders',
          state: 'missing',
          found: `without ${lacking.join(' and ')}`,
          advice: await whatToType('ffmpeg'),
        },
    hasRubberband
      ? { name: 'FFmpeg rubberband', state: 'ok', found: 'voices change pitch and keep their colour' }
      : {
          name: 'FFmpeg rubberband',
          state: 'weak',
          found: 'this build lacks it',
          advice: 'an FFmpeg with librubberband, as Debian, Ubuntu and Homebrew build it',
        },
  ];
};
