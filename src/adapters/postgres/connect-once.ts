/** One connection for one piece of work of the login itself, outside of all roles: migrations, looking after the database. */
import pg from 'pg';
import { asDatabaseError } from './database-errors.ts';

const connectTimeoutMs = 4_500;

/** Throws `unavailable`, `database-refused`; errors of the work come through as they are. */
export const connectOnce = async <T>(
  url: string,
  application: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> => {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: connectTimeoutMs,
    application_name: application,
    keepAlive: true,
  });
  client.on('error', () => undefined); // the query under way fails with it
  try {
    await client.connect();
  } catch (error) {
    await client.end();
    throw asDatabaseError(error);
  }
  try {
    return await work(client);
  } catch (error) {
    throw asDatabaseError(error);
  } finally {
    await client.end();
  }
};
