import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { createTarWriter, readEntry, readTar, tarHeader } from './tar.ts';

const folder = mkdtempSync(join(tmpdir(), 'workprint-tar-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const write = async (path: string, entries: Readonly<Record<string, Buffer>>): Promise<void> => {
  const file = await open(path, 'wx');
  const archive = createTarWriter(file, 1_700_000_000);
  for (const [name, bytes] of Object.entries(entries)) await archive.add(name, bytes.length, [bytes]);
  await archive.finish();
  await file.close();
};

const gather = async <T>(all: AsyncIterable<T>): Promise<T[]> => {
  const found: T[] = [];
  for await (const one of all) found.push(one);
  return found;
};

it('STO-28 any tar reads what is written, and so do we', async () => {
  const path = join(folder, 'a.tar');
  const entries = {
    'a.json': Buffer.from('{}'),
    'objects/empty': Buffer.alloc(0),
    'objects/large': Buffer.alloc(1_300_000, 7),
    'b/512': Buffer.alloc(512, 1),
  };
  await write(path, entries);
  expect(execFileSync('tar', ['-tf', path], { encoding: 'utf8' }).trim().split('\n')).toEqual(Object.keys(entries));
  execFileSync('tar', ['-xf', path, '-C', folder]);
  expect(readFileSync(join(folder, 'objects/large')).equals(entries['objects/large'])).toBe(true);
  const file = await open(path);
  for (const entry of await gather(readTar(file)))
    expect(Buffer.concat(await gather(readEntry(file, entry))).equals(entries[entry.name as 'a.json'])).toBe(true);
  await file.close();
});

it('STO-28 sizes beyond what an old heading can say are written as GNU does', async () => {
  const path = join(folder, 'huge.tar');
  const file = await open(path, 'w+');
  const bytes = 9 * 2 ** 40 + 12_345;
  await file.write(tarHeader('huge', bytes, 0));
  expect(execFileSync('sh', ['-c', 'tar -tvf "$1" 2>/dev/null || true', 'sh', path], { encoding: 'utf8' })).toContain(
    String(bytes),
  );
  const { value } = await readTar(file).next();
  expect(value).toEqual({ name: 'huge', bytes, at: 512 });
  await file.close();
});

it('STO-28 an archive whose bytes are not as many as it says is not made', async () => {
  const file = await open(join(folder, 'wrong.tar'), 'w');
  await expect(createTarWriter(file, 0).add('a', 5, [Buffer.from('four')])).rejects.toMatchObject({
    code: 'media-corrupt',
  });
  await file.close();
});
