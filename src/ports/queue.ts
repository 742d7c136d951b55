import type { Query } from './database.ts';

/**
 * Where a job waits. `jobs`: whole films, renders, imports. `segments`: pieces of a render, taken by any worker while the job that
 * wants them waits. `calls`: work that others do, such as vendors of models: it waits nearly all of its time, so hundreds of it are under way at once. `chores`:
 * short work nobody waits for (deliveries, sweeps).
 */
export type Lane = 'jobs' | 'segments' | 'calls' | 'chores';

/** All lanes, in the order in which workers begin to serve them. */
export const lanes: readonly Lane[] = ['jobs', 'segments', 'calls', 'chores'];

/** What goes into a lane: the id of a job and when it is due. */
export type QueueMessage = {
  readonly lane: Lane;
  readonly jobId: string;
  /** Larger is sooner. */
  readonly priority: number;
  readonly startAfterMs?: number;
};

/** How many messages of a lane wait, and how many somebody holds. */
export type QueueDepth = { readonly lane: Lane; readonly waiting: number; readonly running: number };

/** The reason of the signal a holder is given: its message was taken from it. */
export class MessageTaken extends Error {
  /** `lost`: the lease ran out or somebody sent the job anew. `stopping`: this worker stops. */
  readonly why: 'lost' | 'stopping';

  constructor(why: 'lost' | 'stopping') {
    super(why === 'lost' ? 'This worker lost the job: another one may have it.' : 'This worker stops.');
    this.name = 'MessageTaken';
    this.why = why;
  }
}

/** Carries ids of jobs to workers, at least once; what is known about a job stands in its row. */
export interface Queue {
  /**
   * Becomes visible to workers when the transaction of `query` commits, and never if it does not. The row of the job must wait (state
   * `queued`). Sending again replaces the message: whoever works on it has lost it.
   */
  send(query: Query, ...messages: readonly QueueMessage[]): Promise<void>;
  /** Takes messages that still wait out of the queue; what is under way is left. */
  withdraw(query: Query, ...jobIds: readonly string[]): Promise<void>;
  /** Of these jobs, those that have no message, waiting or under way. For the studio only. */
  unsent(query: Query, jobIds: readonly string[]): Promise<readonly string[]>;
  /**
   * Hands messages to `handle`, at most `concurrency` at a time. `signal` aborts with a `MessageTaken`. A handler that throws is tried
   * again after a while, five times at most. The returned function stops taking, waits `graceMs` for what runs, then aborts it and gives
   * it back within two seconds.
   */
  work(
    lane: Lane,
    concurrency: number,
    handle: (message: { readonly jobId: string; readonly signal: AbortSignal }) => Promise<void>,
  ): Promise<(graceMs: number) => Promise<void>>;
  depth(): Promise<readonly QueueDepth[]>;
  close(): Promise<void>;
}
