/**
 * A worker: takes jobs from its lanes, runs their handlers, writes how they end. Nothing here is worth keeping: a worker that is killed
 * leaves only leases that run out, and one that slept finds that its token no longer opens anything.
 */
import type { Database } from '../../ports/database.ts';
import type { Log } from '../../ports/log.ts';
import { type Lane, lanes, type Queue } from '../../ports/queue.ts';
import { createClaims } from './claim-jobs.ts';
import { concludeJobs } from './conclude-jobs.ts';
import { createEndings } from './end-jobs.ts';
import type { AnyJobHandler, JobMetrics } from './job.types.ts';
import { mendJobs } from './mend-jobs.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { createProgressWriter } from './report-progress.ts';
import { type Run, startRun } from './run-job.ts';
import { watchRuns } from './watch-runs.ts';

export type WorkerOptions = {
  readonly database: Pick<Database, 'asStudio' | 'asStudioLoosely' | 'listen'>;
  readonly queue: Queue;
  /** One for each kind. Jobs of kinds that are not here are left to other workers. */
  readonly handlers: readonly AnyJobHandler[];
  /** How many at a time, by lane; a lane that is not named, or at 0, is not served. */
  readonly concurrency: Readonly<Partial<Record<Lane, number>>>;
  /** What stands in the rows of the jobs it runs: host and process. */
  readonly name: string;
  readonly log: Log;
  readonly metrics?: JobMetrics;
  readonly nowMs?: () => number;
  /** How often it asks whether its jobs are still its own, beside being told. */
  readonly lookEveryMs?: number;
  /** How often it looks for open jobs without a message, and how old they must be. */
  readonly mendEveryMs?: number;
};

export type Worker = {
  /** Jobs under way. */
  readonly running: number;
  /** Takes nothing more, lets what runs go on for `graceMs`, then gives it back. Resolves within `graceMs` and two seconds. */
  stop(graceMs: number): Promise<void>;
};

const noMetrics: JobMetrics = { started: () => undefined, ended: () => undefined };

const byKind = (handlers: readonly AnyJobHandler[]): ReadonlyMap<string, AnyJobHandler> => {
  const table = new Map(handlers.map((handler) => [handler.kind, handler]));
  if (table.size < handlers.length) throw new Error('Two handlers take jobs of the same kind.');
  return table;
};

/** Starts a worker; it works until it is stopped. */
export const createWorker = async (options: WorkerOptions): Promise<Worker> => {
  const { database, queue, concurrency, name, metrics = noMetrics, nowMs = Date.now } = options;
  const log = options.log.with({ worker: name });
  const handlers = byKind(options.handlers);
  const runs = new Map<string, Run>();
  const stopping = new AbortController();
  const claim = createClaims({ database, queue, handlers, worker: name, log });
  const end = createEndings({ database, queue, handlers, log });
  const progress = createProgressWriter({ database, log, nowMs });

  const runOne = async (jobId: string, lease: AbortSignal): Promise<void> => {
    const taken = await claim(jobId);
    const handler = taken && handlers.get(taken.kind);
    if (!taken || !handler) return;
    if (taken.state !== 'running') {
      metrics.ended(taken.kind, taken.state === 'failed' ? 'failed' : 'cancelled', 0);
      return;
    }
    const startedMs = nowMs();
    metrics.started(taken.kind, taken.waitedMs);
    const runLog = log.with({
      jobId,
      kind: taken.kind,
      attempt: taken.attempt,
      traceId: taken.traceId,
      projectId: taken.projectId,
    });
    const reporter = progress.open(jobId, taken.attempt);
    const run = startRun(taken, handler, reporter, lease, { database, log: runLog });
    runs.set(jobId, run);
    try {
      const outcome = await run.outcome;
      const last = await reporter.finish();
      const isWritten = outcome.ending !== undefined && (await end(taken, { ...outcome.ending, ...last }, lease));
      metrics.ended(taken.kind, isWritten ? outcome.end : 'lost', nowMs() - startedMs, outcome.code);
    } finally {
      if (runs.get(jobId) === run) runs.delete(jobId);
    }
  };

  const conclude = oneAtATime(
    () => concludeJobs({ database, handlers, log }),
    (error) => log.warn('Ends of jobs could not be told on', { error }),
  );
  const watch = await watchRuns({ database, runs, log, everyMs: options.lookEveryMs ?? 1000, onOver: conclude.ask });
  const mendEveryMs = options.mendEveryMs ?? 60_000;
  const mend = oneAtATime(
    async () => void (await mendJobs({ database, queue, log, olderThanMs: mendEveryMs }, stopping.signal)),
    (error) => log.warn('Open jobs could not be looked through', { error }),
  );
  const mending = setInterval(() => {
    mend.ask();
    conclude.ask();
  }, mendEveryMs);
  mending.unref();

  const stops = await Promise.all(
    lanes
      .filter((lane) => (concurrency[lane] ?? 0) > 0)
      .map((lane) => queue.work(lane, concurrency[lane] ?? 0, ({ jobId, signal }) => runOne(jobId, signal))),
  );
  return {
    get running() {
      return runs.size;
    },
    stop: async (graceMs) => {
      stopping.abort();
      clearInterval(mending);
      await Promise.all(stops.map((stop) => stop(graceMs)));
      await watch.close();
      await Promise.all([progress.close(), mend.settled(), conclude.settled()]);
    },
  };
};
