/** Jobs from the request to the end, with real workers in this process. */
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { handler, type JobsRig, openRig, untilAborted } from '../../../test/faults/jobs-rig.ts';
import { WorkprintError } from '../../domain/errors.ts';
import type { AnyJobHandler, JobContext } from './job.types.ts';
import {
  type ConcludedJob,
  cancelJob,
  createJob,
  createJobs,
  releaseJob,
  retryJob,
  type Worker,
  type WorkerOptions,
} from './jobs.ts';

let rig: JobsRig;
beforeAll(async () => {
  rig = await openRig();
});
afterAll(() => rig.close());

let workers: Worker[] = [];
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.stop(0)));
  workers = [];
});
const work = async (
  run: (context: JobContext<unknown>) => unknown,
  options: Partial<WorkerOptions> = {},
  more: Partial<AnyJobHandler> = {},
) => {
  const worker = await rig.work([handler(run, more)], options);
  workers.push(worker);
  return worker;
};
const cancel = (id: string): Promise<void> =>
  rig.database.asPerson(rig.personId, (query) => cancelJob(query, rig.queue, id));
const eventsOf = async (id: string): Promise<unknown[]> => {
  const rows = await rig.database.asStudio((query) =>
    query.selectFrom('workprint.job_events').select(['kind', 'data']).where('job_id', '=', id).orderBy('id').execute(),
  );
  return rows.map(({ kind, data }) => (kind === 'state' ? (data as { state: string }).state : data));
};
/** Makes a message due that waits for another try. */
const hurry = (id: string): Promise<unknown> =>
  rig.database.queuePool.query(
    `with due as (update pgboss.job_common set start_after = now() where id = $1 and state < 'active' and start_after > now() returning 1)
     select pg_notify('workprint_queue', 'jobs') from due`,
    [id],
  );
const depthOf = async (lane = 'jobs') => (await rig.queue.depth()).find((one) => one.lane === lane);

describe('starting', () => {
  test('JOB-1 B3 a job runs once and its answer stands in its row', async () => {
    await work(({ input }) => ({ got: input }));
    const id = await rig.create({ input: { frames: 3 }, label: 'Three frames' });
    const job = await rig.until(id);
    const answer = { state: 'done', progress: 1, attempt: 1, label: 'Three frames', result: { got: { frames: 3 } } };
    expect(job).toMatchObject(answer);
    expect(await eventsOf(id)).toEqual(['running', 'done']);
    await expect.poll(() => depthOf()).toMatchObject({ waiting: 0, running: 0 });
  });

  test('JOB-1 a job of a transaction that did not commit never was', async () => {
    const before = await depthOf();
    const made = rig.database.asPerson(rig.personId, async (query) => {
      await createJob(query, rig.queue, { ...rig, kind: 'test', label: 'Never', input: {} });
      throw new Error('changed my mind');
    });
    await expect(made).rejects.toThrow('changed my mind');
    expect(await depthOf()).toEqual(before);
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
    expect(await eventsOf(id)).toEqual(['queued', 'running', 'done']);
  });

  test('JOB-21 PA14 a job of a kind that a worker does not know is left to others', async () => {
    const id = await rig.create({ kind: 'newer' });
    await work(() => 'old');
    await rig.until(await rig.create());
    expect(await rig.read(id)).toMatchObject({ state: 'queued', attempt: 0 });
    await work(() => 'new', { queue: await rig.openQueue() }, { kind: 'newer' });
    await expect
      .poll(
        async () => {
          await hurry(id);
          return (await rig.read(id)).result;
        },
        { timeout: 10_000 },
      )
      .toBe('new');
  });
});

