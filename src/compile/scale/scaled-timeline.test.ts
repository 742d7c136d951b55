import { expect, it } from 'vitest';
import { wholeRate } from '../../domain/time.ts';
import type { Timeline, VideoItem } from '../../domain/timeline/timeline.types.ts';
import { scaledTimeline } from './scaled-timeline.ts';

const timeline = (items: readonly VideoItem[]): Timeline => ({
  ...{
    schema: 'workprint.timeline/2',
    name: '',
    rate: wholeRate(30),
    width: 1920,
    height: 1080,
    background: '#000000',
  },
  ...{ durationFrames: 10, markers: [], tracks: [{ kind: 'video', id: 'v', name: 'v', items }] },
});
const base = { id: 'c', name: 'c', sourceRange: { startFrame: 0, durationFrames: 10 } };
const media = { kind: 'file' as const, path: 'a.png' };
const first = (scaled: Timeline): unknown => (scaled.tracks[0] as { items: readonly unknown[] }).items[0];

it('RTL-12 a timeline at half the size says everything in half as many pixels', () => {
  const keys = [{ frame: 0, value: 100, easing: 'linear' as const }];
  const clip = {
    ...{ ...base, kind: 'image' as const, media, filters: [{ kind: 'blur' as const, radiusPx: 8 }] },
    placement: { box: { x: 10, y: 20, width: 400, height: 300 }, x: keys, scaleX: 2 },
  };
  const scaled = scaledTimeline(timeline([clip]), 540);
  expect([scaled.width, scaled.height]).toEqual([960, 540]);
  expect(first(scaled)).toMatchObject({
    filters: [{ radiusPx: 4 }],
    placement: { box: { x: 5, y: 10, width: 200, height: 150 }, x: [{ value: 50 }], scaleX: 2 },
  });
});

it('RTL-12 what is shown at its own size is made smaller by its placement, a shape by its outline', () => {
  const image = { ...base, kind: 'image' as const, media, placement: { fit: 'none' as const } };
  expect(first(scaledTimeline(timeline([image]), 540))).toMatchObject({ placement: { scaleX: 0.5, scaleY: 0.5 } });
  const shape = { ...base, kind: 'shape' as const, shape: { kind: 'ellipse' as const, width: 40, height: 20 } };
  const item = { ...shape, fill: '#ffffff', stroke: { colour: '#000000', widthPx: 4 } };
  expect(first(scaledTimeline(timeline([item]), 540))).toMatchObject({ shape: { width: 20 }, stroke: { widthPx: 2 } });
});

it('RTL-12 a width in proportion is even', () => {
  expect(scaledTimeline(timeline([]), 1002).width).toBe(1782);
});
