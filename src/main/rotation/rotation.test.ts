/** A rotation with the key in a file, as on a personal machine; that of servers which share a database is proof PE6. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillWithSealed, type RotationWorld } from '../../../test/attack/secrets/rotation-world.ts';
import { type FreshDatabase, freshDatabase } from '../../../test/kit/postgres.ts';
import { createSecrets, openMasterKeys, readKeyFile, replaceKeyFile } from '../../adapters/secrets/secrets.ts';
import { withClient } from '../backup/database-client.ts';
import { readConfiguration } from '../settings/settings.ts';
import { type RotationReport, rotate } from './rotate-key.ts';
import { sealedPlaces } from './sealed-places.ts';
import { beginRotation, replaceSealed } from './sealed-rows.queries.ts';

let fresh: FreshDatabase;
let home = '';
let world: RotationWorld;
const first = randomBytes(32);
beforeAll(async () => {
  [fresh, home] = [await freshDatabase(), await mkdtemp(join(tmpdir(), 'workprint-rotation-'))];
  await replaceKeyFile(home, { present: first, former: [] });
  world = await fillWithSealed(fresh, first, 6);
});
afterAll(async () => {
  await fresh?.close();
  await rm(home, { recursive: true, force: true });
});

const run = (isForgetting = false, environment: Readonly<Record<string, string>> = {}): Promise<RotationReport> =>
  withClient(fresh.url, 'rotation', (client) =>
    rotate(
      client,
      { home, configuration: readConfiguration(environment), isShared: false },
      { isForgetting, onProgress: () => undefined },
    ),
  );

test('KEY-15 every column of sealed text is one that is rotated', async () => {
  const { rows } = await fresh.database.asStudio((query) =>
    sql<{ name: string }>`
      select table_name || '.' || column_name as name from information_schema.columns
      where table_schema = 'workprint' and column_name ~ 'sealed|encrypted|cipher'`.execute(query),
  );
  const known = sealedPlaces.map(({ table, column }) => `${table}.${column}`);
  expect(rows.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([]);
});

test('KEY-14 KEY-15 KEY-16 a server that runs goes over to the new key; the one before is forgotten when nothing lies under it', async () => {
  // Opened before the rotation, as by a server that runs.
  const running = createSecrets(await openMasterKeys({ given: undefined, home, isDatabaseShared: false }));
  const signature = running.sign('media-link', 'GET /media/a');
  const done = await run();
  expect(done).toMatchObject({ isNewKey: true, formerKeys: 1, texts: world.planted.length, unreadable: [] });
  expect(done.resealed).toBe(world.planted.length);
  await world.readAll(running);
  const [key] = world.planted;
  if (!key) throw new Error('nothing was planted');
  await world.write(key, running);
  expect(running.verify('media-link', 'GET /media/a', signature)).toBe(true);
  // Run again it makes no third key; what somebody sealed under the first one meanwhile is taken along.
  await world.write(key, createSecrets(first));
  expect(await run()).toMatchObject({ isNewKey: false, formerKeys: 1, resealed: 1 });
  expect(await run(true)).toMatchObject({ isNewKey: false, formerKeys: 0, resealed: 0 });
  expect(readKeyFile(home)?.keys.former).toEqual([]);
  const present = readKeyFile(home)?.keys.present ?? new Uint8Array();
  expect(Buffer.from(present).equals(first)).toBe(false);
  await world.readAll(createSecrets(present));
  expect(running.verify('media-link', 'GET /media/a', signature)).toBe(false);
});

test('KEY-15 a text that opens under no key is named and left as it is', async () => {
  const [key] = world.planted;
  if (!key) throw new Error('nothing was planted');
  await world.write(key, createSecrets(randomBytes(32)));
  const lost = await world.sealedAt(key);
  expect((await run()).unreadable).toEqual([`provider_keys.sealed ${key.id}`]);
  expect(await world.sealedAt(key)).toBe(lost);
});

test('KEY-15 what somebody changes while it is sealed anew stays as they left it; of two rotations one waits', async () => {
  const [key] = world.planted;
  const [place] = sealedPlaces;
  if (!key || !place) throw new Error('nothing was planted');
  const before = await world.sealedAt(key);
  await world.write(key, createSecrets(first));
  const theirs = await world.sealedAt(key);
  await withClient(fresh.url, 'rotation', async (client) => {
    expect(await replaceSealed(client, place, [{ id: key.id, from: before, to: 'ours' }])).toBe(0);
    expect(await beginRotation(client)).toBe(true);
    await expect(run()).rejects.toThrow(expect.objectContaining({ code: 'conflict' }));
  });
  expect(await world.sealedAt(key)).toBe(theirs);
});

test('KEY-15 a key of the environment is the operator’s to change: without the one before it says how', async () => {
  const given = { ENCRYPTION_MASTER_KEY: 'ab'.repeat(32) };
  await expect(run(false, given)).rejects.toThrow(/ENCRYPTION_MASTER_KEY_PREVIOUS/);
});