describe('failing', () => {
  test('JOB-6 PF6 an error of the table ends the job with its code, sentence and places; it is not tried again', async () => {
    await work(() => {
      throw new WorkprintError('media-refused', 'This file is no film.');
    });
    const job = await rig.until(await rig.create());
    expect(job).toMatchObject({
      state: 'failed',
      attempt: 1,
      error: { code: 'media-refused', message: 'This file is no film.' },
    });
  });

  test.each([
    ['an error nobody foresaw', () => new TypeError('password=hunter2 at /home/x'), 'internal'],
    ['something that is no error', () => ({ secret: 1 }), 'internal'],
    [
      'an error that may pass',
      () => new WorkprintError('ffmpeg-failed', 'The encoder ended with code 1.'),
      'ffmpeg-failed',
    ],
  ])('JOB-6 PA7 %s is tried five times in all, then given up', async (_, thrown, code) => {
    const logged: unknown[] = [];
    const log = {
      ...silent,
      error: (event: string, fields: unknown) => void logged.push([event, fields]),
      with: () => log,
    };
    await work(() => Promise.reject(thrown()), { log });
    const id = await rig.create({ traceId: 'trace-of-this-one' });
    const job = await rig.until(id, ({ state }) => (void hurry(id), state === 'failed'));
    expect(job).toMatchObject({ attempt: 5, error: { code } });
    expect(JSON.stringify(job)).not.toMatch(/hunter2|\/home|secret/);
    if (code === 'internal') expect(job.error?.message).toContain('trace-of-this-one');
    expect(logged).toHaveLength(1);
    expect(await eventsOf(id)).toEqual(
      Array.from({ length: 5 }, (__, at) => ['running', at < 4 ? 'queued' : 'failed']).flat(),
    );
  });

  test('JOB-6 an answer that is no JSON, and an input that its kind does not take, are failures', async () => {
    await work(
      () => 10n,
      {},
      {
        parse: (input) => {
          if ((input as { bad?: boolean }).bad) throw new Error('not like this');
          return input;
        },
      },
    );
    const unread = await rig.until(await rig.create({ input: { bad: true } }));
    expect(unread).toMatchObject({ state: 'failed', attempt: 1, error: { code: 'internal' } });
    const id = await rig.create();
    expect(await rig.until(id, ({ error }) => error !== undefined)).toMatchObject({ error: { code: 'internal' } });
    await cancel(id);
  });

  test('JOB-7 PA7 a job that ends its worker again and again is put aside, and says so', async () => {
    const id = await rig.create();
    await rig.database.asStudio((query) =>
      query.updateTable('workprint.job_runs').set({ crashes: 5 }).where('id', '=', id).execute(),
    );
    await work(() => 'never');
    expect(await rig.until(id)).toMatchObject({ state: 'failed', error: { code: 'job-crashed' } });
  });

  test('JOB-7 jobs whose worker ended again and again run one at a time, beside others that are above suspicion', async () => {
    const ids = await Promise.all([1, 2, 3].map(() => rig.create({ label: 'suspect' })));
    await rig.database.asStudio((query) =>
      query.updateTable('workprint.job_runs').set({ crashes: 3 }).where('id', 'in', ids).execute(),
    );
    let atOnce = 0;
    let most = 0;
    await work(async ({ job }) => {
      if (!ids.includes(job.id)) return;
      most = Math.max(most, ++atOnce);
      await rig.until(await rig.create());
      atOnce--;
    });
    for (const id of ids)
      expect(await rig.until(id, ({ state }) => (void hurry(id), state === 'done'))).toMatchObject({ state: 'done' });
    expect(most).toBe(1);
  });

  test('JOB-11 a failed or cancelled job is tried again: the same row, a new attempt, clean', async () => {
    let isBroken = true;
    await work(({ job, progress }) => {
      progress(1, 2);
      if (isBroken) throw new WorkprintError('media-refused', 'No.');
      return job.attempt;
    });
    const id = await rig.create();
    await rig.until(id);
    isBroken = false;
    const retry = () => rig.database.asPerson(rig.personId, (query) => retryJob(query, rig.queue, id));
    expect(await retry()).toBe(true);
    const job = await rig.until(id);
    expect(job).toMatchObject({ state: 'done', attempt: 2, result: 2 });
    expect(job.error).toBeUndefined();
    expect(await retry()).toBe(false);
  });
});

