import fc from 'fast-check';
import { expect, test } from 'vitest';
import { randomTimeline } from '../../../test/kit/random-timelines.ts';
import { formatTimeline, parseTimeline } from './timeline.ts';

const shuffled = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, entry]) => [key, shuffled(entry)]),
  );
};

test('TML-40 what is printed reads as the same timeline, whatever its texts hold (seed 42)', () => {
  fc.assert(
    fc.property(randomTimeline, (timeline) => {
      expect(parseTimeline(JSON.parse(formatTimeline(timeline)))).toEqual(timeline);
    }),
    { seed: 42, numRuns: 150 },
  );
});

test('TML-41 the same timeline gives the same text, whatever order its fields were made in (seed 43)', () => {
  fc.assert(
    fc.property(randomTimeline, (timeline) => {
      expect(formatTimeline(shuffled(timeline) as typeof timeline)).toBe(formatTimeline(timeline));
    }),
    { seed: 43, numRuns: 50 },
  );
});

test('TML-41 short things stand on one line, the text ends in a line break', () => {
  const text = formatTimeline(parseTimeline({ tracks: [{ clips: [{ kind: 'solid', colour: 'red', duration: 30 }] }] }));
  expect(text).toContain('"sourceRange": { "startFrame": 0, "durationFrames": 30 }');
  expect(text.endsWith('}\n')).toBe(true);
});
