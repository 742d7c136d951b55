/** The floor under everything: the same reads and writes as plain SQL, over so many connections, without HTTP. */
import pg from 'pg';
import { createLatencies, type Latencies } from './latencies.ts';

export type SqlResult = { readonly perSecond: number; readonly latencies: Latencies };
type Ask = (client: pg.Client) => Promise<unknown>;

/** A prepared read by id, as whoever owns the tables. */
export const plainRead =
  (projectId: string): Ask =>
  (client) =>
    client.query({
      name: 'read',
      text: 'select id, name, version from workprint.projects where id = $1',
      values: [projectId],
    });

/** The same as a person, under row-level security, in a transaction with claims: what PostgREST does for a request. */
export const readAsPerson =
  (projectId: string, personId: string): Ask =>
  async (client) => {
    await client.query('begin; set local role workprint_app');
    await client.query({
      name: 'claims',
      text: "select set_config('request.jwt.claims', $1, true)",
      values: [JSON.stringify({ sub: personId })],
    });
    await client.query({
      name: 'read as',
      text: 'select id, name, version from workprint.projects where id = $1',
      values: [projectId],
    });
    await client.query('commit');
  };

/** A durable insert. */
export const plainWrite =
  (personId: string): Ask =>
  (client) =>
    client.query({
      name: 'write',
      text: 'insert into workprint.projects (owner_id, name) values ($1, $2)',
      values: [personId, 'bench'],
    });

/** So many connections, each asking again as soon as it was answered. */
export const runSql = async (url: string, connections: number, durationMs: number, ask: Ask): Promise<SqlResult> => {
  const clients = Array.from({ length: connections }, () => new pg.Client({ connectionString: url }));
  await Promise.all(clients.map((client) => client.connect()));
  const latencies = createLatencies();
  const began = performance.now();
  await Promise.all(
    clients.map(async (client) => {
      while (performance.now() - began < durationMs) {
        const since = performance.now();
        await ask(client);
        latencies.add(performance.now() - since);
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  await Promise.all(clients.map((client) => client.end()));
  return { perSecond: latencies.count / seconds, latencies };
};
