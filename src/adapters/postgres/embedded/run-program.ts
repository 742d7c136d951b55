/** Runs one of PostgreSQL's programs to its end, as whoever runs the database. */
import { spawn } from 'node:child_process';
import type { RunAs } from './run-as.ts';

/** Nothing of our own environment reaches PostgreSQL: no locale, no PG* variable, no secret. */
export const cleanEnvironment = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' } as const;

/** The exit code and all that was printed. */
export const runProgram = (
  program: string,
  args: readonly string[],
  { runAs, cwd }: { readonly runAs: RunAs | undefined; readonly cwd: string },
): Promise<{ code: number | null; words: string }> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, [...args], {
      cwd,
      env: cleanEnvironment,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...runAs,
    });
    let words = '';
    const hear = (chunk: Buffer): void => {
      words = (words + chunk.toString('utf8')).slice(-65_536);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, words }));
  });
