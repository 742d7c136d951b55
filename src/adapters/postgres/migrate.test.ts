import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { driftedFiles, schemaFiles } from '../../../scripts/schema/schema.ts';
import { type FreshDatabase, freshDatabase } from '../../../test/kit/postgres.ts';
import { migrate } from './migrate.ts';
import { readMigrations } from './migration-files.ts';

const ours = fileURLToPath(new URL('../../../db/migrations', import.meta.url));
let folder: string;
const opened: FreshDatabase[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workprint-migrations-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
});

const empty = async (): Promise<FreshDatabase> => {
  const made = await freshDatabase({ isEmpty: true });
  opened.push(made);
  return made;
};
const ask = async (url: string, text: string): Promise<readonly Record<string, unknown>[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
};
/** A copy of our migrations, with more of one's own. */
const withMore = async (name: string, more: Readonly<Record<string, string>>): Promise<string> => {
  const copy = join(folder, name);
  await cp(ours, copy, { recursive: true });
  for (const [file, text] of Object.entries(more)) await writeFile(join(copy, file), text);
  return copy;
};

test('DBS-20 DBS-27 the migrations make db/schema.sql and the types of the tables; a second time they make nothing', async () => {
  const { url } = await empty();
  expect(await migrate(url)).toHaveLength((await readMigrations()).length);
  expect(await migrate(url)).toEqual([]);
  expect(await driftedFiles(await schemaFiles(url)), 'npm run schema').toEqual([]);
});

test('DBS-22 a migration that fails leaves nothing of itself and can be mended', async () => {
  const { url } = await empty();
  const broken = await withMore('broken', {
    '9001-broken.sql': 'create table workprint.half (id int);\nselect 1 / 0;\n',
  });
  await expect(migrate(url, { folder: broken })).rejects.toThrow(
    'The migration 9001-broken failed and changed nothing',
  );
  expect(await ask(url, "select to_regclass('workprint.half') as half")).toEqual([{ half: null }]);
  const mended = await withMore('mended', { '9001-mended.sql': 'create table workprint.half (id int);\n' });
  expect(await migrate(url, { folder: mended })).toEqual(['9001-mended']);
});

test('DBS-23 an edited migration and a newer database are refused by name', async () => {
  const { url } = await empty();
  const newer = await withMore('newer', { '9001-tomorrow.sql': 'create table workprint.tomorrow (id int);\n' });
  await migrate(url, { folder: newer });
  await expect(migrate(url)).rejects.toThrow('newer Workprint (it has 9001-tomorrow');
  const edited = await withMore('edited', { '9001-tomorrow.sql': 'create table workprint.tomorrow (id bigint);\n' });
  await expect(migrate(url, { folder: edited })).rejects.toThrow(
    'The migration 9001-tomorrow was applied to this database with another content',
  );
  const between = await withMore('between', {
    '9001-tomorrow.sql': 'create table workprint.tomorrow (id int);\n',
    '9000-late.sql': 'select 1;\n',
  });
  await expect(migrate(url, { folder: between })).rejects.toThrow('9000-late was never applied');
});

test('DBS-24 a table somebody works with is waited for, and the work goes on', async () => {
  const { url } = await empty();
  await migrate(url);
  const worker = new pg.Client({ connectionString: url });
  await worker.connect();
  await worker.query('begin; set local role workprint_studio; lock table workprint.people in row exclusive mode');
  const folderWithChange = await withMore('change', {
    '9001-change.sql': 'alter table workprint.people add column shoe_size integer;\n',
  });
  const migrating = migrate(url, { folder: folderWithChange });
  await expect
    .poll(() => ask(url, 'select from pg_locks where not granted').then((rows) => rows.length))
    .toBeGreaterThan(0);
  await worker.query('commit');
  await worker.end();
  expect(await migrating).toEqual(['9001-change']);
});

test('DBS-25 PE2 what runs beyond its caller’s sight runs as the studio, with a fixed search path', async () => {
  const { url } = await empty();
  await migrate(url);
  const rows = await ask(
    url,
    `select p.proname, r.rolname, p.proconfig from pg_proc p join pg_roles r on r.oid = p.proowner
     where p.prosecdef and p.pronamespace = 'workprint'::regnamespace`,
  );
  expect(rows.length).toBeGreaterThan(2);
  for (const row of rows) {
    expect(row.rolname).toBe('workprint_studio');
    expect(row.proconfig).toContain('search_path=""');
  }
  const careless = await withMore('careless', {
    '9001-careless.sql':
      'create function workprint.careless() returns int language sql security definer as $$ select 1 $$;\n',
  });
  await expect(migrate(url, { folder: careless })).rejects.toThrow('careless() is security definer and needs');
});

test('DBS-20 a login without the rights is told which', async () => {
  const { url, superuserUrl } = await empty();
  await ask(
    superuserUrl,
    "create role plain login password 'plain'; grant connect, create on database postgres to plain",
  );
  const plain = new URL(url);
  plain.username = plain.password = 'plain';
  try {
    await ask(superuserUrl, `grant connect on database ${plain.pathname.slice(1)} to plain`);
    await expect(migrate(plain.href)).rejects.toThrow('must own the database');
  } finally {
    await ask(superuserUrl, `drop owned by plain`);
    await ask(superuserUrl, `revoke all on database postgres from plain`);
    await ask(superuserUrl, `drop role plain`);
  }
});

test('DBS-20 a database in another encoding is told what is needed', async () => {
  const { url, superuserUrl } = await empty();
  const name = `${new URL(url).pathname.slice(1)}_latin`;
  await ask(
    superuserUrl,
    `create database ${name} template template0 encoding latin1 locale 'C' locale_provider libc owner workprint`,
  );
  const latin = new URL(url);
  latin.pathname = `/${name}`;
  try {
    await expect(migrate(latin.href)).rejects.toThrow('keeps text as LATIN1');
  } finally {
    await ask(superuserUrl, `drop database ${name} with (force)`);
  }
});

test('DBS-20 an address that leads nowhere is told, without the password', async () => {
  const failed = migrate('postgres://workprint:hunter2@127.0.0.1:1/none');
  await expect(failed).rejects.toMatchObject({ code: 'unavailable' });
  await expect(failed).rejects.not.toThrow('hunter2');
});
