import { expect, test } from 'vitest';
import { seededRandom } from '../domain/random.ts';
import type { Timeline, VideoItem } from '../domain/timeline/timeline.types.ts';
import { withDelivery } from './delivery.ts';
import type { DisplayList } from './display-list.types.ts';
import { evaluate } from './evaluate.ts';
import { excerpt } from './excerpt.ts';
import { randomEdit } from './random-edit.ts';
import { segmentsOf } from './segments.ts';

const seeds = Array.from({ length: 40 }, (_, i) => `42-${i}`);

/** Readers are named by their place in their timeline: what matters is which draws share one. */
const renamed = (list: DisplayList, names: Map<string, string>, text = JSON.stringify(list)): string =>
  text.replace(/"reader":"([^"]*)"/g, (_, name: string) => {
    if (!names.has(name)) names.set(name, `reader ${names.size}`);
    return `"reader":"${names.get(name)}"`;
  });

const expectSame = (whole: Timeline, part: Timeline, startFrame: number, context: object): void => {
  const [wholes, parts] = [new Map<string, string>(), new Map<string, string>()];
  for (let i = 0; i < part.durationFrames; i++) {
    const [expected, got] = [evaluate(whole, startFrame + i), evaluate(part, i)];
    if (renamed(expected, wholes) !== renamed(got, parts))
      expect({ ...context, i, got }).toEqual({ ...context, i, got: expected });
  }
};

test('RND-4 clips of every kind: every frame of the whole equals the same frame of its segment (seed 42)', () => {
  for (const seed of seeds) {
    const timeline = withDelivery(randomEdit(seed, 4));
    for (const { range, timeline: part } of segmentsOf(timeline)) {
      expect(part.durationFrames).toBe(range.durationFrames);
      expectSame(timeline, part, range.startFrame, { seed, range });
    }
  }
});

test('RND-4 clips of every kind: any stretch, cut anywhere and cut again, shows the frames of the whole (seed 42)', () => {
  for (const seed of seeds) {
    const timeline = withDelivery(randomEdit(seed, 3));
    const random = seededRandom(seed, 'stretch');
    const stretch = (length: number) => {
      const startFrame = Math.floor(random() * (length - 1));
      return { startFrame, durationFrames: 1 + Math.floor(random() * Math.min(40, length - startFrame - 1)) };
    };
    for (let round = 0; round < 8; round++) {
      const range = stretch(timeline.durationFrames);
      const part = excerpt(timeline, range);
      expectSame(timeline, part, range.startFrame, { seed, range });
      const again = stretch(part.durationFrames + 1);
      expectSame(part, excerpt(part, again), again.startFrame, { seed, range, again });
    }
  }
});

test('RND-5 names, ids, notes, markers, sound, hidden tracks and fonts not used are no part of a segment (seed 42)', () => {
  for (const seed of seeds.slice(0, 10)) {
    const timeline = randomEdit(seed, 3);
    const other: Timeline = {
      ...timeline,
      ...{ name: 'other', markers: [{ frame: 3, name: 'm', colour: '#fff' }], fonts: [], metadata: { a: 1 } },
      tracks: [
        ...timeline.tracks
          .filter((track) => track.kind === 'audio' || !track.hidden)
          .map((track) => ({
            ...track,
            ...{ id: 'x', name: 'y', metadata: { b: 2 } },
            items: track.items.map((item) => ({ ...item, id: 'q', name: 'r', metadata: { a: 1 } }) as VideoItem),
          })),
        { kind: 'audio', id: 'a', name: 'a', items: [] },
      ] as Timeline['tracks'],
    };
    expect(segmentsOf(other).map((segment) => segment.timeline)).toEqual(
      segmentsOf(timeline).map((segment) => segment.timeline),
    );
  }
});

test('RND-5 what is not shown in a stretch does not change it: other clips, earlier keyframes, later cues (seed 42)', () => {
  for (const seed of seeds.slice(0, 20)) {
    const timeline = randomEdit(seed, 4);
    const [first, ...others] = timeline.tracks;
    const longer = { ...(first!.items.find((item) => item.kind !== 'transition') as VideoItem) };
    const changed = { ...timeline, tracks: [{ ...first!, items: [...first!.items, longer] }, ...others] } as Timeline;
    const cuts = segmentsOf(timeline);
    for (const { range, timeline: part } of cuts.slice(0, -2)) expect(excerpt(changed, range)).toEqual(part);
  }
});
