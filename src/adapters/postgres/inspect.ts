/** Looks at a database without changing anything of it: what the doctor tells. */
import { readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { connectOnce } from './connect-once.ts';
import { majorThatComesAlong } from './embedded/binaries.ts';
import { codeOf } from './embedded/explain-failure.ts';
import { urlOf } from './embedded/login.queries.ts';
import { type Place, readCredentials } from './embedded/place.ts';
import { isPostmasterOf, readPostmaster } from './embedded/postmaster.ts';
import { chooseRunAs } from './embedded/run-as.ts';
import { readAppliedIfAny, readRoles, readServer } from './migrate.queries.ts';
import { readMigrations } from './migration-files.ts';
import { checkServer, pendingOf } from './migration-plan.ts';

export type DatabaseFacts = {
  readonly version: string;
  /** Of a connection and a few questions. */
  readonly tookMs: number;
  /** Names of migrations that the next start of the server will apply. */
  readonly pending: readonly string[];
  /** Roles that may bypass row-level security: there must be none. */
  readonly strongRoles: readonly string[];
};

/** Throws `unavailable` or `database-refused` with what to do. */
export const inspectDatabase = async (url: string): Promise<DatabaseFacts> => {
  const migrations = await readMigrations();
  const began = performance.now();
  return connectOnce(url, 'workprint doctor', async (client) => {
    const server = await readServer(client);
    checkServer(server);
    const pending = pendingOf(await readAppliedIfAny(client), migrations);
    const roles = await readRoles(client);
    return {
      version: server.version,
      tookMs: Math.round(performance.now() - began),
      pending: pending.map(({ name }) => name),
      strongRoles: roles.filter((role) => role.isSuperuser || role.bypassesPolicies).map(({ name }) => name),
    };
  });
};

export type EmbeddedFacts = {
  /** The version that comes along: its first part. */
  readonly major: number;
  /** Where the database is; undefined before the first start of the server. */
  readonly folder: string | undefined;
  /** The first part of the version that wrote it. */
  readonly writtenBy: string | undefined;
  /** To connect by, while it runs. Holds the password: never print it. */
  readonly url: string | undefined;
};

/** Looks at the database of a home. Throws `database-refused` where PostgreSQL cannot run here, or its passwords cannot be read. */
export const inspectEmbedded = async (home: string): Promise<EmbeddedFacts> => {
  const runAs = await chooseRunAs(undefined);
  const major = await majorThatComesAlong();
  let folder: string;
  let writtenBy: string;
  try {
    folder = await realpath(join(home, 'database'));
    writtenBy = (await readFile(join(folder, 'cluster', 'PG_VERSION'), 'utf8')).trim();
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    return { major, folder: undefined, writtenBy: undefined, url: undefined };
  }
  const place: Place = {
    ...{ folder, runAs, cluster: join(folder, 'cluster') },
    ...{ log: join(folder, 'server.log'), owners: join(folder, 'owners') },
  };
  const found = await readPostmaster(place);
  const isRunning = found?.isReady && found.socketFolder && (await isPostmasterOf(found.pid, place));
  const url = isRunning ? urlOf(found.socketFolder as string, await readCredentials(place)) : undefined;
  return { major, folder, writtenBy, url };
};
