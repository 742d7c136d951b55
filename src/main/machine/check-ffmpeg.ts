/** FFmpeg as the film command will judge it. */
import { WorkprintError } from '../../domain/errors.ts';
import type { MachineCheck } from './machine-check.ts';
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

/** The program. */
export const checkFfmpeg = async (): Promise<readonly MachineCheck[]> => [await checkProgram()];
