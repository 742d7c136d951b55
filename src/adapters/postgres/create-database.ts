/** The `Database` port over PostgreSQL: pools by role, transactions, notices, health. */
import type pg from 'pg';
import type { Database, DatabaseHealth } from '../../ports/database.ts';
import { connectOnce } from './connect-once.ts';
import { openListener } from './listener.ts';
import { openPool } from './pools.ts';
import { roleNames } from './roles.ts';
import { backendsAtWork, beginAsPerson, beginAsStudio, beginLoosely, readVersion } from './session.queries.ts';
import { readOnce, transact } from './transaction.ts';
import { startVigil } from './vigil.ts';

export type DatabaseOptions = {
  /** What the server's list of connections calls us. */
  readonly application?: string;
  /** Most connections for people's requests; the others are sized beside it. */
  readonly connections?: number;
  /** Errors that nobody waits for: of those who listen. */
  readonly report?: (error: unknown) => void;
};

/** The port, and the pools of the two packages that bring their own queries. */
export type PostgresDatabase = Database & {
  /** For sign-in: role workprint_auth, tables found without a schema's name. Closed with the database. */
  readonly signInPool: pg.Pool;
  /** For the queue: role workprint_studio, which owns the schema `pgboss`. Closed with the database. */
  readonly queuePool: pg.Pool;
};

/** A person's request is answered or given up; the studio's own work (sweeps, copies) may take longer. */
const personTimeoutMs = 15_000;
const studioTimeoutMs = 120_000;
const healthWithinMs = 2_000;
const askTimeoutMs = 1_500;
/** Queries still under way when the database is closed are given up after this. */
const closeWithinMs = 3_000;

/** The answer, or a rejection after `ms`. */
const within = async <T>(ms: number, answer: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer within ${ms} ms.`)), ms);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
};

/**
 * Opens nothing yet: the first transaction connects. `url` is of the login that migrated (a direct connection, or a pooler in session mode).
 */
export const createDatabase = (
  url: string,
  { application = 'workprint', connections = 10, report = () => undefined }: DatabaseOptions = {},
): PostgresDatabase => {
  const vigil = startVigil({
    askWhoWorks: (pids) =>
      within(
        askTimeoutMs,
        connectOnce(url, `${application} vigil`, (client) => backendsAtWork(client, pids)),
      ),
  });
  const shared = { url, application, vigil };
  const people = openPool({
    ...{ ...shared, role: roleNames.person, most: connections },
    ...{ statementTimeoutMs: personTimeoutMs, hasPlainNumbers: true },
  });
  const studio = openPool({
    ...{ ...shared, role: roleNames.studio, most: Math.max(4, Math.ceil(connections * 0.8)) },
    ...{ statementTimeoutMs: studioTimeoutMs, hasPlainNumbers: true },
  });
  const signInPool = openPool({
    ...{ ...shared, role: roleNames.signIn, most: Math.max(2, Math.ceil(connections * 0.4)) },
    ...{ statementTimeoutMs: personTimeoutMs, searchPath: 'workprint' },
  });
  const queuePool = openPool({
    ...{ ...shared, role: roleNames.studio, most: Math.max(3, Math.ceil(connections * 0.4)) },
    statementTimeoutMs: studioTimeoutMs,
  });
  const listener = openListener(url, application, report);
  const health = async (): Promise<DatabaseHealth> => {
    const began = performance.now();
    // A pool that is busy says nothing about the database: then a connection of its own asks.
    const asked =
      studio.waitingCount > 0 ? connectOnce(url, `${application} health`, readVersion) : readVersion(studio);
    const version = await within(healthWithinMs, asked).catch(() => undefined); // down is an answer here
    const tookMs = Math.round(performance.now() - began);
    return version === undefined ? { isUp: false, tookMs } : { isUp: true, tookMs, version };
  };
  let closed: Promise<unknown> | undefined;
  return {
    asPerson: async (personId, work) => transact(people, beginAsPerson(personId), work),
    asStudio: (work) => transact(studio, beginAsStudio, work),
    readAsStudio: (read) => readOnce(studio, read),
    asStudioLoosely: (work) => transact(studio, beginLoosely, work),
    listen: listener.listen,
    health,
    signInPool,
    queuePool,
    close: async () => {
      const pools = [people, studio, signInPool, queuePool];
      closed ??= Promise.all([listener.close(), ...pools.map((pool) => pool.end())]);
      const impatience = setTimeout(vigil.abandonWaits, closeWithinMs);
      await closed;
      clearTimeout(impatience);
      vigil.close();
    },
  };
};
