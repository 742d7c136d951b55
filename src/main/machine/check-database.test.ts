import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../../test/kit/postgres.ts';
import { scratchFolder } from '../../../test/kit/postgres-run.ts';
import { migrate, startEmbeddedPostgres } from '../../adapters/postgres/postgres.ts';
import { checkDatabase } from './check-database.ts';
import { checkSettings } from './check-settings.ts';

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(scratchFolder(), 'workprint-doctor-'));
  await chmod(home, 0o711);
});
afterAll(() => rm(home, { recursive: true, force: true }));

test('DBS-50 the doctor tells of a database by URL: its version, what is to be migrated', async () => {
  const fresh = await freshDatabase();
  const empty = await freshDatabase({ isEmpty: true });
  try {
    expect(await checkDatabase(fresh.url, home)).toMatchObject({
      state: 'ok',
      found: expect.stringMatching(/^PostgreSQL 18\S* at DATABASE_URL, answers in \d+ ms, up to date$/),
    });
    expect(await checkDatabase(empty.url, home)).toMatchObject({
      state: 'ok',
      found: expect.stringMatching(/\d+ migrations will be applied/),
    });
  } finally {
    await fresh.close();
    await empty.close();
  }
});

test('DBS-50 the doctor tells when nothing answers, and never the password', async () => {
  const checked = await checkDatabase('postgres://ann:hunter2@127.0.0.1:1/films', home);
  expect(checked).toMatchObject({ state: 'weak', found: 'DATABASE_URL leads to no database that answers' });
  expect(JSON.stringify(checked)).not.toContain('hunter2');
});

test('DBS-26 DBS-50 the doctor tells of the database of the home: not made yet, running, with a role too strong, not running, of another version', async () => {
  expect(await checkDatabase(undefined, home)).toMatchObject({
    state: 'ok',
    found: expect.stringContaining('first start'),
  });
  const own = await startEmbeddedPostgres({ home, isThrowaway: true });
  expect(await checkDatabase(undefined, home)).toMatchObject({
    state: 'ok',
    found: expect.stringContaining(`in ${own.folder}, answers in`),
  });
  await migrate(own.url);
  // On a server of its own: roles belong to all databases of one.
  const superuser = new pg.Client({ connectionString: own.superuserUrl });
  await superuser.connect();
  await superuser.query('alter role workprint_auth bypassrls');
  await superuser.end();
  await expect(migrate(own.url)).rejects.toThrow('The role workprint_auth may bypass row-level security');
  expect(await checkDatabase(undefined, home)).toMatchObject({
    state: 'weak',
    found: expect.stringContaining('workprint_auth may bypass row-level security'),
    advice: 'alter role workprint_auth nosuperuser nobypassrls;',
  });
  await own.stop();
  expect(await checkDatabase(undefined, home)).toMatchObject({
    state: 'ok',
    found: expect.stringContaining('not running'),
  });
  await writeFile(join(own.folder, 'cluster', 'PG_VERSION'), '17\n');
  expect(await checkDatabase(undefined, home)).toMatchObject({
    state: 'weak',
    advice: expect.stringContaining('backup'),
  });
});

test('DBS-50 the doctor names settings that are set and shows none of their values', () => {
  const { check, configuration } = checkSettings({
    DATABASE_URL: 'postgres://ann:hunter2@db/films',
    WORKPRINT_SIGN_UP: 'closed',
  });
  expect(check).toEqual({ name: 'Settings', state: 'ok', found: 'DATABASE_URL, WORKPRINT_SIGN_UP' });
  expect(configuration?.WORKPRINT_SIGN_UP).toBe('closed');
  expect(checkSettings({ WORKPRINT_SIGN_UP: 'perhaps' })).toMatchObject({
    check: { state: 'weak', advice: 'WORKPRINT_SIGN_UP takes open or closed.' },
    configuration: undefined,
  });
});
