/** What the jail of this machine holds back, in words, and who may go on without it. */
import { WorkprintError } from '../../domain/errors.ts';
import { type Confinement, chooseJail } from './choose-jail.ts';

export type JailReport = {
  readonly kind: 'bubblewrap' | 'namespaces' | 'none';
  /** It cannot see this machine's files. */
  readonly hidesFiles: boolean;
  /** It has no network. */
  readonly hidesNetwork: boolean;
  /** Processor time, memory and output are limited. */
  readonly limits: boolean;
  /** All of it in a few words. */
  readonly words: string;
};

const wordsFor = {
  bubblewrap: 'bubblewrap: own files, no network, few system calls',
  namespaces: 'unshare: no network; files of this machine stay visible',
  none: 'none: media is decoded with all the rights of this user',
} as const;

/** What the jail in use (or another one) holds back. */
export const jailInUse = ({ jail, prlimit }: Confinement = chooseJail()): JailReport => ({
  kind: jail.kind,
  hidesFiles: jail.kind === 'bubblewrap',
  hidesNetwork: jail.kind !== 'none',
  limits: prlimit !== undefined,
  words: `${wordsFor[jail.kind]}${prlimit === undefined ? '; no limits of time and memory' : ''}`,
});

const advice = 'Install bubblewrap ("apt install bubblewrap") and allow user namespaces';

/**
 * For servers, which decode media of strangers: throws `sandbox-missing` where the jail does not hide this machine's files or
 * sets no limits, unless the operator allowed that (WORKPRINT_ALLOW_UNSANDBOXED=yes).
 */
export const requireJail = (mayGoWithout: boolean, report: JailReport = jailInUse()): void => {
  if (mayGoWithout || (report.hidesFiles && report.hidesNetwork && report.limits)) return;
  throw new WorkprintError(
    'sandbox-missing',
    `Media from strangers cannot be locked away on this machine (${report.words}). ${advice}, or set WORKPRINT_ALLOW_UNSANDBOXED=yes.`,
  );
};

let isTold = false;

/** For the command line: the warning to print, the first time it is asked for and the jail is not whole; else undefined. */
export const jailWarning = (report: JailReport = jailInUse()): string | undefined => {
  if (isTold || (report.hidesFiles && report.limits)) return undefined;
  isTold = true;
  return `Media is not locked away on this machine (${report.words}). ${advice}, or use only media you trust.`;
};
