/** Where the media is on a ramp, and where it is heard. */
import { describe, expect, it } from 'vitest';
import { wholeRate } from '../../domain/time.ts';
import type { Keyframe, VideoClip } from '../../domain/timeline/timeline.types.ts';
import { positionAt } from '../layers/media-time.ts';
import { type Stretch, speedCurveOf, stretchesOf, stretchGainAt, travelAlong } from './speed-curve.ts';

const rate = wholeRate(30);
const aFrame = 1600;
const key = (frame: number, value: number, easing: Keyframe['easing'] = 'linear'): Keyframe => ({
  ...{ frame, value, easing },
});
const ramped = (speed: readonly Keyframe[], startFrame = 0, durationFrames = 60): VideoClip => ({
  ...{ kind: 'video', id: 'r', name: 'r', sourceRange: { startFrame, durationFrames }, speed },
  media: { kind: 'blob', blob: { sha256: 'x', sizeBytes: 1, mediaType: 'video/mp4' } },
});
const heard = (clip: VideoClip) => speedCurveOf(clip, rate, clip.sourceRange);

describe('the curve of a ramp', () => {
  it('TSN-10 is where a speed from 1 to 2 in two seconds adds up to, at every sample', () => {
    const { positions, speeds } = travelAlong(heard(ramped([key(0, 1), key(60, 2)])), rate, 0, 96_000);
    for (let i = 0; i < 96_000; i += 331) {
      expect(positions[i]).toBeCloseTo(i + (i * i) / (2 * 96_000), 2);
      expect(speeds[i]).toBeCloseTo(1 + i / 96_000, 5);
    }
  });

  it.each([
    ['a jump', [key(0, 1, 'hold'), key(20, 3), key(50, 0.5)]],
    ['an ease', [key(5, 0.25, 'ease-in-out'), key(40, 4, 'ease-in'), key(60, 1)]],
    ['a cubic', [key(0, 1, [0.3, 0, 0.7, 1]), key(60, 2)]],
  ])('TSN-10 agrees with the pictures at whole frames and between them: %s', (_, speed) => {
    const clip = ramped(speed, 7, 50);
    const { positions } = travelAlong(heard(clip), rate, 0, 50 * aFrame);
    for (let i = 0; i < positions.length; i += 173)
      expect(Math.abs((positions[i] as number) - positionAt(clip, 7 + i / aFrame) * aFrame)).toBeLessThan(1);
    for (let frame = 0; frame < 50; frame++)
      expect(positions[frame * aFrame]).toBeCloseTo(positionAt(clip, 7 + frame) * aFrame, 3);
  });

  it('TSN-11 is heard only where it runs forward, and fades where it stops inside the clip', () => {
    const curve = heard(ramped([key(0, 1), key(20, -1), key(40, 0, 'hold'), key(50, 2)]));
    const stretches = stretchesOf(curve, rate, 60 * aFrame);
    expect(stretches).toHaveLength(2);
    const [before, after] = stretches as [Stretch, Stretch];
    expect([before.from, before.fadesIn, before.fadesOut]).toEqual([0, false, true]);
    expect(Math.abs(before.to - 10 * aFrame)).toBeLessThan(20);
    expect(after).toMatchObject({ from: 50 * aFrame, to: 60 * aFrame, fadesIn: true, fadesOut: false });
    expect(stretchGainAt(before, 0)).toBe(1);
    expect(stretchGainAt(before, before.to)).toBe(0);
    expect(stretchGainAt(after, after.from + 120)).toBe(0.5);
    expect(stretchGainAt(after, after.to - 1)).toBe(1);
  });
});
