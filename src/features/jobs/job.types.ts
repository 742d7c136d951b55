/** What a kind of work must say of itself to run as a job, and what it is given. */
import type { BuildEvent } from '../../build/build.ts';
import type { Query } from '../../ports/database.ts';
import type { Lane } from '../../ports/queue.ts';

/** Queued waits for its turn, held for budget or a person; done, failed and cancelled are ends. */
export const runStates = ['queued', 'held', 'running', 'done', 'failed', 'cancelled'] as const;
export type RunState = (typeof runStates)[number];

/** Nothing more happens to the job by itself. */
export const isOver = (state: RunState): boolean => state === 'done' || state === 'failed' || state === 'cancelled';

export type NewJob = {
  readonly projectId: string;
  readonly personId: string;
  readonly kind: string;
  /** Where it waits; default `jobs`. The lane of the kind's handler, or `segments` for one that is known to be as short as a piece. */
  readonly lane?: Lane;
  /** What a person reads in a list of jobs. */
  readonly label: string;
  /** Plain JSON; all the handler needs. */
  readonly input: unknown;
  /** The job that wants it. When that one ends, however it ends, this one is cancelled if it is still open. */
  readonly parentId?: string;
  /** Before everything that is not. For what somebody waits for in the same request. */
  readonly urgent?: boolean;
  readonly etaMs?: number;
  /** Does not start before `releaseJob`: it waits for budget or a person. */
  readonly held?: boolean;
  /** Follows the job through the logs: the id of the request that wants it; default a new one. */
  readonly traceId?: string;
};

export type RunningJob = {
  readonly id: string;
  readonly projectId: string;
  readonly personId: string;
  readonly parentId: string | undefined;
  /** The fencing token. */
  readonly attempt: number;
  /** Stands on every line of the log about this job. */
  readonly traceId: string;
};

export type JobContext<Input> = {
  readonly job: RunningJob;
  readonly input: Input;
  /** Aborted by a person's cancel, a lost lease or a stopping worker; the reason says which. Stop within two seconds. */
  readonly signal: AbortSignal;
  /** Work done of work to do. Written a few times a second at most; the last one always. */
  progress(done: number, total: number, etaMs?: number): void;
  /** Steps of a build, as people see them under the job. */
  onBuildEvent(event: BuildEvent): void;
  /**
   * A transaction of the studio that commits only while this worker still has the job: a worker that slept past its lease throws here and
   * changes nothing. Every durable effect of a job goes through it. Throws the signal's reason once that is aborted.
   */
  commit<T>(work: (query: Query) => Promise<T>): Promise<T>;
};

/** In the shape of the API's errors. */
export type JobError = {
  readonly code: string;
  readonly message: string;
  readonly details?: readonly { readonly path: string; readonly message: string }[];
};

export type JobHandler<Input = unknown> = {
  readonly kind: string;
  readonly lane: Lane;
  /** What `input` must look like; the row is bytes from outside like any other. */
  parse(input: unknown): Input;
  /**
   * The answer is plain JSON, kept in the row under the fence together with the state `done`, and shown to everybody who sees the project.
   * What it throws ends the job with the error's code and sentence; an error that may pass (`retry: later`) or that nobody foresaw is
   * tried again after a while, five times in all. A `JobHeld` holds it until somebody
   * lets it go, a `JobFailed` ends it at once.
   */
  run(context: JobContext<Input>): Promise<unknown>;
  /**
   * Told once in the transaction that ends the job for good, whatever the end (also a poisoned job, a parent that ended), or soon after it
   * when the job was cancelled while it waited: the one place from which others may be told of it, such as webhooks. When it throws, its own
   * writes are taken back and the job ends all the same.
   */
  concluded?(query: Query, over: ConcludedJob): Promise<void>;
};

/** How a job ended for good. */
export type ConcludedJob = {
  readonly job: Pick<RunningJob, 'id' | 'projectId' | 'personId' | 'parentId' | 'traceId'>;
  readonly state: 'done' | 'failed' | 'cancelled';
  /** Of a job that is done. */
  readonly result: unknown;
  /** Of a job that failed. */
  readonly error: JobError | undefined;
};

/** A handler of unknown types, as tables of handlers hold it. */
// oxlint-disable-next-line no-explicit-any -- each handler was checked by its own types when it was defined
export type AnyJobHandler = JobHandler<any>;

/** How a start of a job ended, for the counters. */
export type JobEnd = 'done' | 'failed' | 'cancelled' | 'held' | 'retried' | 'given-back' | 'lost';

/** Counters main may wire to what it likes. Calls must not throw. */
export type JobMetrics = {
  /** `waitedMs`: from the request, or the last end, to this start. */
  started(kind: string, waitedMs: number): void;
  ended(kind: string, end: JobEnd, tookMs: number, code?: string): void;
};
