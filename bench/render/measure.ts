/** Runs a command as a person would and tells wall time, CPU time of it and all it started, and the highest memory of all of them. */
import { spawn } from 'node:child_process';
import { watchMemory } from '../../src/main/bench/process-memory.ts';

export type Measure = {
  readonly wallSeconds: number;
  /** User and system, of the command and every process it waited for. */
  readonly cpuSeconds: number;
  readonly peakBytes: number | undefined;
};

/** `1m2.34s` as the shell's `times` prints it. */
const secondsOf = (text: string): number => {
  const [, minutes, seconds] = /^(\d+)m([\d.]+)s$/.exec(text) ?? [];
  return Number(minutes) * 60 + Number(seconds);
};

/**
 * Runs `program`; throws with the end of its messages when it fails. Memory is sampled only when asked, since reading it slows what
 * is measured. The shell only counts: the command comes as arguments, never as text.
 */
export const measure = (
  program: string,
  args: readonly string[],
  options: {
    readonly environment?: NodeJS.ProcessEnv;
    readonly folder?: string;
    readonly watchesMemory?: boolean;
  } = {},
): Promise<Measure> =>
  new Promise((resolve, reject) => {
    const startedMs = performance.now();
    const child = spawn('/bin/sh', ['-c', '"$@" >/dev/null; code=$?; times; exit $code', 'sh', program, ...args], {
      env: { ...process.env, ...options.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(options.folder !== undefined && { cwd: options.folder }),
    });
    const stopWatching = options.watchesMemory ? watchMemory(child.pid ?? 0, 50) : () => undefined;
    let [times, messages] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (times += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (messages = (messages + chunk.toString()).slice(-3000)));
    child.on('error', reject);
    child.on('close', (code) => {
      const peakBytes = stopWatching();
      const wallSeconds = (performance.now() - startedMs) / 1000;
      if (code !== 0)
        return reject(new Error(`${program} ${args.join(' ').slice(0, 400)} ended with ${code}: ${messages}`));
      const children = times.trim().split('\n').at(-1)?.split(' ') ?? [];
      const cpuSeconds = children.map(secondsOf).reduce((sum, seconds) => sum + seconds, 0);
      resolve({ wallSeconds, cpuSeconds, peakBytes });
    });
  });

/** The middle of an odd number of runs, by wall and by CPU each; memory of the run that watched it. */
export const medianOf = (runs: readonly Measure[]): Measure => {
  const middle = (pick: (run: Measure) => number): number =>
    runs.map(pick).toSorted((a, b) => a - b)[runs.length >> 1] as number;
  return {
    wallSeconds: middle((run) => run.wallSeconds),
    cpuSeconds: middle((run) => run.cpuSeconds),
    peakBytes: runs.find((run) => run.peakBytes !== undefined)?.peakBytes,
  };
};
