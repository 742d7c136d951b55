/** What a worker does beside its jobs: sends again what lost its message, tells on ends that no worker made. */
import type { Database } from '../../ports/database.ts';
import type { Log } from '../../ports/log.ts';
import type { Queue } from '../../ports/queue.ts';
import { concludeJobs, type Handlers } from './conclude-jobs.ts';
import { mendJobs } from './mend-jobs.ts';
import { oneAtATime } from './one-at-a-time.ts';

export type House = {
  /** Jobs ended that no worker had. */
  readonly conclude: () => void;
  close(): Promise<void>;
};

type Options = {
  readonly database: Pick<Database, 'asStudio'>;
  readonly queue: Queue;
  readonly handlers: Handlers;
  readonly log: Log;
  readonly everyMs: number;
};

/** Keeps house until it is closed. */
export const keepHouse = ({ database, queue, handlers, log, everyMs }: Options): House => {
  const closing = new AbortController();
  const conclude = oneAtATime(
    () => concludeJobs({ database, handlers, log }),
    (error) => log.warn('Ends of jobs could not be told on', { error }),
  );
  const mend = oneAtATime(
    async () => void (await mendJobs({ database, queue, log, olderThanMs: everyMs }, closing.signal)),
    (error) => log.warn('Open jobs could not be looked through', { error }),
  );
  const timer = setInterval(() => {
    mend.ask();
    conclude.ask();
  }, everyMs);
  timer.unref();
  return {
    conclude: conclude.ask,
    close: async () => {
      closing.abort();
      clearInterval(timer);
      await Promise.all([mend.settled(), conclude.settled()]);
    },
  };
};
