/** The routes of jobs over a real server: who sees what, pages, streams. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { handler, type JobsRig, openRig, untilAborted } from '../../../test/faults/jobs-rig.ts';
import { type Asker, startTestStudio, type TestStudio } from '../../../test/kit/studio.ts';
import { silentLog } from '../../adapters/telemetry/telemetry.ts';
import { WorkprintError } from '../../domain/errors.ts';
import { jobResponse, type StreamRequest } from './job-stream.ts';
import { createJob, createJobWatch, type JobWatch, jobRoutes } from './jobs.ts';

let studio: TestStudio;
let rig: JobsRig;
let watch: JobWatch;
let goOn: () => void = () => undefined;

beforeAll(async () => {
  const routes: Parameters<typeof startTestStudio>[0] = {
    routes: ({ database }) => {
      watch = createJobWatch({ database, log: silentLog });
      const queue = {
        send: (...args: Parameters<JobsRig['queue']['send']>) => rig.queue.send(...args),
        withdraw: (...args: Parameters<JobsRig['queue']['withdraw']>) => rig.queue.withdraw(...args),
      };
      return jobRoutes({ database, queue, watch });
    },
  };
  studio = await startTestStudio(routes);
  rig = await openRig({ fresh: studio.fresh });
  await rig.work([
    handler(async ({ input, progress, onBuildEvent, signal }) => {
      const { wait, fail } = input as { wait?: boolean; fail?: boolean };
      if (fail) throw new WorkprintError('media-refused', 'This file is no film.');
      progress(1, 4);
      if (wait) {
        onBuildEvent({ type: 'step-started', step: 'render', key: 'k', label: 'Segment' });
        await Promise.race([untilAborted(signal), new Promise<void>((resolve) => (goOn = resolve))]);
        onBuildEvent({ type: 'step-finished', step: 'render', key: 'k', tookMs: 5 });
      }
      return { url: '/x' };
    }),
  ]);
});
afterAll(async () => {
  await watch.close();
  await rig.close();
  await studio.close();
});

const create = (input: object = {}, more: object = {}, by: Asker = studio.asOwner): Promise<string> =>
  studio.database.asPerson(by.personId, (query) =>
    createJob(query, rig.queue, {
      ...{ projectId: studio.projectId, personId: by.personId, kind: 'test', label: 'A test', input },
      ...more,
    }),
  );

describe('reading', () => {
  test('JOB-17 B3 lists are newest first, in pages, filtered; others see nothing of them', async () => {
    const owner = await studio.newPerson();
    const projectId = await studio.newProject(owner);
    const mine = { projectId, personId: owner.personId, held: true };
    const ids: string[] = [];
    for (let at = 0; at < 7; at++) ids.unshift(await create({}, { ...mine, kind: at === 3 ? 'film' : 'test' }, owner));
    const part = await create({}, { ...mine, parentId: ids[0] }, owner);
    const list = async (search: string, by = owner): Promise<string[]> => {
      const { body } = await by.ask('get', `/jobs?${search}`);
      return body.data.jobs.map(({ id }: { id: string }) => id);
    };
    expect(await list('')).toEqual(ids);
    expect(await list(`projectId=${projectId}&kind=film`)).toEqual([ids[3]]);
    expect(await list('state=queued,running')).toEqual([]);
    expect(await list('state=held')).toEqual(ids);
    expect(await list(`parentId=${ids[0]}`)).toEqual([part]);
    const paged: string[] = [];
    for (let next: string | null = '', count = 0; next !== null && count < 9; count++) {
      const { body } = await owner.ask('get', `/jobs?limit=3${next && `&before=${next}`}`);
      paged.push(...body.data.jobs.map(({ id }: { id: string }) => id));
      next = body.data.next;
    }
    expect(paged).toEqual(ids);
    expect(await list('', studio.asOutsider)).toEqual([]);
    expect(await list(`projectId=${projectId}`, studio.asOutsider)).toEqual([]);
    for (const wrong of ['state=gone', 'limit=0', 'limit=201', 'before=x', 'who=me', `kind=${'k'.repeat(101)}`])
      expect((await owner.ask('get', `/jobs?${wrong}`)).status).toBe(422);
  });

  test('JOB-17 PE1 a job is shown to those who see its project, and stopped by those who may change it', async () => {
    const id = await create({}, { held: true });
    const asked = async (by: Asker, method: string, path: string) => (await by.ask(method, path)).status;
    expect(await asked(studio.asViewer, 'get', `/jobs/${id}`)).toBe(200);
    expect(await asked(studio.asViewer, 'post', `/jobs/${id}/cancel`)).toBe(403);
    expect(await asked(studio.asViewer, 'post', `/jobs/${id}/retry`)).toBe(403);
    for (const [method, path] of [
      ['get', ''],
      ['get', '/events'],
      ['post', '/cancel'],
      ['post', '/retry'],
    ] as const) {
      expect(await asked(studio.asOutsider, method, `/jobs/${id}${path}`)).toBe(404);
      expect(await asked(studio.asNobody, method, `/jobs/${id}${path}`)).toBe(401);
    }
    expect(await asked(studio.withKey(['read']), 'post', `/jobs/${id}/cancel`)).toBe(403);
    expect(await asked(studio.withKey(['run']), 'post', `/jobs/${id}/cancel`)).toBe(200);
    const { body } = await studio.asEditor.ask('get', `/jobs/${id}`);
    expect(body.data).toMatchObject({ state: 'cancelled', steps: [] });
  });
});

describe('stopping and trying again', () => {
  test('JOB-8 JOB-11 B3 cancel answers with the job; retry begins it anew; what is under way or a part is a conflict', async () => {
    const id = await create({ wait: true });
    await rig.until(id, ({ state }) => state === 'running');
    expect((await studio.asEditor.ask('post', `/jobs/${id}/retry`)).status).toBe(409);
    const { body } = await studio.asEditor.ask('post', `/jobs/${id}/cancel`);
    expect(body.data).toMatchObject({ id, state: 'running', isStopping: true });
    await rig.until(id, ({ state }) => state === 'cancelled');
    expect((await studio.asEditor.ask('post', `/jobs/${id}/cancel`)).status).toBe(200);
    const again = await studio.asEditor.ask('post', `/jobs/${id}/retry`);
    expect(again.body.data).toMatchObject({ id, state: 'queued', done: 0, steps: [] });
    await rig.until(id, ({ state }) => state === 'running');
    goOn();
    expect(await rig.until(id)).toMatchObject({ state: 'done', attempt: 2 });
    const part = await create({}, { parentId: id, held: true });
    await studio.asOwner.ask('post', `/jobs/${part}/cancel`);
    const refused = await studio.asOwner.ask('post', `/jobs/${part}/retry`);
    expect([refused.status, refused.body.error.code]).toEqual([409, 'conflict']);
  });
});

type Told = { readonly id?: string; readonly event: string; readonly data: Record<string, unknown> };

/** Reads a stream until it ends or `enough` has come. */
const listenTo = async (
  response: Response,
  enough: (told: readonly Told[]) => boolean = () => false,
): Promise<{ told: Told[]; comments: number }> => {
  const told: Told[] = [];
  let comments = 0;
  let rest = '';
  const reader = (response.body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { told, comments };
    rest += value;
    const blocks = rest.split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      if (block.startsWith(':')) comments++;
      const fields = Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/s).slice(0, 2)));
      if (fields.event)
        told.push({ ...(fields.id && { id: fields.id }), event: fields.event, data: JSON.parse(fields.data) });
    }
    if (enough(told)) {
      await reader.cancel();
      return { told, comments };
    }
  }
};
const kinds = (told: readonly Told[]): string[] =>
  told.map(({ event, data }) => (event === 'state' || event === 'job' ? `${event} ${String(data.state)}` : event));

