import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { childrenOf } from '../../../../test/kit/child-processes.ts';
import { burntNumbers, type SampleName, samplePath } from '../../../../test/kit/media-samples.ts';
import { mediaToolFor } from '../../../../test/kit/media-tool.ts';
import { excerpt } from '../../../compile/compile.ts';
import { type Rate, wholeRate } from '../../../domain/time.ts';
import type { MediaReference, Timeline, VideoClip, VideoItem } from '../../../domain/timeline/timeline.types.ts';
import type { MediaLibrary } from '../../../ports/media-library.ts';
import type { MediaTool, PictureEncoding } from '../../../ports/media-tool.ts';
import { type FileCache, openFileCache } from '../../files/files.ts';
import { createMediaLibrary } from '../../media/media.ts';
import { findFfmpeg } from '../ffmpeg.ts';

const [width, height] = [320, 180];
const home = mkdtempSync(join(tmpdir(), 'render-videos-'));
const { signal } = new AbortController();
const lossless: PictureEncoding = { codec: 'ffv1', crf: 0, preset: 'veryfast' };
let cache: FileCache;
let library: MediaLibrary;
let tool: MediaTool;

beforeAll(async () => {
  const ffmpeg = await findFfmpeg();
  cache = openFileCache(home);
  library = createMediaLibrary({ ffmpeg, blobs: cache.blobs, home });
  tool = mediaToolFor(cache.blobs, ffmpeg, (blob) => library.locate(blob), 2);
});

afterAll(async () => {
  await tool.close();
  cache.close();
  rmSync(home, { recursive: true });
});

const taken = async (name: SampleName): Promise<MediaReference> => library.takeIn(await samplePath(name), signal);

const clip = (
  media: MediaReference,
  startFrame: number,
  durationFrames: number,
  more: Partial<VideoClip> = {},
): VideoClip => ({
  ...{ kind: 'video', id: '', name: '', media, sourceRange: { startFrame, durationFrames } },
  ...more,
});

const timelineOf = (items: readonly VideoItem[], durationFrames: number, rate: Rate = wholeRate(30)): Timeline => ({
  ...{ schema: 'workprint.timeline/2', name: 'test', rate, width, height, background: '#000000', durationFrames },
  ...{ tracks: [{ kind: 'video', id: 'v', name: 'v', items }], markers: [] },
});

const decoded = (path: string): Buffer =>
  execFileSync('ffmpeg', ['-v', 'error', '-i', path, '-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-'], {
    maxBuffer: 1 << 28,
  });

/** All frames of a timeline, raw, rendered in pieces that begin at `cuts`. */
const rendered = async (timeline: Timeline, cuts: readonly number[] = []): Promise<Buffer> => {
  const ends = [...cuts, timeline.durationFrames];
  const parts = await Promise.all(
    [0, ...cuts].map(async (startFrame, i) => {
      const part = excerpt(timeline, { startFrame, durationFrames: ends[i]! - startFrame });
      return decoded(
        cache.blobs.localPath(await tool.renderSegment({ timeline: part, encoding: lossless }, { signal })),
      );
    }),
  );
  return Buffer.concat(parts);
};

const numbersOf = (frames: Buffer): number[] => burntNumbers(frames, width, height);
const hashesOf = (frames: Buffer): string[] =>
  Array.from({ length: frames.length / (width * height * 1.5) }, (_, i) =>
    createHash('md5')
      .update(frames.subarray(i * width * height * 1.5, (i + 1) * width * height * 1.5))
      .digest('hex'),
  );
const count = (n: number, of: (k: number) => number): number[] => Array.from({ length: n }, (_, k) => of(k));

