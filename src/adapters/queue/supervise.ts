/**
 * Finds leases that ran out. Every process does so in turns, at its start too: while workers come and go faster than pg-boss's own timer
 * beats, leases would never be found. pg-boss sees to it that one process at a time does the work.
 */
import { randomInt } from 'node:crypto';
import type { PgBoss } from 'pg-boss';
import type { Log } from '../../ports/log.ts';

type Options = { readonly boss: Pick<PgBoss, 'supervise'>; readonly everyMs: number; readonly log: Log };

/** Supervises until it is closed. */
export const superviseLeases = ({ boss, everyMs, log }: Options): { close(): Promise<void> } => {
  let isClosed = false;
  let timer: NodeJS.Timeout | undefined;
  let passing: Promise<void> = Promise.resolve();
  const pass = async (): Promise<void> => {
    try {
      await boss.supervise();
    } catch (error) {
      if (!isClosed) log.warn('The queue could not be supervised', { error });
    }
    // Spread out, so that several processes do not ask in step.
    if (!isClosed) timer = setTimeout(begin, everyMs * (0.75 + randomInt(500) / 1000));
  };
  const begin = (): void => {
    passing = pass();
  };
  begin();
  return {
    close: async () => {
      isClosed = true;
      clearTimeout(timer);
      await passing;
    },
  };
};
