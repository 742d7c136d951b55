/** Jobs from the request to the end, in one process. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { handler, type JobsRig, openRig } from '../../../test/faults/jobs-rig.ts';

let rig: JobsRig;
beforeAll(async () => {
  rig = await openRig();
});
afterAll(() => rig.close());

test('JOB-1 B3 a job runs once and its answer stands in its row', async () => {
  const worker = await rig.work([handler(({ input }) => ({ got: input }))]);
  const id = await rig.create({ input: { frames: 3 }, label: 'Three frames' });
  const job = await rig.until(id);
  expect(job).toMatchObject({
    state: 'done',
    progress: 1,
    attempt: 1,
    label: 'Three frames',
    result: { got: { frames: 3 } },
  });
  await worker.stop(1000);
});
