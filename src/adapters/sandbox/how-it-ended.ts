/** The one error for each way a child process can end badly. Limits of the jail end it by a signal, which bubblewrap passes on as 128 + n. */
import { constants } from 'node:os';
import { WorkprintError } from '../../domain/errors.ts';

/** What to type where FFmpeg is missing. */
export const howToInstall =
  'Install FFmpeg 5.0 or newer: "apt install ffmpeg" on Debian and Ubuntu, "brew install ffmpeg" on macOS, "winget install ffmpeg" on Windows.';

/** The error of work that the caller stopped; `cause` is the reason its signal gave. */
export const cancelled = (cause?: unknown): WorkprintError =>
  new WorkprintError('cancelled', 'The work was cancelled.', { cause });

/** The error of a program that is not there. */
export const notStarted = (program: string, cause: Error): WorkprintError =>
  new WorkprintError('ffmpeg-missing', `${program} could not be started. ${howToInstall}`, { cause });

/** The error of a child that took longer than it may; `howLong` is what it was given, with its unit. */
export const overtime = (purpose: string, howLong: string): WorkprintError =>
  new WorkprintError(
    'media-timeout',
    `FFmpeg was given ${howLong} to ${purpose} and did not end; it was stopped. The file may be damaged; convert it and try again.`,
  );

export type BadEnding = {
  /** What it was doing: "encode a segment". */
  readonly purpose: string;
  /** The end of what it wrote to standard error. */
  readonly errorText: string;
  readonly code: number | null;
  readonly killedBy: NodeJS.Signals | null;
  /** Whether its processor time was limited. */
  readonly isLimited: boolean;
};

/** FFmpeg catches SIGXCPU, ends in order and says only that it was told to. */
const ffmpegWasTold = 255;
/** The first process of a namespace does not hear SIGXCPU; the hard limit kills it, and unshare stumbles over passing that on. */
const killedInsideUnshare = /^unshare: sigprocmask unblock failed/m;

/** The signal that ended it, whether Node saw it or the jail passed it on. */
const signalOf = ({ code, killedBy }: BadEnding): number | undefined =>
  killedBy !== null ? constants.signals[killedBy] : code !== null && code > 128 ? code - 128 : undefined;

/** The error of a child that ended by itself with a bad code, or by a limit. */
export const failedChild = (ending: BadEnding): WorkprintError => {
  const { purpose, errorText, code, killedBy } = ending;
  const lines = errorText.trim().split('\n').slice(-4).join(' / ');
  const signal = signalOf(ending);
  const isOutOfTime =
    signal === constants.signals.SIGXCPU ||
    (ending.isLimited && (code === ffmpegWasTold || killedInsideUnshare.test(errorText)));
  if (isOutOfTime) return overtime(purpose, 'its share of processor time');
  if (signal === constants.signals.SIGXFSZ)
    return new WorkprintError(
      'media-too-large',
      `FFmpeg wrote more than it may to ${purpose}; use a shorter or smaller file.`,
    );
  if (/No space left on device|ENOSPC|Disk quota exceeded/i.test(errorText))
    return new WorkprintError(
      'disk-full',
      `The disk is full: FFmpeg could not ${purpose}. Free some space and run it again.`,
    );
  if (/Cannot allocate memory|std::bad_alloc/i.test(errorText))
    return new WorkprintError(
      'media-too-large',
      `FFmpeg needed more memory than it may use to ${purpose}: ${lines}. Use a smaller file.`,
    );
  if (/^bwrap: Can't find source path/m.test(errorText))
    return new WorkprintError('media-changed', `A file was removed before FFmpeg could ${purpose}: ${lines}.`);
  if (/^(?:bwrap|unshare|prlimit): /m.test(errorText))
    return new WorkprintError('sandbox-missing', `The jail in which FFmpeg would ${purpose} failed: ${lines}.`);
  const how = killedBy ?? `exit code ${code}`;
  return new WorkprintError('ffmpeg-failed', `FFmpeg could not ${purpose} (${how}): ${lines || 'it gave no reason'}.`);
};
