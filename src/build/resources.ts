/**
 * Bounded concurrency by resource. A step says what it needs; it waits in line until all of it is free.
 * First come, first served: a large request is never starved by small ones that arrive later. Only what waits for
 * a thing there is one of lets others pass, and what needs no core passes everybody.
 */

export type Needs = {
  /** Whole cores kept busy; 0 for what limits itself and must not wait behind longer work. */
  readonly cores: number;
  /** Resident memory at its worst, all processes of the step together. */
  readonly memoryMb: number;
  /** Requests under way to other machines. */
  readonly requests?: number;
  /** Something there is only one of, e.g. a voice process: steps that name it run one at a time and hold up nobody else. */
  readonly only?: string;
};

export type Resources = { readonly cores: number; readonly memoryMb: number; readonly requests: number };

type Waiter = { readonly needs: Needs; readonly start: () => void };

export type ResourcePool = { run<T>(needs: Needs, work: () => Promise<T>, signal: AbortSignal): Promise<T> };

export const createResourcePool = (total: Resources): ResourcePool => {
  const free = { cores: total.cores, memoryMb: total.memoryMb, requests: total.requests };
  const line: Waiter[] = [];

  // More than the machine has means: alone, not never.
  const clamp = (needs: Needs) => ({
    cores: Math.min(needs.cores, total.cores),
    memoryMb: Math.min(needs.memoryMb, total.memoryMb),
    requests: Math.min(needs.requests ?? 0, total.requests),
  });
  const move = (needs: Needs, sign: 1 | -1): void => {
    const part = clamp(needs);
    free.cores += sign * part.cores;
    free.memoryMb += sign * part.memoryMb;
    free.requests += sign * part.requests;
  };
  const fits = (needs: Needs): boolean => {
    const part = clamp(needs);
    return part.cores <= free.cores && part.memoryMb <= free.memoryMb && part.requests <= free.requests;
  };
  const taken = new Set<string>();
  const serve = (): void => {
    // Once somebody waits for a core, nobody behind gets one; what needs none, or waits for its own turn, is no obstacle.
    let coresWanted = false;
    for (let index = 0; index < line.length; ) {
      const next = line[index] as Waiter;
      const { only, cores } = next.needs;
      const waitsItsTurn = only !== undefined && taken.has(only);
      if (waitsItsTurn || (coresWanted && cores > 0) || !fits(next.needs)) {
        coresWanted ||= !waitsItsTurn && cores > 0;
        index += 1;
        continue;
      }
      line.splice(index, 1);
      if (only !== undefined) taken.add(only);
      move(next.needs, -1);
      next.start();
    }
  };

  const acquire = (needs: Needs, signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const leave = (): void => {
        const index = line.indexOf(waiter);
        if (index < 0) return; // already served: the work itself hears the signal
        line.splice(index, 1);
        reject(signal.reason as Error);
        serve();
      };
      const waiter: Waiter = {
        needs,
        start: () => {
          signal.removeEventListener('abort', leave);
          resolve();
        },
      };
      if (signal.aborted) return reject(signal.reason as Error);
      signal.addEventListener('abort', leave, { once: true });
      line.push(waiter);
      serve();
    });

  return {
    run: async (needs, work, signal) => {
      await acquire(needs, signal);
      try {
        return await work();
      } finally {
        move(needs, 1);
        if (needs.only !== undefined) taken.delete(needs.only);
        serve();
      }
    },
  };
};
