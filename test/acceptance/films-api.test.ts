import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RenderRig, startRenderRig } from '../kit/render-rig.ts';

let rig: RenderRig;
beforeAll(async () => {
  rig = await startRenderRig();
}, 60_000);
afterAll(() => rig?.close());

const script = 'INT. KITCHEN - NIGHT\n\nMARA sits alone.\n\nMARA\nThe mail gets through.\n';
const create = (body: object) =>
  rig.asEditor.ask('post', '/films', { body: { projectId: rig.projectId, script, ...body } });

it('VID-17 a script becomes a film with all that comes with it, step by step', async () => {
  const options = {
    quality: 'draft',
    height: 90,
    fps: '24',
    captions: 'none',
    cast: { characters: { MARA: { age: 60 } } },
  };
  const asked = await create({ options, name: 'The mail' });
  expect([asked.status, asked.body.data.state]).toEqual([202, 'queued']);
  expect(asked.body.data).toMatchObject({ scenes: 1, characters: 1 });
  const { jobId } = asked.body.data;
  let video = asked.body.data;
  const seen: number[] = [];
  while (!['done', 'failed'].includes(video.state)) {
    await wait(200);
    video = (await rig.asViewer.ask('get', `/videoresult/${jobId}`)).body.data;
    seen.push(video.progress);
  }
  expect(video.error).toBeUndefined();
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  expect(video.result).toMatchObject({ height: 90, shots: expect.any(Number), voices: expect.any(Array) });
  const steps = new Set(video.steps.map(({ name }: { name: string }) => name));
  // Its segments are its own, or pieces of it that were shared out.
  for (const step of ['speak', 'draw', 'join']) expect(steps).toContain(step);
  expect(steps.has('render-segment') || steps.has('render-piece')).toBe(true);
  const files = new Map<string, { name: string; url: string }>(
    video.files.map((file: { kind: string }) => [file.kind, file]),
  );
  expect([...files.keys()].sort()).toEqual(['captions', 'report', 'sheet', 'timeline', 'video']);
  const textOf = async (kind: string): Promise<string> => (await rig.download(files.get(kind)?.url ?? '')).text();
  expect(await textOf('captions')).toContain('The mail gets through.');
  expect(JSON.parse(await textOf('timeline'))).toMatchObject({ schema: 'workprint.timeline/2' });
  expect(await textOf('report')).toContain('<html');
  expect(files.get('video')?.name).toBe('The mail.mp4');
  const film = Buffer.from(await (await rig.download(video.url)).arrayBuffer());
  expect(film.subarray(4, 8).toString()).toBe('ftyp');
  expect(film.length).toBeGreaterThan(10_000);
}, 240_000);

it('VID-29 the timeline of a film is edited and rendered again, in its own project only', async () => {
  const { body } = await rig.asViewer.ask('get', `/jobs?projectId=${rig.projectId}&kind=film`);
  const film = (await rig.asViewer.ask('get', `/videoresult/${body.data.jobs[0].id}`)).body.data;
  const file = film.files.find(({ kind }: { kind: string }) => kind === 'timeline');
  const timeline = JSON.parse(await (await rig.download(file.url)).text());
  const edited = { ...timeline, name: 'Edited', durationFrames: 24 };
  const video = await rig.asEditor.ask('post', '/videocreate', {
    body: { projectId: rig.projectId, timeline: edited, wait: 120 },
  });
  expect([video.status, video.body.error]).toEqual([200, undefined]);
  expect(video.body.data.result).toMatchObject({ frames: 24, height: 90 });
  const stranger = await rig.newPerson();
  const projectId = await rig.newProject(stranger);
  const refused = await stranger.ask('post', '/videocreate', { body: { projectId, timeline: edited } });
  expect([refused.status, refused.body.error.code]).toEqual([422, 'timeline-invalid']);
  expect(refused.body.error.details[0].path).toMatch(/^timeline\.tracks\[\d+\]\.items\[\d+\]/);
});

it('VID-18 what is wrong with a film is told at its path, and no job is made', async () => {
  const refused = async (body: object): Promise<[number, string, string]> => {
    const answer = await create(body);
    return [answer.status, answer.body.error?.code, answer.body.error?.details?.[0]?.path];
  };
  expect(await refused({ script: '   \n' })).toEqual([422, 'script-empty', 'script']);
  expect(await refused({ options: { fps: 17 } })).toEqual([422, 'request-invalid', 'options.fps']);
  expect(await refused({ options: { aspect: '4:3' } })).toEqual([422, 'request-invalid', 'options.aspect']);
  expect(await refused({ options: { height: 7000 } })).toEqual([422, 'request-invalid', 'options.height']);
  const cast = { characters: { MARA: { look: { coat: 'red' } } } };
  expect(await refused({ options: { cast } })).toEqual([422, 'cast-invalid', 'options.cast.characters.MARA.look.coat']);
  const { body } = await rig.asViewer.ask('get', `/jobs?projectId=${rig.projectId}`);
  expect(body.data.jobs.filter(({ kind }: { kind: string }) => kind === 'film')).toHaveLength(1);
});
