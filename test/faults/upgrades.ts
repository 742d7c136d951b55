/** PA14: servers that start at the same moment migrate once, from nothing and from every earlier schema with rows in it, while an older worker goes on. */
import { fork } from 'node:child_process';
import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { driftedFiles, schemaFiles } from '../../scripts/schema/schema.ts';
import { migrate } from '../../src/adapters/postgres/postgres.ts';
import { readTables } from '../attack/policies/catalog.ts';
import { writeSample } from '../attack/policies/sample-rows.ts';
import { type FreshDatabase, freshDatabase } from '../kit/postgres.ts';
import type { Facts, ProofCase, ProofRow } from '../prove/row.types.ts';

const migrations = fileURLToPath(new URL('../../db/migrations', import.meta.url));
const server = fileURLToPath(new URL('./migrating-server.ts', import.meta.url));
const servers = 5;

const withClient = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

/** Processes of their own, held until all of them are there, so that they ask the database at the same moment. */
const startTogether = async (url: string): Promise<readonly (readonly string[])[]> => {
  const children = Array.from({ length: servers }, () => fork(server, { env: { ...process.env, MIGRATE_URL: url } }));
  try {
    await Promise.all(children.map((child) => new Promise((resolve) => child.once('message', resolve))));
    const answers = children.map(
      (child) =>
        new Promise<readonly string[]>((resolve, reject) => {
          child.once('message', (said: { applied?: readonly string[]; error?: string }) =>
            said.applied ? resolve(said.applied) : reject(new Error(said.error)),
          );
          child.once('exit', (code) => reject(new Error(`A server ended with ${code}.`)));
        }),
    );
    for (const child of children) child.send('go');
    return await Promise.all(answers);
  } finally {
    for (const child of children) child.kill();
  }
};

/** A worker of the version before: short transactions over tables it knows, until told to stop. */
const drain = (url: string): (() => Promise<number>) => {
  let isOver = false;
  const work = withClient(url, async (client) => {
    let done = 0;
    await client.query('set role workprint_studio');
    while (!isOver) {
      await client.query('begin');
      await client.query('update workprint.people set updated_at = now()');
      await client.query('select count(*) from workprint.projects');
      await client.query('commit');
      done++;
    }
    return done;
  });
  return () => {
    isOver = true;
    return work;
  };
};

const rowCounts = (url: string, tables: readonly string[]): Promise<readonly number[]> =>
  withClient(url, async (client) => {
    const counts: number[] = [];
    for (const table of tables)
      counts.push(Number((await client.query(`select count(*)::int as many from ${table}`)).rows[0]?.many));
    return counts;
  });

/** Five servers on `fresh`; every migration still to come must be applied by exactly one of them, and the schema be the one of today. */
const upgrade = async (fresh: FreshDatabase, from: number, names: readonly string[]): Promise<void> => {
  const applied = (await startTogether(fresh.url)).flat().toSorted();
  const expected = names.slice(from).map((name) => name.replace('.sql', ''));
  if (applied.join() !== expected.join())
    throw new Error(`Applied were: ${applied.join(', ') || 'none'}; expected: ${expected.join(', ')}.`);
  const drifted = await driftedFiles(await schemaFiles(fresh.url));
  if (drifted.length > 0) throw new Error(`The schema differs from ${drifted.join(', ')}.`);
};

const fromNothing = async (names: readonly string[]): Promise<Facts> => {
  const fresh = await freshDatabase({ isEmpty: true });
  try {
    await upgrade(fresh, 0, names);
    return { servers };
  } finally {
    await fresh.close();
  }
};

/** The first `from` migrations, a row in each of their tables, then the rest beside a worker that knows only the first. */
const fromSnapshot = async (names: readonly string[], from: number, folder: string): Promise<Facts> => {
  const fresh = await freshDatabase({ isEmpty: true });
  const earlier = join(folder, String(from));
  try {
    await mkdir(earlier);
    for (const name of names.slice(0, from)) await cp(join(migrations, name), join(earlier, name));
    await migrate(fresh.url, { folder: earlier });
    const tables = await withClient(fresh.superuserUrl, async (client) => {
      const known = await readTables(client);
      await client.query('begin');
      if (known.some(({ name }) => name === 'workprint.project_members')) await writeSample(client, known);
      await client.query('commit');
      return known.map(({ name }) => name).filter((name) => name !== 'workprint.migrations');
    });
    const before = await rowCounts(fresh.superuserUrl, tables);
    const stop = tables.includes('workprint.projects') ? drain(fresh.url) : async () => 1;
    await upgrade(fresh, from, names);
    const drained = await stop();
    if (drained === 0) throw new Error('The older worker did nothing meanwhile.');
    const after = await rowCounts(fresh.superuserUrl, tables);
    if (after.join() !== before.join())
      throw new Error(`Rows of ${tables.join(', ')} were ${before.join(', ')} and are ${after.join(', ')}.`);
    return { servers, drained };
  } finally {
    await fresh.close();
    await rm(earlier, { recursive: true, force: true });
  }
};

export const upgrades: ProofRow = {
  id: 'PA14',
  promise: 'servers that start together migrate once, from any earlier schema, while older workers go on',
  counts: 'upgrades',
  facts: { servers: 'sum', drained: 'sum' },
  open: async (size, folder) => {
    const names = (await readdir(migrations)).filter((name) => name.endsWith('.sql')).toSorted();
    const snapshots = size === 'full' ? names.map((_, at) => at).slice(1) : [names.length - 1];
    const cases: readonly ProofCase[] = [
      { name: 'from nothing', run: () => fromNothing(names) },
      ...snapshots.map((from) => ({ name: `from ${names[from - 1]}`, run: () => fromSnapshot(names, from, folder) })),
    ];
    return { cases };
  },
};
