import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FileCache, openFileCache } from '../../adapters/files/files.ts';
import { createBuild, type Step } from '../../build/build.ts';
import { WorkprintError } from '../../domain/errors.ts';
import type { BlobRef } from '../../domain/media.ts';
import { joinSegments } from './join-segments.ts';

let home = '';
let cache: FileCache;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'join-segments-'));
  cache = openFileCache(home);
});
afterEach(() => {
  cache.close();
  rmSync(home, { recursive: true });
});

const newBuild = () =>
  createBuild({
    ...{ mode: 'make', answers: cache.answers, resources: { cores: 2, memoryMb: 100, requests: 1 } },
    ...{ signal: new AbortController().signal, nowMs: () => 0 },
  });

const made: string[] = [];
const segment: Step<string, BlobRef> = {
  ...{ name: 'segment', version: 1, model: 'test', needs: { cores: 1, memoryMb: 1 }, label: (name) => name },
  run: async (name) => {
    made.push(name);
    return cache.blobs.put(new TextEncoder().encode(`frames of ${name}`), 'video/mp4');
  },
};
const joined = async (videos: readonly BlobRef[]): Promise<string> => {
  const parts = [];
  for (const video of videos) parts.push(new TextDecoder().decode(await cache.blobs.get(video)));
  return parts.join(', ');
};
const all = 'frames of a, frames of b, frames of c';
const join3 = () => joinSegments(newBuild(), segment, ['a', 'b', 'c'], joined);

test('EXE-6 segments damaged in the cache are found by their hash when they are joined, and only they are made again', async () => {
  expect(await join3()).toBe(all);
  expect(made.splice(0)).toEqual(['a', 'b', 'c']);
  for (const name of ['a', 'c']) {
    const blob = await cache.blobs.put(new TextEncoder().encode(`frames of ${name}`), 'video/mp4');
    writeFileSync(cache.blobs.localPath(blob), `frames of X`);
  }
  expect(await join3()).toBe(all);
  expect(made.splice(0).sort()).toEqual(['a', 'c']);
  expect(await join3()).toBe(all);
  expect(made.splice(0)).toEqual([]);
});

test('EXE-6 damage that lies elsewhere is told, not tried again for ever', async () => {
  let tries = 0;
  const work = joinSegments(newBuild(), segment, ['a'], async () => {
    tries++;
    throw new WorkprintError('media-corrupt', 'The sound is damaged.');
  });
  await expect(work).rejects.toThrow('The sound is damaged.');
  expect(tries).toBe(1);
});
