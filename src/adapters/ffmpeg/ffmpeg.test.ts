import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mediaToolFor } from '../../../test/kit/media-tool.ts';
import { segmentsOf } from '../../compile/compile.ts';
import { layerMediaType } from '../../compile/layer-image.ts';
import type { BlobRef } from '../../domain/media.ts';
import { wholeRate } from '../../domain/time.ts';
import type { CompositionLayer, Keyframe, Timeline, VideoItem } from '../../domain/timeline/timeline.types.ts';
import type { FilmParts, MediaTool, PictureEncoding } from '../../ports/media-tool.ts';
import { type FileCache, openFileCache } from '../files/files.ts';
import { writeLayer } from '../kernels/kernels.ts';
import { findFfmpeg } from './ffmpeg.ts';

const [width, height] = [320, 180];
const home = mkdtempSync(join(tmpdir(), 'media-tool-'));
const { signal } = new AbortController();
const draft: PictureEncoding = { codec: 'h264', crf: 28, preset: 'ultrafast' };
const final: PictureEncoding = { codec: 'h264', crf: 18, preset: 'veryfast', tune: 'drawn' };
let cache: FileCache;
let tool: MediaTool;
let half: BlobRef;

beforeAll(async () => {
  cache = openFileCache(home);
  tool = mediaToolFor(cache.blobs, await findFfmpeg());
  half = await cache.blobs.put(writeLayer(new Uint8Array(160 * 180 * 4).fill(255), 160, 180), layerMediaType);
});

afterAll(async () => {
  await tool.close();
  cache.close();
  rmSync(home, { recursive: true });
});

/** Shows the number of every frame: the left half as bright as its sixteens, the right half as its ones. */
const numbered = (durationFrames: number, first: number): VideoItem => {
  const digit = (x: number, of: (n: number) => number): CompositionLayer => ({
    ...{ id: `${x}`, image: { kind: 'blob', blob: half }, width: 160, height: 180, opaque: true },
    transform: { x, y: 0, scale: 1, rotation: 0, anchorX: 0, anchorY: 0 },
    opacity: Array.from(
      { length: durationFrames },
      (_, frame): Keyframe => ({ frame, value: of(first + frame) / 20, easing: 'hold' }),
    ),
  });
  const layers = [digit(0, (n) => Math.floor(n / 16) % 20), digit(160, (n) => n % 16)];
  return { kind: 'composition', id: 'n', name: 'n', sourceRange: { startFrame: 0, durationFrames }, layers };
};

const film = (items: readonly VideoItem[], durationFrames: number): Timeline => ({
  ...{ schema: 'workprint.timeline/2', name: 'test', rate: wholeRate(30), width, height, background: '#000000' },
  ...{ durationFrames, tracks: [{ kind: 'video', id: 'v', name: 'v', items }], markers: [] },
});

const rendered = async (timeline: Timeline): Promise<FilmParts['segments']> => {
  const segments = segmentsOf(timeline);
  const videos = await Promise.all(
    segments.map((segment) => tool.renderSegment({ timeline: segment.timeline, encoding: final }, { signal })),
  );
  return videos.map((video, i) => ({ video, durationFrames: segments[i]!.range.durationFrames }));
};

/** A WAV of silence with one click of 2 ms at a sample. */
const clickTrack = async (samples: number, clickAt: number): Promise<BlobRef> => {
  const wav = Buffer.alloc(44 + samples * 4);
  wav.write('RIFF');
  wav.writeUInt32LE(36 + samples * 4, 4);
  wav.write('WAVEfmt ', 8);
  [16, 0x20001, 48000, 192000, 0x100004].forEach((value, i) => wav.writeUInt32LE(value, 16 + i * 4));
  wav.write('data', 36);
  wav.writeUInt32LE(samples * 4, 40);
  for (let i = 0; i < 96; i++)
    for (const c of [0, 2]) wav.writeInt16LE(i % 8 < 4 ? 20000 : -20000, 44 + (clickAt + i) * 4 + c);
  return cache.blobs.put(wav, 'audio/wav');
};

const ffprobe = (path: string, ...args: string[]): string =>
  execFileSync('ffprobe', ['-v', 'error', ...args, '-of', 'json', path], { encoding: 'utf8' });

