import { expect, it } from 'vitest';
import { memoryBlobs } from '../../../test/kit/memory-blobs.ts';
import { WorkprintError } from '../../domain/errors.ts';
import { wholeRate } from '../../domain/time.ts';
import { TimelineInvalid } from '../../domain/timeline/timeline.ts';
import type { MediaReference, Timeline } from '../../domain/timeline/timeline.types.ts';
import type { MediaLibrary, TakenMedia } from '../../ports/media-library.ts';
import { openTimeline } from './open-timeline.ts';
import { TakenFiles } from './take-in.ts';

const asked: string[] = [];
const library: MediaLibrary = {
  takeIn: async (path): Promise<TakenMedia> => {
    asked.push(path);
    if (path.endsWith('gone.mp4')) throw new WorkprintError('media-not-found', `There is no file ${path}.`);
    const blob = { sha256: path, sizeBytes: 1, mediaType: 'audio/wav' };
    const sound = { stream: 0, codec: 'pcm', channels: 2, sampleRateHz: 48_000, startMs: 0, durationMs: 1000 };
    return { kind: 'blob', blob, facts: { kind: 'wav', durationMs: 1000, sounds: [sound] } };
  },
  read: async () => new Uint8Array(1),
  locate: async () => '',
};
const blobs = { ...memoryBlobs(), localPath: ({ sha256 }: { readonly sha256: string }) => `/cache/${sha256}` };
const files = (find?: (name: string) => string | undefined): TakenFiles =>
  new TakenFiles({
    ...(find && { find }),
    ...{ library, blobs, vetFont: (bytes) => bytes },
    ...{ resolve: (path) => `/films/${path}`, signal: new AbortController().signal },
  });
const clip = (kind: 'audio' | 'video', media: MediaReference) => ({
  ...{ id: 'c', name: 'c', media, sourceRange: { startFrame: 0, durationFrames: 10 } },
  ...(kind === 'audio' ? { kind, gainDb: 0, fadeInFrames: 0, fadeOutFrames: 0 } : { kind }),
});
const timeline = (...media: readonly (readonly ['audio' | 'video', MediaReference])[]): Timeline => ({
  ...{ schema: 'workprint.timeline/2', name: '', rate: wholeRate(30), width: 64, height: 36, background: '#000000' },
  ...{ durationFrames: 10, markers: [] },
  tracks: media.map(([kind, one], i) => ({ kind, id: `t${i}`, name: '', items: [clip(kind, one)] }) as never),
});
const file = (path: string): MediaReference => ({ kind: 'file', path });

it('RTL-4 a file that is named often is looked at once, and lies beside the timeline', async () => {
  asked.length = 0;
  const taken = await files().takeTimeline(timeline(['audio', file('a.wav')], ['audio', file('a.wav')]));
  expect(asked).toEqual(['/films/a.wav']);
  expect(JSON.stringify(taken)).not.toContain('"file"');
});

it('RTL-4 everything that is wrong with any file is told together', async () => {
  const broken = timeline(
    ['video', file('gone.mp4')],
    ['video', { kind: 'url', url: 'https://example.org/a.mp4' }],
    ['audio', { kind: 'missing', name: 'Reel 4' }],
  );
  const error = await files()
    .takeTimeline(broken)
    .catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(TimelineInvalid);
  expect((error as TimelineInvalid).problems.map(({ path }) => path).sort()).toEqual([
    'tracks[0].items[0].media',
    'tracks[1].items[0].media',
    'tracks[2].items[0].media',
  ]);
});

it('RTL-4 a file without the picture or the sound that is asked of it is told', async () => {
  await expect(files().takeTimeline(timeline(['video', file('a.wav')]))).rejects.toThrow(/a\.wav.*no picture/);
});

it('RTL-13 what a film left in the cache is taken from it; what is lost is told', async () => {
  const blob = await blobs.put(new Uint8Array([1, 2, 3]), 'audio/wav');
  const taken = await files().takeTimeline(timeline(['audio', { kind: 'blob', blob }]));
  expect(JSON.stringify(taken)).toContain('"facts"');
  const lost = { sha256: 'f'.repeat(64), sizeBytes: 5, mediaType: 'audio/wav' };
  await expect(files().takeTimeline(timeline(['audio', { kind: 'blob', blob: lost }]))).rejects.toThrow(
    /not in this cache/,
  );
});

it('RTL-15 addresses and lost media are the files of their names in the folder that was given', async () => {
  const taken = files((name) => (name === 'sea side.wav' || name === 'Reel 4' ? `/media/${name}` : undefined));
  const url = { kind: 'url', url: 'https://example.org/a/sea%20side.wav?v=2' } as const;
  asked.length = 0;
  await taken.takeTimeline(timeline(['audio', url], ['audio', { kind: 'missing', name: 'Reel 4' }]));
  expect(asked.sort()).toEqual(['/films//media/Reel 4', '/films//media/sea side.wav']);
  expect(taken.factsOf(url)?.kind).toBe('wav');
});

it('RTL-18 what is wrong with a document is told together with its files that are missing', async () => {
  const open = (document: object): Promise<unknown> => {
    const taken = new TakenFiles({
      ...{ library, blobs, vetFont: (bytes: Uint8Array) => bytes, resolve: (path: string) => `/films/${path}` },
      ...{ exists: async (path: string) => !path.includes('gone'), signal: new AbortController().signal },
    });
    const options = { merge: {}, strict: false, knowsFamily: () => true };
    return openTimeline(JSON.stringify(document), 'cut.json', options, taken).catch((reason: unknown) => reason);
  };
  const pathsOf = (error: unknown) => (error as TimelineInvalid).problems.map(({ path }) => path);
  const fonts = [{ family: 'Sea', media: 'gone.ttf' }];
  const clips = (start: number) => [
    { kind: 'audio', media: 'gone.mp4', start, duration: 5 },
    { kind: 'audio', media: 'a.wav', start: 10, duration: 5 },
    { kind: 'audio', media: 'asset:x', start: 20, duration: 5 },
  ];
  const torn = await open({ fonts, tracks: [{ kind: 'audio', clips: clips(-3) }] });
  expect(pathsOf(torn).sort()).toEqual([
    'fonts[0].media',
    'tracks[0].clips[0].media',
    'tracks[0].clips[0].start',
    'tracks[0].clips[2].media',
  ]);
  expect((torn as Error).message).toContain('4 things are wrong');
  const sound = await open({ fonts, tracks: [{ kind: 'audio', clips: clips(0) }] });
  expect(pathsOf(sound).sort()).toEqual(['fonts[0].media', 'tracks[0].clips[0].media', 'tracks[0].clips[2].media']);
});
