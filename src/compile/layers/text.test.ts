import { expect, test } from 'vitest';
import type {
  CaptionCue,
  CaptionsClip,
  TextClip,
  TextMotion,
  VideoItem,
} from '../../domain/timeline/timeline.types.ts';
import type { DisplayList, TextDraw } from '../display-list.types.ts';
import { evaluate } from '../evaluate.ts';
import { excerpt } from '../excerpt.ts';
import { randomEdit } from '../random-edit.ts';
import { sampleStyle } from '../random-timeline.ts';

const style = sampleStyle(48);
const text = (over: Partial<TextClip> = {}): TextClip => ({
  ...{ kind: 'text', id: 't', name: 't', text: 'one two three', style, opacity: 1 },
  sourceRange: { startFrame: 0, durationFrames: 60 },
  ...over,
});
const timeline = (item: VideoItem) => ({
  ...{ ...randomEdit('t', 1), durationFrames: 60 },
  tracks: [{ kind: 'video' as const, id: 'v', name: 'v', items: [item] }],
});
const shown = (item: VideoItem, frame: number): DisplayList => evaluate(timeline(item), frame).slice(1);
const motion = (over: Partial<TextMotion> = {}): TextMotion => ({
  unit: 'word',
  kind: 'rise',
  frames: 6,
  staggerFrames: 4,
  ...over,
});
const parts = (draws: DisplayList) => draws.map((draw) => (draw as TextDraw).part?.index);

test('RND-37 text enters unit by unit, each a little later, rests as one picture, and leaves unit by unit before its end', () => {
  const clip = text({ enter: motion(), leave: motion({ unit: 'letter', kind: 'fade', frames: 3, staggerFrames: 1 }) });
  expect([0, 3, 4, 8].map((frame) => parts(shown(clip, frame)))).toEqual([[0], [0], [0, 1], [0, 1, 2]]);
  // Three words: 6 + 2 x 4 frames; eleven letters: 3 + 10 x 1 frames.
  expect([13, 14, 46, 47].map((frame) => parts(shown(clip, frame)).length)).toEqual([3, 1, 1, 11]);
  expect(shown(clip, 14)).toEqual(shown(text(), 14));
  expect(parts(shown(clip, 59)).at(-1)).toBe(10);
  expect(shown(clip, 60)).toEqual([]);
});

test('RND-37 a unit comes from where its motion says and ends exactly at its place', () => {
  const place = (kind: TextMotion['kind'], frame: number) =>
    (shown(text({ enter: motion({ kind, unit: 'block' }) }), frame)[0] as TextDraw).move;
  expect(place('rise', 0)!.y).toBeGreaterThan(0);
  expect(place('fall', 0)!.y).toBeLessThan(0);
  expect(place('slide-left', 0)!.x).toBeGreaterThan(0);
  expect(place('slide-right', 0)!.x).toBeLessThan(0);
  expect(place('zoom', 0)!.scaleX).toBeGreaterThan(1);
  expect(place('spin', 0)!.rotationDeg).not.toBe(0);
  for (const kind of ['rise', 'fall', 'slide-left', 'pop', 'zoom', 'spin'] as const)
    expect(place(kind, 6)).toBeUndefined();
  const typed = text({ enter: motion({ kind: 'typewriter', unit: 'letter', staggerFrames: 2 }) });
  expect([0, 1, 2, 5].map((frame) => shown(typed, frame).length)).toEqual([1, 1, 2, 3]);
  expect(shown(typed, 5).every((draw) => (draw as TextDraw).opacity === 256)).toBe(true);
});

const letters = (count: number): string => 'abcdefg'.repeat(count / 7);

test('RND-37 letters without a stagger have all come and gone within the length of their motion, however many they are', () => {
  const typed = { unit: 'letter', kind: 'typewriter', frames: 15 } as const;
  const clip = text({ text: letters(84), enter: typed, leave: typed });
  const whole = shown(text({ text: letters(84) }), 0);
  expect(shown(clip, 0).length).toBeGreaterThan(0);
  expect(shown(clip, 7).length).toBeLessThan(60);
  for (const frame of [15, 30, 44]) expect(shown(clip, frame)).toEqual(whole);
  expect(shown(clip, 45).length).toBeLessThan(84);
  expect(shown(clip, 59)).toEqual([]);
  for (const kind of ['rise', 'pop', 'fade'] as const) {
    const moved = text({ text: letters(84), enter: { unit: 'letter', kind, frames: 15 } });
    expect(parts(shown(moved, 14)).length).toBe(84);
    expect(shown(moved, 15)).toEqual(whole);
  }
});

