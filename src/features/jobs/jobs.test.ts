/** Jobs from the request to the end, with real workers in this process. */
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { handler, type JobsRig, openRig, untilAborted } from '../../../test/faults/jobs-rig.ts';
import type { AnyJobHandler, JobContext } from './job.types.ts';
import { type ConcludedJob, createJob, createJobs, releaseJob, type Worker, type WorkerOptions } from './jobs.ts';

let rig: JobsRig;
beforeAll(async () => {
  rig = await openRig();
});
afterEach(() => rig.rest());
afterAll(() => rig.close());

const work = (
  run: (context: JobContext<unknown>) => unknown,
  options: Partial<WorkerOptions> = {},
  more: Partial<AnyJobHandler> = {},
): Promise<Worker> => rig.work([handler(run, more)], options);

describe('starting', () => {
  test('JOB-1 B3 a job runs once and its answer stands in its row', async () => {
    await work(({ input }) => ({ got: input }));
    const id = await rig.create({ input: { frames: 3 }, label: 'Three frames' });
    const job = await rig.until(id);
    const answer = { state: 'done', progress: 1, attempt: 1, label: 'Three frames', result: { got: { frames: 3 } } };
    expect(job).toMatchObject(answer);
    expect(await rig.events(id)).toEqual(['running', 'done']);
    await expect.poll(() => rig.depth()).toMatchObject({ waiting: 0, running: 0 });
  });

  test('JOB-1 a job of a transaction that did not commit never was', async () => {
    const before = await rig.depth();
    const made = rig.database.asPerson(rig.personId, async (query) => {
      await createJob(query, rig.queue, { ...rig, kind: 'test', label: 'Never', input: {} });
      throw new Error('changed my mind');
    });
    await expect(made).rejects.toThrow('changed my mind');
    expect(await rig.depth()).toEqual(before);
  });

  test('JOB-2 people start jobs in their own name, where they may change something, and write nothing else to the queue', async () => {
    const other = await rig.newTenant();
    const start = (job: object) =>
      rig.database.asPerson(rig.personId, (query) =>
        createJob(query, rig.queue, { ...rig, kind: 'test', label: '', input: {}, ...job }),
      );
    await expect(start({ personId: other.personId })).rejects.toThrow(/own name/);
    await expect(start({ projectId: other.projectId })).rejects.toThrow(/row-level security/);
    const theirs = await rig.create({ held: true }, other);
    const asMe = (statement: ReturnType<typeof sql>) =>
      rig.database.asPerson(rig.personId, (query) => statement.execute(query));
    await expect(asMe(sql`select workprint.send_job(${theirs}::uuid, 'jobs', 0, 0)`)).rejects.toThrow(/may change/);
    await expect(asMe(sql`select workprint.requeue_job(${theirs}::uuid, '{held}')`)).resolves.toMatchObject({
      rows: [{ requeue_job: false }],
    });
    await expect(asMe(sql`select * from workprint.cancel_jobs(array[${theirs}]::uuid[])`)).resolves.toMatchObject({
      rows: [],
    });
    await expect(asMe(sql`select workprint.next_turn(${other.personId}::uuid, 'jobs')`)).rejects.toThrow(
      /permission denied/,
    );
    await expect(asMe(sql`select * from pgboss.job`)).rejects.toThrow(/permission denied/);
    await expect(asMe(sql`insert into pgboss.job (name) values ('jobs')`)).rejects.toThrow(/permission denied/);
    await expect(asMe(sql`update workprint.job_runs set state = 'done'`)).rejects.toThrow(/permission denied/);
    await expect(
      asMe(
        sql`insert into workprint.job_runs (project_id, person_id, kind, input, turn) values (${rig.projectId}, ${rig.personId}, 'test', '{}', -5)`,
      ),
    ).rejects.toThrow(/permission denied/);
    expect((await rig.read(theirs)).state).toBe('held');
  });

  test('JOB-3 B10 turns are fair between people, and urgent jobs come first', async () => {
    const [a, b] = [await rig.newTenant(), await rig.newTenant()];
    const many = await rig.database.asPerson(a.personId, (query) =>
      createJobs(
        query,
        rig.queue,
        Array.from({ length: 20 }, () => ({ ...a, kind: 'test', label: 'a', input: {} })),
      ),
    );
    const few = [
      await rig.create({ label: 'b' }, b),
      await rig.create({ label: 'b' }, b),
      await rig.create({ label: 'b' }, b),
    ];
    const urgent = await rig.create({ label: 'urgent', urgent: true }, a);
    const order: string[] = [];
    await work(({ job }) => void order.push(job.id), { concurrency: { jobs: 1 } });
    for (const id of [...many, ...few, urgent]) await rig.until(id);
    expect(order[0]).toBe(urgent);
    const last = Math.max(...few.map((id) => order.indexOf(id)));
    expect(last).toBeLessThanOrEqual(7);
    expect(order.filter((id) => many.includes(id))).toEqual(many);
  });

  test('JOB-12 a held job waits until it is released', async () => {
    await work(() => 'went');
    const id = await rig.create({ held: true });
    const after = await rig.create();
    await rig.until(after);
    expect((await rig.read(id)).state).toBe('held');
    const release = () => rig.database.asPerson(rig.personId, (query) => releaseJob(query, rig.queue, id));
    expect(await release()).toBe(true);
    expect(await rig.until(id)).toMatchObject({ state: 'done', result: 'went' });
    expect(await release()).toBe(false);
    expect(await rig.events(id)).toEqual(['queued', 'running', 'done']);
  });

  test('JOB-21 PA14 a job of a kind that a worker does not know is left to others', async () => {
    const id = await rig.create({ kind: 'newer' });
    const old = await work(() => 'old');
    await rig.until(await rig.create());
    expect(await rig.read(id)).toMatchObject({ state: 'queued', attempt: 0 });
    // Both could take the message again and again, the old one sometimes first for long.
    await old.stop(0);
    await work(() => 'new', { queue: await rig.openQueue() }, { kind: 'newer' });
    await expect
      .poll(
        async () => {
          await rig.hurry(id);
          return (await rig.read(id)).result;
        },
        { timeout: 10_000 },
      )
      .toBe('new');
  });
});

