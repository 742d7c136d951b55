/** What people may write short, and what it stands for. */
import { describe, expect, test } from 'vitest';
import { draftTimeline, parseTimeline } from './timeline.ts';
import type { Timeline, VideoItem } from './timeline.types.ts';

const read = (document: object): Timeline => parseTimeline(document);
const solid = (fields: object = {}): object => ({ kind: 'solid', colour: 'red', duration: 30, ...fields });
const itemsOf = (...clips: readonly object[]): readonly VideoItem[] =>
  read({ tracks: [{ clips }] }).tracks[0]?.items as readonly VideoItem[];
const first = (clip: object, head: object = {}): Extract<VideoItem, { id: string }> =>
  read({ ...head, tracks: [{ clips: [clip] }] }).tracks[0]?.items[0] as Extract<VideoItem, { id: string }>;
/** Kinds and lengths: `solid 30`, `gap 5`, `dissolve 7+8`. */
const shapeOf = (...clips: readonly object[]): readonly string[] =>
  itemsOf(...clips).map((item) =>
    item.kind === 'transition'
      ? `${item.type} ${item.inFrames}+${item.outFrames}`
      : `${item.kind} ${item.sourceRange.startFrame}..${item.sourceRange.startFrame + item.sourceRange.durationFrames}`,
  );

test('TML-20 media are files, assets and addresses', () => {
  const media = (written: unknown) => {
    const clip = first({ kind: 'image', media: written, duration: 3 });
    return clip.kind === 'image' ? clip.media : undefined;
  };
  expect(media('clips/intro one.png')).toEqual({ kind: 'file', path: 'clips/intro one.png' });
  expect(media('C:\\clips\\a.png')).toEqual({ kind: 'file', path: 'C:\\clips\\a.png' });
  expect(media('asset:aB-9_x')).toEqual({ kind: 'asset', id: 'aB-9_x' });
  expect(media('https://example.org/a.png?x=1')).toEqual({ kind: 'url', url: 'https://example.org/a.png?x=1' });
  expect(media({ kind: 'missing', name: 'lost.mov' })).toEqual({ kind: 'missing', name: 'lost.mov' });
});

describe('TML-25 rate and size', () => {
  const rates: readonly (readonly [unknown, number, number])[] = [
    [30, 30, 1],
    [29.97, 30000, 1001],
    [23.976, 24000, 1001],
    [23.98, 24000, 1001],
    [59.94, 60000, 1001],
    [12.5, 25, 2],
    ['30000/1001', 30000, 1001],
    ['25', 25, 1],
    [{ num: 50, den: 2 }, 25, 1],
  ];
  test.each(rates)('TML-25 a rate of %j is %i/%i', (fps, num, den) => {
    expect(read({ fps, tracks: [{ clips: [solid()] }] }).rate).toEqual({ num, den });
  });

  const sizes: readonly (readonly [object, number, number])[] = [
    [{}, 1920, 1080],
    [{ size: '720p' }, 1280, 720],
    [{ size: '4k' }, 3840, 2160],
    [{ size: '1080p', aspect: '9:16' }, 1080, 1920],
    [{ resolution: '1080p', aspectRatio: '1:1' }, 1080, 1080],
    [{ size: '1080p', aspect: '4:5' }, 1080, 1350],
    [{ size: '640x360' }, 640, 360],
    [{ width: 640 }, 640, 360],
    [{ height: 480, aspect: '4:3' }, 640, 480],
    [{ width: 16, height: 7680 }, 16, 7680],
  ];
  test.each(sizes)('TML-25 %j is %i × %i', (given, width, height) => {
    expect(read({ ...given, tracks: [{ clips: [solid()] }] })).toMatchObject({ width, height });
  });
});

test('TML-23 clips follow each other, or stand where they say, in any order; holes are gaps', () => {
  expect(shapeOf(solid(), solid({ start: 40 }), solid())).toEqual([
    'solid 0..30',
    'gap 0..10',
    'solid 0..30',
    'solid 0..30',
  ]);
  expect(shapeOf(solid({ start: '3s' }), solid({ start: 0, name: 'b' }))).toEqual([
    'solid 0..30',
    'gap 0..60',
    'solid 0..30',
  ]);
});

