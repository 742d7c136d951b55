/** How jobs end: failing, put aside, cancelled, given back. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { handler, type JobsRig, openRig, untilAborted } from '../../../test/faults/jobs-rig.ts';
import { WorkprintError } from '../../domain/errors.ts';
import type { AnyJobHandler, JobContext } from './job.types.ts';
import { createJobs, retryJob, type Worker, type WorkerOptions } from './jobs.ts';

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

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

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
    const job = await rig.until(id, ({ state }) => (void rig.hurry(id), state === 'failed'));
    expect(job).toMatchObject({ attempt: 5, error: { code } });
    expect(JSON.stringify(job)).not.toMatch(/hunter2|\/home|secret/);
    if (code === 'internal') expect(job.error?.message).toContain('trace-of-this-one');
    expect(logged).toHaveLength(1);
    expect(await rig.events(id)).toEqual(
      Array.from({ length: 5 }, (__, at) => ['running', at < 4 ? 'queued' : 'failed']).flat(),
    );
  });

  test('JOB-6 what PostgreSQL cannot keep is left out of answers and sentences', async () => {
    await work(({ input }) => {
      if (input === 'fail') throw new WorkprintError('media-refused', 'No\0 \ud800.');
      return { text: 'a\0b\udfff', list: ['\0'] };
    });
    expect(await rig.until(await rig.create())).toMatchObject({ result: { text: 'ab\ufffd', list: [''] } });
    const failed = await rig.until(await rig.create({ input: 'fail' }));
    expect(failed).toMatchObject({ state: 'failed', error: { message: 'No \ufffd.' } });
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
    await rig.cancel(id);
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
      expect(await rig.until(id, ({ state }) => (void rig.hurry(id), state === 'done'))).toMatchObject({
        state: 'done',
      });
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
      await rig.cancel(parent);
      for (const id of [parent, ...children]) await rig.until(id);
      return performance.now() - asked;
    });
    expect(parts.states).toEqual(parts.states.map(() => 'cancelled'));
    expect(parts.result).toBeLessThan(5000);
    await expect.poll(() => rig.depth('segments')).toMatchObject({ waiting: 0, running: 0 });
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
    await rig.cancel(id);
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
    await expect.poll(() => rig.depth()).toMatchObject({ waiting: 0, running: 0 });
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
    expect(await rig.depth()).toMatchObject({ waiting: 2, running: 0 });
    const { tries } = await rig.database.asStudio((query) =>
      query.selectFrom('workprint.job_runs').select('tries').where('id', '=', long).executeTakeFirstOrThrow(),
    );
    expect(tries).toBe(0);
    for (const id of [long, waiting]) await rig.cancel(id);
  });
});

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
  const parent = await rig.create();
  await expect.poll(() => children.length).toBe(12);
  const result = await during(parent, children, (how) => finish(how));
  const states = await Promise.all([parent, ...children].map(async (id) => (await rig.read(id)).state));
  await worker.stop(0);
  return { result, states };
};
