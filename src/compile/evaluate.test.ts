import { expect, test } from 'vitest';
import type { Timeline, Transition, VideoItem } from '../domain/timeline/timeline.types.ts';
import { shownAt, valueAt } from './animate.ts';
import { evaluate } from './evaluate.ts';
import { namedMedia } from './random-edit.ts';
import { randomTimeline, sampleStyle } from './random-timeline.ts';

const solid = (colour: string, durationFrames: number): VideoItem => ({
  ...{ kind: 'solid', id: colour, name: colour, colour },
  sourceRange: { startFrame: 0, durationFrames },
});
const track = (...items: readonly VideoItem[]): Timeline => ({
  ...randomTimeline('evaluate', 1),
  durationFrames: 100,
  tracks: [{ kind: 'video', id: 'v', name: 'v', items }],
});
const shown = (timeline: Timeline, frame: number): unknown => evaluate(timeline, frame).slice(1);
const fill = (colour: string, weight = 256) => ({ kind: 'fill', colour, weight });
const transition = (type: Transition['type'], inFrames: number, outFrames: number): Transition => ({
  ...{ kind: 'transition', type },
  inFrames,
  outFrames,
});

test('RND-6 a cut is on its frame', () => {
  const timeline = track(solid('#111111', 10), solid('#222222', 10));
  expect(shown(timeline, 9)).toEqual([fill('#111111')]);
  expect(shown(timeline, 10)).toEqual([fill('#222222')]);
  expect(shown(timeline, 20)).toEqual([]);
});

test('RND-6 a dissolve begins inFrames before the cut, ends outFrames after it and is symmetrical', () => {
  const timeline = track(solid('#111111', 10), transition('dissolve', 2, 2), solid('#222222', 10));
  expect(shown(timeline, 7)).toEqual([fill('#111111')]);
  const weights = [8, 9, 10, 11].map(
    (frame) => (evaluate(timeline, frame)[1] as { how: { weight: number } }).how.weight,
  );
  expect(weights).toEqual([32, 96, 160, 224]);
  expect(shown(timeline, 12)).toEqual([fill('#222222')]);
});

test('RND-6 a fade from black begins black and a fade to black ends black', () => {
  const timeline = track(
    ...[
      transition('fade-from-black', 0, 4),
      solid('#111111', 10),
      transition('fade-to-black', 4, 0),
      solid('#222222', 9),
    ],
  );
  expect([0, 1, 3, 4].map((frame) => shown(timeline, frame))).toEqual([
    [fill('#111111'), fill('#000000', 256)],
    [fill('#111111'), fill('#000000', 192)],
    [fill('#111111'), fill('#000000', 64)],
    [fill('#111111')],
  ]);
  expect([5, 6, 9, 10].map((frame) => shown(timeline, frame))).toEqual([
    [fill('#111111')],
    [fill('#111111'), fill('#000000', 64)],
    [fill('#111111'), fill('#000000', 256)],
    [fill('#222222')],
  ]);
});

test('RND-6 keyframes hold outside, ease between, and switches keep the last cue', () => {
  const keys = [
    { frame: 10, value: 0, easing: 'ease-in-out' as const },
    { frame: 20, value: 100, easing: 'hold' as const },
    { frame: 30, value: 5, easing: 'linear' as const },
  ];
  expect([0, 10, 15, 20, 29, 30, 99].map((frame) => valueAt(keys, frame))).toEqual([0, 0, 50, 100, 100, 5, 5]);
  const cues = [
    { frame: 0, show: 'X' },
    { frame: 4, show: 'A' },
  ];
  expect([-3, 0, 3, 4, 50].map((frame) => shownAt(cues, frame))).toEqual(['X', 'X', 'X', 'A', 'A']);
});

test('RND-6 captions show from their first frame to before their last, and not at all unless burnt', () => {
  const captions = (burn: boolean): VideoItem => ({
    ...{ kind: 'captions', id: 'c', name: 'c', style: sampleStyle(48), burn },
    cues: [{ from: 5, to: 8, text: 'hello' }],
    sourceRange: { startFrame: 0, durationFrames: 50 },
  });
  const counts = (burn: boolean) => [4, 5, 7, 8].map((frame) => evaluate(track(captions(burn)), frame).length - 1);
  expect(counts(true)).toEqual([0, 1, 1, 0]);
  expect(counts(false)).toEqual([0, 0, 0, 0]);
});

test('RND-12 a tile that falls fast moves by whole chroma samples, a slow one exactly', () => {
  const rain = (perFrame: number): VideoItem => ({
    ...{ kind: 'composition', id: 'r', name: 'r', sourceRange: { startFrame: 0, durationFrames: 50 } },
    layers: [
      {
        ...{
          id: 'rain',
          image: { kind: 'file', path: 'rain' },
          width: 16,
          height: 16,
          opaque: false,
          tile: true,
          opacity: 1,
        },
        transform: {
          ...{ x: 0.3, scale: 1, rotation: 0, anchorX: 0, anchorY: 0 },
          y: [
            { frame: 0, value: 0.5, easing: 'linear' },
            { frame: 50, value: 0.5 + 50 * perFrame, easing: 'linear' },
          ],
        },
      },
    ],
  });
  const at = (perFrame: number) => evaluate(track(rain(perFrame)), 3)[1] as { x: number; y: number };
  expect(at(21)).toMatchObject({ x: 0, y: 64 });
  expect(at(1.25)).toMatchObject({ x: 0.3, y: 4.25 });
});

test('RND-28 every clip has a reader of its own, the same in each of its frames, however deep it is nested', () => {
  const video = (name: string): VideoItem => ({
    ...{ kind: 'video', id: name, name, media: namedMedia('m', 64, 48, false, 99) },
    sourceRange: { startFrame: 0, durationFrames: 5 },
  });
  const nested = (tracks: number): VideoItem => ({
    ...{ kind: 'composition', id: 'c', name: 'c', layers: [], sourceRange: { startFrame: 0, durationFrames: 5 } },
    tracks: Array.from({ length: tracks }, (_, i) => ({ kind: 'video', id: `${i}`, name: '', items: [video('n')] })),
  });
  const timeline = track(...Array.from({ length: 32 }, (_, i) => nested(i === 3 ? 12 : 2)));
  const readers = new Map<string, number>();
  for (let frame = 0; frame < 160; frame++)
    for (const draw of evaluate(timeline, frame))
      if (draw.kind === 'layer' && draw.source.kind === 'video')
        readers.set(draw.source.reader, (readers.get(draw.source.reader) ?? 0) + 1);
  expect(readers.size).toBe(31 * 2 + 12);
  expect(new Set(readers.values())).toEqual(new Set([5]));
});
