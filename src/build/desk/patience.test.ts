import { expect, it } from 'vitest';
import { ProviderFailure } from '../../domain/generation/provider-failure.ts';
import { seededRandom } from '../../domain/random.ts';
import { lacksOf } from './lacks.ts';
import { backOffMs, lookAgainMs, usualPatience } from './patience.ts';
import { requestKeyOf } from './request-key.ts';
import { troubleOf } from './trouble.ts';

it('DSK-5 backs off with full jitter below a bound that doubles from a second to a minute, seed 1', () => {
  const chance = seededRandom(1);
  for (const [tries, mostMs] of [
    [1, 1_000],
    [2, 2_000],
    [3, 4_000],
    [6, 32_000],
    [7, 60_000],
    [400, 60_000],
  ] as const) {
    const pauses = Array.from({ length: 200 }, () => backOffMs(tries, usualPatience, chance));
    expect(Math.max(...pauses)).toBeLessThanOrEqual(mostMs);
    expect(Math.max(...pauses)).toBeGreaterThan(mostMs * 0.9);
    expect(Math.min(...pauses)).toBeLessThan(mostMs * 0.1);
  }
});

it('DSK-7 looks less and less often, or when the vendor says, within reason', () => {
  const looks = Array.from({ length: 8 }, (_, at) => lookAgainMs(at, undefined, [2_000, 15_000]));
  expect(looks).toEqual([2_000, 3_000, 4_500, 6_750, 10_125, 15_000, 15_000, 15_000]);
  expect(lookAgainMs(5, 700, [2_000, 15_000])).toBe(700);
  expect(lookAgainMs(0, 0, [2_000, 15_000])).toBe(50);
  expect(lookAgainMs(0, Number.POSITIVE_INFINITY, [2_000, 15_000])).toBe(300_000);
  expect([Number.NaN, -5].map((said) => lookAgainMs(0, said, [2_000, 15_000]))).toEqual([2_000, 2_000]);
});

it('DSK-5 believes a Retry-After of up to a day, and none that is no time', () => {
  const after = (retryAfterMs: number) =>
    troubleOf(new ProviderFailure('provider-busy', 'Busy.', { taken: 'no', retryAfterMs }), 1_000);
  expect(after(5_000)).toMatchObject({ retryAfterMs: 5_000, gate: { kind: 'throttled', untilMs: 6_000 } });
  expect(after(1e15).retryAfterMs).toBe(86_400_000);
  for (const odd of [Number.NaN, -1])
    expect(after(odd)).toMatchObject({ retryAfterMs: undefined, gate: { kind: 'broken' } });
  expect(troubleOf(new TypeError('unforeseen'), 0)).toMatchObject({ taken: 'unknown', isPassing: false });
});

it('DSK-11 measures what is there: length, size, sound, number; what nobody measured is what was asked', () => {
  const blob = { sha256: 'a', sizeBytes: 1, mediaType: 'video/mp4' };
  const clip = { type: 'video', prompt: 'x', durationSeconds: 8, resolution: '1080p', audio: true } as const;
  expect(lacksOf(clip, [{ blob }])).toBeUndefined();
  expect(lacksOf(clip, [{ blob, facts: { seconds: 7.9, width: 1088, height: 1920, hasSound: true } }])).toBeUndefined();
  expect(lacksOf(clip, [{ blob, facts: { seconds: 4.04, width: 1280, height: 720, hasSound: false } }])).toBe(
    '4 s instead of 8 s; 1280 × 720 pixels instead of 1080p; no sound',
  );
  const still = { type: 'image', prompt: 'x', count: 2, width: 1024, height: 1024 } as const;
  expect(lacksOf(still, [{ blob, facts: { width: 512, height: 1024 } }])).toBe(
    '1 picture instead of 2; 512 × 1024 pixels instead of 1024 × 1024',
  );
  expect(lacksOf(still, [{ blob }, { blob }, { blob }])).toBeUndefined();
});

it('DSK-4 C9 the name of a request hangs on project, model and request, not on the order of its fields', () => {
  const ask = { type: 'image', prompt: 'x', count: 1 } as const;
  const name = requestKeyOf('p', 'a/b', ask);
  expect(name).toMatch(/^[0-9a-f]{64}$/);
  expect(requestKeyOf('p', 'a/b', { count: 1, prompt: 'x', type: 'image' })).toBe(name);
  const others = [
    requestKeyOf('q', 'a/b', ask),
    requestKeyOf('p', 'a/c', ask),
    requestKeyOf('p', 'a/b', { ...ask, seed: 1 }),
  ];
  expect(new Set([name, ...others]).size).toBe(4);
});
