/**
 * Child processes: no shell, an own process group, the end of their standard error kept for the message. On abort, and when the
 * wall clock runs out, the group gets TERM, a second and a half later KILL; when this process ends, groups still alive are killed.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { WorkprintError } from '../../domain/errors.ts';
import { cancelled, failedChild, notStarted, overtime } from './how-it-ended.ts';

/** Whoever cancels must have an answer within two seconds. */
const graceMs = 1500;
/** The longest delay a Node timer takes; a longer one would fire at once. */
const longestTimerMs = 2 ** 31 - 1;
const keptErrorCharacters = 4000;
const alive = new Set<number>();

let niceness = 0;

/** From now on children of this process give way to it, and to whatever else the machine has to answer: for servers, which people wait for. */
export const letChildrenGiveWay = (): void => {
  niceness = 10;
};

const giveWay = (pid: number): void => {
  if (niceness === 0) return;
  try {
    setPriority(pid, niceness);
  } catch {
    // It ended already.
  }
};

const killGroup = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(-pid, signal);
  } catch {
    // The group is gone already, which is what was wanted.
  }
};

/**
 * Kills the first process of the namespace that `pid` keeps, and says whether there was one. `pid` then ends by itself and buries it;
 * killed instead, it would leave the dead to process 1, which in many containers buries nobody.
 */
const killNamespaceOf = (pid: number): boolean => {
  try {
    const inside = readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1').split(' ').map(Number).filter(Boolean);
    for (const first of inside) process.kill(first, 'SIGKILL');
    return inside.length > 0;
  } catch {
    return false; // It has ended, or this kernel does not tell: the group is what is left to aim at.
  }
};

process.on('exit', () => {
  for (const pid of alive) killGroup(pid, 'SIGKILL');
});

/** A child that was started and is watched. */
export type RunningChild = {
  readonly process: ChildProcess;
  /**
   * Resolves when it ended well; otherwise throws `cancelled`, `media-timeout`, `media-too-large`, `disk-full`,
   * `ffmpeg-missing`, `sandbox-missing` or `ffmpeg-failed`.
   */
  readonly done: Promise<void>;
};

/** Nothing, a pipe to this process, or a file descriptor of this process that the child inherits (a FIFO). */
export type ChildStream = 'pipe' | 'ignore' | number;

export type ChildOptions = {
  readonly signal: AbortSignal;
  /** What it is doing, for the error: "encode a segment". */
  readonly purpose: string;
  readonly input?: ChildStream;
  readonly output?: ChildStream;
  /** Inherited as descriptor 3. */
  readonly extraDescriptor?: number;
  /** Where it runs; this process's folder when not given. */
  readonly folder?: string;
  /** All of its environment; this process's own when not given. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Milliseconds of real time until it is ended with `media-timeout`. */
  readonly wallMs?: number;
  /** Its only child is the first process of a process namespace, with which all others in there end. */
  readonly hasProcessNamespace?: boolean;
  /** Its processor time is limited, so it may end by that. */
  readonly isLimited?: boolean;
};

/** Starts `program`; it is watched until it ends. */
export const startChild = (program: string, args: readonly string[], options: ChildOptions): RunningChild => {
  const {
    signal,
    purpose,
    input = 'ignore',
    output = 'ignore',
    extraDescriptor,
    wallMs = Infinity,
    isLimited = false,
  } = options;
  if (signal.aborted) throw cancelled(signal.reason);
  const child = spawn(program, args, {
    stdio: [input, output, 'pipe', ...(extraDescriptor === undefined ? [] : [extraDescriptor])],
    detached: true,
    ...(options.folder === undefined ? {} : { cwd: options.folder }),
    ...(options.environment === undefined ? {} : { env: { ...options.environment } }),
  });
  const { pid } = child;
  if (pid !== undefined) {
    alive.add(pid);
    giveWay(pid);
  }
  let errorText = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errorText = (errorText + text).slice(-keptErrorCharacters);
  });
  // A broken pipe is reported by how the child ended; without a listener it would end this process.
  child.stdin?.on('error', () => undefined);
  let lastResort: NodeJS.Timeout | undefined;
  let isOvertime = false;
  const stop = (): void => {
    if (pid === undefined || lastResort !== undefined) return;
    if (!options.hasProcessNamespace || !killNamespaceOf(pid)) killGroup(pid, 'SIGTERM');
    child.stdin?.destroy();
    // What nobody reads any more would keep `close`, and with it `done`, waiting.
    child.stdout?.destroy();
    lastResort = setTimeout(() => killGroup(pid, 'SIGKILL'), graceMs);
  };
  const clock =
    wallMs > longestTimerMs
      ? undefined
      : setTimeout(() => {
          isOvertime = true;
          stop();
        }, wallMs);
  signal.addEventListener('abort', stop, { once: true });
  const done = new Promise<void>((resolve, reject) => {
    const settle = (error?: WorkprintError): void => {
      if (pid !== undefined) alive.delete(pid);
      clearTimeout(lastResort);
      clearTimeout(clock);
      signal.removeEventListener('abort', stop);
      if (error) reject(error);
      else resolve();
    };
    child.once('error', (cause) => settle(notStarted(program, cause)));
    // What it left behind in its group goes with it: a grandchild must not outlive the work, nor hold the pipes open.
    child.once('exit', () => pid !== undefined && killGroup(pid, 'SIGKILL'));
    child.once('close', (code, killedBy) => {
      if (signal.aborted) settle(cancelled(signal.reason));
      else if (isOvertime) settle(overtime(purpose, `${wallMs / 1000} seconds`));
      else if (code === 0) settle();
      else settle(failedChild({ purpose, errorText, code, killedBy, isLimited }));
    });
  });
  // Whoever started it may look at `done` only after writing everything; a failure before that is not unhandled.
  done.catch(() => undefined);
  return { process: child, done };
};

/** All that a started child writes to its standard output, at most `limitBytes`; more is `ffmpeg-failed`. */
export const collectOutput = async (child: RunningChild, purpose: string, limitBytes: number): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let size = 0;
  child.process.stdout?.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= limitBytes) chunks.push(chunk);
  });
  await child.done;
  if (size > limitBytes)
    throw new WorkprintError('ffmpeg-failed', `FFmpeg gave ${size} bytes to ${purpose}; ${limitBytes} were allowed.`);
  return Buffer.concat(chunks);
};

/** Runs a program of this machine to its end, unjailed, and returns what it wrote; at most `limitBytes`. For its version, never for media. */
export const outputOf = (
  program: string,
  args: readonly string[],
  options: Pick<ChildOptions, 'signal' | 'purpose'>,
  limitBytes = 1 << 28,
): Promise<Buffer> =>
  collectOutput(startChild(program, args, { ...options, output: 'pipe' }), options.purpose, limitBytes);