describe('one start at a time', () => {
  test('JOB-4 PA3 a worker whose start no longer counts writes no progress, no effect and no end', async () => {
    const tries: Promise<unknown>[] = [];
    let goOn: () => void = () => undefined;
    await work(
      async ({ job, commit, progress }) => {
        if (job.attempt > 1) return 'second';
        await new Promise<void>((resolve) => (goOn = resolve));
        progress(7, 9);
        tries.push(
          commit(async (query) =>
            sql`update workprint.projects set name = 'zombie' where id = ${rig.projectId}`.execute(query),
          ).catch((error: unknown) => error),
        );
        await Promise.all(tries);
        return 'first';
      },
      { lookEveryMs: 60_000 },
    );
    const id = await rig.create();
    await rig.until(id, ({ state }) => state === 'running');
    // As if its lease had run out while it slept: another message, another start.
    await rig.database.asStudio(async (query) => {
      await query.updateTable('workprint.job_runs').set({ state: 'queued' }).where('id', '=', id).execute();
      await rig.queue.send(query, { lane: 'jobs', jobId: id, priority: 0 });
    });
    expect(await rig.until(id)).toMatchObject({ state: 'done', attempt: 2, result: 'second' });
    goOn();
    await expect.poll(() => tries.length).toBe(1);
    expect(await tries[0]).toMatchObject({ name: 'MessageTaken', why: 'lost' });
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(await rig.read(id)).toMatchObject({ state: 'done', attempt: 2, result: 'second', done: 0 });
    expect(
      await rig.database.asStudio((query) =>
        query.selectFrom('workprint.projects').select('name').where('id', '=', rig.projectId).executeTakeFirst(),
      ),
    ).toEqual({ name: 'A film' });
  });

  test('JOB-22 the end of each job is told once, in its transaction; a mistake in the telling holds nothing up', async () => {
    const told: ConcludedJob[] = [];
    await work(
      () => 'x',
      {},
      {
        concluded: async (query, over) => {
          await sql`update workprint.projects set name = 'told' where id = ${over.job.projectId}`.execute(query);
          told.push(over);
          if (over.job.traceId === 'bad') await sql`select 1 / 0`.execute(query);
        },
      },
    );
    const tenant = await rig.newTenant();
    const good = await rig.create({}, tenant);
    await rig.until(good);
    const other = await rig.newTenant();
    const bad = await rig.create({ traceId: 'bad' }, other);
    expect(await rig.until(bad)).toMatchObject({ state: 'done' });
    const held = await rig.create({ held: true });
    await rig.cancel(held);
    await expect
      .poll(() => told.filter(({ job }) => [good, bad, held].includes(job.id)).map(({ job, state }) => [job.id, state]))
      .toEqual([
        [good, 'done'],
        [bad, 'done'],
        [held, 'cancelled'],
      ]);
    expect(told[0]).toMatchObject({ result: 'x', error: undefined });
    const names = await rig.database.asStudio((query) =>
      query
        .selectFrom('workprint.projects')
        .select('name')
        .where('id', 'in', [tenant.projectId, other.projectId])
        .orderBy('name')
        .execute(),
    );
    expect(names).toEqual([{ name: 'A film' }, { name: 'told' }]);
  });

  test('JOB-22 what is started because a job ended does not end with its parts, even when it ends as it is taken', async () => {
    const tenant = await rig.newTenant();
    const id = await rig.create({}, tenant);
    await rig.database.asStudio((query) =>
      sql`update workprint.job_runs set cancel_requested_at = now() where id = ${id}`.execute(query),
    );
    let after = '';
    await work(
      () => 'closed',
      {},
      {
        concluded: async (query, { job }) => {
          if (job.id !== id) return;
          const rest = { kind: 'test', label: 'After', input: {}, parentId: id };
          after = await createJob(query, rig.queue, { ...tenant, ...rest });
        },
      },
    );
    expect(await rig.until(id)).toMatchObject({ state: 'cancelled' });
    expect(await rig.until(after)).toMatchObject({ state: 'done', result: 'closed' });
  });
});

