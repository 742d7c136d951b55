/** Any sequence of edits keeps a timeline right, and the way back leads back. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { factsOfNamed, randomTimeline } from '../../../../test/kit/random-timelines.ts';
import { formatTimeline, parseTimeline } from '../timeline.ts';
import type { MediaReference, TextClip, Timeline } from '../timeline.types.ts';
import { titleStyle } from '../values/text-style.ts';
import * as edit from './edit.ts';
import { firstUnfit, startsOf, stripOf } from './strip.ts';

const options = { factsOf: factsOfNamed as unknown as (media: MediaReference) => undefined };

const endOf = ({ items }: Timeline['tracks'][number]): number =>
  items.reduce((end, item) => end + (item.kind === 'transition' ? 0 : item.sourceRange.durationFrames), 0);
const trackOf = (timeline: Timeline, id: string) => timeline.tracks.find((track) => track.id === id)!;
const clipsOf = (timeline: Timeline) =>
  timeline.tracks.flatMap(({ id, items }) =>
    items.flatMap((item) => ('id' in item ? [{ trackId: id, clip: item }] : [])),
  );

let made = 0;
const title = (durationFrames: number): TextClip => ({
  kind: 'text',
  id: `new-${made++}`,
  name: 'new',
  sourceRange: { startFrame: 0, durationFrames },
  text: 'new',
  style: titleStyle({ width: 64, height: 36 }),
  opacity: 1,
});

/** An edit as plain numbers, so that fast-check can shrink it: what, where, which, how far. */
const plan = fc.record({
  what: fc.constantFrom(
    'insert',
    'overwrite',
    'lift',
    'extract',
    'closeGap',
    'split',
    'move',
    'trim',
    'rippleTrim',
    'roll',
    'slip',
    'slide',
    'addTransition',
    'deleteTransition',
  ),
  track: fc.nat(2),
  clip: fc.nat(20),
  at: fc.nat(250),
  by: fc.integer({ min: -40, max: 40 }),
  long: fc.integer({ min: 1, max: 60 }),
  flag: fc.boolean(),
});
type Plan = typeof plan extends fc.Arbitrary<infer T> ? T : never;

const trackIds = ['v1', 'v2', 'a1'] as const;

type Done = {
  readonly result: edit.EditResult;
  /** Tracks it may change, and by how much it changes the length of the first; undefined: not said by a simple rule. */
  readonly may: readonly string[];
  readonly grows: number | undefined;
};

