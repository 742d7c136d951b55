/**
 * A program for PF1: the whole studio with its worker in one process, people, documents, an asset, a render that goes on and on, and small jobs
 * many times a second. Says what there is in a line of JSON; ends with its stdin.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { silentLog } from '../../src/adapters/telemetry/telemetry.ts';
import { type AnyJobHandler, createJobs } from '../../src/features/jobs/jobs.ts';
import { jobHandlers } from '../../src/main/server/workings.ts';
import { concurrencyOf, startWorker } from '../../src/main/worker.ts';
import { closeTestPostgres } from '../kit/postgres.ts';
import { startWholeStudio } from '../kit/whole-studio.ts';

const [editors = 200, documents = 40, jobsPerSecond = 50] = process.argv.slice(2).map(Number);

const studio = await startWholeStudio();
const { services, send } = studio;
const { database, queue } = services;

const nothing: AnyJobHandler = {
  kind: 'nothing',
  lane: 'chores',
  parse: (input) => z.object({}).parse(input),
  run: async () => ({}),
};
const worker = await startWorker({
  ...{ database, queue, log: silentLog },
  handlers: [...jobHandlers(services), nothing],
  concurrency: { ...concurrencyOf(1), chores: 8 },
});

const owner = await studio.signUp('Owner');
const ask = async (method: string, path: string, body: unknown): Promise<{ id: string }> => {
  const response = await send(method, `/api/v1${path}`, { headers: owner.headers, body });
  const { data, error } = (await response.json()) as { data?: { id: string }; error?: unknown };
  if (!data) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(error)}`);
  return data;
};
const { id: projectId } = await ask('POST', '/projects', { name: 'Two hundred editors' });
// Signing up costs each of them a slow hash: a few at a time.
const people: Awaited<ReturnType<typeof studio.signUp>>[] = [];
while (people.length < editors)
  people.push(
    ...(await Promise.all(
      Array.from({ length: Math.min(4, editors - people.length) }, (_, i) =>
        studio.signUp(`Editor${people.length + i}`),
      ),
    )),
  );
await database.asStudio((query) =>
  query
    .insertInto('workprint.project_members')
    .values(people.map(({ personId }) => ({ project_id: projectId, person_id: personId, role: 'editor' as const })))
    .execute(),
);
const text = Array.from(
  { length: 60 },
  (_, line) => `INT. ROOM ${line} - DAY\n\nSomebody waits for line ${line}.\n`,
).join('\n');
const ids: string[] = [];
for (let at = 0; at < documents; at++)
  ids.push((await ask('POST', '/documents', { projectId, kind: 'script', name: `Script ${at}`, text })).id);
const form = new FormData();
form.set('projectId', projectId);
form.set('file', new Blob(['1\n00:00:00,000 --> 00:00:01,000\nHello\n']), 'hello.srt');
const uploaded = await fetch(`${studio.url}/api/v1/assets`, { method: 'POST', headers: owner.headers, body: form });
const { data: asset } = (await uploaded.json()) as { data: { id: string } };

const stopping = new AbortController();
const timeline = (name: string) => ({
  ...{ schema: 'workprint.timeline/2', name, width: 1280, height: 720, fps: 30, durationFrames: 900 },
  tracks: [
    { kind: 'video', clips: [{ kind: 'solid', colour: '#336699', start: 0, duration: 900 }] },
    { kind: 'video', clips: [{ kind: 'text', text: name, start: 0, duration: 900 }] },
  ],
});
/** One render after the other, each of something new. */
const renderOn = async (): Promise<void> => {
  for (let at = 0; !stopping.signal.aborted; at++) {
    const { jobId } = (await ask('POST', '/videocreate', {
      projectId,
      timeline: timeline(`Render ${at}`),
      wait: 0,
    })) as unknown as { jobId: string };
    for (let isOver = false; !isOver && !stopping.signal.aborted; ) {
      await wait(500, undefined, { signal: stopping.signal }).catch(() => undefined);
      const response = await send('GET', `/api/v1/videoresult/${jobId}`, { headers: owner.headers });
      isOver = ['done', 'failed', 'cancelled'].includes(
        ((await response.json()) as { data: { state: string } }).data.state,
      );
    }
  }
};
const startJobs = async (): Promise<void> => {
  const eachMs = 200;
  const jobs = Array.from({ length: Math.ceil((jobsPerSecond * eachMs) / 1000) }, () => ({
    projectId,
    personId: owner.personId,
    kind: 'nothing',
    label: 'nothing',
    input: {},
  }));
  while (!stopping.signal.aborted) {
    const since = performance.now();
    await database.asPerson(owner.personId, (query) => createJobs(query, queue, jobs));
    await wait(Math.max(0, eachMs - (performance.now() - since)));
  }
};
const working = Promise.all([renderOn(), startJobs()]);

process.stdout.write(
  `${JSON.stringify({ url: studio.url, processId: process.pid, projectId, documents: ids, assetId: asset.id, cookies: people.map(({ headers }) => headers.cookie) })}\n`,
);
process.stdin.resume();
process.stdin.once('end', () => {
  const end = async (): Promise<void> => {
    stopping.abort();
    await working;
    await worker.stop(2_000);
    await studio.close();
    await closeTestPostgres();
  };
  end().then(
    () => process.exit(0),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  );
});
