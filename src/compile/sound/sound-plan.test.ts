import { describe, expect, it } from 'vitest';
import { wholeRate } from '../../domain/time.ts';
import type { AudioTrack, MediaReference, Timeline, VideoTrack } from '../../domain/timeline/timeline.types.ts';
import { clipGainsAt, DuckEnvelope } from './levels.ts';
import { soundPlanOf } from './sound-plan.ts';

const media = (name: string, sounds = 1): MediaReference => ({
  kind: 'blob',
  blob: { sha256: name, sizeBytes: 1, mediaType: 'audio/wav' },
  facts: {
    kind: 'wav',
    durationMs: 60_000,
    sounds: Array.from({ length: sounds }, (_, stream) => ({
      ...{ stream, codec: 'pcm', channels: 2, sampleRateHz: 48_000, startMs: 0, durationMs: 60_000 },
    })),
  },
});
const range = (startFrame: number, durationFrames: number) => ({ sourceRange: { startFrame, durationFrames } });
const voice = (name: string, start: number, length: number) => ({
  ...{ kind: 'audio' as const, id: name, name, media: media(name), gainDb: 0, fadeInFrames: 0, fadeOutFrames: 0 },
  ...range(start, length),
});
const shot = (name: string, start: number, length: number) => ({
  ...{ kind: 'video' as const, id: name, name, media: media(name) },
  ...range(start, length),
});
const gap = (length: number) => ({ kind: 'gap' as const, ...range(0, length) });
const timeline = (durationFrames: number, tracks: readonly (VideoTrack | AudioTrack)[]): Timeline => ({
  ...{ schema: 'workprint.timeline/2', name: '', rate: wholeRate(30), width: 64, height: 36, background: '#000000' },
  ...{ durationFrames, tracks, markers: [] },
});
const keys = (...values: readonly number[]) =>
  values.map((value, i) => ({ frame: i * 30, value, easing: 'linear' as const }));
const audio = (id: string, items: AudioTrack['items'], more: Partial<AudioTrack> = {}): AudioTrack => ({
  ...{ kind: 'audio', id, name: id, items },
  ...more,
});
const video = (id: string, items: VideoTrack['items'], more: Partial<VideoTrack> = {}): VideoTrack => ({
  ...{ kind: 'video', id, name: id, items },
  ...more,
});