/** Runs a plan on a timeline, and says what the operation promises about it. */
const run = (timeline: Timeline, { what, track, clip, at, by, long, flag }: Plan): Done => {
  const trackId = trackIds[track % 3]!;
  const clips = clipsOf(timeline);
  const chosen = clips[clip % Math.max(1, clips.length)];
  const clipId = chosen?.clip.id ?? 'nobody';
  const own = chosen?.trackId ?? 'nowhere';
  const end = endOf(trackOf(timeline, trackId));
  const cuts = startsOf(stripOf(trackOf(timeline, trackId)));
  const cut = cuts[at % cuts.length]!;
  const overlap = Math.max(0, Math.min(at + long, end) - at);
  const ripple = flag ? { ripple: ['v2'] } : {};
  const may = flag ? [trackId, 'v2'] : [trackId];
  const edge = flag ? 'in' : 'out';
  const shorter = edge === 'in' ? by : -by;
  switch (what) {
    case 'insert':
      return {
        result: edit.insert(timeline, { trackId, at, clip: title(long), ...ripple }),
        may,
        grows: long + Math.max(0, at - end),
      };
    case 'overwrite':
      return {
        result: edit.overwrite(timeline, { trackId, at, clip: title(long) }),
        may: [trackId],
        grows: Math.max(0, at + long - end),
      };
    case 'lift':
      return { result: edit.lift(timeline, { trackId, from: at, to: at + long }), may: [trackId], grows: 0 };
    case 'extract':
      return { result: edit.extract(timeline, { trackId, from: at, to: at + long, ...ripple }), may, grows: -overlap };
    case 'closeGap':
      return { result: edit.closeGap(timeline, { trackId, at, ...ripple }), may, grows: undefined };
    case 'split':
      return { result: edit.split(timeline, { trackId, at }), may: [trackId], grows: 0 };
    case 'move':
      return {
        result: edit.move(timeline, { clipId, trackId, at, mode: flag ? 'insert' : 'overwrite' }),
        may: [own, trackId],
        grows: undefined,
      };
    case 'trim':
      return { result: edit.trim(timeline, { clipId, edge, by }, options), may: [own], grows: undefined };
    case 'rippleTrim':
      return {
        result: edit.rippleTrim(timeline, { clipId, edge, by, ripple: ['v2'] }, options),
        may: [own, 'v2'],
        grows: -shorter,
      };
    case 'roll':
      return { result: edit.roll(timeline, { clipId, by }, options), may: [own], grows: 0 };
    case 'slip':
      return { result: edit.slip(timeline, { clipId, by }, options), may: [own], grows: 0 };
    case 'slide':
      return { result: edit.slide(timeline, { clipId, by }, options), may: [own], grows: 0 };
    case 'addTransition': {
      const look = trackId === 'a1' ? ({ type: 'crossfade' } as const) : ({ type: 'dissolve' } as const);
      return {
        result: edit.addTransition(timeline, { trackId, at: cut, durationFrames: 1 + (long % 12), look }, options),
        may: [trackId],
        grows: 0,
      };
    }
    default:
      return { result: edit.deleteTransition(timeline, { trackId, at: cut }), may: [trackId], grows: 0 };
  }
};

const isSound = (timeline: Timeline): void => {
  for (const track of timeline.tracks) {
    expect(firstUnfit(stripOf(track))).toBeUndefined();
    for (const item of track.items)
      if (item.kind !== 'transition') expect(item.sourceRange.durationFrames).toBeGreaterThan(0);
  }
  const ids = clipsOf(timeline).map(({ clip }) => clip.id);
  expect(new Set(ids).size).toBe(ids.length);
  // The reader has every rule of the document: what it takes as it is, is right.
  if (timeline.durationFrames > 0) expect(parseTimeline(JSON.parse(formatTimeline(timeline)))).toEqual(timeline);
};

test('TML-50 TML-51 TML-52 any sequence of edits keeps the timeline right, undo and redo are exact (seed 42)', () => {
  const outcomes = new Map<string, { done: number; refused: number }>();
  fc.assert(
    fc.property(randomTimeline, fc.array(plan, { minLength: 1, maxLength: 12 }), (start, plans) => {
      let timeline = start;
      for (const step of plans) {
        const before = structuredClone(timeline);
        const { result, may, grows } = run(timeline, step);
        expect(timeline).toEqual(before);
        const seen = outcomes.get(step.what) ?? { done: 0, refused: 0 };
        outcomes.set(step.what, seen);
        if (edit.isRefused(result)) {
          seen.refused++;
          expect(result.refused).toMatch(/^[\p{Lu}“\d−-].*\.$/u);
          continue;
        }
        seen.done++;
        const next = result.timeline;
        isSound(next);
        for (const track of timeline.tracks) if (!may.includes(track.id)) expect(trackOf(next, track.id)).toBe(track);
        const [first] = may;
        if (grows !== undefined)
          expect(endOf(trackOf(next, first!)) - endOf(trackOf(timeline, first!))).toBe(grows + 0);
        const back = edit.undone(next, result.undo);
        expect(back.timeline).toEqual(before);
        expect(edit.undone(back.timeline, back.undo).timeline).toEqual(next);
        timeline = next;
      }
    }),
    { seed: 42, numRuns: 400 },
  );
  // A property that always refuses proves nothing.
  for (const [what, { done }] of outcomes) expect(done, what).toBeGreaterThan(3);
});
