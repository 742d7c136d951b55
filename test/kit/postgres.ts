/**
 * A real PostgreSQL for tests: one server for a whole run of vitest (or one for a program of its own), a fresh database for whoever asks, copied
 * from one that was migrated once. Commits do not wait for the disk; nothing of it is left behind.
 */
import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import pg from 'pg';
import { readMigrations } from '../../src/adapters/postgres/migration-files.ts';
import {
  createDatabase,
  type DatabaseOptions,
  type EmbeddedPostgres,
  migrate,
  type PostgresDatabase,
  startEmbeddedPostgres,
} from '../../src/adapters/postgres/postgres.ts';
import { homeOfThisProcess, homeVariable } from './postgres-run.ts';

export type FreshDatabase = {
  /** Of the login that owns the database and is no superuser, as in an installation. */
  readonly url: string;
  /** The same database for PostgreSQL's superuser, whom row-level security does not bind: to arrange and to look. */
  readonly superuserUrl: string;
  readonly database: PostgresDatabase;
  /** Closes `database` and drops it. */
  close(): Promise<void>;
};

type Server = Pick<EmbeddedPostgres, 'url' | 'superuserUrl' | 'stop'>;

/** The URL of a superuser of another PostgreSQL, to run the same tests and proofs against it. It keeps what is made there. */
const externalUrl = process.env.WORKPRINT_TEST_POSTGRES_URL;

const useExternal = async (superuserUrl: string): Promise<Server> => {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  await client.query(
    "do $$ begin create role workprint login createrole password 'workprint'; exception when duplicate_object then null; end $$",
  );
  await client.end();
  const url = new URL(superuserUrl);
  url.username = url.password = 'workprint';
  return { url: url.href, superuserUrl, stop: async () => undefined };
};

const home = process.env[homeVariable] ?? homeOfThisProcess();
let server: Promise<Server> | undefined;
const testServer = (): Promise<Server> =>
  (server ??= externalUrl ? useExternal(externalUrl) : startEmbeddedPostgres({ home, isThrowaway: true }));

/** For programs outside of vitest: ends the server they started by asking for a database. */
export const closeTestPostgres = async (): Promise<void> => {
  const mine = server;
  server = undefined;
  template = undefined;
  if (mine && process.env[homeVariable] === undefined) {
    await (await mine).stop();
    await rm(home, { recursive: true, force: true });
  }
};

const onDatabase = (url: string, name: string): string => {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
};

const asSuperuser = async <T>(work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: (await testServer()).superuserUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

const templateLock = 7_231_907;

/** The name of a database with the schema of today's migrations; made by whoever comes first. */
const migratedTemplate = async (): Promise<string> => {
  const { url } = await testServer();
  const sums = (await readMigrations()).map(({ checksum }) => checksum).join();
  const name = `template_${createHash('sha256').update(sums).digest('hex').slice(0, 12)}`;
  await asSuperuser(async (client) => {
    const isThere = async (): Promise<boolean> =>
      (await client.query('select from pg_database where datname = $1', [name])).rowCount === 1;
    if (await isThere()) return;
    await client.query('select pg_advisory_lock($1)', [templateLock]);
    if (await isThere()) return;
    const half = `${name}_half`;
    await client.query(`drop database if exists ${half} with (force)`);
    await client.query(`create database ${half} owner workprint`);
    await migrate(onDatabase(url, half));
    await client.query(`alter database ${half} rename to ${name}`);
  });
  return name;
};

let template: Promise<string> | undefined;
let made = 0;

export type FreshOptions = DatabaseOptions & {
  /** Without the schema: for tests of migrations. */
  readonly isEmpty?: boolean;
};

/** A database of one's own with the schema and no rows. */
export const freshDatabase = async ({ isEmpty = false, ...options }: FreshOptions = {}): Promise<FreshDatabase> => {
  const { url, superuserUrl } = await testServer();
  const from = isEmpty ? 'template1' : await (template ??= migratedTemplate());
  const name = `test_${process.pid}_${++made}`;
  await asSuperuser(async (client) => {
    await client.query(`drop database if exists ${name} with (force)`);
    await client.query(`create database ${name} template ${from} owner workprint strategy file_copy`);
  });
  const ours = onDatabase(url, name);
  const database = createDatabase(ours, options);
  return {
    url: ours,
    superuserUrl: onDatabase(superuserUrl, name),
    database,
    close: async () => {
      await database.close();
      await asSuperuser((client) => client.query(`drop database if exists ${name} with (force)`));
    },
  };
};
