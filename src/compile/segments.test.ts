import { expect, test } from 'vitest';
import { seededRandom } from '../domain/random.ts';
import type { Timeline, VideoItem } from '../domain/timeline/timeline.types.ts';
import { evaluate } from './evaluate.ts';
import { excerpt } from './excerpt.ts';
import { randomTimeline } from './random-timeline.ts';
import { segmentsOf } from './segments.ts';

const seeds = Array.from({ length: 25 }, (_, i) => `42-${i}`);

test('RND-4 every frame of the whole equals the same frame of its segment (seed 42)', () => {
  for (const seed of seeds) {
    const timeline = randomTimeline(seed, 5);
    for (const { range, timeline: part } of segmentsOf(timeline)) {
      expect(part.durationFrames).toBe(range.durationFrames);
      for (let i = 0; i < range.durationFrames; i++)
        expect({ seed, i, list: evaluate(part, i) }).toEqual({
          seed,
          i,
          list: evaluate(timeline, range.startFrame + i),
        });
    }
  }
});

test('RND-4 any stretch, even one that cuts through a transition, shows the frames of the whole (seed 42)', () => {
  for (const seed of seeds) {
    const timeline = randomTimeline(seed, 4);
    const random = seededRandom(seed, 'stretch');
    for (let round = 0; round < 12; round++) {
      const startFrame = Math.floor(random() * (timeline.durationFrames - 1));
      const durationFrames = 1 + Math.floor(random() * Math.min(20, timeline.durationFrames - startFrame));
      const part = excerpt(timeline, { startFrame, durationFrames });
      for (let i = 0; i < durationFrames; i++)
        expect({ seed, startFrame, i, list: evaluate(part, i) }).toEqual({
          ...{ seed, startFrame, i },
          list: evaluate(timeline, startFrame + i),
        });
    }
  }
});

test('RND-4 segments cover the timeline once, in order, and none is longer than six seconds and a transition (seed 42)', () => {
  for (const seed of seeds) {
    const timeline = randomTimeline(seed, 9);
    let next = 0;
    for (const { range } of segmentsOf(timeline)) {
      expect(range.startFrame).toBe(next);
      expect(range.durationFrames).toBeGreaterThan(0);
      expect(range.durationFrames).toBeLessThanOrEqual(192);
      next += range.durationFrames;
    }
    expect(next).toBe(timeline.durationFrames);
  }
});

/** The timeline with a plain shot put before everything; all else moves later by its length. */
const withShotBefore = (timeline: Timeline, frames: number): Timeline => {
  const range = { startFrame: 0, durationFrames: frames };
  const first: VideoItem = { kind: 'solid', id: 'new', name: 'new', sourceRange: range, colour: '#aa0000' };
  const gap: VideoItem = { kind: 'gap', sourceRange: range };
  return {
    ...timeline,
    durationFrames: timeline.durationFrames + frames,
    tracks: timeline.tracks.map((track) => {
      if (track.kind === 'audio') return track;
      if (track.id === 'picture') return { ...track, items: [first, ...track.items] };
      if (track.id === 'titles') return { ...track, items: [gap, ...track.items] };
      const items = track.items.map((item): VideoItem => {
        if (item.kind !== 'captions') return item;
        const cues = item.cues.map((cue) => ({ ...cue, from: cue.from + frames, to: cue.to + frames }));
        return { ...item, cues, sourceRange: { startFrame: 0, durationFrames: timeline.durationFrames + frames } };
      });
      return { ...track, items };
    }),
  };
};

test('RND-5 a shot inserted earlier leaves the segments after it as they were (seed 42)', () => {
  for (const seed of seeds) {
    const timeline = randomTimeline(seed, 6);
    const before = segmentsOf(timeline).map((segment) => JSON.stringify(segment.timeline));
    const after = segmentsOf(withShotBefore(timeline, 37)).map((segment) => JSON.stringify(segment.timeline));
    // The first old segment changes when the old first shot began with a transition: its neighbour is new.
    expect(after.slice(-(before.length - 1))).toEqual(before.slice(1));
  }
});

test('RND-5 names, ids, notes and sound are no part of a segment', () => {
  const timeline = randomTimeline('names', 4);
  const renamed: Timeline = {
    ...timeline,
    name: 'other',
    markers: [{ frame: 3, name: 'm', colour: '#fff' }],
    tracks: timeline.tracks.map((track) =>
      track.kind === 'audio'
        ? track
        : {
            ...track,
            id: 'x',
            name: 'y',
            items: track.items.map((item) => ({ ...item, id: 'q', metadata: { a: 1 } })),
          },
    ),
  };
  expect(segmentsOf(renamed).map(({ timeline }) => timeline)).toEqual(
    segmentsOf(timeline).map(({ timeline }) => timeline),
  );
});

test('RND-4 a dissolve stays in one segment with the shot it leads to, a hard cut begins one', () => {
  const solid = (colour: string): VideoItem => ({
    ...{ kind: 'solid', id: colour, name: colour, colour },
    sourceRange: { startFrame: 0, durationFrames: 50 },
  });
  const dissolve: VideoItem = { kind: 'transition', type: 'dissolve', inFrames: 5, outFrames: 7 };
  const items = [solid('#111111'), solid('#222222'), dissolve, solid('#333333')];
  const timeline = { ...randomTimeline('x', 1), durationFrames: 150 };
  const cut = segmentsOf({ ...timeline, tracks: [{ kind: 'video', id: 'v', name: 'v', items }] });
  expect(cut.map(({ range }) => range.startFrame)).toEqual([0, 50, 95]);
});
