import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { paidClip, paidPicture, paidSound } from '../../../test/kit/paid/paid-media.ts';
import type { AskType } from '../../domain/generation/ask.types.ts';
import { type FileCache, openFileCache } from '../files/files.ts';
import { createFolderKeeper } from './desk-folder.ts';

let home = '';
let cache: FileCache;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'workprint-keep-'));
  cache = openFileCache(home);
});
afterAll(() => {
  cache.close();
  rmSync(home, { recursive: true, force: true });
});

const by = (type: AskType) => ({ type, signal: new AbortController().signal });
const elsewhere = { kind: 'url', url: 'https://vendor.test/file' } as const;
const streamed = async function* (bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 700) yield bytes.subarray(at, at + 700);
};
const keeperOf = (bytes: Uint8Array, probe?: () => Promise<{ seconds: number }>) =>
  createFolderKeeper({
    blobs: cache.blobs,
    fetchMade: async () => ({ body: streamed(bytes) }),
    ...(probe && { probe }),
  });

it('DSK-10 a made file becomes a blob, whatever it was called, with what its bytes tell of it', async () => {
  const [picture, sound, clip] = [paidPicture('a', 80, 45).bytes, paidSound('b', 0.5).bytes, paidClip('c').bytes];
  const kept = await keeperOf(picture)({ kind: 'bytes', bytes: picture, mediaType: 'text/html' }, by('image'));
  expect(kept).toMatchObject({ blob: { mediaType: 'image/png' }, facts: { width: 80, height: 45 } });
  expect(await cache.blobs.get(kept.blob)).toEqual(Buffer.from(picture));
  expect(await keeperOf(sound)(elsewhere, by('speech'))).toMatchObject({
    blob: { mediaType: 'audio/vnd.wave' },
    facts: { seconds: 0.5 },
  });
  const film = await keeperOf(clip, async () => ({ seconds: 1 }))(elsewhere, by('video'));
  expect(film).toMatchObject({ blob: { mediaType: 'video/mp4', sizeBytes: clip.length }, facts: { seconds: 1 } });
  expect(await cache.blobs.has(film.blob)).toBe(true);
});

it('DSK-10 a page, a film where a picture was asked for, and gigabytes leave nothing behind', async () => {
  const page = new TextEncoder().encode('<!doctype html><p>Sign in');
  const scratch = () =>
    readdirSync(join(home, 'cache/scratch'), { recursive: true }).filter((name) => String(name).endsWith('.made'));
  for (const bytes of [page, paidClip('x').bytes, new Uint8Array()]) {
    await expect(keeperOf(bytes)(elsewhere, by('image'))).rejects.toMatchObject({ code: 'media-refused' });
    await expect(keeperOf(bytes)({ kind: 'bytes', bytes, mediaType: 'image/png' }, by('image'))).rejects.toMatchObject({
      code: 'media-refused',
    });
  }
  const piece = new Uint8Array(8 * 1024 * 1024);
  const endless = createFolderKeeper({
    blobs: cache.blobs,
    fetchMade: async () => ({
      body: (async function* () {
        for (;;) yield piece;
      })(),
    }),
  });
  await expect(endless(elsewhere, by('image'))).rejects.toMatchObject({ code: 'media-too-large' });
  expect(scratch()).toEqual([]);
});