test('TML-24 a transition a clip brings overlaps the clip before, when nothing says where it begins or it begins that much earlier', () => {
  const overlapped = ['solid 0..25', 'dissolve 5+5', 'solid 5..30'];
  expect(shapeOf(solid(), solid({ transition: { duration: 10 } }))).toEqual(overlapped);
  expect(shapeOf(solid({ start: 0 }), solid({ start: 20, transition: { type: 'dissolve', duration: 10 } }))).toEqual(
    overlapped,
  );
  expect(read({ tracks: [{ clips: [solid(), solid({ transition: { duration: 10 } })] }] }).durationFrames).toBe(50);
  expect(shapeOf(solid(), solid({ transition: 'wipe' }))[1]).toBe('wipe 7+8');
});

test('TML-24 between clips that only touch it straddles the cut, as far as the second one has material before its first frame', () => {
  expect(shapeOf(solid(), solid({ start: 30, transition: { duration: 9 } }))).toEqual([
    'solid 0..30',
    'dissolve 4+5',
    'solid 0..30',
  ]);
  const video = (trim: number): object => ({
    kind: 'video',
    media: 'a.mp4',
    trim,
    duration: 30,
    start: 30,
    transition: { duration: 10 },
  });
  expect(shapeOf(solid({ start: 0 }), video(0))[1]).toBe('dissolve 0+10');
  expect(shapeOf(solid({ start: 0 }), video(3))[1]).toBe('dissolve 3+7');
  expect(
    shapeOf({ kind: 'transition', duration: 6 }, solid(), { kind: 'transition', type: 'fade-to-black', duration: 6 }),
  ).toEqual(['dissolve 0+6', 'solid 0..30', 'fade-to-black 6+0']);
});

test('TML-26 words need no style: a title in the middle, captions low in the frame, in proportion to it', () => {
  const title = first({ kind: 'text', text: 'Hello', duration: 30 });
  expect(title).toMatchObject({
    style: { fontFamily: 'Inter', align: 'centre', verticalAlign: 'middle', sizePx: 90 },
    opacity: 1,
  });
  const small = first(
    {
      kind: 'text',
      text: 'Hello',
      duration: 30,
      style: { size: 20, color: 'gray', weight: 'bold', box: { x: 1, y: 2, width: 30, height: 40 } },
    },
    { size: '360p' },
  );
  expect(small).toMatchObject({ style: { sizePx: 20, colour: '#808080', fontWeight: 700, boxX: 1, boxHeight: 40 } });
  const captions = first({ kind: 'captions', cues: [{ from: 0, to: '2s', text: 'Hi' }] });
  expect(captions).toMatchObject({
    sourceRange: { durationFrames: 60 },
    burn: true,
    style: { verticalAlign: 'bottom', outline: { widthPx: 4 } },
  });
  const boxed = first({
    kind: 'captions',
    cues: [{ from: 0, to: 9, text: 'Hi' }],
    style: { background: { color: '#000' } },
  });
  expect(boxed).not.toHaveProperty('style.outline');
});

test('TML-27 short forms and American spellings mean the full ones', () => {
  const image = first({
    kind: 'image',
    media: 'a.png',
    length: '2s',
    placement: { scale: 0.5, align: 'bottom-right', fit: 'cover' },
    filters: [
      { kind: 'color', saturation: 0 },
      { kind: 'chroma-key', color: 'lime' },
    ],
    blend: 'color-dodge',
  });
  expect(image).toMatchObject({
    sourceRange: { startFrame: 0, durationFrames: 60 },
    placement: { scaleX: 0.5, scaleY: 0.5, alignX: 1, alignY: 1, fit: 'cover' },
    filters: [{ kind: 'colour' }, { kind: 'chroma-key', colour: '#00ff00' }],
    blend: 'colour-dodge',
  });
  const audio = read({
    tracks: [{ clips: [{ kind: 'audio', media: 'a.mp3', duration: 9, volume: 0.5, fadeIn: '0.1s' }] }],
  });
  expect(audio.tracks[0]).toMatchObject({
    kind: 'audio',
    items: [{ gainDb: -6.02, fadeInFrames: 3, fadeOutFrames: 0 }],
  });
  expect(first({ kind: 'video', media: 'a.mp4', duration: 9, sound: false })).toMatchObject({ sound: 'muted' });
  expect(first(solid({ colour: '#ABC8' })).kind === 'solid' && first(solid({ colour: '#ABC8' }))).toMatchObject({
    colour: '#aabbcc88',
  });
});

test('TML-28 with trim, keyframes count from where the clip begins to show; with sourceRange, from the beginning of its material', () => {
  const opacity = [
    { at: 0, value: 0 },
    { at: '1s', value: 1 },
  ];
  const trimmed = first({ kind: 'video', media: 'a.mp4', trim: 100, duration: 60, opacity });
  expect(trimmed).toMatchObject({ sourceRange: { startFrame: 100 }, opacity: [{ frame: 100 }, { frame: 130 }] });
  const strict = first({
    kind: 'video',
    media: 'a.mp4',
    sourceRange: { startFrame: 100, durationFrames: 60 },
    opacity,
  });
  expect(strict).toMatchObject({ sourceRange: { startFrame: 100 }, opacity: [{ frame: 0 }, { frame: 30 }] });
});

