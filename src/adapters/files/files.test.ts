import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openFileCache } from './files.ts';

describe('the cache as a folder', () => {
  let home = '';
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'workprint-files-'));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  it('BLD-8 a blob is kept under its hash, and a damaged one is discarded with a clear sentence', async () => {
    const { blobs } = openFileCache(home);
    const ref = await blobs.put(new TextEncoder().encode('salt'), 'text/plain');
    expect(new TextDecoder().decode(await blobs.get(ref))).toBe('salt');
    writeFileSync(blobs.localPath(ref), 'sal!');
    await expect(blobs.get(ref)).rejects.toMatchObject({ code: 'media-corrupt' });
    expect(await blobs.has(ref)).toBe(false);
  });

  it('BLD-8 takes over a finished file without copying its bytes through memory', async () => {
    const { blobs } = openFileCache(home);
    const path = blobs.scratchPath('.txt');
    writeFileSync(path, 'a film');
    const ref = await blobs.adoptFile(path, 'text/plain');
    expect(existsSync(path)).toBe(false);
    expect(ref).toEqual(await blobs.put(new TextEncoder().encode('a film'), 'text/plain'));
  });

  it('BLD-9 an answer whose blob is gone, or that was torn, counts as never given', async () => {
    const { blobs, answers } = openFileCache(home);
    const ref = await blobs.put(new TextEncoder().encode('x'), 'text/plain');
    const key = 'ab'.repeat(32);
    await answers.set(key, {
      step: 's',
      version: 1,
      label: 'l',
      answer: { deep: [{ ref }] },
      tookMs: 1,
      costMicros: 0,
    });
    expect((await answers.get(key))?.answer).toEqual({ deep: [{ ref }] });
    rmSync(blobs.localPath(ref));
    expect(await answers.get(key)).toBeUndefined();
    writeFileSync(join(home, 'cache/answers/ab', `${key}.json`), '{"step":');
    expect(await answers.get(key)).toBeUndefined();
  });

  it('BLD-10 sweeps the scratch folder of a dead process and leaves that of a living one', () => {
    const dead = spawnSync(process.execPath, ['-e', 'console.log(process.pid)']);
    const left = join(home, 'cache/scratch', `${dead.stdout.toString().trim()}-dead`);
    const alive = join(home, 'cache/scratch', `${process.ppid}-alive`);
    mkdirSync(left, { recursive: true });
    mkdirSync(alive, { recursive: true });
    const cache = openFileCache(home);
    expect(existsSync(left)).toBe(false);
    expect(existsSync(alive)).toBe(true);
    cache.close();
    expect(readdirSync(join(home, 'cache/scratch'))).toEqual([`${process.ppid}-alive`]);
  });
});