/** Numbers read back from the brightness of a film's frames. */
const numbersOf = (path: string): number[] => {
  const raw = ['-v', 'error', '-i', path, '-vf', 'scale=2:1:flags=area', '-pix_fmt', 'gray', '-f', 'rawvideo', '-'];
  const gray = execFileSync('ffmpeg', raw);
  const digit = (value: number): number => Math.round((value / 255) * 20);
  return Array.from({ length: gray.length / 2 }, (_, i) => digit(gray[i * 2]!) * 16 + digit(gray[i * 2 + 1]!));
};

test('RND-15 a film has exactly its frames in order across every seam, is tagged, starts fast and keeps sound in time', async () => {
  const timeline = film([numbered(220, 0), numbered(1, 220), numbered(2, 221), numbered(47, 223)], 270);
  const segments = await rendered(timeline);
  expect(segments.length).toBeGreaterThan(3);
  const clickAt = 48000 * 5;
  const audio = await tool.encodeAudio({ wav: await clickTrack(48000 * 9, clickAt) }, { signal });
  const output = join(home, 'film.mp4');
  const progress: number[] = [];
  const parts = { segments, audio, rate: timeline.rate, title: 'The Salt Line — 盐' };
  await tool.muxFilm(parts, output, { signal, onFrames: (done) => progress.push(done) });

  expect(numbersOf(output)).toEqual(Array.from({ length: 270 }, (_, i) => i));
  expect(progress.at(-1)).toBe(270);
  expect(readdirSync(home).filter((name) => name.includes('.part'))).toEqual([]);

  const { streams, format } = JSON.parse(ffprobe(output, '-count_frames', '-show_streams', '-show_format')) as {
    streams: Record<string, string>[];
    format: { duration: string; tags: Record<string, string> };
  };
  expect(streams[0]).toMatchObject({
    ...{
      codec_name: 'h264',
      width: 320,
      height: 180,
      r_frame_rate: '30/1',
      avg_frame_rate: '30/1',
      nb_read_frames: '270',
    },
    ...{ color_range: 'tv', color_space: 'bt709', color_primaries: 'bt709', color_transfer: 'bt709' },
    ...{ chroma_location: 'left', start_time: '0.000000', sample_aspect_ratio: '1:1' },
  });
  expect(streams[1]).toMatchObject({ codec_name: 'aac', sample_rate: '48000', start_time: '0.000000' });
  expect(Number(streams[0]!['duration'])).toBeCloseTo(9, 6);
  expect(Math.abs(Number(streams[1]!['duration']) - 9)).toBeLessThan(0.022);
  expect(format.tags['title']).toBe('The Salt Line — 盐');
  const bytes = readFileSync(output);
  expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'));

  const raw = ['-v', 'error', '-i', output, '-map', '0:a', '-ac', '1', '-f', 's16le', '-'];
  const pcm = execFileSync('ffmpeg', raw, { maxBuffer: 1 << 26 });
  let loudest = 0;
  for (let i = 0; i < pcm.length / 2; i++)
    if (Math.abs(pcm.readInt16LE(i * 2)) > Math.abs(pcm.readInt16LE(loudest * 2))) loudest = i;
  expect(Math.abs(loudest - clickAt - 48)).toBeLessThan(60);
});

test('RND-16 two renderings of a segment are the same bytes', async () => {
  const [segment] = segmentsOf(film([numbered(40, 0)], 40));
  const once = await tool.renderSegment({ timeline: segment!.timeline, encoding: final }, { signal });
  const again = await tool.renderSegment({ timeline: segment!.timeline, encoding: final }, { signal });
  expect(again).toEqual(once);
});

