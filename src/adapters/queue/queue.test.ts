/** The queue against the real PostgreSQL: messages, leases, tries, stopping. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type JobsRig, openRig } from '../../../test/faults/jobs-rig.ts';
import { lanes, MessageTaken, type Queue } from '../../ports/queue.ts';
import { silentLog } from '../telemetry/telemetry.ts';
import { openQueue } from './queue.ts';

let rig: JobsRig;
const leaseSeconds = 2;
beforeAll(async () => {
  rig = await openRig({ leaseSeconds });
});
afterAll(() => rig.close());

const serve = async (
  queue: Queue,
  handle: Parameters<Queue['work']>[2],
  { lane = 'jobs' as const, concurrency = 4 } = {},
): Promise<(graceMs?: number) => Promise<void>> => {
  const stop = await queue.work(lane, concurrency, handle);
  return (graceMs = 0) => stop(graceMs);
};
// oxlint-disable-next-line no-explicit-any -- rows of pg-boss as they are
const messageOf = async (id: string): Promise<any> =>
  (await rig.database.queuePool.query('select * from pgboss.job where id = $1', [id])).rows[0];

test('JOB-19 a message sent by SQL is the one that pg-boss would have written', async () => {
  const id = await rig.create();
  const ours = await messageOf(id);
  const { PgBoss } = await import('pg-boss');
  const boss = new PgBoss({
    db: { executeSql: (text, values) => rig.database.queuePool.query(text, values as unknown[]) },
    createSchema: false,
    schedule: false,
    supervise: false,
  });
  boss.on('error', () => undefined);
  await boss.start();
  const theirId = await boss.send('jobs', null, { priority: ours.priority });
  const theirs = await messageOf(theirId ?? '');
  await boss.deleteJob('jobs', theirId ?? '');
  await boss.stop({ graceful: false });
  const own = ['id', 'created_on', 'start_after', 'keep_until'];
  const rest = (row: object): object => Object.fromEntries(Object.entries(row).filter(([name]) => !own.includes(name)));
  expect(rest(ours)).toEqual(rest(theirs));
  expect(ours.keep_until - ours.start_after).toBe(theirs.keep_until - theirs.start_after);
  await rig.database.asStudio((query) => rig.queue.withdraw(query, id));
  expect(await messageOf(id)).toBeUndefined();
});

test('JOB-19 sent again, a message is replaced, and whoever held it has lost it', async () => {
  const signals: AbortSignal[] = [];
  let count = 0;
  const stop = await serve(rig.queue, async ({ signal }) => {
    signals.push(signal);
    if (count++ === 0) await new Promise((resolve) => signal.addEventListener('abort', resolve));
  });
  const id = await rig.create();
  await expect.poll(() => signals.length).toBe(1);
  await rig.database.asStudio((query) => rig.queue.send(query, { lane: 'jobs', jobId: id, priority: 0 }));
  await expect.poll(() => signals.length).toBe(2);
  await expect.poll(() => signals[0]?.aborted, { timeout: 5000 }).toBe(true);
  expect(signals[0]?.reason).toMatchObject({ name: 'MessageTaken', why: 'lost' });
  expect(signals[1]?.aborted).toBe(false);
  await expect.poll(() => messageOf(id)).toBeUndefined();
  await stop();
});

test('JOB-5 PA1 a holder that is silent loses the message to another within twice its lease', async () => {
  const id = await rig.create();
  // As a worker leaves it that was killed just after it took the message.
  const taken = "update pgboss.job_common set state = 'active', started_on = now(), heartbeat_on = now() where id = $1";
  await rig.database.queuePool.query(taken, [id]);
  const began = performance.now();
  let tookMs = 0;
  const stop = await serve(await rig.openQueue(), async ({ jobId }) => {
    if (jobId === id) tookMs = performance.now() - began;
  });
  await expect.poll(() => tookMs, { timeout: 10_000 }).toBeGreaterThan(1000);
  await stop();
});

test('JOB-6 PA7 a handler that throws is tried again after a while, five times at most', async () => {
  let tries = 0;
  const stop = await serve(rig.queue, async () => {
    tries++;
    throw new Error('no');
  });
  const id = await rig.create();
  await expect
    .poll(
      async () => {
        await rig.database.queuePool.query(
          "update pgboss.job_common set start_after = now() where id = $1 and state = 'retry'",
          [id],
        );
        return (await messageOf(id)).state;
      },
      { timeout: 20_000, interval: 50 },
    )
    .toBe('failed');
  expect(tries).toBe(6);
  expect(await rig.database.asStudio((query) => rig.queue.unsent(query, [id]))).toEqual([id]);
  await stop();
});

test('JOB-18 PA13 a lane that stops takes nothing more, waits for what runs, gives back what does not end', async () => {
  const reasons: unknown[] = [];
  const stop = await serve(
    rig.queue,
    async ({ signal }) => {
      // Deaf: it goes on whatever it is told.
      signal.addEventListener('abort', () => reasons.push(signal.reason));
      await new Promise((resolve) => setTimeout(resolve, 60_000).unref());
    },
    { concurrency: 2 },
  );
  const ids = [await rig.create(), await rig.create(), await rig.create()];
  const lane = async () => (await rig.queue.depth()).find((one) => one.lane === 'jobs');
  await expect.poll(lane).toMatchObject({ running: 2, waiting: 1 });
  const began = performance.now();
  await stop(100);
  expect(performance.now() - began).toBeLessThan(2500);
  expect(await lane()).toMatchObject({ running: 0, waiting: 3 });
  expect(reasons).toEqual([new MessageTaken('stopping'), new MessageTaken('stopping')]);
  const again: string[] = [];
  const stopAgain = await serve(rig.queue, async ({ jobId }) => void again.push(jobId));
  await expect.poll(() => again.toSorted()).toEqual(ids.toSorted());
  await stopAgain();
});

test('PA14 several servers open the queue of an empty database at once', async () => {
  const { freshDatabase } = await import('../../../test/kit/postgres.ts');
  const fresh = await freshDatabase();
  const open = () => openQueue({ pool: fresh.database.queuePool, database: fresh.database, log: silentLog });
  const queues = await Promise.all([open(), open(), open(), open(), open()]);
  expect(await queues[4]?.depth()).toHaveLength(lanes.length);
  await Promise.all(queues.map((queue) => queue.close()));
  await fresh.close();
});
