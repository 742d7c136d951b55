import { expect, test } from 'vitest';
import { wholeRate } from '../../domain/time.ts';
import type { Keyframe, VideoClip } from '../../domain/timeline/timeline.types.ts';
import { ease } from '../animate.ts';
import { namedMedia } from '../random-edit.ts';
import { mediaTimeUs, positionAt } from './media-time.ts';

/** 200 frames at 24 a second. */
const media = namedMedia('m', 64, 48, false, 200);
const clip = (over: Partial<VideoClip> = {}): VideoClip => ({
  ...{ kind: 'video', id: 'v', name: 'v', media, sourceRange: { startFrame: 10, durationFrames: 20 } },
  ...over,
});
/** Positions at frames of the clip counted from its start. */
const positions = (over: Partial<VideoClip>, frames: readonly number[]): readonly number[] =>
  frames.map((frame) => positionAt(clip(over), 10 + frame));
const key = (frame: number, value: number, easing: Keyframe['easing'] = 'linear'): Keyframe => ({
  frame,
  value,
  easing,
});

test('RND-31 a constant speed runs from the start of the range, backwards from its other end', () => {
  expect(positions({}, [-2, 0, 1, 19, 25])).toEqual([8, 10, 11, 29, 35]);
  expect(positions({ speed: 2 }, [0, 1, 19])).toEqual([10, 12, 48]);
  expect(positions({ speed: 0 }, [-3, 0, 19])).toEqual([10, 10, 10]);
  expect(positions({ speed: -1 }, [0, 1, 19])).toEqual([29, 28, 10]);
  expect(positions({ speed: -2 }, [0, 19])).toEqual([48, 10]);
});

test('RND-31 a ramp adds up to the area under it, exactly, whatever its easing', () => {
  expect(positions({ speed: [key(10, 0), key(30, 2)] }, [0, 10, 20])).toEqual([10, 15, 30]);
  expect(positions({ speed: [key(10, 1, 'hold'), key(20, 3)] }, [0, 10, 20])).toEqual([10, 20, 50]);
  for (const easing of ['ease-in', 'ease-out', 'ease-in-out', 'back-out', [0.3, 0.1, 0.6, 1]] as const) {
    const speed = [key(10, 1, easing), key(30, 4)];
    const [whole] = positions({ speed }, [20]);
    let sum = 10;
    for (let i = 0; i < 20_000; i++) sum += (1 + 3 * ease(easing, (i + 0.5) / 20_000)) / 1000;
    expect(whole).toBeCloseTo(sum, 3);
  }
});

test('RND-31 a ramp that turns round begins where its earliest moment is the start of the range', () => {
  const speed = [key(10, 1), key(30, -1)];
  const path = positions(
    { speed },
    Array.from({ length: 20 }, (_, i) => i),
  );
  expect(Math.min(...path)).toBe(10);
  expect(Math.max(...path)).toBeCloseTo(path[0]! + 5, 6);
});

test('RND-31 material ends: the first and the last frame hold, or it begins again', () => {
  const rate = wholeRate(24);
  const at = (over: Partial<VideoClip>, local: number) => mediaTimeUs(clip(over), rate, local);
  expect(at({}, -5)).toBe(0);
  expect(at({}, 199)).toBe(at({}, 500));
  expect(at({ loop: true }, 200)).toBe(0);
  expect(at({ loop: true }, 205)).toBe(at({}, 5));
  expect(at({ loop: true, sourceRange: { startFrame: 0, durationFrames: 9 } }, -1)).toBe(8291667);
  expect(mediaTimeUs(clip(), { num: 30000, den: 1001 }, 1_000)).toBe(8291666);
});
