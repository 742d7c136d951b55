/** One connection for a backup or a restore, with its failures in the studio's words. */
import { Client } from 'pg';
import { WorkprintError } from '../../domain/errors.ts';

const away = (cause: unknown): WorkprintError =>
  new WorkprintError(
    'unavailable',
    'The database cannot be reached, or went away meanwhile. Nothing is half done; run the same command again.',
    {
      cause,
    },
  );

/** Network errors of Node, and PostgreSQL's classes 08 (connection) and 57P (shutting down). */
const isAway = (error: unknown): boolean => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return (
    /^(?:E(?:CONN|HOST|NET|TIMEDOUT|PIPE|AI)|ENOTFOUND|08|57P)/.test(code) ||
    (error as Error).message === 'Connection terminated unexpectedly'
  );
};

/** Runs `work` on a connection of its own. Throws `unavailable` when the database is away, and what `work` throws. */
export const withClient = async <T>(url: string, name: string, work: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client({ connectionString: url, application_name: name, connectionTimeoutMillis: 10_000 });
  // A lost connection also fails the statement under way, and that is where it is told.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw away(error);
  }
  try {
    return await work(client);
  } catch (error) {
    throw isAway(error) ? away(error) : error;
  } finally {
    // What was not committed is gone with the connection.
    await client.end().catch(() => undefined); // it may be lost already
  }
};
