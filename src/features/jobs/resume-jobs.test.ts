/** What a worker does for those that died before it. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { handler, type JobsRig, openRig } from '../../../test/faults/jobs-rig.ts';

let rig: JobsRig;
beforeAll(async () => {
  rig = await openRig({ leaseSeconds: 600 });
});
afterEach(() => rig.rest());
afterAll(() => rig.close());

/** A job as a worker leaves it that is killed: its row runs, its message is held for ten minutes. */
const leftBehindBy = async (worker: string): Promise<string> => {
  const id = await rig.create();
  await rig.database.queuePool.query(
    `update pgboss.job set state = 'active', started_on = now(), heartbeat_on = now()`,
  );
  await rig.database.asStudio((query) =>
    query
      .updateTable('workprint.job_runs')
      .set({ state: 'running', attempt: 1, tries: 1, worker })
      .where('id', '=', id)
      .execute(),
  );
  return id;
};

test('JOB-29 what a dead worker left is taken up at the start, not when its lease ends; what others have stays theirs', async () => {
  const [orphan, ofAnother] = [await leftBehindBy('dead'), await leftBehindBy('alive')];
  await rig.work([handler(() => 'taken up')], { isDead: (name) => name === 'dead' });
  expect(await rig.until(orphan)).toMatchObject({ state: 'done', result: 'taken up' });
  expect(await rig.read(ofAnother)).toMatchObject({ state: 'running', attempt: 1 });
});
