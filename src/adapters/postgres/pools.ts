/** Connections to the database, one pool for each role: what a pool is for is decided when a connection opens, not by each query. */
import pg from 'pg';
import type { RoleName } from './roles.ts';
import { beginSession } from './session.queries.ts';
import type { Vigil } from './vigil.ts';
import { WatchedClient } from './watched-client.ts';

export type PoolOptions = {
  readonly url: string;
  /** Shown by the server beside each connection. */
  readonly application: string;
  readonly most: number;
  readonly role: RoleName;
  readonly statementTimeoutMs: number;
  readonly searchPath?: string;
  /** Whole numbers of 64 bits as numbers. Not for packages that expect the driver's own text. */
  readonly hasPlainNumbers?: boolean;
  readonly vigil: Vigil;
};

/** A new connection, or the wait for one that is free, may take this long. */
export const connectTimeoutMs = 4_000;
const restMs = 30_000;

/** Our counts, sizes and amounts stay below 2^53; one that does not is an error, never a rounded number. */
export const parseWholeNumber = (text: string): number => {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new RangeError(`The database gave ${text}, which is no exact number here.`);
  return number;
};

const int8 = 20;
const plainNumbers: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === int8 && format !== 'binary'
      ? parseWholeNumber
      : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
};

/** A pool whose connections act as one role and are watched. It opens none before the first is needed. */
export const openPool = ({ url, application, most, vigil, hasPlainNumbers, ...session }: PoolOptions): pg.Pool => {
  /** The pool waits for it before it hands out the connection, though its types do not say so. */
  const onConnect = async (client: pg.ClientBase): Promise<void> => {
    vigil.watch(client as WatchedClient);
    await beginSession(client, session);
  };
  const pool = new pg.Pool({
    connectionString: url,
    application_name: application,
    max: most,
    connectionTimeoutMillis: connectTimeoutMs,
    idleTimeoutMillis: restMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    Client: WatchedClient,
    ...(hasPlainNumbers && { types: plainNumbers }),
    onConnect: onConnect as (client: pg.ClientBase) => void,
  } as pg.PoolConfig);
  // A connection that breaks while it rests is dropped by the pool; the next query opens another.
  pool.on('error', () => undefined);
  return pool;
};
