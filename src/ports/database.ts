/** People's rows, under row-level security. Nothing reaches the database but through a call that says for whom it acts. */
import type { Kysely } from 'kysely';
import type { Tables } from './tables.types.ts';

/** An open transaction. Queries are built with Kysely; SQL stands in `*.queries.ts` only. */
export type Query = Kysely<Tables>;

export type DatabaseHealth = { readonly isUp: boolean; readonly tookMs: number; readonly version?: string };

export interface Database {
  /**
   * A transaction in which only what this person may see exists (role workprint_app). Commits when `work` resolves, rolls back when it
   * throws. Throws `unavailable` within five seconds when the database cannot be reached.
   */
  asPerson<T>(personId: string, work: (query: Query) => Promise<T>): Promise<T>;
  /** A transaction of the studio itself (role workprint_studio), for workers, sweepers and deliveries: never for a person's request. */
  asStudio<T>(work: (query: Query) => Promise<T>): Promise<T>;
  /** One statement of the studio that only reads, in no transaction: a third of the round trips. A second statement throws. */
  readAsStudio<T>(read: (query: Query) => Promise<T>): Promise<T>;
  /** As `asStudio`, but the commit is not awaited by the disk: for progress that the next report repeats anyway. */
  asStudioLoosely<T>(work: (query: Query) => Promise<T>): Promise<T>;
  /**
   * Calls `onNotice` with each payload of `pg_notify(channel, …)`, on one connection shared by all listeners. After a lost connection
   * it listens again and calls `onGap`, since notices may have been missed.
   */
  listen(channel: string, onNotice: (payload: string) => void, onGap: () => void): Promise<() => Promise<void>>;
  health(): Promise<DatabaseHealth>;
  close(): Promise<void>;
}
