/** What each edit does, on a track one can picture, and what it refuses. */
import { describe, expect, test } from 'vitest';
import { parseTimeline } from '../timeline.ts';
import type { AudioClip, MediaReference, SolidClip, Timeline } from '../timeline.types.ts';
import * as edit from './edit.ts';

const clip = (id: string, duration: number, more: object = {}): object => ({
  kind: 'solid',
  colour: 'red',
  id,
  duration,
  ...more,
});
const timelineOf = (clips: readonly object[], others: readonly object[] = []): Timeline =>
  parseTimeline({ tracks: [{ id: 'v', clips }, ...others] });
const solid = (id: string, durationFrames: number): SolidClip => ({
  ...{ kind: 'solid', id, name: id, colour: '#ff0000' },
  sourceRange: { startFrame: 0, durationFrames },
});

/** `a 0..30 | gap 5 | ~3+4 | b 5..20`: what stands on a track. */
const shapeOf = (timeline: Timeline, id = 'v'): string =>
  (timeline.tracks.find((track) => track.id === id)?.items ?? [])
    .map((item) => {
      if (item.kind === 'transition') return `~${item.inFrames}+${item.outFrames}`;
      const { startFrame, durationFrames } = item.sourceRange;
      return item.kind === 'gap' ? `gap ${durationFrames}` : `${item.id} ${startFrame}..${startFrame + durationFrames}`;
    })
    .join(' | ');
const done = (result: edit.EditResult, id = 'v'): string =>
  'refused' in result ? result.refused : shapeOf(result.timeline, id);
const refusal = (result: edit.EditResult): string => ('refused' in result ? result.code : 'done');

const three = timelineOf([clip('a', 30), clip('b', 30), clip('c', 30)]);
const joined = timelineOf([
  clip('a', 30),
  { kind: 'transition', inFrames: 4, outFrames: 6 },
  clip('b', 30),
  clip('c', 30),
]);
const withGap = timelineOf([clip('a', 30), clip('b', 30, { start: 40 })]);

