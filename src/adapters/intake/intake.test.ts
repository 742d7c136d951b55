/** Both intakes keep the same promises. */
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Intake, Piece } from '../../ports/intake.ts';
import { openDiskObjects } from '../objects/objects.ts';
import { openDiskIntake, openObjectIntake } from './intake.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workprint-intake-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const shaOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const id = (): string => crypto.randomUUID();
async function* parts(...all: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* all;
}
const bytesOf = (length: number, seed: number): Uint8Array =>
  Uint8Array.from({ length }, (_, at) => (at * 31 + seed * 17 + (at >> 8)) & 255);

const kinds = {
  disk: () => openDiskIntake(join(folder, `disk-${id()}`)),
  objects: () => openObjectIntake(openDiskObjects(join(folder, `store-${id()}`)), join(folder, `scratch-${id()}`)),
} as const;

describe.each(Object.entries(kinds))('the intake over %s', (kind, open) => {
  const write = async (intake: Intake, upload: string, pieces: readonly Piece[], bytes: Uint8Array, isFree = true) => {
    const writer = await intake.continueUpload(upload, pieces, isFree);
    await writer.write(bytes);
    const flushed = await writer.flush();
    await writer.close();
    return flushed;
  };

  test('LIB-20 PB7 a received file is whole and hashed, or nothing is left of it', async () => {
    const intake = await open();
    const bytes = bytesOf(3_000_000, 1);
    const received = await intake.receive(
      parts(bytes.subarray(0, 7), bytes.subarray(7, 2_000_000), bytes.subarray(2_000_000)),
      4_000_000,
    );
    expect(received).toMatchObject({ bytes: bytes.length, sha256: shaOf(bytes) });
    expect(shaOf(await readFile(received.path))).toBe(shaOf(bytes));
    await intake.discard(received);
    const before = await readdir(join(received.path, '..'));
    await expect(intake.receive(parts(bytes), 2_999_999)).rejects.toMatchObject({ code: 'body-too-large' });
    const broken = (async function* () {
      yield bytes;
      throw new Error('cut');
    })();
    await expect(intake.receive(broken, 4_000_000)).rejects.toThrow('cut');
    expect(await readdir(join(received.path, '..'))).toEqual(before);
  });

  test('LIB-21 PB1 pieces of any sizes, with writers that vanish, come out as the same file, seed 42', async () => {
    const intake = await open();
    const step = fc.record({
      length: fc.integer({ min: 0, max: 70_000 }),
      flushAt: fc.double({ min: 0, max: 1, noNaN: true }),
      vanishes: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        const upload = id();
        let [pieces, isFree]: [readonly Piece[], boolean] = [[], true];
        const kept: Uint8Array[] = [];
        for (const [at, { length, flushAt, vanishes }] of steps.entries()) {
          const bytes = bytesOf(length, at);
          const cut = Math.floor(length * flushAt);
          const writer = await intake.continueUpload(upload, pieces, isFree);
          await writer.write(bytes.subarray(0, cut));
          pieces = await writer.flush();
          await writer.write(bytes.subarray(cut));
          if (vanishes) kept.push(bytes.subarray(0, cut));
          else {
            pieces = await writer.flush();
            kept.push(bytes);
          }
          // A writer that vanished still has its file open while the next one begins.
          if (!vanishes) await writer.close();
          else void writer.close();
          isFree = !vanishes;
        }
        const whole = Buffer.concat(kept);
        expect(pieces.reduce((sum, piece) => sum + piece.bytes, 0)).toBe(whole.length);
        const received = await intake.assemble(upload, pieces, isFree);
        expect(received).toMatchObject({ bytes: whole.length, sha256: shaOf(whole) });
        expect(shaOf(await readFile(received.path))).toBe(received.sha256);
        const again = await intake.assemble(upload, pieces, isFree);
        expect(again.sha256).toBe(received.sha256);
        await intake.discard(received);
        await intake.discard(again);
        await intake.removeUpload(upload);
        expect(await intake.uploads()).toEqual([]);
      }),
      { seed: 42, numRuns: 40 },
    );
  });

  test('LIB-22 bytes that were taken back leave no hash behind', async () => {
    const intake = await open();
    const upload = id();
    const first = await write(intake, upload, [], bytesOf(1000, 1));
    await write(intake, upload, first, bytesOf(1000, 2)); // refused afterwards: nobody notes its pieces
    const second = await write(intake, upload, first, bytesOf(1000, 3));
    const received = await intake.assemble(upload, second, true);
    expect(received.sha256).toBe(shaOf(Buffer.concat([bytesOf(1000, 1), bytesOf(1000, 3)])));
    expect(shaOf(await readFile(received.path))).toBe(received.sha256);
  });

  test('LIB-23 a piece that was lost is told, never filled in', async () => {
    const intake = await open();
    const upload = id();
    const pieces = await write(intake, upload, [], bytesOf(1000, 1));
    const [piece] = pieces;
    const lost = [{ ...(piece as Piece), name: '000009-00000000-0000-4000-8000-000000000000', bytes: 5 }];
    await expect(intake.assemble(upload, lost, true)).rejects.toMatchObject({ code: 'media-corrupt' });
  });

  test('LIB-24 B4 names are ours: an id that is a path opens nothing', async () => {
    const intake = await open();
    for (const bad of ['../../etc', 'a/b', '', '..', 'x'.repeat(36)])
      await expect(
        (async () => intake.continueUpload(bad, [], true))().then((writer) =>
          writer.write(bytesOf(1, 1)).then(() => writer.flush()),
        ),
      ).rejects.toThrow(TypeError);
  });

  test('LIB-25 what nobody took is swept by its age', async () => {
    const intake = await open();
    const received = await intake.receive(parts(bytesOf(10, 1)), 10);
    expect(await intake.sweepReceived(60_000)).toBe(0);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await intake.sweepReceived(0)).toBe(1);
    await expect(readFile(received.path)).rejects.toThrow('ENOENT');
    expect(await intake.freeBytes()).toBeGreaterThan(0);
    expect(kind).toBeTruthy();
  });
});

test('LIB-26 a writer that slept spoils nothing: the next one has a piece of its own', async () => {
  const root = join(folder, 'sleeper');
  const intake = await openDiskIntake(root);
  const upload = id();
  const sleeper = await intake.continueUpload(upload, [], true);
  await sleeper.write(bytesOf(100, 1));
  const flushed = await sleeper.flush();
  const next = await intake.continueUpload(upload, flushed, false);
  await next.write(bytesOf(50, 2));
  const pieces = await next.flush();
  await next.close();
  await sleeper.write(bytesOf(1000, 9));
  await sleeper.flush();
  const received = await intake.assemble(upload, pieces, false);
  expect(received.sha256).toBe(shaOf(Buffer.concat([bytesOf(100, 1), bytesOf(50, 2)])));
  await sleeper.close();
  await writeFile(join(root, 'received', 'x'), '');
});
