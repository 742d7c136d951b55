/** Runs a program of this machine briefly and returns what it printed; its absence is an answer, not an error. */
import { execFile } from 'node:child_process';

/** Standard output, or undefined when the program is missing, fails, or takes longer than ten seconds. */
export const runProgram = (program: string, args: readonly string[]): Promise<string | undefined> =>
  new Promise((resolve) => {
    execFile(program, [...args], { timeout: 10_000, maxBuffer: 8 * 1024 * 1024 }, (error, stdout) => {
      resolve(error ? undefined : stdout);
    });
  });