describe('watching', () => {
  const stream = (id: string, lastEventId?: string, by: Asker = studio.asViewer): Promise<Response> =>
    by.fetch(
      `/api/v1/jobs/${id}/events`,
      lastEventId === undefined ? {} : { headers: { 'last-event-id': lastEventId } },
    );

  test('JOB-15 D11 a stream tells everything from the beginning to the end, each change once', async () => {
    const id = await create({ wait: true }, { held: true });
    const response = await stream(id);
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    // It goes on when its progress was told.
    const heard = listenTo(response, (told) => {
      if (told.some(({ event }) => event === 'progress')) goOn();
      return false;
    });
    await studio.database.asPerson(studio.asOwner.personId, async (query) => {
      const { releaseJob } = await import('./jobs.ts');
      await releaseJob(query, rig.queue, id);
    });
    const { told } = await heard;
    const known = kinds(told).filter((kind) => kind !== 'progress');
    expect(known).toEqual(['job held', 'state queued', 'state running', 'steps', 'steps', 'state done', 'job done']);
    expect(told.find(({ event }) => event === 'progress')?.data).toMatchObject({ progress: 0.25, done: 1, total: 4 });
    expect(told.at(-1)?.data).toMatchObject({ progress: 1, result: { url: '/x' }, steps: [{ state: 'done' }] });
    const ids = told.flatMap(({ id: each }) => (each ? [Number(each)] : []));
    expect(ids).toEqual(ids.toSorted((a, b) => a - b));
  });

  test('JOB-15 a stream that broke goes on after its last event without a gap, and rests after the end', async () => {
    const id = await create({ wait: true });
    await rig.until(id, ({ state }) => state === 'running');
    const first = await listenTo(await stream(id), (told) => told.length > 0);
    const last = first.told.findLast(({ id: each }) => each !== undefined)?.id;
    goOn();
    await rig.until(id);
    const { told } = await listenTo(await stream(id, last));
    expect(kinds(told).filter((kind) => kind !== 'steps')).toEqual(['state done', 'job done']);
    const after = await stream(id, told.at(-1)?.id);
    expect(after.status).toBe(204);
    expect(kinds((await listenTo(await stream(id))).told)).toEqual(['job done']);
    expect(kinds((await listenTo(await stream(id, 'x; drop'))).told)).toEqual(['job done']);
  });

  test('JOB-16 a reader who loses the right to see the job is told no more', async () => {
    const id = await create({ wait: true });
    await rig.until(id, ({ state }) => state === 'running');
    const guest = await studio.newPerson();
    const member = (query: Parameters<Parameters<typeof studio.database.asStudio>[0]>[0]) =>
      query
        .insertInto('workprint.project_members')
        .values({ project_id: studio.projectId, person_id: guest.personId, role: 'viewer' })
        .execute();
    await studio.database.asStudio(member);
    const heard = listenTo(await stream(id, undefined, guest));
    await studio.database.asStudio((query) =>
      query.deleteFrom('workprint.project_members').where('person_id', '=', guest.personId).execute(),
    );
    goOn();
    expect((await heard).told.at(-1)?.event).toBe('gone');
  });

  test('JOB-15 it says that it is alive while nothing happens, and ends with the server', async () => {
    const id = await create({}, { held: true });
    const closing = new AbortController();
    const request: StreamRequest = {
      jobId: id,
      personId: studio.asViewer.personId,
      lastEventId: undefined,
      signal: closing.signal,
      heartbeatMs: 20,
    };
    const response = await jobResponse({ database: studio.database, watch }, request);
    const heard = listenTo(response);
    setTimeout(() => closing.abort(), 200);
    expect((await heard).comments).toBeGreaterThan(2);
  });

  test('JOB-16 however many watch, the server listens once; a reader that stops reading is dropped', async () => {
    let listens = 0;
    let ring: (id: string) => void = () => undefined;
    let isLeft = false;
    const database = {
      asPerson: studio.database.asPerson,
      listen: async (_: string, onNotice: (id: string) => void) => {
        listens++;
        ring = onNotice;
        return async () => void (isLeft = true);
      },
    };
    const mine = createJobWatch({ database, log: silentLog });
    const id = await create({}, { held: true, label: 'long '.repeat(20_000) });
    const request = {
      jobId: id,
      personId: studio.asViewer.personId,
      lastEventId: undefined,
      signal: new AbortController().signal,
      patienceMs: 50,
    };
    const responses = await Promise.all(
      Array.from({ length: 30 }, () => jobResponse({ database, watch: mine }, request)),
    );
    expect(listens).toBe(1);
    // Nobody reads: 100 kB are more than is kept for a reader.
    await new Promise((resolve) => setTimeout(resolve, 200));
    for (const response of responses) await expect(response.text()).rejects.toThrow(/stopped reading/);
    ring(id);
    await mine.close();
    expect(isLeft).toBe(true);
  });

  test('JOB-25 whoever waits for an end is told when it comes, or how far it is when their time is over', async () => {
    const id = await create({ wait: true });
    const { personId } = studio.asViewer;
    expect(await watch.untilOver(personId, id, { waitMs: 50 })).toMatchObject({ id, progress: expect.any(Number) });
    const over = watch.untilOver(personId, id, { waitMs: 10_000 });
    await rig.until(id, ({ state }) => state === 'running');
    goOn();
    expect(await over).toMatchObject({ state: 'done' });
    expect(await watch.untilOver(studio.asOutsider.personId, id, { waitMs: 1000 })).toBeUndefined();
    const gone = new AbortController();
    gone.abort();
    const held = await create({}, { held: true });
    expect(await watch.untilOver(personId, held, { waitMs: 60_000, signal: gone.signal })).toMatchObject({
      state: 'held',
    });
  });
});
