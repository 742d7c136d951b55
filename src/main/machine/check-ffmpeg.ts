/** FFmpeg as the film command will judge it, and the filter that changes a voice's pitch well. */
import { WorkprintError } from '../../domain/errors.ts';
import type { MachineCheck } from './machine-check.ts';
import { runProgram } from './run-program.ts';
import { whatToType } from './what-to-type.ts';

const checkProgram = async (): Promise<MachineCheck> => {
  const { findFfmpeg } = await import('../../adapters/ffmpeg/ffmpeg.ts');
  try {
    const { version } = await findFfmpeg();
    return { name: 'FFmpeg', state: 'ok', found: `${version}, with libx264 and aac` };
  } catch (error) {
    if (!(error instanceof WorkprintError)) throw error;
    const found = error.code === 'ffmpeg-too-old' ? 'older than 5.0' : 'not installed, or without libx264 or aac';
    return { name: 'FFmpeg', state: 'missing', found, advice: await whatToType('ffmpeg') };
  }
};

const checkRubberband = async (): Promise<MachineCheck> => {
  const filters = (await runProgram('ffmpeg', ['-hide_banner', '-filters'])) ?? '';
  return filters.includes(' rubberband ')
    ? { name: 'FFmpeg rubberband', state: 'ok', found: 'voices change pitch and keep their colour' }
    : {
        name: 'FFmpeg rubberband',
        state: 'weak',
        found: 'this build lacks it',
        advice: 'an FFmpeg with librubberband, as Debian, Ubuntu and Homebrew build it',
      };
};

/** The program, and when it is there its voice filter. */
export const checkFfmpeg = async (): Promise<readonly MachineCheck[]> => {
  const program = await checkProgram();
  return program.state === 'ok' ? [program, await checkRubberband()] : [program];
};
