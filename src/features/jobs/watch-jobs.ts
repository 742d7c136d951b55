/**
 * Tells those who wait on this server that something happened to a job. One LISTEN serves them all; a notice carries nothing but the id,
 * so that each reader reads under its own rights. Notices may be lost with a connection: everybody looks again every few seconds anyway.
 */
import type { Database } from '../../ports/database.ts';
import type { Log } from '../../ports/log.ts';
import { isOver } from './job.types.ts';
import { type JobView, readJob } from './job-view.ts';

export type JobWatch = {
  /** Calls `onChange` soon after something of the job changed, and now and then without a reason, until the returned function is called. */
  on(jobId: string, onChange: () => void): () => void;
  /**
   * Waits until the job is over, at most `waitMs`, and gives it as it is then: over or not. Undefined when the person cannot see it
   * (any more). Ends early, with the job as it is, when `signal` aborts.
   */
  untilOver(
    personId: string,
    jobId: string,
    options: { waitMs: number; signal?: AbortSignal },
  ): Promise<JobView | undefined>;
  close(): Promise<void>;
};

export type JobWatchOptions = {
  readonly database: Pick<Database, 'asPerson' | 'listen'>;
  readonly log: Log;
  /** How long a lost notice can go unseen. */
  readonly lookAgainMs?: number;
};

/** A watch for one server. It begins to listen with the first who waits. */
export const createJobWatch = ({ database, log, lookAgainMs = 5000 }: JobWatchOptions): JobWatch => {
  const waiting = new Map<string, Set<() => void>>();
  let listening: Promise<(() => Promise<void>) | undefined> | undefined;
  let isClosed = false;

  const tell = (jobId: string): void => {
    for (const onChange of waiting.get(jobId) ?? []) onChange();
  };
  const tellAll = (): void => {
    for (const jobId of waiting.keys()) tell(jobId);
  };
  const listen = (): void => {
    listening ??= database.listen('workprint_jobs', tell, tellAll).catch((error: unknown) => {
      log.warn('Notices of jobs cannot be heard; looking every few seconds instead', { error });
      listening = undefined; // the next look tries again
      return undefined;
    });
  };
  const lookAgain = setInterval(() => {
    if (waiting.size === 0) return;
    listen();
    tellAll();
  }, lookAgainMs);
  lookAgain.unref();

  const on: JobWatch['on'] = (jobId, onChange) => {
    if (!isClosed) listen();
    const those = waiting.get(jobId) ?? new Set();
    waiting.set(jobId, those.add(onChange));
    return () => {
      those.delete(onChange);
      if (those.size === 0 && waiting.get(jobId) === those) waiting.delete(jobId);
    };
  };

  const untilOver: JobWatch['untilOver'] = async (personId, jobId, { waitMs, signal }) => {
    const read = (): Promise<JobView | undefined> => database.asPerson(personId, (query) => readJob(query, jobId));
    const end = AbortSignal.any([AbortSignal.timeout(Math.max(1, Math.ceil(waitMs))), ...(signal ? [signal] : [])]);
    const bell = createBell();
    const off = on(jobId, bell.ring);
    end.addEventListener('abort', bell.ring);
    try {
      for (;;) {
        const isLast = end.aborted;
        const job = await read();
        if (!job || isOver(job.state) || isLast) return job;
        await bell.next();
      }
    } finally {
      off();
      end.removeEventListener('abort', bell.ring);
    }
  };

  return {
    on,
    untilOver,
    close: async () => {
      isClosed = true;
      clearInterval(lookAgain);
      const stop = await listening;
      tellAll();
      waiting.clear();
      await stop?.();
    },
  };
};

export type Bell = {
  readonly ring: () => void;
  /** Resolves at the next ring, or at once when it rang since the last call. */
  next(): Promise<void>;
};

/** Many rings while nobody listens are one. */
export const createBell = (): Bell => {
  let hasRung = false;
  let wake: (() => void) | undefined;
  return {
    ring: () => {
      hasRung = true;
      wake?.();
    },
    next: async () => {
      if (!hasRung) await new Promise<void>((resolve) => (wake = resolve));
      hasRung = false;
      wake = undefined;
    },
  };
};
