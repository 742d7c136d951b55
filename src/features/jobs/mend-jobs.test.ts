/** What happens when something is missing: a message, or the database. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { handler, type JobsRig, openRig } from '../../../test/faults/jobs-rig.ts';
import { WorkprintError } from '../../domain/errors.ts';

let rig: JobsRig;
beforeAll(async () => {
  rig = await openRig();
});
afterEach(() => rig.rest());
afterAll(() => rig.close());

test('JOB-20 B11 open jobs whose messages are gone are sent again; held ones and those with a message are left', async () => {
  const ids = [await rig.create(), await rig.create(), await rig.create()];
  const held = await rig.create({ held: true });
  // As after a restore into an empty queue; one of them was running then.
  await rig.database.queuePool.query('delete from pgboss.job');
  await rig.database.asStudio((query) =>
    query
      .updateTable('workprint.job_runs')
      .set({ state: 'running', attempt: 1 })
      .where('id', '=', ids[0] ?? '')
      .execute(),
  );
  await rig.work([handler(() => 'done')], { mendEveryMs: 50 });
  for (const id of ids) expect(await rig.until(id)).toMatchObject({ state: 'done' });
  expect((await rig.read(held)).state).toBe('held');
  expect(await rig.depth()).toMatchObject({ waiting: 0, running: 0 });
});

test('JOB-24 PA8 while the database is away the end of a job waits, and is written when it is back', async () => {
  let isAway = false;
  let refused = 0;
  const weather = <T>(work: () => Promise<T>): Promise<T> => {
    if (!isAway) return work();
    refused++;
    return Promise.reject(new WorkprintError('unavailable', 'The database cannot be reached just now.'));
  };
  const { database } = rig;
  await rig.work(
    [
      handler(({ progress }) => {
        isAway = true;
        progress(1, 1);
        return 'kept';
      }),
    ],
    {
      database: {
        listen: database.listen,
        asStudio: (work) => weather(() => database.asStudio(work)),
        asStudioLoosely: (work) => weather(() => database.asStudioLoosely(work)),
      },
    },
  );
  const id = await rig.create();
  await expect.poll(() => refused, { timeout: 5000 }).toBeGreaterThan(2);
  expect((await rig.read(id)).state).toBe('running');
  isAway = false;
  expect(await rig.until(id)).toMatchObject({ state: 'done', attempt: 1, result: 'kept', done: 1 });
});
