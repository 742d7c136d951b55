import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linksToTell } from '../../src/features/renders/renders.ts';
import { childrenOf } from '../kit/child-processes.ts';
import { burntNumbers, samplePath } from '../kit/media-samples.ts';
import { type RenderRig, startRenderRig } from '../kit/render-rig.ts';
import { repository } from '../kit/run-workprint.ts';
import type { Answered, Asker } from '../kit/studio.ts';

let rig: RenderRig;
let web: Server;
let host: string;
let asset: string;
const served = new Map<string, Buffer>();
const asked: string[] = [];

beforeAll(async () => {
  web = createServer((request, response) => {
    const path = (request.url ?? '').replace(/\?.*$/, '');
    const bytes = served.get(path);
    const etag = `"${bytes?.byteLength}"`;
    const status = !bytes ? 404 : request.headers['if-none-match'] === etag ? 304 : 200;
    asked.push(`${status} ${path}`);
    response.writeHead(status, status === 200 ? { etag } : {}).end(status === 200 ? bytes : undefined);
  });
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
  host = `127.0.0.1:${(web.address() as AddressInfo).port}`;
  rig = await startRenderRig({
    privateHosts: [host],
    limits: { mostElements: 150, mostFetchedBytes: 2_000_000, pieceMs: 200 },
  });
  asset = await rig.addAsset(await samplePath('with-sound'));
  served.set('/clip.mp4', readFileSync(await samplePath('with-sound')));
  served.set('/list.mp4', Buffer.from('#EXTM3U\n#EXTINF:1,\nsecret.mp4\n'));
  served.set('/large.mp4', Buffer.alloc(2_000_001));
}, 60_000);
afterAll(async () => {
  await rig?.close();
  web?.closeAllConnections();
  web?.close();
});

const frame = { schema: 'workprint.timeline/2', width: 320, height: 180, fps: 30 };
const clip = (media: string, trim: number, duration: number) => ({ kind: 'video', media, trim, duration });
const timelineOf = (...items: readonly object[]) => ({ ...frame, tracks: [{ kind: 'video', items }] });
const twentyFrames = () => timelineOf(clip(`asset:${asset}`, 10, 20));

type Headers = Readonly<Record<string, string>>;
const create = (body: object, headers: Headers = {}, as: Asker = rig.asEditor): Promise<Answered> =>
  as.ask('post', '/videocreate', { body: { projectId: rig.projectId, ...body }, headers });
const estimate = (timeline: unknown, body: object = {}): Promise<Answered> =>
  rig.asViewer.ask('post', '/estimate-render', { body: { projectId: rig.projectId, timeline, ...body } });
const result = (jobId: string): Promise<Answered> => rig.asViewer.ask('get', `/videoresult/${jobId}`);
const untilOver = async (jobId: string): Promise<Answered> => {
  for (;;) {
    const answer = await result(jobId);
    if (answer.status !== 200 || ['done', 'failed', 'cancelled'].includes(answer.body.data.state)) return answer;
    await wait(50);
  }
};
const pathsOf = ({ body }: Answered): string[] => body.error.details.map(({ path }: { path: string }) => path);

/** Frame numbers that were burnt into the sources, read from a finished video. */
const numbersIn = async (url: string): Promise<number[]> => {
  const path = join(rig.folder, 'downloaded.mp4');
  writeFileSync(path, Buffer.from(await (await rig.download(url)).arrayBuffer()));
  const args = ['-v', 'error', '-i', `file:${path}`, '-map', '0:v:0', '-fps_mode', 'passthrough'];
  const raw = execFileSync('ffmpeg', [...args, '-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-'], { maxBuffer: 1 << 28 });
  return burntNumbers(raw, 320, 180);
};
const from = (first: number, count: number): number[] => Array.from({ length: count }, (_, i) => first + i);