test('RND-45 motions that want more than their clip has are hurried: the text is shown, and gone at the end', () => {
  const slow = motion({ unit: 'letter', kind: 'fade', frames: 10, staggerFrames: 2 });
  const entering = text({ text: letters(84), enter: slow });
  expect(parts(shown(entering, 59)).length).toBe(84);
  const both = timeline(text({ text: letters(84), enter: slow, leave: slow }));
  const opacities = evaluate(both, 29).slice(1) as readonly TextDraw[];
  expect(opacities.length).toBe(84);
  expect(opacities.reduce((sum, draw) => sum + draw.opacity, 0)).toBeGreaterThan(0.9 * 84 * 256);
  // A stretch of it is hurried in the same way.
  for (const startFrame of [0, 13, 28, 30, 55]) {
    const part = excerpt(both, { startFrame, durationFrames: 5 });
    for (let i = 0; i < 5; i++) expect(evaluate(part, i)).toEqual(evaluate(both, startFrame + i));
  }
});

test('RND-37 the box behind a text comes with the text, once', () => {
  const boxed = { ...style, background: { colour: '#000000', paddingPx: 2, radiusPx: 0 } };
  const draws = shown(text({ style: boxed, enter: motion() }), 9) as readonly TextDraw[];
  expect(parts(draws)).toEqual([-1, 0, 1, 2]);
  expect(draws[0]!.opacity).toBeLessThan(256);
});

test('RND-37 a placement moves the finished text about the middle of its box', () => {
  const [draw] = shown(text({ placement: { x: 4, rotation: 10, flipX: true } }), 3) as readonly TextDraw[];
  expect(draw!.move).toEqual({
    ...{ x: 4, y: 0, scaleX: -1, scaleY: 1, rotationDeg: 10 },
    ...{ anchorX: style.boxX + style.boxWidth / 2, anchorY: style.boxY + style.boxHeight / 2 },
  });
});

test('RND-37 a stretch begun in the middle of a motion shows the same motion', () => {
  const whole = timeline(text({ enter: motion({ frames: 20 }), leave: motion() }));
  for (const startFrame of [1, 11, 30, 52]) {
    const part = excerpt(whole, { startFrame, durationFrames: 8 });
    for (let i = 0; i < 8; i++) expect(evaluate(part, i)).toEqual(evaluate(whole, startFrame + i));
  }
  const resting = excerpt(whole, { startFrame: 40, durationFrames: 4 }).tracks[0]!.items[0] as TextClip;
  expect([resting.enter, resting.leave, resting.compiled]).toEqual([undefined, undefined, undefined]);
});

const captions = (cue: Partial<CaptionCue>, over: Partial<CaptionsClip> = {}): CaptionsClip => ({
  ...{ kind: 'captions', id: 'c', name: 'c', style, burn: true, highlight: { mode: 'word', colour: '#ff0000' } },
  sourceRange: { startFrame: 0, durationFrames: 60 },
  cues: [{ from: 10, to: 50, text: 'one two, three', ...cue }],
  ...over,
});
const word = (item: VideoItem, frame: number) => (shown(item, frame)[0] as TextDraw).highlight?.word;

test('RND-38 the word being spoken is marked from its first frame until the next one begins', () => {
  const words = [
    { from: 12, to: 20, text: 'one' },
    { from: 25, to: 28, text: 'two' },
    { from: 28, to: 40, text: 'three' },
  ];
  const clip = captions({ words });
  expect([10, 11, 12, 24, 25, 28, 49].map((frame) => word(clip, frame))).toEqual([-1, -1, 0, 0, 1, 2, 2]);
  expect(shown(captions({ words }, { highlight: undefined as never }), 20)[0]).not.toHaveProperty('highlight');
});

test('RND-38 words whose times nobody gave share the time of their cue by their length', () => {
  const clip = captions({ text: 'a bb a bb' });
  const spoken = Array.from({ length: 40 }, (_, i) => word(clip, 10 + i));
  expect([...new Set(spoken)]).toEqual([0, 1, 2, 3]);
  expect([1, 2, 3].map((index) => spoken.indexOf(index))).toEqual([8, 20, 28]);
});

test('RND-38 words are found in their text although recognisers cut them otherwise', () => {
  const words = ['Well', 'known', 'facts', 'no'].map((spoken, i) => ({
    from: 10 + 5 * i,
    to: 15 + 5 * i,
    text: spoken,
  }));
  const clip = captions({ text: '“Well-known facts” – no?', words });
  expect([10, 15, 20, 25].map((frame) => word(clip, frame))).toEqual([0, 0, 1, 2]);
});
