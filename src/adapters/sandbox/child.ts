/**
 * Child processes of FFmpeg: no shell, an own process group, the end of their standard error kept for the message.
 * On abort the group gets TERM, a second and a half later KILL; when this process ends, groups still alive are killed.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { WorkprintError } from '../../domain/errors.ts';

/** Whoever cancels must have an answer within two seconds. */
const graceMs = 1500;
const keptErrorCharacters = 4000;
const alive = new Set<number>();

const killGroup = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(-pid, signal);
  } catch {
    // The group is gone already, which is what was wanted.
  }
};

process.on('exit', () => {
  for (const pid of alive) killGroup(pid, 'SIGKILL');
});

export type RunningChild = {
  readonly process: ChildProcess;
  /** Resolves when it ended well; otherwise throws `cancelled`, `disk-full`, `ffmpeg-missing` or `ffmpeg-failed`. */
  readonly done: Promise<void>;
};

export type ChildOptions = {
  readonly signal: AbortSignal;
  /** What it is doing, for the error: "encode a segment". */
  readonly purpose: string;
  readonly input?: 'pipe' | 'ignore';
  readonly output?: 'pipe' | 'ignore';
};

export const cancelled = (cause?: unknown): WorkprintError =>
  new WorkprintError('cancelled', 'The work was cancelled.', { cause });

/** Starts `program`; it is watched until it ends. */
export const startChild = (program: string, args: readonly string[], options: ChildOptions): RunningChild => {
  const { signal, purpose, input = 'ignore', output = 'ignore' } = options;
  if (signal.aborted) throw cancelled(signal.reason);
  const child = spawn(program, args, { stdio: [input, output, 'pipe'], detached: true });
  const { pid } = child;
  if (pid !== undefined) alive.add(pid);
  let errorText = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errorText = (errorText + text).slice(-keptErrorCharacters);
  });
  // A broken pipe is reported by how the child ended; without a listener it would end this process.
  child.stdin?.on('error', () => undefined);
  let lastResort: NodeJS.Timeout | undefined;
  const stop = (): void => {
    if (pid === undefined) return;
    killGroup(pid, 'SIGTERM');
    child.stdin?.destroy();
    lastResort = setTimeout(() => killGroup(pid, 'SIGKILL'), graceMs);
  };
  signal.addEventListener('abort', stop, { once: true });
  const done = new Promise<void>((resolve, reject) => {
    const settle = (error?: WorkprintError): void => {
      if (pid !== undefined) alive.delete(pid);
      clearTimeout(lastResort);
      signal.removeEventListener('abort', stop);
      if (error) reject(error);
      else resolve();
    };
    child.once('error', (cause) => settle(notStarted(program, cause)));
    child.once('close', (code, killedBy) => {
      if (signal.aborted) settle(cancelled(signal.reason));
      else if (code === 0) settle();
      else settle(failed(purpose, errorText, killedBy ?? `exit code ${code}`));
    });
  });
  // Whoever started it may look at `done` only after writing everything; a failure before that is not unhandled.
  done.catch(() => undefined);
  return { process: child, done };
};

const notStarted = (program: string, cause: Error): WorkprintError =>
  new WorkprintError('ffmpeg-missing', `${program} could not be started. ${howToInstall}`, { cause });

export const howToInstall =
  'Install FFmpeg 5.0 or newer: "apt install ffmpeg" on Debian and Ubuntu, "brew install ffmpeg" on macOS, "winget install ffmpeg" on Windows.';

const failed = (purpose: string, errorText: string, how: string): WorkprintError => {
  if (/No space left on device|ENOSPC|Disk quota exceeded/i.test(errorText))
    return new WorkprintError(
      'disk-full',
      `The disk is full: FFmpeg could not ${purpose}. Free some space and run it again.`,
    );
  const lines = errorText.trim().split('\n').slice(-4).join(' / ');
  return new WorkprintError('ffmpeg-failed', `FFmpeg could not ${purpose} (${how}): ${lines || 'it gave no reason'}.`);
};

/** Runs a program to its end and returns what it wrote; at most `limitBytes`. */
export const outputOf = async (
  program: string,
  args: readonly string[],
  options: Pick<ChildOptions, 'signal' | 'purpose'>,
  limitBytes = 1 << 28,
): Promise<Buffer> => {
  const child = startChild(program, args, { ...options, output: 'pipe' });
  const chunks: Buffer[] = [];
  let size = 0;
  child.process.stdout?.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= limitBytes) chunks.push(chunk);
  });
  await child.done;
  if (size > limitBytes)
    throw new WorkprintError(
      'ffmpeg-failed',
      `FFmpeg gave ${size} bytes to ${options.purpose}; ${limitBytes} were allowed.`,
    );
  return Buffer.concat(chunks);
};
