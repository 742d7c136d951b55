import { describe, expect, it } from 'vitest';
import type { RenderRecord } from '../../ports/render-history.ts';
import { estimateRender, remainingMs } from './estimate.ts';

const record = (composed: number, tookMs: number, encoding = 'h264 veryfast'): RenderRecord => ({
  ...{ encoding, untouched: 0, composed, tookMs },
});
const work = (composed: number) => ({ encoding: 'h264 veryfast', untouched: 0, composed });

describe('the estimate of a render', () => {
  it('RTL-6 guesses where nothing is known, and says that it does', () => {
    const guess = estimateRender(work(2000), []);
    expect(guess.basis).toBe(0);
    expect(guess.p90Ms).toBeGreaterThan(guess.p50Ms);
    // T1 of docs/benchmarks.md: 30 s of clips at 1080p30 in 33 s on two quiet cores; T2: 60 s of stills in 27 s.
    expect(estimateRender(work(1866), [], { cores: 2 }).p50Ms).toBeGreaterThan(33_000 / 2);
    expect(estimateRender(work(3732), [], { cores: 2 }).p50Ms).toBeLessThan(27_000 * 2);
  });

  it('RTL-6 a guess follows the cores, what else runs on them, and the encoder', () => {
    const guess = (cores: number, load = 0, encoding = 'h264 veryfast') =>
      estimateRender({ ...work(2000), encoding }, [], { cores, load }).p50Ms;
    expect(guess(16)).toBeLessThan(guess(2) / 4);
    // Ten others on two cores leave a sixth of the machine.
    expect(guess(2, 10) / guess(2)).toBeGreaterThan(5);
    expect(guess(2, 10) / guess(2)).toBeLessThan(7);
    expect(guess(2, 0, 'av1 medium')).toBeGreaterThan(4 * guess(2));
    expect(guess(2, 0, 'h264 ultrafast')).toBeLessThan(guess(2));
  });

  it('RTL-6 learns the price of this machine and keeps encodings apart', () => {
    const history = [
      ...Array.from({ length: 12 }, (_, i) => record(1000 + i, 350 + (1000 + i) * 10)),
      record(1000, 999_999, 'av1 medium'),
    ];
    const learned = estimateRender(work(3000), history);
    expect(learned.p50Ms).toBeCloseTo(350 + 3000 * 10 * 1.0, -2);
    expect(learned.basis).toBe(12);
  });

  it('RTL-6 asks those of its own size first, and tiny ones only about tiny ones', () => {
    const tiny = Array.from({ length: 30 }, () => record(1, 2350));
    expect(estimateRender(work(2), tiny).p50Ms).toBeCloseTo(350 + 4000, -1);
    expect(estimateRender(work(2000), tiny)).toEqual(estimateRender(work(2000), []));
    const large = [record(1500, 350 + 1500 * 8), ...tiny];
    const learned = estimateRender(work(2000), large);
    expect([Math.round(learned.p50Ms), learned.basis]).toEqual([350 + 2000 * 8, 1]);
  });

  it('RTL-6 the pessimistic estimate covers the slow tenth of the past', () => {
    const history = Array.from({ length: 20 }, (_, i) => record(1000, 350 + 1000 * (i < 17 ? 10 : 25)));
    const { p50Ms, p90Ms } = estimateRender(work(1000), history);
    expect(p50Ms).toBeLessThan(350 + 1000 * 11);
    expect(p90Ms).toBeGreaterThan(350 + 1000 * 20);
  });

  it('RTL-6 what is left follows the pace that is seen', () => {
    const estimate = { p50Ms: 10_000, p90Ms: 12_000, basis: 3 };
    expect(remainingMs(estimate, 0, 0)).toBe(10_000);
    expect(remainingMs(estimate, 0.5, 20_000)).toBeCloseTo(20_000, 6);
    expect(remainingMs(estimate, 1, 20_000)).toBe(0);
  });
});
