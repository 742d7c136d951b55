/** The first words with a new cluster: the login Workprint uses, and its database. It is no superuser, exactly as with a database given by URL. */
import pg from 'pg';
import { WorkprintError } from '../../../domain/errors.ts';
import { codeOf } from './explain-failure.ts';
import type { Credentials } from './place.ts';

const name = 'workprint';
const connectTimeoutMs = 10_000;

/** The database inside a running cluster, to connect by. The password stands in it: never print it. */
export const urlOf = (socketFolder: string, { login }: Credentials): string =>
  `postgres://${name}:${login}@localhost/${name}?host=${encodeURIComponent(socketFolder)}`;

/** The superuser's own way in, for what only it may do (tests make databases with it). */
export const superuserUrlOf = (socketFolder: string, { superuser }: Credentials): string =>
  `postgres://postgres:${superuser}@localhost/postgres?host=${encodeURIComponent(socketFolder)}`;

const withClient = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: connectTimeoutMs });
  client.on('error', () => undefined); // the query under way fails with it
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end();
  }
};

/** Chosen once; nothing else of ours locks in the database `postgres`. */
const loginLock = 7_231_911;

/** Somebody else, who starts at the same moment, made it first. */
const isThere = new Set(['42710', '42P04', '23505']);

const makeLogin = async (socketFolder: string, credentials: Credentials): Promise<void> => {
  const orThere = async (made: Promise<unknown>): Promise<void> => {
    try {
      await made;
    } catch (error) {
      if (!isThere.has(codeOf(error) ?? '')) throw error;
    }
  };
  await withClient(superuserUrlOf(socketFolder, credentials), async (client) => {
    const password = pg.escapeLiteral(credentials.login);
    // One after the other: two that change one role at once fail with "tuple concurrently updated". Given back with the connection.
    await client.query(`select pg_advisory_lock(${loginLock})`);
    await orThere(client.query(`create role ${name} login createrole password ${password}`));
    await client.query(`alter role ${name} password ${password}`);
    await orThere(client.query(`create database ${name} owner ${name}`));
    await client.query(`revoke all on database ${name} from public`);
  });
};

/** Wrong password, no such role, no such database: the first start was cut off before it made them. */
const isMissing = new Set(['28P01', '28000', '3D000']);

/** Makes the login and its database where they are missing. Throws `database-refused` when the cluster does not know our passwords. */
export const ensureLogin = async (socketFolder: string, credentials: Credentials, isNew: boolean): Promise<void> => {
  const answers = (): Promise<unknown> =>
    withClient(urlOf(socketFolder, credentials), (client) => client.query('select 1'));
  try {
    if (isNew) await makeLogin(socketFolder, credentials);
    await answers();
  } catch (error) {
    if (!isMissing.has(codeOf(error) ?? '')) throw error;
    try {
      await makeLogin(socketFolder, credentials);
      await answers();
    } catch (cause) {
      throw new WorkprintError(
        'database-refused',
        'The database does not accept the passwords kept beside it. Put its whole folder back from one backup.',
        { cause },
      );
    }
  }
};