describe('TML-52 each edit changes what it says', () => {
  const cases: readonly (readonly [what: string, result: edit.EditResult, shape: string])[] = [
    [
      'insert at a cut',
      edit.insert(three, { trackId: 'v', at: 30, clip: solid('n', 5) }),
      'a 0..30 | n 0..5 | b 0..30 | c 0..30',
    ],
    [
      'insert into a clip',
      edit.insert(three, { trackId: 'v', at: 40, clip: solid('n', 5) }),
      'a 0..30 | b 0..10 | n 0..5 | b-2 10..30 | c 0..30',
    ],
    [
      'insert behind the end',
      edit.insert(three, { trackId: 'v', at: 100, clip: solid('n', 5) }),
      'a 0..30 | b 0..30 | c 0..30 | gap 10 | n 0..5',
    ],
    [
      'insert into a transition takes it out',
      edit.insert(joined, { trackId: 'v', at: 32, clip: solid('n', 5) }),
      'a 0..30 | b 0..2 | n 0..5 | b-2 2..30 | c 0..30',
    ],
    [
      'overwrite',
      edit.overwrite(three, { trackId: 'v', at: 20, clip: solid('n', 50) }),
      'a 0..20 | n 0..50 | c 10..30',
    ],
    [
      'overwrite over the end',
      edit.overwrite(three, { trackId: 'v', at: 80, clip: solid('n', 50) }),
      'a 0..30 | b 0..30 | c 0..20 | n 0..50',
    ],
    ['lift', edit.lift(three, { trackId: 'v', from: 20, to: 60 }), 'a 0..20 | gap 40 | c 0..30'],
    ['extract', edit.extract(three, { trackId: 'v', from: 20, to: 60 }), 'a 0..20 | c 0..30'],
    ['close gap', edit.closeGap(withGap, { trackId: 'v', at: 35 }), 'a 0..30 | b 0..30'],
    ['split', edit.split(three, { trackId: 'v', at: 45 }), 'a 0..30 | b 0..15 | b-2 15..30 | c 0..30'],
    ['trim the end', edit.trim(three, { clipId: 'b', edge: 'out', by: -10 }), 'a 0..30 | b 0..20 | gap 10 | c 0..30'],
    ['trim the beginning', edit.trim(withGap, { clipId: 'b', edge: 'in', by: 5 }), 'a 0..30 | gap 15 | b 5..30'],
    ['trim longer into a gap', edit.trim(withGap, { clipId: 'a', edge: 'out', by: 10 }), 'a 0..40 | b 0..30'],
    [
      'ripple trim the end',
      edit.rippleTrim(three, { clipId: 'b', edge: 'out', by: -10 }),
      'a 0..30 | b 0..20 | c 0..30',
    ],
    [
      'ripple trim the beginning',
      edit.rippleTrim(joined, { clipId: 'b', edge: 'in', by: 10 }),
      'a 0..30 | ~4+6 | b 10..30 | c 0..30',
    ],
    ['roll', edit.roll(joined, { clipId: 'b', by: -5 }), 'a 0..25 | ~4+6 | b 0..35 | c 0..30'],
    ['slide', edit.slide(three, { clipId: 'b', by: 10 }), 'a 0..40 | b 0..30 | c 10..30'],
    [
      'move over what is there',
      edit.move(three, { clipId: 'a', trackId: 'v', at: 70 }),
      'gap 30 | b 0..30 | c 0..10 | a 0..30',
    ],
    [
      'move and close up',
      edit.move(three, { clipId: 'a', trackId: 'v', at: 60, mode: 'insert' }),
      'b 0..30 | a 0..30 | c 0..30',
    ],
    [
      'add a transition',
      edit.addTransition(three, { trackId: 'v', at: 60, durationFrames: 9, look: { type: 'wipe', direction: 'up' } }),
      'a 0..30 | b 0..30 | ~4+5 | c 0..30',
    ],
    ['take it out', edit.deleteTransition(joined, { trackId: 'v', at: 30 }), 'a 0..30 | b 0..30 | c 0..30'],
  ];
  test.each(cases)('TML-52 %s', (_what, result, shape) => expect(done(result)).toBe(shape));

  test('TML-52 other tracks move along where they are named, and nowhere else', () => {
    const two = timelineOf(
      [clip('a', 30), clip('b', 30)],
      [
        { id: 'w', clips: [clip('x', 60)] },
        { id: 'y', clips: [clip('z', 60)] },
      ],
    );
    const inserted = edit.insert(two, { trackId: 'v', at: 30, clip: solid('n', 5), ripple: ['w'] });
    expect([done(inserted, 'w'), done(inserted, 'y')]).toEqual(['x 0..30 | gap 5 | x-2 30..60', 'z 0..60']);
    const extracted = edit.extract(two, { trackId: 'v', from: 10, to: 20, ripple: ['w', 'y'] });
    expect([done(extracted), done(extracted, 'w')]).toEqual(['a 0..10 | a-2 20..30 | b 0..30', 'x 0..10 | x-2 20..60']);
    const trimmed = edit.rippleTrim(two, { clipId: 'a', edge: 'out', by: 8, ripple: ['w'] });
    expect([done(trimmed), done(trimmed, 'w')]).toEqual(['a 0..38 | b 0..30', 'x 0..30 | gap 8 | x-2 30..60']);
  });

  test('TML-52 the timeline ends with its longest track, unless its length was set', () => {
    const length = (result: edit.EditResult): number => ('refused' in result ? -1 : result.timeline.durationFrames);
    expect(length(edit.extract(three, { trackId: 'v', from: 0, to: 20 }))).toBe(70);
    expect(length(edit.extract({ ...three, durationFrames: 500 }, { trackId: 'v', from: 0, to: 20 }))).toBe(500);
  });
});

const facts = { kind: 'mp4', durationMs: 3000, picture: { frames: 90, rate: { num: 30, den: 1 } }, sounds: [] };
const options = {
  factsOf: (media: MediaReference) =>
    media.kind === 'file' && media.path === 'three.mp4' ? (facts as never) : undefined,
};
const footage = (id: string, trim: number, duration: number, more: object = {}): object => ({
  kind: 'video',
  media: 'three.mp4',
  id,
  sourceRange: { startFrame: trim, durationFrames: duration },
  ...more,
});
const shot = timelineOf([footage('a', 10, 40), footage('b', 20, 40), footage('c', 50, 40)]);

test('TML-52 slip shows another part of the material in the same place; its look stays where it was', () => {
  const moving = timelineOf([
    footage('a', 10, 40, {
      opacity: [
        { frame: 10, value: 0 },
        { frame: 20, value: 1 },
      ],
    }),
  ]);
  const result = edit.slip(moving, { clipId: 'a', by: 7 }, options);
  expect(done(result)).toBe('a 17..57');
  const [slipped] = 'refused' in result ? [] : (result.timeline.tracks[0]?.items ?? []);
  expect(slipped).toMatchObject({ opacity: [{ frame: 17 }, { frame: 27 }] });
});

