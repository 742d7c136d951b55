/**
 * How many requests work at the same time. More would not be faster: they would only wait for each other in the database, and all of them
 * too long. What cannot begin soon is refused at once, so that the rest is answered in time (PF2).
 */
import type { RequestRefused } from './problem.ts';
import { fullOfWork } from './shed.ts';

export type Gate = {
  /** Throws `unavailable` when too many wait already, or when the turn did not come in time. `isAdmitted`: begun before, so it is not refused for the length of the queue. */
  run<T>(work: () => Promise<T>, options?: { readonly isAdmitted?: boolean }): Promise<T>;
  /** Whoever comes now and was not let in before is refused. */
  readonly isFull: boolean;
  readonly working: number;
  readonly waiting: number;
};

type Waiting = { readonly since: number; readonly begin: () => void; readonly refuse: (error: unknown) => void };

export type GateOptions = {
  /** At work at the same time. */
  readonly most: number;
  /** Waiting for their turn. */
  readonly mostWaiting: number;
  /** Longest wait for a turn. */
  readonly waitMs: number;
  readonly onRefused?: () => void;
};

/** A gate of this process. Those who were let in before (their body came meanwhile) go first. */
export const createGate = ({ most, mostWaiting, waitMs, onRefused }: GateOptions): Gate => {
  const first: Waiting[] = [];
  const rest: Waiting[] = [];
  let working = 0;
  const refuse = (): RequestRefused => {
    onRefused?.();
    return fullOfWork();
  };
  const next = (): void => {
    const tooOld = performance.now() - waitMs;
    while (working < most) {
      const one = first.shift() ?? rest.shift();
      if (!one) return;
      if (one.since < tooOld) one.refuse(refuse());
      else {
        working++;
        one.begin();
      }
    }
  };
  const turn = (isAdmitted: boolean): Promise<void> | undefined => {
    if (working < most) {
      working++;
      return undefined;
    }
    if (!isAdmitted && rest.length >= mostWaiting) throw refuse();
    return new Promise((begin, refuse) => {
      (isAdmitted ? first : rest).push({ since: performance.now(), begin, refuse });
    });
  };
  return {
    run: async (work, { isAdmitted = false } = {}) => {
      const wait = turn(isAdmitted);
      if (wait) await wait;
      try {
        return await work();
      } finally {
        working--;
        next();
      }
    },
    get isFull() {
      return working >= most && rest.length >= mostWaiting;
    },
    get working() {
      return working;
    },
    get waiting() {
      return first.length + rest.length;
    },
  };
};
