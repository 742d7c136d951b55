import { afterAll, beforeAll, expect, test } from 'vitest';
import { handler, type JobsRig, openRig } from '../../../test/faults/jobs-rig.ts';
import { WorkprintError } from '../../domain/errors.ts';
import { JobFailed, JobHeld, releaseJob } from './jobs.ts';

let rig: JobsRig;
beforeAll(async () => {
  rig = await openRig();
});
afterAll(() => rig.close());

test('JOB-30 a handler can hold its job: people see why, nobody hears of an end, and let go it starts again', async () => {
  const ends: string[] = [];
  let starts = 0;
  await rig.work([
    handler(
      ({ onBuildEvent }) => {
        onBuildEvent({ type: 'step-started', key: 'draw', step: 'draw', label: 'Draw' });
        if (++starts === 1) throw new JobHeld(new WorkprintError('charge-unknown', 'Was it billed?'));
        return 'made';
      },
      { concluded: async (_query, { state }) => void ends.push(state) },
    ),
  ]);
  const id = await rig.create();
  const held = await rig.until(id, ({ state }) => state === 'held');
  expect(held).toMatchObject({ error: { code: 'charge-unknown', message: 'Was it billed?' }, attempt: 1 });
  expect(held.finishedAt).toBeUndefined();
  expect(held.steps.map(({ state }) => state)).toEqual(['held']);
  expect(ends).toEqual([]);
  const isReleased = await rig.database.asPerson(rig.personId, (query) => releaseJob(query, rig.queue, id));
  expect(isReleased).toBe(true);
  const done = await rig.until(id);
  expect(done).toMatchObject({ state: 'done', result: 'made', attempt: 2 });
  expect(done.error).toBeUndefined();
  expect(await rig.events(id)).toEqual(expect.arrayContaining(['running', 'held', 'queued', 'done']));
  expect(ends).toEqual(['done']);
  await rig.rest();
});

test('JOB-30 a held job can be cancelled; an error that may pass ends a job at once when its handler says so', async () => {
  let starts = 0;
  await rig.work([
    handler(({ input }) => {
      starts++;
      const reason = new WorkprintError('provider-busy', 'Too much at once.');
      throw input === 'hold' ? new JobHeld(reason) : new JobFailed(reason);
    }),
  ]);
  const held = await rig.create({ input: 'hold' });
  await rig.until(held, ({ state }) => state === 'held');
  await rig.cancel(held);
  expect(await rig.read(held)).toMatchObject({ state: 'cancelled' });
  const failed = await rig.until(await rig.create({ input: 'fail' }));
  expect(failed).toMatchObject({ state: 'failed', error: { code: 'provider-busy' } });
  expect(starts).toBe(2);
  await rig.rest();
});
