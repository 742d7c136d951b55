import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startS3Server } from '../../../test/kit/s3-server.ts';
import { openS3Objects } from './objects.ts';

const folder = mkdtempSync(join(tmpdir(), 'workprint-s3-'));
let server: Awaited<ReturnType<typeof startS3Server>>;
beforeAll(async () => {
  server = await startS3Server();
});
beforeEach(() => {
  server.seen.length = 0;
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const waitsMs = [1, 10, 100];
const nameOf = (text: string): string => `blobs/${createHash('sha256').update(text).digest('hex')}`;

it('STO-8 a store that is busy is asked again', async () => {
  const store = openS3Objects(server.settings, waitsMs);
  server.stumble(2);
  await store.put(nameOf('busy'), new TextEncoder().encode('kept'), 'text/plain');
  expect(server.seen).toHaveLength(3);
  server.stumble(1);
  expect(await new Response(await store.read(nameOf('busy'))).text()).toBe('kept');
});

it('STO-8 a store that refuses the key, or is away, is told without its words, addresses or keys', async () => {
  const { settings } = server;
  const refused = openS3Objects({ ...settings, secretAccessKey: 'another' }, waitsMs);
  const away = openS3Objects({ ...settings, endpoint: 'http://127.0.0.1:1' }, waitsMs);
  for (const store of [refused, away]) {
    expect(await store.health()).toEqual({ isUp: false });
    const error = await store.put(nameOf('x'), new Uint8Array(3), 'text/plain').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'unavailable' });
    expect(String(error)).not.toMatch(/127\.0\.0\.1|AKWORKPRINT|SignatureDoesNotMatch|ECONNREFUSED/);
  }
  // A refusal is final: it is asked once for its health and once for the object.
  expect(server.seen).toHaveLength(2);
});

it('STO-3 a large file goes in parts of 8 MiB; one that fails leaves no parts behind', async () => {
  const store = openS3Objects(server.settings, waitsMs);
  const path = join(folder, 'large');
  const bytes = randomBytes(21 * 1024 * 1024);
  writeFileSync(path, bytes);
  await store.putFile(nameOf('large'), path, 'video/mp4');
  expect(server.largestBody()).toBe(8 * 1024 * 1024);
  expect(server.seen.filter((line) => line.startsWith('PUT'))).toHaveLength(3);
  expect(server.objects.get(nameOf('large'))?.bytes.equals(bytes)).toBe(true);
  expect(server.objects.get(nameOf('large'))?.mediaType).toBe('video/mp4');

  const dying = store.putFile(nameOf('dying'), path, 'video/mp4');
  await expect.poll(() => server.uploads.size).toBe(1);
  server.stumble(1_000);
  await expect(dying).rejects.toMatchObject({ code: 'unavailable' });
  server.stumble(0);
  expect(await store.facts(nameOf('dying'))).toBeUndefined();
  for await (const left of store.unfinished(Date.now() + 60_000)) await store.discard(left);
  expect(server.uploads.size).toBe(0);
});

it('STO-4 a listing of many pages is whole', async () => {
  const store = openS3Objects(server.settings, waitsMs);
  for (let at = 0; at < 2_100; at++)
    server.objects.set(nameOf(`page ${at}`).replace('blobs', 'pages'), {
      bytes: Buffer.from('x'),
      mediaType: '',
      modified: new Date(),
    });
  let count = 0;
  let last = '';
  for await (const { name } of store.list('pages/')) {
    expect(name > last).toBe(true);
    last = name;
    count++;
  }
  expect(count).toBe(2_100);
});
