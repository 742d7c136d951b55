/** Runs a speech program: text by stdin, never as an argument; killed at once on cancel, and when it hangs. */
import { spawn } from 'node:child_process';
import { WorkprintError } from '../../domain/errors.ts';

/** A clause takes milliseconds; a program that takes this long is stuck. */
const timeLimitMs = 20_000;

export type ProgramAnswer = { readonly code: number | null; readonly stdout: Buffer; readonly stderr: string };

/** Throws `cancelled`, or the system's error when the program cannot be started. */
export const runProgram = (
  program: string,
  args: readonly string[],
  input: string,
  signal: AbortSignal,
): Promise<ProgramAnswer> =>
  new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new WorkprintError('cancelled', 'Speaking was cancelled.'));
    // A group of its own, so that nothing it starts outlives it.
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'], detached: true });
    const out: Buffer[] = [];
    let complaints = '';
    const stop = () => {
      if (child.pid !== undefined && child.exitCode === null)
        try {
          process.kill(-child.pid, 'SIGKILL');
        } catch (error) {
          if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
        }
    };
    const timer = setTimeout(stop, timeLimitMs);
    signal.addEventListener('abort', stop, { once: true });
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    };
    child.once('error', (error) => {
      done();
      reject(error);
    });
    child.once('close', (code) => {
      done();
      if (signal.aborted) reject(new WorkprintError('cancelled', 'Speaking was cancelled.'));
      else resolve({ code, stdout: Buffer.concat(out), stderr: complaints });
    });
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => {
      complaints = (complaints + chunk.toString('utf8')).slice(-1_000);
    });
    child.stdin.on('error', () => {}); // It ended before it had read all; its exit code tells why.
    child.stdin.end(input);
  });