test('RND-43 captions stand where they are aligned when nobody gives them a box', () => {
  const cues = [{ from: 0, to: '2s', text: 'Hi' }];
  const boxOf = (style: object, size: string): readonly unknown[] => {
    const clip = first({ kind: 'captions', cues, style }, { size });
    if (clip.kind !== 'captions') throw new Error('No captions.');
    return [clip.style.boxY, clip.style.boxHeight, clip.style.verticalAlign];
  };
  for (const style of [{}, { verticalAlign: 'bottom' }])
    expect(boxOf(style, '1000x1000')).toEqual([725, 220, 'bottom']);
  expect(boxOf({ verticalAlign: 'middle' }, '1000x1000')).toEqual([390, 220, 'middle']);
  expect(boxOf({ verticalAlign: 'top' }, '1000x1000')).toEqual([55, 220, 'top']);
  expect(boxOf({ verticalAlign: 'top' }, '500x1000')).toEqual([120, 220, 'top']);
  expect(boxOf({ verticalAlign: 'top', boxY: 600 }, '1000x1000')).toEqual([600, 220, 'top']);
});

test('RND-44 words and plain colours take filters; captions tell to use a composition', () => {
  const filters = [{ kind: 'blur', radiusPx: 4 }];
  expect(first({ kind: 'text', text: 'Hi', duration: 9, filters })).toMatchObject({ filters });
  expect(first({ kind: 'solid', colour: 'red', duration: 9, filters })).toMatchObject({ filters });
  const cues = [{ from: 0, to: '2s', text: 'Hi' }];
  for (const name of ['placement', 'opacity', 'blend', 'filters'])
    expect(() => first({ kind: 'captions', cues, [name]: 1 })).toThrow(`composition and give that the ${name}`);
});

test('TML-29 a clip may last until the end of the timeline, captions as long as their cues, a composition as long as its tracks', () => {
  const timeline = read({
    tracks: [
      {
        clips: [
          solid({ duration: 90 }),
          {
            kind: 'composition',
            tracks: [{ clips: [solid({ duration: 40 })] }, { clips: [solid(), solid({ duration: 'end' })] }],
          },
        ],
      },
      { clips: [{ kind: 'text', text: 'x', start: 100, duration: 'end' }] },
      { clips: [{ kind: 'audio', media: 'a.mp3', duration: 'end' }] },
    ],
  });
  expect(timeline.durationFrames).toBe(130);
  expect(timeline.tracks.map(({ items }) => items.at(-1))).toMatchObject([
    { sourceRange: { durationFrames: 40 }, tracks: [{}, { items: [{}, { sourceRange: { durationFrames: 10 } }] }] },
    { sourceRange: { durationFrames: 30 } },
    { sourceRange: { durationFrames: 130 } },
  ]);
  expect(() => read({ tracks: [{ clips: [solid({ duration: 'end' }), solid()] }] })).toThrow(
    'only the last clip of a track',
  );
  expect(() => read({ tracks: [{ clips: [solid()] }, { clips: [solid({ start: 30, duration: 'end' })] }] })).toThrow(
    'where the timeline ends',
  );
});

test('TML-10 ids are made from the place, the same each time, and never those that are given', () => {
  const document = { tracks: [{ clips: [solid(), solid({ id: 'clip-1-1' })] }, { name: 'Two', clips: [solid()] }] };
  const ids = (timeline: Timeline): unknown =>
    timeline.tracks.map(({ id, name, items }) => [id, name, items.map((item) => 'id' in item && item.id)]);
  expect(ids(read(document))).toEqual([
    ['track-1', 'track-1', ['clip-1-1+', 'clip-1-1']],
    ['track-2', 'Two', ['clip-2-1']],
  ]);
  expect(read(document)).toEqual(read(document));
});

test('TML-26 what a placement cannot do for text is noted', () => {
  const clip = { kind: 'text', text: 'x', duration: 9, placement: { fit: 'cover', crop: { left: 0.5 }, x: 3 } };
  expect(draftTimeline({ tracks: [{ clips: [clip] }] }).notes).toEqual([
    {
      path: 'tracks[0].clips[0].placement',
      message: 'fit, crop change nothing in text, which lies in the box of its style',
    },
  ]);
});
