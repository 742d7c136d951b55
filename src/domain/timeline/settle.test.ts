/** Lengths that hang on media, and what the facts of a file say about its clips. */
import { describe, expect, test } from 'vitest';
import type { MediaFacts, PictureFacts } from './media-facts.types.ts';
import { atSource, draftMedia, draftTimeline, type FactsOf, settle, TimelineInvalid } from './timeline.ts';
import type { MediaReference } from './timeline.types.ts';

const picture = (frames: number, num: number, den = 1): PictureFacts =>
  ({ stream: 0, codec: 'h264', width: 64, height: 36, frames, rate: { num, den } }) as PictureFacts;
const sound = (durationMs: number, startMs = 0) => ({
  stream: 1,
  codec: 'aac',
  channels: 2,
  sampleRateHz: 48_000,
  startMs,
  durationMs,
});

const files: Readonly<Record<string, MediaFacts>> = {
  'five.mp4': { kind: 'mp4', durationMs: 5000, picture: picture(125, 25), sounds: [sound(5000)] },
  'ntsc.mp4': { kind: 'mp4', durationMs: 10_010, picture: picture(300, 30000, 1001), sounds: [] },
  'vfr.mkv': {
    kind: 'matroska',
    durationMs: 3333,
    picture: { ...picture(60, 20), frameTimes: { sha256: '', sizeBytes: 8, mediaType: '' } },
    sounds: [],
  },
  'voice.wav': { kind: 'wav', durationMs: 2000, sounds: [sound(2000)] },
  'late.mp4': { kind: 'mp4', durationMs: 4000, sounds: [sound(1000), sound(3000, 1000)] },
  'still.png': { kind: 'png', durationMs: 0, picture: picture(1, 25), sounds: [] },
};
const factsOf: FactsOf = (media: MediaReference) => (media.kind === 'file' ? files[media.path] : undefined);

const settled = (...clips: readonly object[]) => settle(draftTimeline({ tracks: [{ clips }] }), factsOf);
const lengthsOf = (...clips: readonly object[]): readonly number[] =>
  (settled(...clips).timeline.tracks[0]?.items ?? []).map((item) =>
    item.kind === 'transition' ? -1 : item.sourceRange.durationFrames,
  );
const solidAt = (duration: number): object => ({ kind: 'solid', colour: 'red', duration });
const video = (media: string, fields: object = {}): object => ({ kind: 'video', media, ...fields });
const audio = (media: string, fields: object = {}): object => ({ kind: 'audio', media, ...fields });

describe('TML-30 without a length a clip lasts as long as its media', () => {
  const cases: readonly (readonly [what: string, clip: object, frames: number])[] = [
    ['25 frames a second on a timeline of 30', video('five.mp4'), 150],
    ['29.97 on 30, no frame short for rounding', video('ntsc.mp4'), 300],
    ['without what is trimmed away', video('five.mp4', { trim: '1s' }), 120],
    ['twice as fast', video('five.mp4', { speed: 2 }), 75],
    ['backwards', video('five.mp4', { speed: -0.5 }), 300],
    ['frames that are not evenly spaced, by the clock', video('vfr.mkv'), 100],
    ['a sound', audio('voice.wav'), 60],
    ['a sound faster', audio('voice.wav', { speed: 1.5 }), 40],
    ['the sound track that is chosen', audio('late.mp4', { audioTrack: 1 }), 120],
  ];
  test.each(cases)('TML-30 %s', (_what, clip, frames) => {
    expect(lengthsOf(clip)).toEqual([frames]);
  });

  test('TML-30 what follows it is laid out after it, and transitions overlap it', () => {
    expect(
      lengthsOf(video('five.mp4'), video('five.mp4', { transition: { duration: 10 } }), {
        kind: 'solid',
        colour: 'red',
        start: 300,
        duration: 9,
      }),
    ).toEqual([145, -1, 145, 10, 9]);
  });

  test('TML-30 music lasts as long as a timeline that hangs on its videos', () => {
    const draft = draftTimeline({
      tracks: [
        { clips: [video('five.mp4'), video('ntsc.mp4')] },
        { clips: [audio('voice.wav', { duration: 'end', loop: true })] },
      ],
    });
    const { timeline, notes } = settle(draft, factsOf);
    expect(timeline.durationFrames).toBe(450);
    expect(timeline.tracks[1]?.items).toMatchObject([{ sourceRange: { durationFrames: 450 } }]);
    expect(notes).toEqual([]);
  });

  const refused: readonly (readonly [what: string, clip: object, part: string])[] = [
    ['a file nobody knows', video('nobody.mp4'), 'nothing is known of the media yet'],
    ['a still', video('still.png'), 'the media has no length of its own'],
    ['a frozen clip', video('five.mp4', { speed: 0 }), 'the clip is frozen'],
    [
      'a ramp',
      video('five.mp4', {
        speed: [
          { at: 0, value: 1 },
          { at: 9, value: 2 },
        ],
      }),
      'the speed of the clip changes',
    ],
    [
      'all of it trimmed away',
      video('five.mp4', { trim: '9s' }),
      'the media has 150 frames and all of them are trimmed away',
    ],
  ];
  test.each(refused)('TML-30 of %s that length cannot be said', (_what, clip, part) => {
    expect(() => settled(clip)).toThrow(TimelineInvalid);
    expect(() => settled(clip)).toThrow(part);
    expect(() => settled(clip)).toThrow('tracks[0].clips[0].duration');
  });
});