test('RND-17 segments of other parameter sets, lengths or damaged bytes are refused and nothing is left behind', async () => {
  const output = join(home, 'refused.mp4');
  const [segment] = segmentsOf(film([numbered(10, 0)], 10));
  const good = await tool.renderSegment({ timeline: segment!.timeline, encoding: draft }, { signal });
  const small = { ...segment!.timeline, width: 160 };
  const other = await tool.renderSegment({ timeline: small, encoding: draft }, { signal });
  const mux = (...segments: FilmParts['segments']) =>
    tool.muxFilm({ segments, rate: wholeRate(30) }, output, { signal });
  const ten = { video: good, durationFrames: 10 };
  await expect(mux(ten, { video: other, durationFrames: 10 })).rejects.toThrow('parameter sets');
  await expect(mux(ten, { video: good, durationFrames: 11 })).rejects.toThrow('10 frames instead of 11');
  const half = (await cache.blobs.get(good)).subarray(0, 500);
  const cut = await cache.blobs.put(half, 'video/mp4');
  await expect(mux({ video: cut, durationFrames: 10 })).rejects.toMatchObject({ code: 'media-corrupt' });
  await expect(
    tool.muxFilm({ segments: [ten], rate: wholeRate(30) }, join(home, 'nowhere', 'film.mp4'), { signal }),
  ).rejects.toMatchObject({ code: expect.stringMatching(/^output-/) });
  expect(existsSync(output)).toBe(false);
});

test('RND-18 cancelling stops the encoder, leaves no process and no file', async () => {
  const scratch = (): number => readdirSync(join(home, 'cache', 'scratch'), { recursive: true }).length;
  const before = scratch();
  const controller = new AbortController();
  const [segment] = segmentsOf(film([numbered(150, 0)], 150));
  const work = tool.renderSegment(
    { timeline: segment!.timeline, encoding: final },
    { signal: controller.signal, onFrames: (done) => done >= 5 && controller.abort() },
  );
  await expect(work).rejects.toMatchObject({ code: 'cancelled' });
  expect(scratch()).toBe(before);
  expect(process.getActiveResourcesInfo()).not.toContain('ProcessWrap');
});

/** A stand-in program that prints and exits. */
const stub = (name: string, script: string): string => {
  const path = join(home, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
};

test('RND-19 a missing, foreign, old or crippled FFmpeg is named with what to type', async () => {
  await expect(findFfmpeg(join(home, 'absent'))).rejects.toMatchObject({ code: 'ffmpeg-missing' });
  await expect(findFfmpeg(stub('other', 'echo hello'))).rejects.toMatchObject({ code: 'ffmpeg-missing' });
  const version = (major: number) => `printf 'ffmpeg version 4.9\\nlibavcodec     ${major}. 1.100 / 1\\n'`;
  await expect(findFfmpeg(stub('old', version(58)))).rejects.toMatchObject({ code: 'ffmpeg-too-old' });
  await expect(findFfmpeg(stub('bare', version(60)))).rejects.toThrow('libx264');
  await expect(findFfmpeg(stub('old', version(58)))).rejects.toThrow('apt install ffmpeg');
});

test('RND-19 what FFmpeg complains about reaches the message, and a full disk is told apart', async () => {
  const [segment] = segmentsOf(film([numbered(3, 0)], 3));
  const withStub = (script: string): MediaTool => {
    const path = stub(`fake-${script.length}`, script);
    return mediaToolFor(cache.blobs, { path, version: '9', coders: { svtAv1: false } });
  };
  const render = (fake: MediaTool) => fake.renderSegment({ timeline: segment!.timeline, encoding: draft }, { signal });
  await expect(render(withStub('echo "weird codec trouble" >&2; exit 3'))).rejects.toMatchObject({
    code: 'ffmpeg-failed',
    message: expect.stringContaining('weird codec trouble') as string,
  });
  await expect(render(withStub('echo "av_write: No space left on device" >&2; exit 1'))).rejects.toMatchObject({
    code: 'disk-full',
  });
});

test('RND-20 a single frame comes out in its colours, at the size asked for', async () => {
  const solid: VideoItem = {
    ...{ kind: 'solid', id: 's', name: 's', colour: '#c04020' },
    sourceRange: { startFrame: 0, durationFrames: 5 },
  };
  const picture = await tool.frameAt(film([solid], 5), 2, { signal, height: 90 });
  expect([picture.width, picture.height, picture.rgba.length]).toEqual([160, 90, 160 * 90 * 4]);
  [0xc0, 0x40, 0x20].forEach((value, i) => expect(Math.abs(picture.rgba[i]! - value)).toBeLessThanOrEqual(2));
});
