/** Runs the command line as a person would: its own process, its own home, its output collected. */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const repository = fileURLToPath(new URL('../../', import.meta.url));
export const exampleScript = (name: string): string => `${repository}examples/${name}`;

export type Ended = {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly tookMs: number;
};

export type Running = { readonly child: ChildProcess; readonly ended: Promise<Ended> };

/** Starts `workprint` with `args`; `env` is laid over this process's own. The child leads its own process group. */
export const startWorkprint = (args: readonly string[], env: NodeJS.ProcessEnv = {}, cwd?: string): Running => {
  const startedMs = performance.now();
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', `${repository}src/main/cli.ts`, ...args],
    {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
      ...(cwd ? { cwd } : {}),
    },
  );
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr, tookMs: performance.now() - startedMs }));
  });
  return { child, ended };
};

export const runWorkprint = (args: readonly string[], env: NodeJS.ProcessEnv = {}, cwd?: string): Promise<Ended> =>
  startWorkprint(args, env, cwd).ended;
