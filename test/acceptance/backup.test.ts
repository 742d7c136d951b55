import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDiskObjects } from '../../src/adapters/objects/objects.ts';
import { storeBytes } from '../../src/features/storage/storage.ts';
import { type FreshDatabase, freshDatabase } from '../kit/postgres.ts';
import { startWorkprint } from '../kit/run-workprint.ts';
import { addAsset, blobOf } from '../kit/stored-files.ts';
import { addPerson } from '../kit/studio.ts';

const folder = mkdtempSync(join(tmpdir(), 'workprint-backup-'));
const key = randomBytes(32).toString('hex');
let fresh: FreshDatabase;
let empty: FreshDatabase;
beforeAll(async () => {
  [fresh, empty] = [await freshDatabase(), await freshDatabase({ isEmpty: true })];
  const objects = openDiskObjects(join(folder, 'home', 'objects'));
  const { database } = fresh;
  const personId = await addPerson(database, 'Owner');
  const { id: projectId } = await database.asStudio((query) =>
    query
      .insertInto('workprint.projects')
      .values({ owner_id: personId, name: 'Film' })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  const bytes = new TextEncoder().encode('a film');
  const blob = blobOf(bytes, 'video/mp4');
  await storeBytes({ database, objects }, bytes, blob);
  await addAsset({ database, projectId, asOwner: { personId } }, blob, 'Film.mp4');
});
afterAll(async () => {
  await fresh.close();
  await empty.close();
  rmSync(folder, { recursive: true, force: true });
});

const run = async (words: readonly string[], home: string, url: string, more: Record<string, string> = {}) => {
  const { ended } = startWorkprint([...words], {
    WORKPRINT_HOME: join(folder, home),
    DATABASE_URL: url,
    ENCRYPTION_MASTER_KEY: key,
    ...more,
  });
  return ended;
};

it('STO-24 STO-26 B11 one command saves a studio, one brings it back; nothing is overwritten', async () => {
  const backups = join(folder, 'backups');
  mkdirSync(backups);
  const passphrase = { WORKPRINT_BACKUP_PASSPHRASE: 'a long enough passphrase' };
  const saved = await run(['backup', backups, '--with-keys', '--json'], 'home', fresh.url, passphrase);
  expect(saved.code, saved.stderr).toBe(0);
  const file = join(backups, readdirSync(backups)[0] ?? '');
  expect(file).toMatch(/workprint-\d{8}T\d{6}\.tar$/);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(JSON.parse(saved.stdout)).toMatchObject({ path: file, objects: 1, damaged: [], hasKeys: true });

  const again = await run(['backup', file], 'home', fresh.url);
  expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('exists already')]);
  const nowhere = await run(['backup', join(folder, 'no', 'folder.tar')], 'home', fresh.url);
  expect(nowhere.code).toBe(6);

  const back = await run(['restore', file, '--with-keys'], 'other', empty.url, {
    ...passphrase,
    ENCRYPTION_MASTER_KEY: '',
  });
  expect(back.code, back.stderr).toBe(0);
  expect(readFileSync(join(folder, 'other', 'master.key'), 'utf8').trim()).toBe(key);
  const names = await empty.database.asStudio((query) => query.selectFrom('workprint.assets').select('name').execute());
  expect(names).toEqual([{ name: 'Film.mp4' }]);
  expect(readdirSync(join(folder, 'other')).some((name) => name.startsWith('restoring-'))).toBe(false);

  const twice = await run(['restore', file], 'other', empty.url);
  expect([twice.code, twice.stderr]).toEqual([15, expect.stringContaining('empty studio')]);
});
