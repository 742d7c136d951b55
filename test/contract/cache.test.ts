import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson, createBuild, type Step } from '../../src/build/build.ts';
import type { BlobRef } from '../../src/domain/media.ts';
import type { ActionCache, AnswerRecord } from '../../src/ports/action-cache.ts';
import type { BlobStore } from '../../src/ports/blob-store.ts';
import { type Machine, type MachineRoom, openMachineRoom } from '../kit/shared-cache.ts';
import { temporaryCache } from '../kit/temporary-cache.ts';

type Cache = { readonly blobs: BlobStore; readonly answers: ActionCache; readonly close: () => Promise<void> };

const caches = {
  'a folder': async (): Promise<Cache> => {
    const { blobs, answers, remove } = temporaryCache();
    return { blobs, answers, close: async () => remove() };
  },
  'a shared store': async (): Promise<Cache> => {
    const room = await openMachineRoom();
    const { blobs, answers } = await room.newMachine();
    return { blobs, answers, close: room.close };
  },
};

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const keyOf = (text: string): string => createHash('sha256').update(text).digest('hex');
const recordOf = (answer: unknown): AnswerRecord => ({
  step: 's',
  version: 1,
  label: 'l',
  answer,
  tookMs: 7,
  costMicros: 0,
});

describe.each(Object.entries(caches))('blobs and answers in %s', (_name, open) => {
  let cache: Cache;
  beforeAll(async () => {
    cache = await open();
  });
  afterAll(() => cache.close());

  it('STO-11 bytes come back under their hash, and a path leads to them', async () => {
    const { blobs } = cache;
    const ref = await blobs.put(bytesOf('salt'), 'text/plain');
    expect(ref).toEqual({ sha256: keyOf('salt'), sizeBytes: 4, mediaType: 'text/plain' });
    expect(await blobs.has(ref)).toBe(true);
    expect(new TextDecoder().decode(await blobs.get(ref))).toBe('salt');
    expect(readFileSync(blobs.localPath(ref), 'utf8')).toBe('salt');
    expect(await blobs.has({ ...ref, sha256: keyOf('pepper') })).toBe(false);
    await expect(blobs.get({ ...ref, sha256: keyOf('pepper') })).rejects.toMatchObject({ code: 'media-corrupt' });
  });

  it('STO-11 a finished file is taken over', async () => {
    const { blobs } = cache;
    const path = blobs.scratchPath('.txt');
    writeFileSync(path, 'a film');
    const ref = await blobs.adoptFile(path, 'text/plain');
    expect(existsSync(path)).toBe(false);
    expect(ref.sha256).toBe(keyOf('a film'));
  });

  it('STO-11 an answer comes back with all it names; one whose bytes are gone was never given', async () => {
    const { blobs, answers } = cache;
    expect(await answers.get(keyOf('nobody asked'))).toBeUndefined();
    const ref = await blobs.put(bytesOf('a panel'), 'image/png');
    await answers.set(keyOf('asked'), recordOf({ deep: [{ ref }], none: null, text: 'é\u2028' }));
    expect(await answers.get(keyOf('asked'))).toEqual(recordOf({ deep: [{ ref }], none: null, text: 'é\u2028' }));
    await answers.set(keyOf('asked'), recordOf('another'));
    expect((await answers.get(keyOf('asked')))?.answer).toBe('another');
    await answers.set(keyOf('null'), recordOf(null));
    expect((await answers.get(keyOf('null')))?.answer).toBeNull();
  });

  it('STO-11 damaged bytes are told and forgotten', async () => {
    const { blobs } = cache;
    const ref = await blobs.put(bytesOf('iron'), 'text/plain');
    writeFileSync(blobs.localPath(ref), 'ir0n');
    await expect(blobs.get(ref)).rejects.toMatchObject({ code: 'media-corrupt' });
    expect(await blobs.has(ref)).toBe(false);
  });

  it('STO-11 a build over it answers from the cache the second time', async () => {
    let runs = 0;
    const step: Step<string, { readonly blob: BlobRef }> = {
      ...{ name: 'shout', version: 1, model: 'none', needs: { cores: 0, memoryMb: 1 }, label: (text) => text },
      run: async (text) => {
        runs++;
        return { blob: await cache.blobs.put(bytesOf(text.toUpperCase()), 'text/plain') };
      },
    };
    const build = () =>
      createBuild({
        ...{ mode: 'make', answers: cache.answers, resources: { cores: 1, memoryMb: 64, requests: 1 } },
        ...{ signal: new AbortController().signal, nowMs: () => 0 },
      });
    const first = await build().produce(step, 'hello');
    const second = await build().produce(step, 'hello');
    expect(runs).toBe(1);
    expect(canonicalJson(second)).toBe(canonicalJson(first));
    expect(readFileSync(cache.blobs.localPath(second.blob), 'utf8')).toBe('HELLO');
  });
});

