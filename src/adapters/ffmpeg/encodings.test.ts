import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { frameTimes, probe } from '../../../test/kit/media-facts.ts';
import { mediaToolFor } from '../../../test/kit/media-tool.ts';
import { excerpt } from '../../compile/compile.ts';
import type { Timeline } from '../../domain/timeline/timeline.types.ts';
import type { MediaTool, PictureEncoding } from '../../ports/media-tool.ts';
import { type FileCache, openFileCache } from '../files/files.ts';
import { findFfmpeg } from './ffmpeg.ts';

const home = mkdtempSync(join(tmpdir(), 'encodings-'));
const { signal } = new AbortController();
let cache: FileCache;
let tool: MediaTool;

beforeAll(async () => {
  cache = openFileCache(home);
  tool = mediaToolFor(cache.blobs, await findFfmpeg());
});

afterAll(async () => {
  await tool.close();
  cache.close();
  rmSync(home, { recursive: true });
});

/** Grey that brightens by frames, half of it clear when the background is not drawn. */
const ramp = (durationFrames: number): Timeline => ({
  ...{ schema: 'workprint.timeline/2', name: 'ramp', width: 64, height: 64, background: '#000000', durationFrames },
  rate: { num: 30000, den: 1001 },
  tracks: [
    {
      ...{ kind: 'video', id: 'v', name: 'v' },
      items: [
        {
          ...{ kind: 'shape', id: 's', name: 's', sourceRange: { startFrame: 0, durationFrames } },
          ...{ shape: { kind: 'rectangle', width: 64, height: 32 }, fill: '#ffffff', placement: { fit: 'none' } },
          opacity: [
            { frame: 0, value: 0, easing: 'linear' },
            { frame: durationFrames, value: 1, easing: 'linear' },
          ],
        },
      ],
    },
  ],
  markers: [],
});

const durationFrames = 37;
const cuts = [0, 12, 13, 25, durationFrames];

/** The ramp as a film of four segments, one of them a single frame long. */
const filmOf = async (encoding: PictureEncoding, ending: string): Promise<string> => {
  const segments = await Promise.all(
    cuts.slice(1).map(async (end, i) => {
      const startFrame = cuts[i] as number;
      const timeline = excerpt(ramp(durationFrames), { startFrame, durationFrames: end - startFrame });
      const video = await tool.renderSegment({ timeline, encoding }, { signal });
      return { video, durationFrames: end - startFrame };
    }),
  );
  const path = join(home, `${encoding.codec}${encoding.alpha ? '-alpha' : ''}${ending}`);
  await tool.muxFilm({ segments, rate: { num: 30000, den: 1001 } }, path, { signal });
  return path;
};

/** How bright the middle of every frame is, or how opaque. */
const middleOf = (path: string, alpha: boolean): number[] => {
  const filters = alpha ? 'alphaextract,format=gray,crop=1:1:28:28' : 'crop=8:8:28:28,scale=1:1:flags=area,format=gray';
  const raw = ['-v', 'error', '-i', path, '-vf', filters, '-f', 'rawvideo'];
  return [...execFileSync('ffmpeg', [...raw, '-'])];
};

test.each([
  ['h264', 'h264', '.mp4', false],
  ['h265', 'hevc', '.mp4', false],
  ['av1', 'av1', '.mp4', false],
  ['vp9', 'vp9', '.mp4', false],
  ['prores', 'prores', '.mov', false],
  ['prores', 'prores', '.mov', true],
] as const)(
  'EXE-5 %s segments join to a film with every frame, integer times, colours and their coder’s name (%s%s, alpha %s)',
  async (codec, name, ending, alpha) => {
    const path = await filmOf({ codec, crf: 20, preset: 'ultrafast', alpha }, ending);
    const { streams } = await probe(path);
    expect(streams[0]).toMatchObject({
      ...{
        codec_name: name,
        nb_read_frames: String(durationFrames),
        avg_frame_rate: '30000/1001',
        width: 64,
        height: 64,
      },
      ...{ color_space: 'bt709', color_transfer: 'bt709', color_primaries: 'bt709', start_time: '0.000000' },
    });
    const times = await frameTimes(path);
    const step = (times[1] as number) - (times[0] as number);
    expect(times.map((time) => time - (times[0] as number))).toEqual(times.map((_, i) => i * step));
    const values = middleOf(path, alpha);
    expect(values).toHaveLength(durationFrames);
    // A swapped or repeated frame at a seam would break the ramp.
    for (let i = 1; i < values.length; i++) expect(values[i]! - values[i - 1]!).toBeGreaterThan(1);
    if (alpha) expect(streams[0]?.['pix_fmt']).toMatch(/yuva444p1/);
  },
);

test('EXE-9 a segment that shows one picture has the bytes of one whose every frame was composed', async () => {
  const solid = { kind: 'solid', id: 's', name: 's', colour: '#3070a0' } as const;
  const still: Timeline = {
    ...{ ...ramp(20), rate: { num: 24, den: 1 } },
    tracks: [
      { kind: 'video', id: 'v', name: 'v', items: [{ ...solid, sourceRange: { startFrame: 0, durationFrames: 20 } }] },
    ],
  };
  // A text by lines that draws nothing is taken to move: the same pictures the long way.
  const style = { fontFamily: 'Inter', fontWeight: 400, sizePx: 8, colour: '#ffffff00' } as const;
  const box = {
    boxX: 0,
    boxY: 0,
    boxWidth: 64,
    boxHeight: 64,
    align: 'left',
    verticalAlign: 'top',
    lineHeight: 1,
  } as const;
  const text = {
    kind: 'text',
    id: 't',
    name: 't',
    text: ' ',
    style: { ...style, ...box } as never,
    opacity: 0,
  } as const;
  const items = [
    {
      ...text,
      sourceRange: { startFrame: 0, durationFrames: 20 },
      enter: { unit: 'line', kind: 'fade', frames: 2 } as never,
    },
  ];
  const moving: Timeline = { ...still, tracks: [...still.tracks, { kind: 'video', id: 'w', name: 'w', items }] };
  for (const encoding of [
    { codec: 'h264', crf: 20, preset: 'veryfast' },
    { codec: 'ffv1', crf: 0, preset: 'veryfast' },
  ] as const) {
    const [short, long] = await Promise.all(
      [still, moving].map((timeline) => tool.renderSegment({ timeline, encoding }, { signal })),
    );
    expect(short).toEqual(long);
  }
});
