import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WorkprintError } from '../../../src/domain/errors.ts';
import { seededRandom } from '../../../src/domain/random.ts';
import { claimBlob, storageChores, storeFile, sweepObjects } from '../../../src/features/storage/storage.ts';
import { addAsset } from '../../kit/stored-files.ts';
import { checkAssetsWhole, contentOf, openStorageRig, type StorageRig } from './storage-rig.ts';

const folder = mkdtempSync(join(tmpdir(), 'workprint-sweep-'));
let rig: StorageRig;
beforeAll(async () => {
  rig = await openStorageRig(folder);
});
afterAll(async () => {
  await rig.close();
  rmSync(folder, { recursive: true, force: true });
});

const isSwept = (error: unknown): boolean => error instanceof WorkprintError && error.code === 'unavailable';

it('STO-21 sweeps without any grace beside uploads of the same bytes take nothing that is named in the end, seed 42', async () => {
  let isOver = false;
  let swept = 0;
  let sentAgain = 0;
  const sweepOn = async (): Promise<void> => {
    while (!isOver) swept += (await sweepObjects(rig, { graceHours: 0 })).filter(({ kind }) => kind === 'blob').length;
  };
  const upload = async (number: number): Promise<void> => {
    const random = seededRandom('uploads', 42, number);
    // Few contents at a time, so that uploads and sweeps want the same. What nobody kept waits for a sweep, so there is an end.
    for (let round = 0; round < 30 || swept + sentAgain < 10; round++) {
      const { bytes, blob } = contentOf(Math.floor(random() * 3) + 3 * (round % 40));
      const path = join(folder, `upload-${number}-${round}`);
      writeFileSync(path, bytes);
      try {
        await storeFile(rig, path, blob);
        const id = await addAsset(rig, blob, 'a');
        if (random() < 0.7)
          await rig.database.asStudio((query) => query.deleteFrom('workprint.assets').where('id', '=', id).execute());
      } catch (error) {
        // Without grace bytes may go between the two steps; the sender is told, and nothing half remains.
        if (!isSwept(error)) throw error;
        sentAgain++;
      }
      rmSync(path);
    }
  };
  const sweeping = Promise.all([sweepOn(), sweepOn()]);
  await Promise.all([1, 2, 3, 4].map(upload)).finally(() => (isOver = true));
  await sweeping;
  expect(await checkAssetsWhole(rig)).toBeGreaterThan(0);
});

it('STO-20 an upload that was not finished in time goes, with what it had on the disk', async () => {
  const discarded: string[] = [];
  const { id } = await rig.database.asStudio((query) =>
    query
      .insertInto('workprint.uploads')
      .values({
        person_id: rig.asOwner.personId,
        project_id: rig.projectId,
        name: 'u',
        length_bytes: 10,
        expires_at: new Date(0),
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  const deps = { ...rig, discardUpload: async (upload: string) => void discarded.push(upload) };
  const foretold = await sweepObjects(deps, { isDryRun: true });
  expect(foretold.filter(({ kind }) => kind === 'upload').map(({ name }) => name)).toEqual([id]);
  expect(discarded).toEqual([]);
  await sweepObjects(deps);
  expect(discarded).toEqual([id]);
});

it('STO-20 what has outlived its use goes by age: keys of repeats, windows of limits, events of ended jobs', async () => {
  const { database, projectId, asOwner } = rig;
  const old = new Date(Date.now() - 20 * 86_400_000);
  await database.asStudio(async (query) => {
    const key = { person_id: asOwner.personId, route: 'r', body_hash: 'h' };
    await query
      .insertInto('workprint.idempotency_keys')
      .values([
        { ...key, key: 'old', created_at: old },
        { ...key, key: 'new' },
      ])
      .execute();
    await query
      .insertInto('workprint.rate_windows')
      .values([
        { bucket: 'b', window_start: old, taken: 1 },
        { bucket: 'b', window_start: new Date(), taken: 1 },
      ])
      .execute();
    const job = { project_id: projectId, person_id: asOwner.personId, kind: 'render', input: '{}' };
    const { id: ended } = await query
      .insertInto('workprint.job_runs')
      .values({ ...job, state: 'done', finished_at: old })
      .returning('id')
      .executeTakeFirstOrThrow();
    const { id: running } = await query
      .insertInto('workprint.job_runs')
      .values({ ...job, state: 'running' })
      .returning('id')
      .executeTakeFirstOrThrow();
    const event = { project_id: projectId, kind: 'k', data: '{}', at: old };
    await query
      .insertInto('workprint.job_events')
      .values([
        { ...event, job_id: ended },
        { ...event, job_id: running },
        { ...event, job_id: ended, at: new Date() },
      ])
      .execute();
  });
  const swept = await sweepObjects(rig);
  const count = (wanted: string) => swept.filter(({ kind }) => kind === wanted).length;
  expect([count('idempotency-key'), count('rate-window'), count('job-event')]).toEqual([1, 1, 1]);
});

it('STO-20 a write that never ended is discarded', async () => {
  writeFileSync(join(rig.store, '.incoming', randomUUID()), 'half');
  const discarded = async (unfinishedHours: number) =>
    (await sweepObjects(rig, { unfinishedHours })).filter(({ kind }) => kind === 'unfinished-write').length;
  expect(await discarded(1)).toBe(0);
  expect(await discarded(-1)).toBe(1);
});

it('STO-23 of many servers one has the turn', async () => {
  let turns = 0;
  const chores = () => storageChores({ ...rig, onSwept: () => void turns++, onAudited: () => undefined });
  const { signal } = new AbortController();
  await Promise.all(Array.from({ length: 6 }, async () => chores()[0]?.run(signal)));
  await chores()[0]?.run(signal);
  expect(turns).toBe(1);
});

it('STO-21 bytes that were swept before their row came are told to the sender', async () => {
  await expect(rig.database.asStudio((query) => claimBlob(query, 'ab'.repeat(32)))).rejects.toMatchObject({
    code: 'unavailable',
  });
});