describe('telling how far it is', () => {
  test('JOB-13 JOB-14 B3 progress, time left and steps are written while it runs, and the last of them always', async () => {
    let goOn: () => void = () => undefined;
    await work(async ({ progress, onBuildEvent }) => {
      const key = 'a'.repeat(64);
      onBuildEvent({ type: 'step-started', step: 'render', key, label: 'Segment\0 one' });
      onBuildEvent({ type: 'step-cached', step: 'speak', key: 'b', label: 'A line' });
      onBuildEvent({ type: 'step-progressed', step: 'render', key, done: 3, total: 10 });
      progress(3, 10, 5000);
      await new Promise<void>((resolve) => (goOn = resolve));
      onBuildEvent({ type: 'step-finished', step: 'render', key, tookMs: 12 });
      progress(11, 10);
      return null;
    });
    const id = await rig.create();
    const halfway = await rig.until(id, ({ done }) => done === 3);
    expect(halfway).toMatchObject({ progress: 0.3, total: 10, etaMs: 5000 });
    expect(halfway.steps).toHaveLength(2);
    expect(halfway.steps.find(({ name }) => name === 'render')).toMatchObject({
      label: 'Segment one',
      state: 'running',
      done: 3,
      total: 10,
    });
    goOn();
    const over = await rig.until(id);
    expect(over).toMatchObject({ done: 11, progress: 1 });
    expect(over.steps.map(({ state, isCached }) => [state, isCached])).toEqual(
      expect.arrayContaining([
        ['done', false],
        ['done', true],
      ]),
    );
    expect(await rig.events(id)).toHaveLength(4); // running, steps, steps, done
  });

  test('JOB-14 steps under way do not outlive their job', async () => {
    await work(async ({ onBuildEvent, signal }) => {
      onBuildEvent({ type: 'step-started', step: 'render', key: 'k', label: 'Segment' });
      await untilAborted(signal);
    });
    const id = await rig.create();
    await rig.until(id, ({ steps }) => steps.length === 1);
    await rig.cancel(id);
    expect(await rig.until(id)).toMatchObject({ state: 'cancelled', steps: [{ state: 'cancelled' }] });
  });
});