describe('videocreate', () => {
  it('VID-1 VID-9 a quick video is answered in the same request, and its ranges are the whole', async () => {
    const { status, body, headers } = await create({ timeline: twentyFrames(), name: 'Harbour', output: { crf: 12 } });
    expect([status, body.data.state]).toEqual([200, 'done']);
    expect(headers.get('location')).toBe(`/api/v1/videoresult/${body.data.jobId}`);
    expect(body.data.result).toMatchObject({ frames: 20, width: 320, height: 180, format: 'mp4', source: 'workprint' });
    expect(body.data.steps.map(({ name }: { name: string }) => name)).toContain('render-segment');
    expect(await numbersIn(body.data.url)).toEqual(from(10, 20));
    const whole = Buffer.from(await (await rig.download(body.data.url)).arrayBuffer());
    const half = Math.floor(whole.length / 2);
    const parts = await Promise.all(
      [`bytes=0-${half - 1}`, `bytes=${half}-`].map((range) => rig.download(body.data.url, { range })),
    );
    expect(parts.map((part) => part.status)).toEqual([206, 206]);
    const bytes = await Promise.all(parts.map(async (part) => Buffer.from(await part.arrayBuffer())));
    expect(Buffer.concat(bytes).equals(whole)).toBe(true);
    expect(parts[0]?.headers.get('content-disposition')).toContain('Harbour.mp4');
    const poster = await rig.download(body.data.posterUrl);
    expect(
      Buffer.from(await poster.arrayBuffer())
        .subarray(0, 2)
        .toString('hex'),
    ).toBe('ffd8');
    const again = await result(body.data.jobId);
    expect(again.body.data).toMatchObject({ state: 'done', progress: 1 });
    expect((await rig.asOutsider.ask('get', `/videoresult/${body.data.jobId}`)).status).toBe(404);
  });

  it('VID-2 VID-12 is answered with its job when the caller says so, and what is cached is not rendered again', async () => {
    const planned = await estimate(twentyFrames(), { output: { crf: 12 } });
    expect(planned.body.data).toMatchObject({ frames: 20, framesCached: 20, framesToRender: 0, isQuick: true });
    const answer = await create({ timeline: twentyFrames(), output: { crf: 12 } }, { prefer: 'respond-async' });
    expect([answer.status, answer.body.data.state]).toEqual([202, 'queued']);
    expect(answer.headers.get('preference-applied')).toBe('respond-async');
    const done = await untilOver(answer.body.data.jobId);
    expect(done.body.data.result).toMatchObject({ framesCached: 20, framesRendered: 0 });
    const insisted = await create({ timeline: twentyFrames(), wait: 20 }, { prefer: 'respond-async' });
    expect(insisted.status).toBe(200);
    expect(insisted.headers.get('preference-applied')).toBeNull();
    expect((await create({ timeline: twentyFrames(), wait: 0 })).status).toBe(202);
  });

  it('VID-11 PA4 the same key makes one video', async () => {
    const headers = { 'idempotency-key': 'video-1' };
    const body = { timeline: timelineOf(clip(`asset:${asset}`, 3, 5)) };
    const [one, two] = await Promise.all([create(body, headers), create(body, headers)]);
    expect([one.status, two.status]).toEqual([200, 200]);
    expect(two.body.data.jobId).toBe(one.body.data.jobId);
    expect(two.body.data.url).toBeDefined();
    expect((await create({ ...body, wait: 1 }, headers)).body.error.code).toBe('idempotency-mismatch');
  });

  it('VID-10 expired results are gone, and say so', async () => {
    const { body } = await create({ timeline: twentyFrames() });
    await rig.database.asStudio((query) =>
      query
        .updateTable('workprint.job_results')
        .set({ expires_at: sql<Date>`now() - interval '1 second'` })
        .where('job_id', '=', body.data.jobId)
        .execute(),
    );
    const gone = await result(body.data.jobId);
    expect([gone.status, gone.body.error.code]).toEqual([410, 'gone']);
  });

  it('VID-23 a video is put into the library when that is asked, once; a full library leaves it where it is', async () => {
    const timeline = timelineOf(clip(`asset:${asset}`, 50, 7));
    const kept = await create({ timeline, keep: true, name: 'Kept' });
    const { assetId } = kept.body.data.result;
    expect([kept.status, kept.body.data.expiresAt]).toEqual([200, undefined]);
    const again = await create({ timeline, keep: true });
    expect(again.body.data.result.assetId).toBe(assetId);
    const limit = (bytes: number | null) =>
      rig.database.asStudio((query) =>
        query
          .updateTable('workprint.people')
          .set({ storage_limit_bytes: bytes })
          .where('id', '=', rig.asEditor.personId)
          .execute(),
      );
    await limit(1);
    const full = await create({ timeline: timelineOf(clip(`asset:${asset}`, 51, 7)), keep: true });
    await limit(null);
    expect([full.status, full.body.data.result.assetId]).toEqual([200, undefined]);
    expect(full.body.data.result.notKept).toContain('storage');
    expect(full.body.data.expiresAt).toBeDefined();
  });

  it('VID-26 a quick video is made while long ones fill the studio', async () => {
    const filters = [{ kind: 'blur', radiusPx: 20 }];
    const long = (trim: number) => ({
      ...timelineOf(...from(0, 40).map((at) => ({ ...clip(`asset:${asset}`, trim + at, 100), loop: true, filters }))),
      ...{ width: 640, height: 360 },
    });
    const [one, two] = await Promise.all([0, 1].map((trim) => create({ timeline: long(trim), wait: 0 })));
    const jobs = [one?.body.data.jobId, two?.body.data.jobId];
    const states = () => Promise.all(jobs.map(async (jobId) => (await result(jobId)).body.data.state));
    while ((await states()).includes('queued')) await wait(20);
    const quick = await create({ timeline: timelineOf(clip(`asset:${asset}`, 33, 4)), wait: 60 });
    expect([quick.status, quick.body.data.state]).toEqual([200, 'done']);
    expect(await states()).toEqual(['running', 'running']);
    await Promise.all(jobs.map((jobId) => rig.asEditor.ask('post', `/jobs/${jobId}/cancel`)));
    for (const jobId of jobs) expect((await untilOver(jobId)).body.data.state).toBe('cancelled');
  });

  it('VID-27 an asset that nobody has looked at yet is looked at by the job', async () => {
    const fresh = await rig.addAsset(await samplePath('mkv'), { state: 'processing' });
    const { status, body } = await create({ timeline: timelineOf(clip(`asset:${fresh}`, 10, 3)), output: { crf: 12 } });
    expect([status, body.data.estimate.p50Ms]).toEqual([200, undefined]);
    expect(await numbersIn(body.data.url)).toEqual(from(10, 3));
  });

  it('VID-16 a cancelled render stops with all it started', async () => {
    const filters = [{ kind: 'blur', radiusPx: 40 }];
    const long = {
      ...timelineOf({ ...clip(`asset:${asset}`, 0, 9000), loop: true, filters }),
      ...{ width: 1280, height: 720 },
    };
    const { body } = await create({ timeline: long, wait: 0 });
    const encoders = (): number => childrenOf(process.pid).length;
    const before = encoders();
    for (let state = ''; state !== 'running'; await wait(20)) state = (await result(body.data.jobId)).body.data.state;
    await wait(300);
    const pieces = async (): Promise<string[]> => {
      const { body: list } = await rig.asViewer.ask('get', `/jobs?parentId=${body.data.jobId}`);
      return list.data.jobs.map(({ state }: { state: string }) => state);
    };
    const startedMs = Date.now();
    await rig.asEditor.ask('post', `/jobs/${body.data.jobId}/cancel`);
    const over = await untilOver(body.data.jobId);
    expect(over.body.data.state).toBe('cancelled');
    while ((encoders() > before || (await pieces()).includes('running')) && Date.now() - startedMs < 5_000)
      await wait(20);
    expect(encoders()).toBeLessThanOrEqual(before);
    for (const state of await pieces()) expect(['cancelled', 'done']).toContain(state);
  });
});

