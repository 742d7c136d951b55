/**
 * Brings a database to the schema of this program: plain SQL files, forward only, each in a transaction of its own. Any number of servers may
 * start at once; one of them works, the others wait and find it done.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { WorkprintError } from '../../domain/errors.ts';
import { connectOnce } from './connect-once.ts';
import { asDatabaseError, sqlStateOf } from './database-errors.ts';
import * as queries from './migrate.queries.ts';
import { type Migration, readMigrations } from './migration-files.ts';
import { checkServer, pendingOf } from './migration-plan.ts';

export type MigrateOptions = {
  /** Told of each migration that was applied. */
  readonly log?: (message: string) => void;
  /** Another folder of migrations (tests). */
  readonly folder?: string;
};

const waitMs = 100;
/** A migration waits this long for a lock and then stands back, so that the work of older servers goes on meanwhile. */
const lockTimeoutMs = 5_000;
const mostTries = 30;
/** lock_not_available, deadlock_detected: somebody works with the table. */
const isBusy = (error: unknown): boolean => ['55P03', '40P01'].includes(sqlStateOf(error) ?? '');

const apply = async (client: pg.Client, migration: Migration): Promise<void> => {
  for (let tries = 1; ; tries++) {
    try {
      await queries.applyOne(client, migration);
      return;
    } catch (error) {
      if (isBusy(error) && tries < mostTries) continue;
      throw asMigrationError(error, migration.name);
    }
  }
};

const asMigrationError = (error: unknown, name: string): unknown => {
  const state = sqlStateOf(error);
  if (state === undefined) return asDatabaseError(error);
  const words = error instanceof Error ? error.message : String(error);
  if (state === '42501')
    return new WorkprintError(
      'database-refused',
      `The login of DATABASE_URL may not apply ${name}: ${words}. It must own the database and be allowed to create roles (alter role … createrole).`,
      { cause: error },
    );
  return new WorkprintError('database-refused', `The migration ${name} failed and changed nothing: ${words}`, {
    cause: error,
  });
};

/** Waits its turn without holding a snapshot, so that nobody waits for it in return. */
const takeTurn = async (client: pg.Client): Promise<void> => {
  while (!(await queries.tryLock(client))) await sleep(waitMs);
};

/**
 * Applies what is missing; resolves to the names of what was applied by this call. `url` is of a login that owns the database and may create
 * roles; it need not be a superuser. Throws `database-refused` with what to do, `unavailable` when the database is away.
 */
export const migrate = async (
  url: string,
  { log = () => undefined, folder }: MigrateOptions = {},
): Promise<readonly string[]> => {
  const migrations = await readMigrations(folder);
  return connectOnce(url, 'workprint migrate', async (client) => {
    checkServer(await queries.readServer(client));
    await queries.prepareSession(client, lockTimeoutMs);
    await takeTurn(client);
    try {
      await queries.ensureRecord(client);
    } catch (error) {
      throw asMigrationError(error, 'its own record');
    }
    const pending = pendingOf(await queries.readApplied(client), migrations);
    for (const migration of pending) {
      await apply(client, migration);
      log(`Applied the migration ${migration.name}.`);
    }
    const roles = await queries.readRoles(client);
    const strong = roles.find((role) => role.isSuperuser || role.bypassesPolicies);
    if (strong)
      throw new WorkprintError(
        'database-refused',
        `The role ${strong.name} may bypass row-level security, so it would see everybody's work. Type: alter role ${strong.name} nosuperuser nobypassrls`,
      );
    return pending.map(({ name }) => name);
  });
};
