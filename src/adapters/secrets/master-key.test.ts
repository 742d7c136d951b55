import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { replaceKeyFile } from './key-file.ts';
import { loadMasterKey, openMasterKeys } from './master-key.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workprint-key-'));
});
afterAll(() => rm(folder, { recursive: true }));

const refusal = (words: string) =>
  expect.objectContaining({ code: 'configuration-invalid', message: expect.stringContaining(words) });

test('ACC-23 the variable comes first', async () => {
  const given = 'AB'.repeat(32);
  const key = await loadMasterKey({ given, home: folder, isDatabaseShared: true });
  expect(Buffer.from(key).toString('hex')).toBe(given.toLowerCase());
});

test('ACC-23 without it one is made, once, however many start, for its owner alone', async () => {
  const home = join(folder, 'home', 'below');
  const keys = await Promise.all(
    Array.from({ length: 8 }, () => loadMasterKey({ given: undefined, home, isDatabaseShared: false })),
  );
  expect(new Set(keys.map((key) => Buffer.from(key).toString('hex'))).size).toBe(1);
  expect(await readdir(home)).toEqual(['master.key']);
  const path = join(home, 'master.key');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect((await readFile(path, 'utf8')).trim()).toMatch(/^[\da-f]{64}$/);
  expect(await loadMasterKey({ given: undefined, home, isDatabaseShared: false })).toEqual(keys[0]);
});

test.each([
  [
    'a shared database without the variable',
    { given: undefined, isDatabaseShared: true },
    'ENCRYPTION_MASTER_KEY is missing',
  ],
  ['a key of another shape', { given: 'hunter2', isDatabaseShared: false }, '64 hexadecimal digits'],
])('ACC-23 PE6 %s ends the start with what to do', async (_case, { given, isDatabaseShared }, words) => {
  await expect(loadMasterKey({ given, home: folder, isDatabaseShared })).rejects.toThrow(refusal(words));
});

test('ACC-23 a key file that others can read, or that holds something else, ends the start', async () => {
  const home = await mkdtemp(join(folder, 'open-'));
  const path = join(home, 'master.key');
  await writeFile(path, 'not a key', { mode: 0o600 });
  await expect(loadMasterKey({ given: undefined, home, isDatabaseShared: false })).rejects.toThrow(
    refusal('64 hexadecimal'),
  );
  await chmod(path, 0o644);
  await expect(loadMasterKey({ given: undefined, home, isDatabaseShared: false })).rejects.toThrow(
    refusal('chmod 600'),
  );
});

test('KEY-14 a file that is replaced while a server runs reaches it, with the key before', async () => {
  const home = await mkdtemp(join(folder, 'rotated-'));
  const keys = await openMasterKeys({ given: undefined, home, isDatabaseShared: false });
  const first = keys().present;
  const next = Buffer.alloc(32, 5);
  await replaceKeyFile(home, { present: next, former: [first] });
  expect(keys()).toEqual({ present: next, former: [first] });
  expect((await stat(join(home, 'master.key'))).mode & 0o777).toBe(0o600);
  expect(await readdir(home)).toEqual(['master.key']);
  // A file that goes away takes nothing from a server that runs.
  await rm(join(home, 'master.key'));
  expect(keys()).toEqual({ present: next, former: [first] });
});

test('KEY-14 keys of the environment: the present one seals, previous ones open', async () => {
  const [given, previous] = ['ab'.repeat(32), ['cd'.repeat(32), 'ef'.repeat(32)]];
  const keys = await openMasterKeys({ given, previous, home: folder, isDatabaseShared: true });
  expect(Buffer.from(keys().present).toString('hex')).toBe(given);
  expect(keys().former.map((key) => Buffer.from(key).toString('hex'))).toEqual(previous);
  const place = { given, previous: ['hunter2'], home: folder, isDatabaseShared: true };
  await expect(openMasterKeys(place)).rejects.toThrow(refusal('ENCRYPTION_MASTER_KEY_PREVIOUS'));
});
