/** Finds FFmpeg and makes sure that it can do what is asked of it. */
import { WorkprintError } from '../../domain/errors.ts';
import { howToInstall, outputOf } from '../sandbox/sandbox.ts';
import type { OptionalCoders } from './encodings.ts';

export type Ffmpeg = {
  readonly path: string;
  /** As it prints it, e.g. `5.1.9-0+deb12u1`. */
  readonly version: string;
  /** Coders it may lack. */
  readonly coders: OptionalCoders;
};

/** FFmpeg 5.0 brought libavcodec 59; builds from git have no version number but always this one. */
const oldestLibavcodec = 59;
const neededEncoders = ['libx264', 'aac'] as const;

/**
 * Checks the FFmpeg at `path` (a name is looked for in PATH). Throws `ffmpeg-missing` (not there, or built without an
 * encoder that is needed) or `ffmpeg-too-old`, saying what to type.
 */
export const findFfmpeg = async (path = 'ffmpeg', signal = AbortSignal.timeout(20_000)): Promise<Ffmpeg> => {
  const ask = async (...args: string[]): Promise<string> =>
    (await outputOf(path, ['-hide_banner', ...args], { signal, purpose: 'say its version' })).toString('utf8');
  const [banner, encoders] = await Promise.all([ask('-version'), ask('-encoders')]);
  const version = /^ffmpeg version (\S+)/m.exec(banner)?.[1];
  const libavcodec = Number(/^libavcodec\s+(\d+)\./m.exec(banner)?.[1]);
  if (version === undefined || !Number.isInteger(libavcodec))
    throw new WorkprintError('ffmpeg-missing', `${path} is not FFmpeg. ${howToInstall}`);
  if (libavcodec < oldestLibavcodec)
    throw new WorkprintError('ffmpeg-too-old', `FFmpeg ${version} is too old. ${howToInstall}`);
  const hasEncoder = (name: string): boolean => new RegExp(`^\\s*[VA]\\S+\\s+${name}\\s`, 'm').test(encoders);
  for (const name of neededEncoders)
    if (!hasEncoder(name))
      throw new WorkprintError(
        'ffmpeg-missing',
        `FFmpeg ${version} was built without the encoder ${name}. ${howToInstall}`,
      );
  return { path, version, coders: { svtAv1: hasEncoder('libsvtav1') } };
};