describe.each(['disk', 'S3'] as const)('a cache that machines share through %s', (store) => {
  let room: MachineRoom;
  beforeAll(async () => {
    room = await openMachineRoom(store);
  });
  afterAll(() => room.close());

  it('STO-12 B5 what one machine answered another has, as files', async () => {
    const [one, other] = [await room.newMachine(), await room.newMachine()];
    const ref = await one.blobs.put(bytesOf('a segment'), 'video/mp4');
    await one.answers.set(keyOf('segment 1'), recordOf({ ref }));
    expect(existsSync(other.localPath(ref))).toBe(false);
    expect(await other.answers.get(keyOf('segment 1'))).toEqual(recordOf({ ref }));
    expect(readFileSync(other.blobs.localPath(ref), 'utf8')).toBe('a segment');
  });

  it('STO-13 a blob is fetched once however many ask', async () => {
    let copies = 0;
    const counted = {
      ...room.objects,
      copyTo: (name: string, path: string) => {
        copies++;
        return room.objects.copyTo(name, path);
      },
    };
    const [one, other] = [await room.newMachine(), await room.newMachine(2 ** 40, counted)];
    const ref = await one.blobs.put(bytesOf('wanted by many'), 'video/mp4');
    await one.answers.set(keyOf('many'), recordOf({ ref }));
    const found = await Promise.all(Array.from({ length: 20 }, () => other.bring(ref)));
    expect(new Set(found)).toEqual(new Set([other.localPath(ref)]));
    expect(copies).toBe(1);
  });

  it('STO-14 PB10 bytes damaged in the store are never given under their name, and are made and stored anew', async () => {
    const [one, other] = [await room.newMachine(), await room.newMachine()];
    const ref = await one.blobs.put(bytesOf('will rust'), 'video/mp4');
    await one.answers.set(keyOf('rust'), recordOf({ ref }));
    room.damage(ref.sha256, 'will rUst');
    expect(await other.answers.get(keyOf('rust'))).toBeUndefined();
    expect(await one.answers.get(keyOf('rust'))).toBeUndefined();
    expect(await room.stored(ref.sha256)).toBe('will rUst');
    const again = await other.blobs.put(bytesOf('will rust'), 'video/mp4');
    await other.answers.set(keyOf('rust'), recordOf({ ref: again }));
    expect(await room.stored(ref.sha256)).toBe('will rust');
    const third = await room.newMachine();
    expect(await third.answers.get(keyOf('rust'))).toEqual(recordOf({ ref }));
  });

  it('STO-14 a copy damaged on one machine is fetched again from the store', async () => {
    const [one, other] = [await room.newMachine(), await room.newMachine()];
    const ref = await one.blobs.put(bytesOf('kept twice'), 'text/plain');
    await one.answers.set(keyOf('twice'), recordOf({ ref }));
    await other.bring(ref);
    rmSync(other.localPath(ref));
    writeFileSync(other.localPath(ref), 'kept Twice');
    expect(new TextDecoder().decode(await other.blobs.get(ref))).toBe('kept twice');
  });

  it('STO-14 an answer that names bytes nobody has is not kept', async () => {
    const machine = await room.newMachine();
    const ref = { sha256: keyOf('never made'), sizeBytes: 3, mediaType: 'text/plain' };
    await expect(machine.answers.set(keyOf('hollow'), recordOf({ ref }))).rejects.toMatchObject({
      code: 'media-corrupt',
    });
    expect(await machine.answers.get(keyOf('hollow'))).toBeUndefined();
  });
});

describe('the space of a machine', () => {
  let room: MachineRoom;
  beforeAll(async () => {
    room = await openMachineRoom();
  });
  afterAll(() => room.close());

  const hourAgo = (machine: Machine, refs: readonly BlobRef[], hours = 1): void => {
    for (const { sha256 } of refs) {
      const seconds = Date.now() / 1000 - hours * 3600;
      utimesSync(join(machine.home, 'cache', 'used', sha256.slice(0, 2), sha256), seconds, seconds);
    }
  };
  const putMany = async (machine: Machine, count: number, bytes: number): Promise<BlobRef[]> => {
    const refs: BlobRef[] = [];
    for (let at = 0; at < count; at++) refs.push(await machine.blobs.put(new Uint8Array(bytes).fill(at), 'image/png'));
    await machine.answers.set(keyOf(`many ${machine.home}`), recordOf(refs));
    return refs;
  };

  it('STO-15 what was unused longest goes first, and comes back when it is wanted', async () => {
    const machine = await room.newMachine(5_000);
    const refs = await putMany(machine, 8, 1_000);
    hourAgo(machine, refs);
    hourAgo(machine, refs.slice(5), 2);
    expect(await machine.trim()).toBe(3_000);
    expect(refs.map((ref) => existsSync(machine.localPath(ref)))).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(await machine.answers.get(keyOf(`many ${machine.home}`))).toBeDefined();
    expect(refs.every((ref) => existsSync(machine.localPath(ref)))).toBe(true);
  });

  it('STO-15 what is used while a job holds stays, whatever the limit', async () => {
    const machine = await room.newMachine(0);
    const refs = await putMany(machine, 4, 100);
    hourAgo(machine, refs);
    const holding = await machine.hold();
    await machine.bring(refs[1] as BlobRef);
    await machine.trim();
    expect(refs.map((ref) => existsSync(machine.localPath(ref)))).toEqual([false, true, false, false]);
    await holding.release();
  });

  it('STO-15 a process that does not say what it uses is left everything', async () => {
    const machine = await room.newMachine(0);
    const refs = await putMany(machine, 2, 100);
    hourAgo(machine, refs);
    // Init is always alive, and no part of the studio.
    const stranger = join(machine.home, 'cache', 'scratch', '1-commandline');
    mkdirSync(stranger);
    expect(await machine.trim()).toBe(0);
    rmSync(stranger, { recursive: true });
    expect(await machine.trim()).toBe(200);
  });
});
