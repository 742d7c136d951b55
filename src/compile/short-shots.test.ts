import { expect, it } from 'vitest';
import { wholeRate } from '../domain/time.ts';
import type { Timeline, VideoItem } from '../domain/timeline/timeline.types.ts';
import { cutFrames } from './cut-frames.ts';

const colour = (i: number): string => `#${(i * 7919).toString(16).padStart(6, '0').slice(-6)}`;
const shot = (i: number, durationFrames: number): VideoItem => ({
  ...{ kind: 'solid', id: `s${i}`, name: `s${i}`, colour: colour(i) },
  sourceRange: { startFrame: 0, durationFrames },
});
const timeline = (items: readonly VideoItem[]): Timeline => ({
  ...{ schema: 'workprint.timeline/2', name: '', rate: wholeRate(30), width: 64, height: 36, background: '#000000' },
  durationFrames: items.reduce(
    (sum, item) => sum + (item as { sourceRange: { durationFrames: number } }).sourceRange.durationFrames,
    0,
  ),
  ...{ tracks: [{ kind: 'video', id: 'v', name: 'v', items }], markers: [] },
});
const lengths = (cuts: readonly number[]): number[] => cuts.slice(1).map((cut, i) => cut - (cuts[i] ?? 0));

it('RND-39 shots of a few frames share segments; longer ones have their own', () => {
  const montage = Array.from({ length: 400 }, (_, i) => shot(i, 6));
  const cuts = cutFrames(timeline([shot(1000, 90), ...montage, shot(1001, 60)]));
  expect(cuts).toContain(90);
  expect(cuts).toContain(90 + 2400);
  expect(lengths(cuts).length).toBeLessThan(140);
  expect(Math.max(...lengths(cuts))).toBeLessThanOrEqual(180);
});

it('RND-39 a shot put into a montage leaves the segments further away as they were', () => {
  const montage = Array.from({ length: 300 }, (_, i) => shot(i, 8));
  const before = cutFrames(timeline(montage));
  const after = cutFrames(timeline([...montage.slice(0, 100), shot(5000, 8), ...montage.slice(100)]));
  const shifted = new Set(after.map((cut) => (cut > 800 ? cut - 8 : cut)));
  expect(before.filter((cut) => !shifted.has(cut)).length).toBeLessThan(6);
});
