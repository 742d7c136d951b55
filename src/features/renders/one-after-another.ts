/** Turns for what a machine can only do a few of at a time, first come, first served. */

/** Runs `work` when its turn comes; whoever waits and is told to stop leaves the line. Throws the signal's reason, or what `work` throws. */
export type Turns = <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T>;

/** So many at once. */
export const oneAfterAnother = (atOnce: number): Turns => {
  let free = atOnce;
  const line: (() => void)[] = [];

  const enter = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason as Error);
      if (free > 0) {
        free -= 1;
        return resolve();
      }
      const go = (): void => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const leave = (): void => {
        line.splice(line.indexOf(go), 1);
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', leave, { once: true });
      line.push(go);
    });

  return async (work, signal) => {
    await enter(signal);
    try {
      return await work();
    } finally {
      const next = line.shift();
      // A place is handed over by whoever leaves, so the count stays as it is.
      if (next) next();
      else free += 1;
    }
  };
};