test('TML-31 what a file cannot show or play is refused at its clip', () => {
  const problems = (() => {
    try {
      return settled(
        video('voice.wav', { duration: 9 }),
        { kind: 'image', media: 'voice.wav', duration: 9 },
        video('five.mp4', { duration: 9, sound: { audioTrack: 2 } }),
      );
    } catch (error) {
      return (error as TimelineInvalid).problems;
    }
  })();
  expect(problems).toEqual([
    { path: 'tracks[0].clips[0].media', message: expect.stringContaining('has no picture') },
    { path: 'tracks[0].clips[1].media', message: expect.stringContaining('has no picture') },
    {
      path: 'tracks[0].clips[2].media',
      message: expect.stringContaining('has 1 sound tracks; use audioTrack 0 or less'),
    },
  ]);
  expect(() => settled(audio('ntsc.mp4', { duration: 9 }))).toThrow('the file has no sound');
});

test('TML-32 a clip longer than its media is shown with its last frame held, and that is noted', () => {
  const { notes } = settled(
    video('five.mp4', { duration: 200 }),
    video('five.mp4', { trim: 170, duration: 9 }),
    video('five.mp4', { duration: 200, loop: true }),
    video('five.mp4', { duration: 150 }),
  );
  expect(notes).toEqual([
    {
      path: 'tracks[0].clips[0]',
      message: 'the media has 150 frames, and the clip wants 200: its last frame is held for the rest',
    },
    {
      path: 'tracks[0].clips[1]',
      message: 'the media has 150 frames, and the clip begins at 170: its last frame is held from its start',
    },
  ]);
});

test('TML-30 a draft names the files its lengths hang on, with their places in the source', () => {
  const draft = draftTimeline({
    tracks: [{ clips: [{ kind: 'composition', tracks: [{ items: [video('five.mp4')] }] }, video('ntsc.mp4')] }],
  });
  expect(draftMedia(draft)).toEqual([
    { media: { kind: 'file', path: 'five.mp4' }, place: 'tracks[0].clips[0].tracks[0].items[0].media' },
    { media: { kind: 'file', path: 'ntsc.mp4' }, place: 'tracks[0].clips[1].media' },
  ]);
  expect(settle(draft, factsOf).timeline.durationFrames).toBe(450);
});

