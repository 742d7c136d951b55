/** Cutting and trimming change no frame that stays: what the renderer draws for it is the same. */
import { describe, expect, test } from 'vitest';
import { evaluate } from '../../../compile/compile.ts';
import type { MediaFacts } from '../media-facts.types.ts';
import { parseTimeline } from '../timeline.ts';
import type { MediaReference, Timeline } from '../timeline.types.ts';
import { type EditResult, extract, rippleTrim, roll, split, trim } from './edit.ts';

const rising = (to: number): object[] => [
  { frame: 0, value: 0 },
  { frame: to, value: 1 },
];
const fade = rising(60);
const solid = (duration: number, more: object = {}): object => ({ kind: 'solid', colour: 'red', duration, ...more });
const video = (speed: number): object => ({
  ...{ kind: 'video', media: 'a.mp4', speed, opacity: fade },
  sourceRange: { startFrame: 12, durationFrames: 60 },
});
const cues = [
  { from: 3, to: 30, text: 'one two' },
  { from: 30, to: 50, text: 'three' },
];
const nested = [{ clips: [solid(20), solid(40, { opacity: rising(40) })] }];
const ellipse = { kind: 'shape', shape: { kind: 'ellipse', width: 20, height: 20 }, fill: 'red' };

const clips: readonly (readonly [what: string, clip: object])[] = [
  ['a fading colour', solid(60, { opacity: fade })],
  ['a moving shape', { ...ellipse, duration: 60, placement: { x: rising(60), rotation: rising(30) } }],
  ['captions', { kind: 'captions', duration: 60, cues }],
  ['a video', video(1)],
  ['a video twice as fast', video(2)],
  ['a video backwards', video(-1)],
  ['a video backwards, twice as fast', video(-2)],
  ['a frozen video', video(0)],
  ['a timeline in a timeline', { kind: 'composition', duration: 60, opacity: fade, tracks: nested }],
];

const facts = {
  ...{ kind: 'mp4', durationMs: 10_000, sounds: [] },
  picture: {
    frames: 300,
    rate: { num: 30, den: 1 },
    width: 64,
    height: 36,
    codedWidth: 64,
    codedHeight: 36,
    alpha: false,
  },
} as unknown as MediaFacts;
const blob: MediaReference = {
  kind: 'blob',
  blob: { sha256: '0'.repeat(64), sizeBytes: 1, mediaType: 'video/mp4' },
  facts,
};

/** A timeline of one clip, its file taken in. */
const timelineOf = (clip: object): Timeline => {
  const timeline = parseTimeline({ width: 64, height: 36, tracks: [{ id: 'v', clips: [{ id: 'a', ...clip }] }] });
  const tracks = timeline.tracks.map((track) => ({
    ...track,
    items: track.items.map((item) => ('media' in item ? { ...item, media: blob } : item)),
  }));
  return { ...timeline, tracks: tracks as Timeline['tracks'] };
};

/** What is drawn; the name under which a file is read differs from clip to clip. */
const shown = (timeline: Timeline, frame: number): string =>
  JSON.stringify(evaluate(timeline, frame)).replace(/"reader":"[^"]*"/g, '');

describe('TML-54 every frame that stays is drawn as it was', () => {
  test.each(clips)('TML-54 %s, split, rolled, trimmed, extracted', (_what, clip) => {
    const timeline = timelineOf(clip);
    const expectSame = (result: EditResult, from: number, to: number, earlier = 0): Timeline => {
      if ('refused' in result) throw new Error(result.refused);
      for (let frame = from; frame < to; frame++)
        expect(shown(result.timeline, frame - earlier), `frame ${frame}`).toBe(shown(timeline, frame));
      return result.timeline;
    };
    const halves = expectSame(split(timeline, { trackId: 'v', at: 25 }), 0, 60);
    expectSame(roll(halves, { clipId: 'a-2', by: -9 }), 0, 60);
    expectSame(roll(halves, { clipId: 'a-2', by: 9 }), 0, 60);
    expectSame(trim(timeline, { clipId: 'a', edge: 'in', by: 13 }), 13, 60);
    expectSame(trim(timeline, { clipId: 'a', edge: 'out', by: -13 }), 0, 47);
    expectSame(rippleTrim(timeline, { clipId: 'a', edge: 'in', by: 13 }), 13, 60, 13);
    expectSame(extract(timeline, { trackId: 'v', from: 10, to: 20 }), 20, 60, 10);
    const whole = expectSame(trim(timeline, { clipId: 'a', edge: 'in', by: 13 }), 13, 60);
    expectSame(trim(whole, { clipId: 'a', edge: 'in', by: -13 }), 0, 60);
  });
});
