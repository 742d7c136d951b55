import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { childrenOf } from '../kit/child-processes.ts';
import { samplePath } from '../kit/media-samples.ts';
import { type RenderRig, startRenderRig } from '../kit/render-rig.ts';
import type { WorkerOrder } from '../kit/render-worker.ts';

/** Everything is shared out, in small pieces: long renders in small. */
const limits = { spreadFromMs: 0, pieceMs: 60 };
const program = fileURLToPath(new URL('../kit/render-worker.ts', import.meta.url));

let rig: RenderRig;
let asset: string;
const started: ChildProcess[] = [];

beforeAll(async () => {
  rig = await startRenderRig({ works: false, limits });
  asset = await rig.addAsset(await samplePath('with-sound'));
}, 60_000);
afterAll(async () => {
  for (const child of started) child.kill('SIGKILL');
  await rig?.close();
});

const startWorker = async (name: string, more: Partial<WorkerOrder> = {}): Promise<ChildProcess> => {
  const order: WorkerOrder = {
    ...{
      name,
      databaseUrl: rig.databaseUrl,
      folder: rig.folder,
      home: join(rig.folder, name),
      limits,
      leaseSeconds: 2,
    },
    ...{ concurrency: { jobs: 1, segments: 1 }, ...more },
  };
  const args = ['--disable-warning=ExperimentalWarning', program, JSON.stringify(order)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  started.push(child);
  await new Promise<void>((resolve, reject) => {
    child.stdout?.once('data', () => resolve());
    child.once('exit', () => reject(new Error(`the worker ${name} ended`)));
  });
  return child;
};

const kill = async (child: ChildProcess): Promise<void> => {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
};

/** Sixteen cuts: as many segments, each drawn over so that it takes a while. */
const timelineOf = (seed: number, segments = 16) => ({
  ...{ schema: 'workprint.timeline/2', width: 320, height: 180, fps: 30, name: 'Many hands' },
  tracks: [
    {
      kind: 'video',
      items: Array.from({ length: segments }, (_, at) => ({
        ...{ kind: 'video', media: `asset:${asset}`, trim: (at * 7) % 40, duration: 40 },
        filters: [{ kind: 'blur', radiusPx: 6 + ((at + seed) % 24) }],
      })),
    },
  ],
});

const ask = async (seed: number, segments?: number): Promise<string> => {
  const body = {
    projectId: rig.projectId,
    timeline: timelineOf(seed, segments),
    output: { preset: 'ultrafast' },
    wait: 0,
  };
  return (await rig.asOwner.ask('post', '/videocreate', { body })).body.data.jobId;
};
const read = async (jobId: string) => (await rig.asOwner.ask('get', `/videoresult/${jobId}`)).body.data;
const until = async (jobId: string, is: (video: { state: string; progress: number }) => boolean) => {
  for (;;) {
    const video = await read(jobId);
    if (is(video)) return video;
    if (['failed', 'cancelled'].includes(video.state)) throw new Error(JSON.stringify(video));
    await wait(30);
  }
};
const bytesOf = async (url: string): Promise<Buffer> => Buffer.from(await (await rig.download(url)).arrayBuffer());
const piecesOf = async (jobId: string) =>
  (await rig.asOwner.ask('get', `/jobs?parentId=${jobId}&limit=200`)).body.data.jobs;

it('VID-13 VID-14 two workers share a render; one is killed in the middle, and the video is that of an undisturbed studio', async () => {
  const [one, two] = await Promise.all([startWorker('one'), startWorker('two')]);
  const small = await ask(9, 6);
  await until(small, ({ state }) => state === 'done');
  const made = (await piecesOf(small)).map(({ result }: { result: { made: number } }) => result.made);
  expect(made.reduce((sum: number, count: number) => sum + count, 0)).toBe(6);
  const jobId = await ask(1);
  const half = await until(jobId, ({ progress }) => progress > 0.25);
  expect(half.state).toBe('running');
  expect((await piecesOf(jobId)).length).toBeGreaterThan(3);
  // Both work on the pieces; the one that also holds the render itself is killed, so both kinds of job are lost.
  const { worker } = await rig.database.asStudio((query) =>
    query.selectFrom('workprint.job_runs').select('worker').where('id', '=', jobId).executeTakeFirstOrThrow(),
  );
  const [lost, left] = worker === 'one' ? [one, two] : [two, one];
  await kill(lost);
  const video = await until(jobId, ({ state }) => state === 'done');
  expect(video.result).toMatchObject({ frames: 640, framesRendered: expect.any(Number) });
  const ends = (await piecesOf(jobId)).map(({ state }: { state: string }) => state);
  // What was lost may have been taken back by the render itself.
  for (const end of ends) expect(['done', 'cancelled']).toContain(end);
  expect(ends).toContain('done');
  await kill(left);
  const lonely = await startRenderRig({ limits: { spreadFromMs: 1e9 } });
  try {
    const own = await lonely.addAsset(await samplePath('with-sound'));
    const timeline = JSON.parse(JSON.stringify(timelineOf(1)).replaceAll(asset, own));
    const body = { projectId: lonely.projectId, timeline, output: { preset: 'ultrafast' }, wait: 120 };
    const alone = (await lonely.asOwner.ask('post', '/videocreate', { body })).body.data;
    const undisturbed = Buffer.from(await (await lonely.download(alone.url)).arrayBuffer());
    expect((await bytesOf(video.url)).equals(undisturbed)).toBe(true);
  } finally {
    await lonely.close();
  }
});

it('VID-15 pieces that no worker takes are rendered by the job itself', async () => {
  const lonely = await startWorker('lonely', { concurrency: { jobs: 1 } });
  const jobId = await ask(5, 4);
  const video = await until(jobId, ({ state }) => state === 'done');
  expect(video.result.frames).toBe(160);
  const ends = (await piecesOf(jobId)).map(({ state }: { state: string }) => state);
  expect(new Set(ends)).toEqual(new Set(['cancelled']));
  expect(childrenOf(lonely.pid ?? 0).length).toBeLessThan(4);
  await kill(lonely);
});