describe('stopping', () => {
  test('JOB-8 PA9 what waits is cancelled at once, what runs is told within a second, with all that was started for it', async () => {
    const parts = await withFamily(async (parent, children) => {
      await rig.until(parent, ({ state }) => state === 'running');
      await rig.until(children[0] as string, ({ state }) => state === 'running');
      const asked = performance.now();
      await cancel(parent);
      for (const id of [parent, ...children]) await rig.until(id);
      return performance.now() - asked;
    });
    expect(parts.states).toEqual(parts.states.map(() => 'cancelled'));
    expect(parts.result).toBeLessThan(5000);
    await expect.poll(() => depthOf('segments')).toMatchObject({ waiting: 0, running: 0 });
  });

  test('JOB-9 PA9 when a job ends, however it ends, what was started for it ends too', async () => {
    for (const end of ['failed', 'done']) {
      const family = await withFamily(async (parent, children, finish) => {
        finish(end);
        for (const id of [parent, ...children]) await rig.until(id);
      });
      expect(family.states).toEqual([end, ...family.states.slice(1).map(() => 'cancelled')]);
    }
  });

  test('JOB-8 a handler that does not listen is left behind, and can write nothing more', async () => {
    let late: Promise<unknown> | undefined;
    let letGo: () => void = () => undefined;
    await work(async ({ commit }) => {
      await new Promise<void>((resolve) => (letGo = resolve));
      late = commit(async () => 'written').catch((error: unknown) => error);
      return 'late';
    });
    const id = await rig.create();
    await rig.until(id, ({ state }) => state === 'running');
    await cancel(id);
    expect(await rig.until(id)).toMatchObject({ state: 'cancelled' });
    letGo();
    await expect.poll(() => late).toBeDefined();
    expect(await late).toBeInstanceOf(WorkprintError);
    expect((await rig.read(id)).result).toBeUndefined();
  });

  test('JOB-10 a job whose project was deleted ends quietly; one whose row is gone as well', async () => {
    const tenant = await rig.newTenant();
    const waiting = await rig.create({}, tenant);
    const deleted = (query: Parameters<Parameters<typeof rig.database.asStudio>[0]>[0]) =>
      query
        .updateTable('workprint.projects')
        .set({ deleted_at: new Date() })
        .where('id', '=', tenant.projectId)
        .execute();
    await rig.database.asStudio(deleted);
    let reason: unknown;
    await work(async ({ signal }) =>
      untilAborted(signal).catch((error: unknown) => {
        reason = error;
        throw error;
      }),
    );
    expect((await rig.until(waiting)).state).toBe('cancelled');
    const other = await rig.newTenant();
    const running = await rig.create({}, other);
    await rig.until(running, ({ state }) => state === 'running');
    await rig.database.asStudio((query) =>
      query.deleteFrom('workprint.projects').where('id', '=', other.projectId).execute(),
    );
    await expect.poll(() => reason, { timeout: 5000 }).toMatchObject({ code: 'cancelled' });
    await expect.poll(() => depthOf()).toMatchObject({ waiting: 0, running: 0 });
  });

  test('JOB-18 PA13 a worker that stops lets work end, gives the rest back without counting it, and leaves no lease', async () => {
    const log: string[] = [];
    const worker = await work(
      async ({ input, signal }) => {
        if (input === 'short') await new Promise((resolve) => setTimeout(resolve, 200));
        else
          await untilAborted(signal).catch((error: unknown) => {
            log.push(String((error as { why?: string }).why));
            throw error;
          });
        return 'ended';
      },
      { concurrency: { jobs: 2 } },
    );
    const [short, long, waiting] = [
      await rig.create({ input: 'short' }),
      await rig.create({ input: 'long' }),
      await rig.create({ input: 'short' }),
    ];
    await rig.until(long, ({ state }) => state === 'running');
    await rig.until(short, ({ state }) => state === 'running');
    await worker.stop(600);
    expect(await rig.read(short)).toMatchObject({ state: 'done' });
    expect(await rig.read(long)).toMatchObject({ state: 'queued', attempt: 1 });
    expect(await rig.read(waiting)).toMatchObject({ state: 'queued', attempt: 0 });
    expect(log).toEqual(['stopping']);
    expect(await depthOf()).toMatchObject({ waiting: 2, running: 0 });
    const { tries } = await rig.database.asStudio((query) =>
      query.selectFrom('workprint.job_runs').select('tries').where('id', '=', long).executeTakeFirstOrThrow(),
    );
    expect(tries).toBe(0);
    for (const id of [long, waiting]) await cancel(id);
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
    await cancel(held);
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
    expect(over.steps.map(({ state, isCached }) => [state, isCached]).sort()).toEqual([
      ['done', false],
      ['done', true],
    ]);
    expect(await eventsOf(id)).toHaveLength(4); // running, steps, steps, done
  });

  test('JOB-14 steps under way do not outlive their job', async () => {
    await work(async ({ onBuildEvent, signal }) => {
      onBuildEvent({ type: 'step-started', step: 'render', key: 'k', label: 'Segment' });
      await untilAborted(signal);
    });
    const id = await rig.create();
    await rig.until(id, ({ steps }) => steps.length === 1);
    await cancel(id);
    expect(await rig.until(id)).toMatchObject({ state: 'cancelled', steps: [{ state: 'cancelled' }] });
  });
});

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** A job that starts twelve parts, of which four run and eight wait; `during` sees all of them started. */
const withFamily = async <T>(
  during: (parent: string, children: readonly string[], finish: (how: string) => void) => Promise<T>,
): Promise<{ result: T; states: readonly string[] }> => {
  let children: readonly string[] = [];
  let finish: (how: string) => void = () => undefined;
  const worker = await rig.work([
    handler(async ({ job, commit, signal }) => {
      children = await commit((query) =>
        createJobs(
          query,
          rig.queue,
          Array.from({ length: 12 }, () => ({
            ...{ projectId: job.projectId, personId: job.personId, parentId: job.id },
            ...{ kind: 'part', lane: 'segments' as const, label: 'A part', input: {} },
          })),
        ),
      );
      const how = await Promise.race([untilAborted(signal), new Promise<string>((resolve) => (finish = resolve))]);
      if (how === 'failed') throw new WorkprintError('media-refused', 'No.');
    }),
    handler(({ signal }) => untilAborted(signal), { kind: 'part', lane: 'segments' }),
  ]);
  workers.push(worker);
  const parent = await rig.create();
  await expect.poll(() => children.length).toBe(12);
  const result = await during(parent, children, (how) => finish(how));
  const states = await Promise.all([parent, ...children].map(async (id) => (await rig.read(id)).state));
  await worker.stop(0);
  return { result, states };
};