describe('media behind addresses', () => {
  it('VID-6 is fetched by the job, once, and rendered', async () => {
    const media = `http://${host}/clip.mp4?secret=1`;
    asked.length = 0;
    const { status, body } = await create({
      timeline: timelineOf(clip(media, 40, 6), clip(media, 0, 4)),
      output: { crf: 12 },
    });
    expect([status, body.data.estimate.addresses]).toEqual([200, 1]);
    expect(asked).toEqual(['200 /clip.mp4']);
    expect(await numbersIn(body.data.url)).toEqual([...from(40, 6), ...from(0, 4)]);
    const again = await create({ timeline: timelineOf(clip(media, 20, 5)), output: { crf: 12 } });
    expect([asked.at(-1), again.status]).toEqual(['304 /clip.mp4', 200]);
    expect(await numbersIn(again.body.data.url)).toEqual(from(20, 5));
    served.set('/clip.mp4', Buffer.from('gone bad'));
    expect((await create({ timeline: timelineOf(clip(media, 20, 5)) })).body.error.code).toBe('media-refused');
  });

  it.each([
    ['/list.mp4', 'media-refused'],
    ['/nowhere.mp4', 'media-not-found'],
    ['/large.mp4', 'url-too-large'],
  ])('VID-6 VID-21 %s is told as %s at its path, without a path of this machine', async (path, code) => {
    const media = `http://${host}${path}?token=hush`;
    const answer = await create({ timeline: timelineOf(clip(`asset:${asset}`, 0, 5), clip(media, 0, 5)) });
    expect([answer.status, answer.body.error.code]).toEqual([422, code]);
    expect(pathsOf(answer)).toEqual(['timeline.tracks[0].items[1].media']);
    expect(JSON.stringify(answer.body)).not.toMatch(/hush|workprint-videos|blobs\//);
    const job = await rig.asViewer.ask('get', (answer.headers.get('location') ?? '').replace('/api/v1', ''));
    expect(job.body.data).toMatchObject({ state: 'failed', error: { code } });
  });

  it('VID-6 private hosts are not fetched', async () => {
    const answer = await create({ timeline: timelineOf(clip('http://127.0.0.1:9/clip.mp4', 0, 5)) });
    expect([answer.status, answer.body.error.code]).toEqual([422, 'url-refused']);
  });
});

describe('dialects', () => {
  const example = (name: string): string =>
    readFileSync(join(repository, 'examples/timelines', name), 'utf8').replaceAll(
      /media\/[a-z]+\.mp4/g,
      `asset:${asset}`,
    );
  const asLibrary = async (text: string): Promise<string> => {
    const music = await rig.addAsset(join(repository, 'examples/timelines/media/music.mp3'));
    const logo = await rig.addAsset(join(repository, 'examples/timelines/media/logo.png'));
    const lake = await rig.addAsset(join(repository, 'examples/timelines/media/lake.jpg'));
    const names = new Map([
      ['music.mp3', music],
      ['voice.mp3', music],
      ['logo.png', logo],
      ['lake.jpg', lake],
    ]);
    return text.replaceAll(/media\/([a-z]+\.[a-z0-9]+)/g, (_, name: string) => `asset:${names.get(name)}`);
  };

  it.each([
    ['edit.otio', 'otio', true],
    ['edit.editly.json5', 'editly', false],
    ['edit.fcpxml', 'fcpxml', false],
  ])('VID-5 %s is read as %s', async (name, format, isObject) => {
    const text = await asLibrary(example(name));
    const answer = await estimate(isObject ? JSON.parse(text) : text);
    expect([answer.status, answer.body.error?.details]).toEqual([200, undefined]);
    expect(answer.body.data).toMatchObject({ format, isQuick: expect.any(Boolean) });
    expect(answer.body.data.framesToRender).toBeGreaterThan(100);
  });

  it('VID-5 a Shotstack edit is rendered, and what it lost is said', async () => {
    const edit = JSON.parse(await asLibrary(example('edit.shotstack.json')));
    const { status, body } = await create({ timeline: edit, output: { height: 90, preset: 'ultrafast' }, wait: 60 });
    expect([status, body.error]).toEqual([200, undefined]);
    expect(body.data.result).toMatchObject({ source: 'shotstack', height: 90, frames: 180 });
    expect(body.data.estimate.losses.length).toBeGreaterThan(0);
  });
});

describe('a timeline that is kept', () => {
  const keep = (timeline: unknown, projectId = rig.projectId, as: Asker = rig.asEditor): Promise<Answered> =>
    as.ask('post', '/documents', { body: { projectId, kind: 'timeline', name: 'Cut', timeline } });

  it('VID-30 is rendered by its id, as it stands, where its project is the one that is named', async () => {
    const { id } = (await keep(twentyFrames())).body.data;
    const made = await create({ documentId: id, wait: 60 });
    expect(made.status).toBe(200);
    expect(await numbersIn(made.body.data.url)).toHaveLength(20);
    const told = await rig.asViewer.ask('post', '/estimate-render', {
      body: { projectId: rig.projectId, documentId: id },
    });
    expect(told.body.data).toMatchObject({ frames: 20 });
    const wrong = (await keep({ ...frame, tracks: [{ kind: 'nonsense' }] })).body.data;
    expect(pathsOf(await create({ documentId: wrong.id }))[0]).toMatch(/^timeline\.tracks\[0\]/);
    const elsewhere = await rig.newProject(rig.asOutsider);
    const foreign = (await keep(twentyFrames(), elsewhere, rig.asOutsider)).body.data;
    expect((await create({ documentId: foreign.id })).status).toBe(404);
    const own = await rig.newProject(rig.asEditor);
    const other = (await keep(twentyFrames(), own)).body.data;
    expect((await create({ documentId: other.id })).status).toBe(404);
  });

  it('VID-30 one of `timeline` and `documentId` is given', async () => {
    for (const body of [{}, { timeline: twentyFrames(), documentId: rig.projectId }]) {
      const answer = await create(body);
      expect([answer.status, pathsOf(answer)]).toEqual([422, ['timeline']]);
    }
  });
});

it('WHK-15 what is told of a finished video says where its files are, below the address people know', async () => {
  const { body } = await create({ timeline: twentyFrames(), wait: 60 });
  const { jobId } = body.data;
  const told = (publicUrl: string | undefined) =>
    rig.database.asStudio((query) => linksToTell(query, jobId, { links: rig.links }, publicUrl));
  const links = await told('https://studio.example/');
  expect(Object.keys(links).toSorted()).toEqual(['posterUrl', 'url']);
  expect(links['url']).toMatch(/^https:\/\/studio\.example\/api\/v1\/media\//);
  const { url = '' } = await told(undefined);
  expect((await rig.download(url)).status).toBe(200);
});

it('VID-12 an estimate takes the body of videocreate', async () => {
  const { status, body } = await estimate(twentyFrames(), {
    wait: 0,
    keep: true,
    name: 'A name',
    output: { height: 90 },
  });
  expect([status, body.data?.frames]).toEqual([200, 20]);
});

describe('examples/api', () => {
  const example = (name: string): object =>
    JSON.parse(
      readFileSync(join(repository, 'examples/api', name), 'utf8')
        .replaceAll('PROJECT_ID', rig.projectId)
        .replaceAll('ASSET_ID', asset),
    );

  it.each(['video.json', 'shotstack.json'])('VID-25 %s makes a video', async (name) => {
    const { status, body } = await rig.asEditor.ask('post', '/videocreate', { body: example(name) });
    expect([status, body.error]).toEqual([200, undefined]);
    const losses: readonly { how: string; path: string }[] = body.data.result.losses;
    for (const { how, path } of losses)
      expect([how, path]).toEqual(['approximated', expect.stringMatching(/^timeline\.timeline\.tracks/)]);
  });

  it('VID-25 film.json is taken', async () => {
    const { status, body } = await rig.asEditor.ask('post', '/films', { body: example('film.json') });
    expect([status, body.data.title, body.data.notes]).toEqual([202, 'The mail', []]);
    await rig.asEditor.ask('post', `/jobs/${body.data.jobId}/cancel`);
  });
});