describe('TML-53 what is not possible is refused with its reason', () => {
  const locked = timelineOf([clip('a', 30)], [{ id: 'w', locked: true, clips: [clip('x', 30)] }]);
  const audio = { ...solid('n', 5), kind: 'audio' } as unknown as AudioClip;
  const ramp = timelineOf([
    footage('a', 0, 40, {
      speed: [
        { frame: 0, value: 1 },
        { frame: 30, value: 2 },
      ],
    }),
    clip('b', 30),
  ]);
  const cases: readonly (readonly [what: string, result: edit.EditResult, code: string])[] = [
    ['no such track', edit.lift(three, { trackId: 'nope', from: 0, to: 5 }), 'no-track'],
    ['no such clip', edit.slip(three, { clipId: 'nope', by: 5 }), 'no-clip'],
    ['a locked track', edit.lift(locked, { trackId: 'w', from: 0, to: 5 }), 'locked'],
    ['a clip on a locked track', edit.trim(locked, { clipId: 'x', edge: 'out', by: -5 }), 'locked'],
    [
      'a locked track that would move along',
      edit.insert(locked, { trackId: 'v', at: 0, clip: solid('n', 5), ripple: ['w'] }),
      'locked',
    ],
    ['moving onto a locked track', edit.move(locked, { clipId: 'a', trackId: 'w', at: 0 }), 'locked'],
    ['a sound on a picture track', edit.insert(three, { trackId: 'v', at: 0, clip: audio }), 'wrong-kind'],
    ['an id that is taken', edit.insert(three, { trackId: 'v', at: 0, clip: solid('a', 5) }), 'bad-argument'],
    ['no frames', edit.overwrite(three, { trackId: 'v', at: 0, clip: solid('n', 0) }), 'too-short'],
    ['half a frame', edit.insert(three, { trackId: 'v', at: 0.5, clip: solid('n', 5) }), 'bad-argument'],
    ['before the timeline', edit.overwrite(three, { trackId: 'v', at: -1, clip: solid('n', 5) }), 'bad-argument'],
    ['an inverted stretch', edit.extract(three, { trackId: 'v', from: 9, to: 3 }), 'bad-argument'],
    ['by nothing', edit.roll(three, { clipId: 'b', by: 0 }), 'bad-argument'],
    ['splitting at a cut', edit.split(three, { trackId: 'v', at: 30 }), 'no-clip'],
    ['splitting in a transition', edit.split(joined, { trackId: 'v', at: 33 }), 'transition'],
    ['splitting on a ramp', edit.split(ramp, { trackId: 'v', at: 20 }), 'ramp'],
    ['trimming away all of it', edit.rippleTrim(three, { clipId: 'b', edge: 'out', by: -30 }), 'too-short'],
    ['longer than the gap', edit.trim(withGap, { clipId: 'a', edge: 'out', by: 11 }), 'no-room'],
    ['an edge with a transition', edit.trim(joined, { clipId: 'b', edge: 'in', by: 2 }), 'transition'],
    ['less than its transition needs', edit.rippleTrim(joined, { clipId: 'b', edge: 'out', by: -25 }), 'transition'],
    ['no material before', edit.rippleTrim(shot, { clipId: 'a', edge: 'in', by: -11 }, options), 'short-material'],
    ['no material after', edit.rippleTrim(shot, { clipId: 'c', edge: 'out', by: 1 }, options), 'short-material'],
    ['rolling beyond the material', edit.roll(shot, { clipId: 'b', by: 41 }, options), 'short-material'],
    ['slipping too far', edit.slip(shot, { clipId: 'b', by: 31 }, options), 'short-material'],
    ['slipping too early', edit.slip(shot, { clipId: 'b', by: -21 }, options), 'short-material'],
    ['slipping what has no material', edit.slip(three, { clipId: 'b', by: 3 }), 'wrong-kind'],
    ['sliding without neighbours', edit.slide(three, { clipId: 'a', by: 3 }), 'no-room'],
    ['rolling beside a gap', edit.roll(withGap, { clipId: 'b', by: 3 }), 'no-clip'],
    ['closing no gap', edit.closeGap(three, { trackId: 'v', at: 5 }), 'no-gap'],
    [
      'a transition where there is no cut',
      edit.addTransition(three, { trackId: 'v', at: 31, durationFrames: 5, look: { type: 'dissolve' } }),
      'no-transition',
    ],
    [
      'a transition longer than the clips',
      edit.addTransition(three, { trackId: 'v', at: 30, durationFrames: 70, look: { type: 'dissolve' } }),
      'transition',
    ],
    [
      'a crossfade between pictures',
      edit.addTransition(three, { trackId: 'v', at: 30, durationFrames: 5, look: { type: 'crossfade' } }),
      'wrong-kind',
    ],
    ['taking out no transition', edit.deleteTransition(three, { trackId: 'v', at: 30 }), 'no-transition'],
  ];
  test.each(cases)('TML-53 %s', (_what, result, code) => expect(refusal(result)).toBe(code));

  test('TML-53 the reason is a sentence for the person who tried', () => {
    expect(done(edit.slip(shot, { clipId: 'b', by: 31 }, options))).toBe(
      'The material of “three.mp4” has 30 more frames after its end, not 31.',
    );
    expect(done(edit.lift(locked, { trackId: 'w', from: 0, to: 5 }))).toBe(
      'Track “w” is locked; unlock it to edit it.',
    );
  });
});