test('EXE-1 speeds, reversal, freezes and loops show exactly their frames', async () => {
  const media = await taken('h264-30');
  const shown = (from: number, n: number, more: Partial<VideoClip>) =>
    rendered(timelineOf([clip(media, from, n, more)], n)).then(numbersOf);
  expect(await shown(7, 40, {})).toEqual(count(40, (k) => 7 + k));
  expect(await shown(0, 40, { speed: 2 })).toEqual(count(40, (k) => 2 * k));
  expect(await shown(10, 40, { speed: 0.5 })).toEqual(count(40, (k) => 10 + Math.floor(k / 2)));
  expect(await shown(10, 40, { speed: -1 })).toEqual(count(40, (k) => 49 - k));
  expect(await shown(33, 10, { speed: 0 })).toEqual(count(10, () => 33));
  expect(await shown(80, 30, { loop: true })).toEqual(count(30, (k) => (80 + k) % 90));
  expect(await shown(85, 10, {})).toEqual(count(10, (k) => Math.min(85 + k, 89)));
});

test('EXE-1 a transparent video that fills the frame lets through what is below', async () => {
  for (const name of ['alpha-vp9', 'alpha-prores', 'alpha-qtrle', 'alpha-gif'] as const) {
    const timeline = timelineOf([clip(await taken(name), 5, 2)], 2);
    const frames = await rendered({ ...timeline, background: '#ffffff' });
    expect(numbersOf(frames), name).toEqual(name === 'alpha-gif' ? [4, 5] : [5, 6]);
    // Left of the middle the lower half is clear.
    const luma = [0, 1].map((k) => frames[k * width * height * 1.5 + 150 * width + 40]);
    expect(luma, name).toEqual([235, 235]);
  }
});

test('EXE-1 other frame rates, variable ones and other kinds of file show exactly their frames', async () => {
  const shown = async (name: SampleName, from: number, n: number, rate: Rate): Promise<number[]> =>
    numbersOf(await rendered(timelineOf([clip(await taken(name), from, n)], n, rate)));
  const ntsc = { num: 30000, den: 1001 };
  expect(await shown('h264-24', 5, 50, wholeRate(30))).toEqual(
    count(50, (k) => Math.floor(((5 + k) * 24) / 30 + 1e-6)),
  );
  expect(await shown('h264-2997', 3, 60, ntsc)).toEqual(count(60, (k) => 3 + k));
  expect(await shown('h264-5994', 3, 30, ntsc)).toEqual(count(30, (k) => 2 * (3 + k)));
  expect(await shown('h264-30', 0, 60, ntsc)).toEqual(count(60, (k) => Math.floor((k * 1001) / 1000 + 1e-6)));
  for (const name of ['open-gop', 'mpegts', 'vp9-webm', 'prores-mov', 'rotated-90', 'hevc-10'] as const)
    expect([name, ...(await shown(name, 13, 31, wholeRate(30)))]).toEqual([name, ...count(31, (k) => 13 + k)]);
  const sparse = count(90, (n) => n).filter((n) => n % 5 !== 3 && n % 7 !== 2);
  const held = count(60, (k) => sparse.findLast((n) => n <= 4 + k) as number);
  expect(await shown('vfr-mkv', 4, 60, wholeRate(30))).toEqual(held);
  expect(await shown('vfr-mp4', 4, 60, wholeRate(30))).toEqual(held);
});

/** Three clips, a cut, a dissolve, a wipe, speeds and a reversal, at odd places. */
const busy = async (): Promise<Timeline> => {
  const media = await taken('h264-30');
  const film = await taken('h264-24');
  return timelineOf(
    [
      clip(media, 11, 27),
      clip(film, 3, 30),
      { kind: 'transition', type: 'dissolve', inFrames: 5, outFrames: 6 },
      clip(media, 12, 31, { speed: -1 }),
      { kind: 'transition', type: 'wipe', inFrames: 4, outFrames: 3, softness: 0.2 },
      clip(media, 20, 22, { speed: 2, opacity: 0.9, placement: { scaleX: 0.8, scaleY: 0.8, rotation: 3 } }),
    ],
    110,
  );
};

