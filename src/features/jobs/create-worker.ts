/**
 * A worker: takes jobs from its lanes, runs their handlers, writes how they end. Nothing here is worth keeping: a worker that is killed
 * leaves only leases that run out, and one that slept finds that its token no longer opens anything.
 */
import type { Database } from '../../ports/database.ts';
import type { Log } from '../../ports/log.ts';
import { type Lane, lanes, type Queue } from '../../ports/queue.ts';
import { createClaims } from './claim-jobs.ts';
import type { Handlers } from './conclude-jobs.ts';
import { createEndings } from './end-jobs.ts';
import type { AnyJobHandler, JobMetrics } from './job.types.ts';
import { keepHouse } from './keep-house.ts';
import { createProgressWriter } from './report-progress.ts';
import { resumeJobs } from './resume-jobs.ts';
import { type Run, startRun } from './run-job.ts';
import type { Claim } from './run-jobs.queries.ts';
import { createSuspects } from './run-suspects.ts';
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
  /** Whether the worker of this name is certainly gone; what it left behind is taken up at the start, without waiting for its leases. */
  readonly isDead?: (worker: string) => boolean;
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

const byKind = (handlers: readonly AnyJobHandler[]): Handlers => {
  const table = new Map(handlers.map((handler) => [handler.kind, handler]));
  if (table.size < handlers.length) throw new Error('Two handlers take jobs of the same kind.');
  return table;
};

/** Takes and runs one job after another; `runs` are those under way. */
const createRunner = (options: WorkerOptions, handlers: Handlers, log: Log) => {
  const { database, queue, name, metrics = noMetrics, nowMs = Date.now } = options;
  const runs = new Map<string, Run>();
  const claim = createClaims({ database, queue, handlers, worker: name, log });
  const end = createEndings({ database, queue, handlers, log });
  const progress = createProgressWriter({ database, log, nowMs });
  const suspects = createSuspects({ database, queue });

  const run = async (taken: Claim, handler: AnyJobHandler, lease: AbortSignal): Promise<void> => {
    const { id: jobId, kind, attempt, traceId, projectId } = taken;
    const startedMs = nowMs();
    metrics.started(kind, taken.waitedMs);
    const reporter = progress.open(jobId, attempt);
    const runLog = log.with({ jobId, kind, attempt, traceId, projectId });
    const started = startRun(taken, handler, reporter, lease, { database, log: runLog });
    runs.set(jobId, started);
    try {
      const outcome = await started.outcome;
      const last = await reporter.finish();
      const isWritten = outcome.ending !== undefined && (await end(taken, { ...outcome.ending, ...last }, lease));
      const [state, tookMs] = [isWritten ? outcome.end : 'lost', nowMs() - startedMs] as const;
      metrics.ended(kind, state, tookMs, outcome.code);
      // One line for every start, so that whatever became of a job can be found by its trace (PF6).
      runLog.info('job', { state, tookMs, ...(outcome.code !== undefined && { code: outcome.code }) });
    } finally {
      // The same job may have been started anew while this start came to its end.
      if (runs.get(jobId) === started) runs.delete(jobId);
    }
  };
  return {
    runs,
    closeReports: progress.close,
    take: async (jobId: string, lease: AbortSignal): Promise<void> => {
      const taken = await claim(jobId);
      const handler = taken && handlers.get(taken.kind);
      if (!taken || !handler) return;
      if (taken.state === 'running') await run(taken, handler, lease);
      else if (taken.state === 'queued') await suspects.take(taken, lease, (begun) => run(begun, handler, lease));
      else metrics.ended(taken.kind, taken.state === 'failed' ? 'failed' : 'cancelled', 0, taken.error?.code);
    },
  };
};

/** Starts a worker; it works until it is stopped. */
export const createWorker = async (options: WorkerOptions): Promise<Worker> => {
  const { database, queue, concurrency, name, lookEveryMs = 1000, mendEveryMs = 60_000 } = options;
  const log = options.log.with({ worker: name });
  const handlers = byKind(options.handlers);
  const runner = createRunner(options, handlers, log);
  const house = keepHouse({ database, queue, handlers, log, everyMs: mendEveryMs });
  const watch = await watchRuns({ database, runs: runner.runs, log, everyMs: lookEveryMs, onOver: house.conclude });
  const stops: ((graceMs: number) => Promise<void>)[] = [];
  const stop = async (graceMs: number): Promise<void> => {
    await Promise.all(stops.map((stopLane) => stopLane(graceMs)));
    await Promise.all([watch.close(), runner.closeReports(), house.close()]);
  };
  try {
    for (const lane of lanes)
      if ((concurrency[lane] ?? 0) > 0)
        stops.push(await queue.work(lane, concurrency[lane] ?? 0, ({ jobId, signal }) => runner.take(jobId, signal)));
  } catch (error) {
    await stop(0);
    throw error;
  }
  const { isDead } = options;
  // Not needed for anything but speed: leases run out by themselves.
  if (isDead)
    await resumeJobs({ database, queue, log, isDead }).catch((error: unknown) =>
      log.warn('Jobs of processes that are gone wait for their leases', { error }),
    );
  return {
    get running() {
      return runner.runs.size;
    },
    stop,
  };
};
