/** What the video API refuses: documents, files and outputs that cannot be rendered, each told at its path from the body. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostileTimeline } from '../attack/hostile-bodies.ts';
import { samplePath } from '../kit/media-samples.ts';
import { type RenderRig, startRenderRig } from '../kit/render-rig.ts';
import type { Answered, Asker } from '../kit/studio.ts';

let rig: RenderRig;
let asset: string;

beforeAll(async () => {
  rig = await startRenderRig({ works: false, limits: { mostElements: 150 } });
  asset = await rig.addAsset(await samplePath('with-sound'));
}, 60_000);
afterAll(() => rig?.close());

const frame = { schema: 'workprint.timeline/2', width: 320, height: 180, fps: 30 };
const clip = (media: string, trim: number, duration: number) => ({ kind: 'video', media, trim, duration });
const timelineOf = (...items: readonly object[]) => ({ ...frame, tracks: [{ kind: 'video', items }] });
const twentyFrames = () => timelineOf(clip(`asset:${asset}`, 10, 20));

type Headers = Readonly<Record<string, string>>;
const create = (body: object, headers: Headers = {}, as: Asker = rig.asEditor): Promise<Answered> =>
  as.ask('post', '/videocreate', { body: { projectId: rig.projectId, ...body }, headers });
const estimate = (timeline: unknown): Promise<Answered> =>
  rig.asViewer.ask('post', '/estimate-render', { body: { projectId: rig.projectId, timeline } });
const pathsOf = ({ body }: Answered): string[] => body.error.details.map(({ path }: { path: string }) => path);
const from = (first: number, count: number): number[] => Array.from({ length: count }, (_, i) => first + i);

describe('what is wrong with a request', () => {
  it('VID-3 is told at once, each at its path from the body', async () => {
    const bad = {
      ...frame,
      tracks: [
        { kind: 'video', clips: [{ ...clip(`asset:${asset}`, 0, 10), start: -3 }] },
        { kind: 'vidio', items: [] },
      ],
    };
    const answer = await create({ timeline: bad });
    expect([answer.status, answer.body.error.code]).toEqual([422, 'timeline-invalid']);
    expect(pathsOf(answer)).toEqual(
      expect.arrayContaining(['timeline.tracks[0].clips[0].start', 'timeline.tracks[1].kind']),
    );
    expect((await create({ timeline: { nothing: true } })).status).toBe(422);
    expect((await create({ timeline: '<fcpxml version="1.11"><resources>' })).body.error.code).toBe('import-failed');
    expect(pathsOf(await create({ timeline: 17 }))).toEqual(['timeline']);
    expect(pathsOf(await create({ timeline: twentyFrames(), output: { format: 'tape' } }))).toEqual(['output.format']);
    const family = { kind: 'text', text: 'Hi', duration: 5, style: { fontFamily: 'Papyrus Nova' } };
    expect(pathsOf(await create({ timeline: timelineOf(family) }))[0]).toMatch(
      /^timeline\.tracks\[0\]\.items\[0\]\.style/,
    );
  });

  it('VID-3 VID-4 tells what is wrong with a document together with its files that cannot be had', async () => {
    const items = [
      { ...clip(`asset:${asset}`, 0, 10), start: -3 },
      clip('/etc/passwd', 0, 5),
      clip('asset:nothing', 0, 5),
      clip('asset:no-more', 0, 5),
      clip('http://169.254.169.254/latest', 0, 5),
    ];
    const answer = await create({ timeline: { ...frame, tracks: [{ kind: 'video', clips: items }] } });
    expect([answer.status, answer.body.error.code]).toEqual([422, 'timeline-invalid']);
    expect(pathsOf(answer)).toEqual([
      'timeline.tracks[0].clips[0].start',
      ...[1, 2, 3, 4].map((at) => `timeline.tracks[0].clips[${at}].media`),
    ]);
  });

  it('VID-4 names files that cannot be had, and whose they are not', async () => {
    const stranger = await rig.newPerson();
    const projectId = await rig.newProject(stranger);
    const foreign = await rig.addAsset(await samplePath('with-sound'), { projectId, owner: stranger });
    const blob = { kind: 'blob', blob: { sha256: 'a'.repeat(64), sizeBytes: 1, mediaType: 'video/mp4' } };
    const items = [
      clip('/etc/passwd', 0, 5),
      clip('asset:nothing', 0, 5),
      clip(`asset:${foreign}`, 0, 5),
      clip('file:///etc/passwd', 0, 5),
      clip(blob as never, 0, 5),
    ];
    for (const [at, item] of items.entries()) {
      const answer = await create({ timeline: timelineOf(clip(`asset:${asset}`, 0, 5), item) });
      expect([at, answer.status]).toEqual([at, 422]);
      expect(pathsOf(answer)[0]).toMatch(/^timeline\.tracks\[0\]\.items\[1\]\.media/);
    }
    const shotstack = {
      timeline: { tracks: [{ clips: [{ asset: { type: 'video', src: '/etc/passwd' }, start: 0, length: 2 }] }] },
      output: { format: 'mp4', size: { width: 320, height: 180 } },
    };
    expect(pathsOf(await create({ timeline: shotstack }))).toEqual(['timeline.timeline.tracks[0].clips[0].asset.src']);
    expect((await create({ timeline: twentyFrames() }, {}, rig.asViewer)).status).toBe(403);
    expect((await create({ timeline: twentyFrames() }, {}, rig.asOutsider)).status).toBe(404);
    expect((await create({ timeline: twentyFrames() }, {}, rig.withKey(['read', 'write']))).status).toBe(403);
  });

  it('VID-7 VID-8 names outputs that do not go together, and what is too much', async () => {
    const alpha = await create({ timeline: twentyFrames(), output: { alpha: true } });
    expect([alpha.status, pathsOf(alpha)]).toEqual([422, ['output.alpha']]);
    const own = await create({ timeline: { ...twentyFrames(), output: { format: 'webm', codec: 'h264' } } });
    expect(pathsOf(own)).toEqual(['timeline.output.codec']);
    const many = await create({ timeline: timelineOf(...from(0, 151).map(() => clip(`asset:${asset}`, 0, 2))) });
    expect([many.status, many.body.error.details[0].message]).toEqual([422, expect.stringContaining('at most 150')]);
    const wide = await create({ timeline: { ...twentyFrames(), width: 7680, height: 4320 } });
    expect(wide.body.error.details[0].message).toContain('7680 pixels');
  });
});

it('VID-24 whatever stands where a timeline should is estimated or refused with a sentence, seeds 0 to 249', async () => {
  for (let seed = 0; seed < 250; seed++) {
    const answer = await estimate(hostileTimeline(seed, `asset:${asset}`));
    const said = JSON.stringify(answer.body);
    expect([200, 413, 422], `seed ${seed}: ${said.slice(0, 600)}`).toContain(answer.status);
    if (answer.status === 422) expect(answer.body.error.message.length, `seed ${seed}`).toBeGreaterThan(10);
    expect(said, `seed ${seed}`).not.toMatch(/\/work\/|\/tmp\/|node_modules|select |workprint\.\w+_/);
  }
});