describe('the plan of what is heard', () => {
  it('TSN-1 places clips to the sample, with their own start in the media', () => {
    const plan = soundPlanOf(timeline(90, [audio('a', [gap(15), voice('x', 30, 45)])]));
    expect(plan.durationSamples).toBe(144_000);
    expect(plan.buses[0]?.clips[0]).toMatchObject({ startSample: 24_000, endSample: 96_000, mediaStartUs: 1_000_000 });
  });

  it('TSN-1 leaves out what is muted, hidden, frozen or has no sound', () => {
    const plan = soundPlanOf(
      timeline(90, [
        audio('muted', [voice('x', 0, 30)], { muted: true }),
        video('hidden', [shot('h', 0, 30)], { hidden: true }),
        video('v', [
          { ...shot('m', 0, 10), sound: 'muted' },
          { ...shot('f', 0, 10), speed: 0 },
          { ...shot('still', 0, 10), speed: keys(0, 0) },
          { ...shot('silent', 0, 10), media: media('silent', 0) },
          shot('heard', 0, 10),
        ]),
      ]),
    );
    expect(plan.buses.flatMap(({ clips }) => clips.map((clip) => clip.media.blob.sha256))).toEqual(['heard']);
  });

  it('TSN-1 runs twice as fast, or backwards from the end of the same stretch', () => {
    const [fast, back] =
      soundPlanOf(
        timeline(60, [
          video('v', [
            { ...shot('a', 30, 30), speed: 2 },
            { ...shot('b', 30, 30), speed: -1 },
          ]),
        ]),
      ).buses[0]?.clips ?? [];
    expect(fast).toMatchObject({ mediaStartUs: 1_000_000, speed: 2, reversed: false });
    expect(back).toMatchObject({ mediaStartUs: 1_000_000, speed: 1, reversed: true, startSample: 48_000 });
  });

  it('TSN-10 a ramp is heard with its handles; keyframes of one value are that speed', () => {
    const transition = { kind: 'transition' as const, type: 'dissolve' as const, inFrames: 6, outFrames: 4 };
    const ramp = { ...shot('b', 20, 30), speed: keys(1, 2) };
    const steady = { ...shot('c', 0, 10), speed: keys(2, 2) };
    const plan = soundPlanOf(timeline(70, [video('v', [shot('a', 0, 30), transition, ramp, steady])]));
    const [, heard, last] = plan.buses[0]?.clips ?? [];
    expect(heard).toMatchObject({ startSample: 24 * 1600, endSample: 60 * 1600, fadeInSamples: 16_000 });
    expect(heard?.ramp?.halfFrames).toHaveLength(2 * 36 + 1);
    // Six frames before its range, whose first frame is at the clip's start.
    expect(heard?.ramp?.halfFrames[12]).toBeCloseTo(20 * 1600, 3);
    expect([last?.speed, last?.ramp]).toEqual([2, undefined]);
  });

  it('TSN-2 crossfades over a transition, each clip through its handle', () => {
    const transition = { kind: 'transition' as const, type: 'dissolve' as const, inFrames: 6, outFrames: 4 };
    const [a, b] =
      soundPlanOf(timeline(60, [video('v', [shot('a', 0, 30), transition, shot('b', 20, 30)])])).buses[0]?.clips ?? [];
    expect(a).toMatchObject({ startSample: 0, endSample: 34 * 1600, fadeOutSamples: 16_000 });
    expect(b).toMatchObject({ startSample: 24 * 1600, fadeInSamples: 16_000, mediaStartUs: 466_667 });
    const middle = 29 * 1600;
    const [left] = clipGainsAt(a as never, middle, wholeRate(30));
    const [right] = clipGainsAt(b as never, middle, wholeRate(30));
    expect(left ** 2 + right ** 2).toBeCloseTo(1, 6);
  });

  it('TSN-2 keeps a nested stack inside its clip', () => {
    const nested = [audio('inner', [voice('x', 0, 100)], { gainDb: -6 })];
    const clip = { kind: 'composition' as const, id: 'c', name: 'c', layers: [], tracks: nested, ...range(10, 20) };
    const [heard] = soundPlanOf(timeline(60, [video('v', [gap(15), clip])])).buses[0]?.clips ?? [];
    expect(heard).toMatchObject({ startSample: 24_000, endSample: 56_000, mediaStartUs: 333_333, gainDb: -6 });
  });

  it('TSN-3 moves gains in straight lines of decibels and keeps a centred sound at its level', () => {
    const gainDb = [
      { frame: 0, value: 0, easing: 'linear' as const },
      { frame: 30, value: -20, easing: 'linear' as const },
    ];
    const clip = { ...voice('x', 0, 60), gainDb, pan: 0.5 };
    const [heard] = soundPlanOf(timeline(60, [audio('a', [clip])])).buses[0]?.clips ?? [];
    const [left, right] = clipGainsAt(heard as never, 24_000, wholeRate(30));
    expect(right).toBeCloseTo(10 ** (-10 / 20), 6);
    expect(left).toBeCloseTo(right / 2, 6);
    const half = clipGainsAt(heard as never, 24_800, wholeRate(30))[1];
    expect(20 * Math.log10(half / right)).toBeCloseTo(-1 / 3, 4);
  });

  it('TSN-4 ducks under all that do not duck, or under the tracks that are named', () => {
    const tracks = [
      audio('voice', [voice('v', 0, 30)]),
      audio('music', [voice('m', 0, 60)], { duck: {} }),
      audio('bed', [voice('b', 0, 60)], { duck: { under: ['voice'], byDb: 3 } }),
    ];
    const { buses } = soundPlanOf(timeline(60, tracks));
    expect(buses[1]?.duck).toEqual({ under: [0], byDb: 12, attackMs: 150, releaseMs: 500 });
    expect(buses[2]?.duck).toEqual({ under: [0], byDb: 3, attackMs: 150, releaseMs: 500 });
  });

  it('TSN-4 is down when the first word begins, stays down in a pause, comes back by the release', () => {
    const envelope = new DuckEnvelope({ under: [0], byDb: 12, attackMs: 150, releaseMs: 500 });
    const heard = (hop: number): number => ((hop >= 50 && hop < 80) || (hop >= 100 && hop < 120) ? 0.01 : 0);
    const curve = Array.from({ length: 240 }, (_, hop) =>
      envelope.next(Array.from({ length: envelope.aheadHops + 1 }, (_, i) => heard(hop + i))),
    );
    expect(curve[30]).toBe(0);
    expect(curve[49]).toBeCloseTo(12, 6);
    expect(curve[90]).toBeCloseTo(12, 6);
    expect(curve[119]).toBeCloseTo(12, 6);
    expect(curve[210]).toBe(0);
    for (const [i, value] of curve.entries()) if (i > 0) expect(Math.abs(value - curve[i - 1]!)).toBeLessThan(0.9);
  });
});
