/** Starts a program that meets media, in the strongest jail of this machine. */
import { bubblewrapArguments, outFolderName, withFilter } from './bubblewrap.ts';
import { type ChildStream, collectOutput, type RunningChild, startChild } from './child.ts';
import { type Confinement, chooseJail } from './choose-jail.ts';
import { cancelled, notStarted } from './how-it-ended.ts';
import { type JailLimits, limitArguments, usualLimits } from './jail-limits.ts';
import { checkNames, type JobFiles, makeJobFolder, removeJobFolder } from './job-folder.ts';
import { findProgram, visibleFilesOf } from './visible-files.ts';

export type JailedOptions = JobFiles & {
  readonly signal: AbortSignal;
  /** What it is doing, for the error: "probe a file". */
  readonly purpose: string;
  /** Nothing when not given. Inside there is no /dev/stdin and no /proc: FFmpeg calls them `pipe:0` and `pipe:1`. */
  readonly stdin?: ChildStream;
  readonly stdout?: ChildStream;
  /** What differs from `usualLimits`. */
  readonly limits?: Partial<JailLimits>;
};

type Launch = {
  readonly program: string;
  readonly args: readonly string[];
  readonly folder?: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly hasProcessNamespace: boolean;
};

/** What a program without a mount namespace keeps of this process's environment: how its libraries are found. */
const keptEnvironment = (): Record<string, string> =>
  Object.fromEntries(
    ['LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH', 'SystemRoot', 'PATH'].flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );

const launchIn = ({ jail }: Confinement, path: string, options: JailedOptions, hasFilter: boolean): Launch => {
  if (jail.kind === 'bubblewrap') {
    const args = bubblewrapArguments(jail, visibleFilesOf(path), options, hasFilter);
    return { program: jail.bubblewrap, args, environment: {}, hasProcessNamespace: true };
  }
  const folder = makeJobFolder(options, outFolderName);
  const environment = { ...keptEnvironment(), LC_ALL: 'C' };
  if (jail.kind === 'none') return { program: path, args: [], folder, environment, hasProcessNamespace: false };
  return { program: jail.unshare, args: [...jail.args, '--', path], folder, environment, hasProcessNamespace: true };
};

/**
 * Starts `program` in its job folder, where `reads` lie under their names and `out` is the folder `writes`. The names in `args`
 * are relative to it. Ends like a child of `startChild`: `cancelled` within two seconds of the signal, `media-timeout` at the
 * wall clock or the limit of processor time, `media-too-large` at the limits of memory and output, `sandbox-missing` when the
 * jail breaks, else `ffmpeg-failed`. Nothing it started outlives it.
 */
export const startJailed = (program: string, args: readonly string[], options: JailedOptions): RunningChild =>
  startConfined(chooseJail(), program, args, options);

/** `startJailed` in a confinement of the caller's choice: for tests of each of them. */
export const startConfined = (
  confinement: Confinement,
  program: string,
  args: readonly string[],
  options: JailedOptions,
): RunningChild => {
  checkNames(options, outFolderName);
  const { signal, purpose, stdin = 'ignore', stdout = 'ignore' } = options;
  if (signal.aborted) throw cancelled(signal.reason);
  const path = findProgram(program);
  if (path === undefined) throw notStarted(program, new Error(`${program} is not in PATH, or may not be executed`));
  const limits = { ...usualLimits, ...options.limits };
  const { jail, prlimit } = confinement;
  return withFilter(jail.kind === 'bubblewrap' && jail.filters, limits.processes > 1, (filter) => {
    const launch = launchIn(confinement, path, options, filter !== undefined);
    const { folder, environment, hasProcessNamespace } = launch;
    const limiting = prlimit === undefined ? [] : [prlimit, ...limitArguments(limits)];
    const [first = path, ...rest] = [...limiting, launch.program, ...launch.args, ...args];
    const child = startChild(first, rest, {
      ...{ signal, purpose, input: stdin, output: stdout, environment, hasProcessNamespace },
      ...{ wallMs: limits.wallMs, isLimited: prlimit !== undefined },
      ...(filter === undefined ? {} : { extraDescriptor: filter }),
      ...(folder === undefined ? {} : { folder }),
    });
    if (folder !== undefined) {
      child.process.once('close', () => removeJobFolder(folder));
      child.process.once('error', () => removeJobFolder(folder));
    }
    return child;
  });
};

/** Runs it to its end and gives what it wrote to standard output; more than `limitBytes` is `ffmpeg-failed`. */
export const jailedOutput = (
  program: string,
  args: readonly string[],
  options: Omit<JailedOptions, 'stdout'>,
  limitBytes = 1 << 28,
): Promise<Buffer> =>
  collectOutput(startJailed(program, args, { ...options, stdout: 'pipe' }), options.purpose, limitBytes);
