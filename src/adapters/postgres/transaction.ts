/** A transaction as the rest of the studio sees it: a Kysely that knows one connection and nothing else, opened and ended here. */
import {
  type CompiledQuery,
  type DatabaseConnection,
  DefaultQueryExecutor,
  DummyDriver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  SingleConnectionProvider,
  Transaction,
} from 'kysely';
import type pg from 'pg';
import type { Query } from '../../ports/database.ts';
import type { Tables } from '../../ports/tables.types.ts';
import { asDatabaseError, isConnectionLost, isStalePlan, unavailable } from './database-errors.ts';
import { commit, rollback } from './session.queries.ts';
import { statementName } from './statement-names.ts';
import type { WatchedClient } from './watched-client.ts';

const dialect = {
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => new DummyDriver(),
  createIntrospector: (kysely: ConstructorParameters<typeof PostgresIntrospector>[0]) =>
    new PostgresIntrospector(kysely),
  createQueryCompiler: () => new PostgresQueryCompiler(),
};
const compiler = dialect.createQueryCompiler();
const adapter = dialect.createAdapter();
const driver = dialect.createDriver() as never;

const counted = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);

/** Where queries of one transaction go. Closed with it: a query that comes late finds nobody, and never somebody else's transaction. */
class OneTransaction implements DatabaseConnection {
  #client: pg.PoolClient | undefined;
  #left: number;
  /** The error that ended the connection, if one did. */
  lost: unknown;

  constructor(client: pg.PoolClient, mostStatements = Number.POSITIVE_INFINITY) {
    this.#client = client;
    this.#left = mostStatements;
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const { command, rowCount, rows } = await this.ask(sql, parameters);
    return counted.has(command)
      ? { numAffectedRows: BigInt(rowCount ?? 0), rows: rows as Row[] }
      : { rows: rows as Row[] };
  }

  /** Throws errors in the house's words, and marks the connection when it is of no more use. */
  async ask(sql: string, parameters?: readonly unknown[]): Promise<pg.QueryResult> {
    if (!this.#client) throw new Error('A query came after the end of its transaction; await every query inside it.');
    if (--this.#left < 0) throw new Error('A second statement where one may be; open a transaction for more.');
    try {
      const name = parameters && parameters.length > 0 ? statementName(sql) : undefined;
      return await this.#client.query({
        text: sql,
        values: parameters as unknown[],
        ...(name !== undefined && { name }),
      });
    } catch (error) {
      // Plans that were kept no longer fit a table that a migration has changed: the next connection makes its own.
      if (isConnectionLost(error) || isStalePlan(error)) this.lost = error;
      throw asDatabaseError(error);
    }
  }

  /** Rolls back, unless a query that nobody waits for is still under way: then the connection goes, and PostgreSQL rolls back when it notices. */
  async giveUp(): Promise<void> {
    this.loseIfAtWork();
    if (this.lost === undefined) await this.ask(rollback).catch((error: unknown) => (this.lost ??= error));
  }

  /** A connection on which a query that nobody waits for is still under way is of no more use. */
  loseIfAtWork(): void {
    if (this.lost === undefined && (this.#client as unknown as WatchedClient).waitingSince !== 0)
      this.lost = new Error('A query was still under way.');
  }

  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    yield await Promise.reject(new Error('Rows are read in pages here, never streamed out of a transaction.'));
  }

  close(): void {
    this.#client = undefined;
  }
}

const queryOver = (connection: OneTransaction): Query =>
  new Transaction<Tables>({
    config: { dialect: dialect as never },
    dialect: dialect as never,
    driver,
    executor: new DefaultQueryExecutor(compiler, adapter, new SingleConnectionProvider(connection)),
  });

const openWithinMs = 4_500;

/** A connection on which `begin` was said, if there is one to say. One that was lost while it rested is replaced; nothing has happened on it yet. */
const open = async (pool: pg.Pool, begin: string | undefined, giveUpAt: number): Promise<pg.PoolClient> => {
  for (;;) {
    const client = await pool.connect();
    try {
      if (begin !== undefined) await client.query(begin);
      return client;
    } catch (error) {
      client.release(true);
      if (!isConnectionLost(error) || performance.now() > giveUpAt) throw error;
    }
  }
};

/** As `open`, but it answers in time: a connection that comes too late is given back. */
const openInTime = async (pool: pg.Pool, begin?: string): Promise<pg.PoolClient> => {
  const opened = open(pool, begin, performance.now() + openWithinMs);
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      opened.then((client) => client.release(true)).catch(() => undefined); // its error came too late to matter
      reject(unavailable());
    }, openWithinMs);
  });
  try {
    return await Promise.race([opened, tooLate]);
  } catch (error) {
    throw asDatabaseError(error);
  } finally {
    clearTimeout(timer);
  }
};

/**
 * Runs `work` between `begin` and `commit` on a connection of the pool; rolls back when it throws. Throws `unavailable` when the database is away,
 * full of work or too slow; whether a commit whose answer was lost has happened is then unknown, and an Idempotency-Key finds out.
 */
export const transact = async <T>(pool: pg.Pool, begin: string, work: (query: Query) => Promise<T>): Promise<T> => {
  const client = await openInTime(pool, begin);
  const connection = new OneTransaction(client);
  try {
    const answer = await work(queryOver(connection));
    const { command } = await connection.ask(commit);
    if (command !== 'COMMIT')
      throw new Error(
        'A query of this transaction failed and its error was swallowed, so PostgreSQL took all of it back.',
      );
    return answer;
  } catch (error) {
    await connection.giveUp();
    throw error;
  } finally {
    connection.close();
    client.release(connection.lost !== undefined);
  }
};

/**
 * Runs one statement that only reads, without a transaction around it: a third of the round trips. On a connection that is of no more use it
 * is asked again on another one. Throws for a second statement, and as `transact`.
 */
export const readOnce = async <T>(pool: pg.Pool, read: (query: Query) => Promise<T>): Promise<T> => {
  const giveUpAt = performance.now() + openWithinMs;
  for (;;) {
    const client = await openInTime(pool);
    const connection = new OneTransaction(client, 1);
    try {
      return await read(queryOver(connection));
    } catch (error) {
      if (connection.lost === undefined || performance.now() > giveUpAt) throw error;
    } finally {
      connection.loseIfAtWork();
      connection.close();
      client.release(connection.lost !== undefined);
    }
  }
};
