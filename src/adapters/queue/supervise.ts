/**
 * Finds leases that ran out. Every process does so, at its start too, each time in one statement: while workers come and go fast, nothing
 * that takes several steps or turns would ever be finished. What pg-boss does beside it (retention, timeouts of a day) may take its time.
 */
import { randomInt } from 'node:crypto';
import type { PgBoss } from 'pg-boss';
import type { Log } from '../../ports/log.ts';
import { expireLeases, type SqlPool } from './queue.queries.ts';

type Options = {
  readonly boss: Pick<PgBoss, 'supervise'>;
  readonly pool: SqlPool;
  readonly everyMs: number;
  readonly log: Log;
};

const maintainEveryMs = 60_000;

/** Does something now and then, spread out so that several processes do not do it in step, until it is closed. */
const nowAndThen = (work: () => Promise<unknown>, everyMs: number, onError: (error: unknown) => void) => {
  let isClosed = false;
  let timer: NodeJS.Timeout | undefined;
  let passing: Promise<void> = Promise.resolve();
  const pass = async (): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (!isClosed) onError(error);
    }
    if (!isClosed) timer = setTimeout(begin, everyMs * (0.75 + randomInt(500) / 1000));
  };
  const begin = (): void => {
    passing = pass();
  };
  begin();
  return {
    close: async (): Promise<void> => {
      isClosed = true;
      clearTimeout(timer);
      await passing;
    },
  };
};

/** Supervises until it is closed. */
export const superviseLeases = ({ boss, pool, everyMs, log }: Options): { close(): Promise<void> } => {
  const complain = (error: unknown): void => log.warn('The queue could not be supervised', { error });
  const leases = nowAndThen(
    async () => {
      const count = await expireLeases(pool);
      if (count > 0) log.warn('Workers fell silent; their jobs are given to others', { count });
    },
    everyMs,
    complain,
  );
  const rest = nowAndThen(() => boss.supervise(), maintainEveryMs, complain);
  return {
    close: async () => {
      await Promise.all([leases.close(), rest.close()]);
    },
  };
};