test('EXE-2 whatever the cut into segments, every frame is the same, and both sides of every cut are exact', async () => {
  const timeline = await busy();
  const whole = await rendered(timeline);
  const numbers = numbersOf(whole);
  expect(numbers.slice(0, 29)).toEqual([
    ...count(27, (k) => 11 + k),
    ...count(2, (k) => Math.floor(((3 + k) * 24) / 30 + 1e-6)),
  ]);
  expect(numbers.slice(63, 84)).toEqual(count(21, (k) => 12 + 30 - 6 - k));
  for (const cuts of [[27], [13, 29, 58, 63, 87, 90], count(10, (k) => 7 + 10 * k)])
    expect(hashesOf(await rendered(timeline, cuts))).toEqual(hashesOf(whole));
});

test('EXE-3 a segment has the same bytes in another thread, in another order and after other work', async () => {
  const timeline = await busy();
  const parts = [0, 30, 60, 90].map((startFrame) => excerpt(timeline, { startFrame, durationFrames: 20 }));
  const encoding: PictureEncoding = { codec: 'h264', crf: 20, preset: 'veryfast' };
  const render = (part: Timeline) => tool.renderSegment({ timeline: part, encoding }, { signal });
  const once = await Promise.all(parts.map(render));
  const again = await Promise.all(parts.toReversed().map(render));
  expect(again.toReversed()).toEqual(once);
});

const openDescriptors = (): number => readdirSync('/proc/self/fd').length;
const settled = async (isSettled: () => boolean): Promise<void> => {
  for (let tries = 0; tries < 100 && !isSettled(); tries++) await new Promise((resolve) => setTimeout(resolve, 30));
};

test('EXE-4 cancelling ends decoders and encoder within two seconds and leaves no process, pipe, descriptor or file', async () => {
  const own = mediaToolFor(cache.blobs, await findFfmpeg(), (blob) => library.locate(blob), 1);
  const media = await taken('h264-30');
  const timeline = timelineOf([clip(media, 0, 2000, { loop: true })], 2000);
  const [children, descriptors] = [childrenOf(process.pid).length, openDescriptors()];
  const scratch = (): number => readdirSync(join(home, 'cache', 'scratch'), { recursive: true }).length;
  const files = scratch();
  const controller = new AbortController();
  let stoppedAt = 0;
  const work = own.renderSegment(
    { timeline, encoding: lossless },
    {
      signal: controller.signal,
      onFrames: (done) => {
        if (done < 30 || controller.signal.aborted) return;
        stoppedAt = performance.now();
        controller.abort();
      },
    },
  );
  await expect(work).rejects.toMatchObject({ code: 'cancelled' });
  expect(performance.now() - stoppedAt).toBeLessThan(2000);
  await own.close();
  await settled(() => childrenOf(process.pid).length <= children && openDescriptors() <= descriptors);
  expect(childrenOf(process.pid).length).toBeLessThanOrEqual(children);
  expect(openDescriptors()).toBeLessThanOrEqual(descriptors);
  expect(scratch()).toBe(files);
});

/** A tool whose files were exchanged behind its back. */
const withOther = async (path: string): Promise<MediaTool> =>
  mediaToolFor(cache.blobs, await findFfmpeg(), async () => path, 1);

test('EXE-8 of a file with fewer frames than it promised the last one stays; a decoder that fails ends the segment with its reason', async () => {
  const media = await taken('h264-30');
  const timeline = timelineOf([clip(media, 0, 60)], 60);
  const short = join(home, 'short.mp4');
  execFileSync('ffmpeg', ['-v', 'error', '-i', await samplePath('h264-30'), '-frames:v', '31', '-c', 'copy', short]);
  const patient = await withOther(short);
  const blob = await patient.renderSegment({ timeline, encoding: lossless }, { signal });
  await patient.close();
  expect(numbersOf(decoded(cache.blobs.localPath(blob)))).toEqual(count(60, (k) => Math.min(k, 30)));

  const broken = join(home, 'broken.mp4');
  writeFileSync(broken, readFileSync(await samplePath('h264-30')).subarray(0, 2000));
  const strict = await withOther(broken);
  const work = strict.renderSegment({ timeline, encoding: lossless }, { signal });
  await expect(work).rejects.toMatchObject({
    code: 'ffmpeg-failed',
    message: expect.stringContaining('decode') as string,
  });
  await strict.close();
});