test('TML-24 a transition takes its frames from the side that has material; what neither has is held, and noted', () => {
  const sidesOf = (first: object, second: object): unknown => settled(first, second).timeline.tracks[0]?.items[1];
  const whole = video('five.mp4');
  const abutting = (trim: number): object =>
    video('five.mp4', { trim, start: 150, duration: 60, transition: { duration: 20 } });
  expect(sidesOf(whole, abutting(50))).toMatchObject({ inFrames: 20, outFrames: 0 });
  expect(sidesOf(video('five.mp4', { duration: 150 }), abutting(3))).toMatchObject({ inFrames: 3, outFrames: 17 });
  expect(settled(whole, abutting(3)).notes).toEqual([
    {
      path: 'tracks[0].clips[0]',
      message:
        'the media has 150 frames, and the transition beside the clip wants 167: its last frame is held; let the clips overlap',
    },
  ]);
  const early = { kind: 'transition', inFrames: 9, outFrames: 1 };
  expect(
    settled(video('five.mp4', { duration: 60 }), early, video('five.mp4', { trim: 2, duration: 60 })).notes,
  ).toEqual([
    {
      path: 'tracks[0].clips[2]',
      message:
        'the media has 150 frames, and the transition beside the clip wants 7 before the first: that one is held',
    },
  ]);
});

test('TML-32 what lies behind the end that the document sets is noted', () => {
  const { timeline, notes } = settle(
    draftTimeline({ duration: 20, tracks: [{ clips: [{ kind: 'solid', colour: 'red', duration: 50 }] }] }),
  );
  expect(timeline.durationFrames).toBe(20);
  expect(notes).toEqual([
    { path: 'tracks', message: 'they end at frame 50, and the timeline at 20: the rest is not shown' },
  ]);
});

test('TML-33 a path of the settled timeline leads back to its place in the source, whatever layout has added', () => {
  const inner = [{ clips: [solidAt(9), { kind: 'text', text: 'x', start: 40, duration: 9 }] }];
  const draft = draftTimeline({
    tracks: [
      {
        clips: [solidAt(30), { ...solidAt(30), transition: 'wipe' }, { kind: 'composition', start: 90, tracks: inner }],
      },
    ],
  });
  const { timeline, sourceOf } = settle(draft);
  expect(timeline.tracks[0]?.items.map(({ kind }) => kind)).toEqual([
    'solid',
    'transition',
    'solid',
    'gap',
    'composition',
  ]);
  expect(sourceOf('tracks[0].items[0]')).toBe('tracks[0].clips[0]');
  expect(sourceOf('tracks[0].items[1]')).toBe('tracks[0].clips[1].transition');
  expect(sourceOf('tracks[0].items[2].colour')).toBe('tracks[0].clips[1].colour');
  expect(sourceOf('tracks[0].items[4].tracks[0].items[2].style.fontFamily')).toBe(
    'tracks[0].clips[2].tracks[0].clips[1].style.fontFamily',
  );
  expect(sourceOf('tracks[0].items[4].tracks[0].name')).toBe('tracks[0].clips[2].tracks[0].name');
  expect(sourceOf('fonts[0].media')).toBe('fonts[0].media');
  const invalid = new TimelineInvalid([{ path: 'tracks[0].items[2], tracks[0].items[4].media', message: 'x' }]);
  expect(atSource(invalid, sourceOf).problems).toEqual([
    { path: 'tracks[0].clips[1], tracks[0].clips[2].media', message: 'x' },
  ]);
});

test('RND-45 motions that want more frames than their clip has are noted at the clip, others are not', () => {
  const text = (fields: object): object => ({ kind: 'text', text: 'twelve signs in all', duration: 30, ...fields });
  const notesOf = (fields: object) => settled(text(fields)).notes;
  expect(notesOf({ enter: { unit: 'letter', duration: 15 }, leave: { unit: 'letter', duration: 15 } })).toEqual([]);
  expect(notesOf({ enter: { unit: 'letter', duration: 10, stagger: 2 } })).toEqual([
    { path: 'tracks[0].clips[0]', message: 'enter wants 40 frames and the clip has 30: it is hurried to fit' },
  ]);
  expect(notesOf({ enter: { duration: 20 }, leave: { duration: '0.5s' } })).toEqual([
    {
      path: 'tracks[0].clips[0]',
      message: 'enter wants 20 frames, leave 15 and the clip has 30: both are hurried to fit',
    },
  ]);
});
