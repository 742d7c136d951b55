import { expect, test } from 'vitest';
import { wholeRate } from '../domain/time.ts';
import type { CaptionCue, CaptionsClip, Timeline, VideoItem } from '../domain/timeline/timeline.types.ts';
import { cutFrames } from './cut-frames.ts';
import { namedMedia, randomEdit } from './random-edit.ts';
import { sampleStyle } from './random-timeline.ts';
import { segmentsOf } from './segments.ts';

const rate = wholeRate(30);
const captions = (cues: readonly CaptionCue[], durationFrames: number): CaptionsClip => ({
  ...{ kind: 'captions', id: 'c', name: 'c', style: sampleStyle(1080), burn: true, cues },
  sourceRange: { startFrame: 0, durationFrames },
});
const edit = (durationFrames: number, ...tracks: readonly (readonly VideoItem[])[]): Timeline => ({
  ...{ ...randomEdit('cut', 1, 1920, 1080), rate, durationFrames },
  tracks: tracks.map((items, i) => ({ kind: 'video', id: `${i}`, name: '', items })),
});
const video = (name: string, durationFrames: number): VideoItem => ({
  ...{ kind: 'video', id: name, name, media: namedMedia(name, 1920, 1080, false, 9999) },
  sourceRange: { startFrame: 0, durationFrames },
});

/** Frames that are rendered again when one cue says something else, for every seventh cue. */
const renderedAgain = (
  timeline: Timeline,
  cues: readonly CaptionCue[],
  of: (cues: readonly CaptionCue[]) => Timeline,
) => {
  const keys = new Set(segmentsOf(timeline).map((segment) => JSON.stringify(segment.timeline)));
  const some = cues.map((_, i) => i).filter((i) => i % 7 === 0);
  return some.map((changed) => {
    const other = of(cues.map((cue, i) => (i === changed ? { ...cue, text: 'something else' } : cue)));
    return segmentsOf(other)
      .filter((segment) => !keys.has(JSON.stringify(segment.timeline)))
      .reduce((sum, { range }) => sum + range.durationFrames, 0);
  });
};

test('RND-33 one changed caption of a timeline of ten minutes and sixty clips renders at most 1.5 % of its frames again', () => {
  const length = 18_000;
  const cues = Array.from({ length: 200 }, (_, i) => ({ from: i * 90 + 7, to: i * 90 + 85, text: `line ${i}` }));
  const clips = Array.from({ length: 60 }, (_, i) => video(`clip ${i}`, 300));
  for (const lowest of [
    clips,
    [video('one take', length)],
    [{ ...video('still', length), kind: 'solid', colour: '#123456' } as VideoItem],
  ]) {
    const of = (changed: readonly CaptionCue[]) => edit(length, lowest, [captions(changed, length)]);
    const again = renderedAgain(of(cues), cues, of);
    expect(Math.min(...again)).toBeGreaterThan(0);
    expect(Math.max(...again)).toBeLessThanOrEqual(length * 0.015);
  }
});

test('RND-33 long stretches are cut where clips of other tracks and captions change, at the latest after six seconds', () => {
  const cues = [
    { from: 20, to: 100, text: 'a' },
    { from: 170, to: 260, text: 'b' },
  ];
  const cuts = cutFrames(
    edit(900, [video('take', 900)], [video('over', 400), video('next', 300)], [captions(cues, 900)]),
  );
  expect(cuts).toEqual([0, 170, 260, 400, 580, 700, 800, 900]);
  expect(Math.max(...cuts.slice(1).map((cut, i) => cut - cuts[i]!))).toBeLessThanOrEqual(180);
  expect(cutFrames(edit(1000, [video('take', 1000)]))).toEqual([0, 180, 360, 540, 720, 860, 1000]);
});

test('RND-33 a shorter end leaves the pieces before it where they were', () => {
  const [long, short] = [cutFrames(edit(2000, [video('take', 2000)])), cutFrames(edit(1500, [video('take', 1500)]))];
  expect(short.slice(0, -3)).toEqual(long.slice(0, short.length - 3));
});

test('RND-33 no transition of any track is cut through, and segments cover every frame once (seed 42)', () => {
  for (let i = 0; i < 30; i++) {
    const timeline = { ...randomEdit(`42-${i}`, 6), rate: wholeRate(4) };
    const cuts = cutFrames(timeline);
    expect([cuts[0], cuts.at(-1)]).toEqual([0, timeline.durationFrames]);
    expect(cuts.every((cut, k) => k === 0 || cut > cuts[k - 1]!)).toBe(true);
  }
});
