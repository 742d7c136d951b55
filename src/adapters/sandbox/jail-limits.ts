/** What a jailed child may take from the machine, and how `prlimit` is told. The wall clock is watched by child.ts. */

/** Every limit is per process, except `wallMs`, which is for the whole child. */
export type JailLimits = {
  /** Processor time, all threads together. */
  readonly cpuSeconds: number;
  /** Real time from start to end; Infinity for a decoder that waits for whoever reads it. */
  readonly wallMs: number;
  /** Address space: what is reserved counts, used or not. */
  readonly memoryBytes: number;
  /** The largest file it may write. Pipes are bounded by whoever reads them. */
  readonly outputBytes: number;
  /** 1: it may start threads and no process. */
  readonly processes: number;
};

/**
 * For looking at one file. A 64-megapixel picture decodes within 1 GB; four leave room for the threads' reserves on a machine
 * with many cores.
 */
export const usualLimits: JailLimits = {
  cpuSeconds: 120,
  wallMs: 60_000,
  memoryBytes: 4 * 1024 ** 3,
  outputBytes: 1024 ** 3,
  processes: 1,
};

/** Arguments of `prlimit` up to the program. Processes are counted per user, so they are limited elsewhere (system-call-filter.ts). */
export const limitArguments = ({ cpuSeconds, memoryBytes, outputBytes }: JailLimits): readonly string[] => {
  const cpu = Math.max(1, Math.ceil(cpuSeconds));
  return [
    // The soft limit sends SIGXCPU, the hard one, two seconds on, SIGKILL to who ignores it.
    `--cpu=${cpu}:${cpu + 2}`,
    `--as=${Math.ceil(memoryBytes)}`,
    `--fsize=${Math.ceil(outputBytes)}`,
    '--core=0',
    '--',
  ];
};
