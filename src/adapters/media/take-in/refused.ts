/** Refusals and failures as errors that name the file. */
import { WorkprintError } from '../../../domain/errors.ts';
import { limits } from '../../../domain/limits.ts';
import type { Refusal } from '../../../domain/media/refusal.ts';

/** `media-refused`, without the path: `about` puts it in front. */
export const refused = ({ is, instead }: Refusal): WorkprintError =>
  new WorkprintError('media-refused', `It is ${is}. ${instead}`);

/** The last thing FFmpeg said, without what it says about places in memory. */
const saidBy = ({ message }: Error): string =>
  /Codec \((\w+)\) not on whitelist/.exec(message)?.[1]?.concat(' is not read here') ??
  (message.split(': ').slice(1).join(': ').split(' / ').at(-1) ?? '')
    .replaceAll(/\[[^\]]*\]\s*/g, '')
    .replaceAll(/file:media:?\s*/g, '')
    .replace(/\.+$/, '');

/** Whatever went wrong with the file at `path`, told so that the person knows which and what to do. */
export const about = (path: string, error: unknown): unknown => {
  if (!(error instanceof WorkprintError)) return error;
  if (error.message.includes('max_streams'))
    return new WorkprintError(
      'media-too-large',
      `${path}: It has more than ${limits.mediaStreams} streams, which is the limit. Keep the picture and the sound that are needed.`,
      { cause: error },
    );
  if (error.code === 'ffmpeg-failed')
    return new WorkprintError(
      'media-refused',
      `${path}: it is damaged, or coded in a way that is not let in (${saidBy(error) || 'no reason given'}). Convert it anew, to MP4 (H.264), PNG or WAV.`,
      { cause: error },
    );
  const concernsFile = ['media-refused', 'media-too-large', 'media-timeout'].includes(error.code);
  if (!concernsFile || error.message.includes(path)) return error;
  return new WorkprintError(error.code, `${path}: ${error.message}`, { cause: error });
};
