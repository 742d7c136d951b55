/**
 * Runs a command as a person would and tells wall time, processor time and the highest memory of it and all it started. Processor time
 * is that of the whole machine between begin and end (Linux), since a process that is killed, such as a decoder of which no more is
 * wanted, is in nobody's account: so nothing else may run beside a bench.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { watchMemory } from '../../src/main/bench/process-memory.ts';

export type Measure = {
  readonly wallSeconds: number;
  /** User and system, of the command and every process it waited for. */
  readonly cpuSeconds: number;
  readonly peakBytes: number | undefined;
};

/** Seconds that all cores have worked since the machine started; undefined where the system does not tell. */
const machineSeconds = (): number | undefined => {
  if (process.platform !== 'linux') return undefined;
  const [, user = 0, nice = 0, system = 0, , , interrupts = 0, soft = 0] = readFileSync('/proc/stat', 'utf8')
    .split('\n', 1)[0]!
    .split(/\s+/)
    .map(Number);
  return (user + nice + system + interrupts + soft) / 100;
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
    const workedBefore = machineSeconds();
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
      const accounted = children.map(secondsOf).reduce((sum, seconds) => sum + seconds, 0);
      const workedAfter = machineSeconds();
      const cpuSeconds =
        workedBefore === undefined || workedAfter === undefined ? accounted : workedAfter - workedBefore;
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
