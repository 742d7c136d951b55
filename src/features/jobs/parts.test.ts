/** The small parts of the worker, without a database. */
import { describe, expect, test } from 'vitest';
import { WorkprintError } from '../../domain/errors.ts';
import { TimelineInvalid } from '../../domain/timeline/timeline-invalid.ts';
import { createEta } from './eta.ts';
import { gather } from './gather.ts';
import { delayAfter, failureOf } from './job-failure.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { createBell } from './watch-jobs.ts';

describe('JOB-23 gathering', () => {
  test('JOB-23 what is asked meanwhile is asked in one go, in order', async () => {
    const batches: number[][] = [];
    const ask = gather(async (items: readonly number[]) => {
      batches.push([...items]);
      await new Promise((resolve) => setTimeout(resolve, 5));
      return items.map((item) => item * 2);
    }, 3);
    const first = ask(1);
    await new Promise((resolve) => setTimeout(resolve, 2));
    const rest = Promise.all([2, 3, 4, 5].map(ask));
    expect(await first).toBe(2);
    expect(await rest).toEqual([4, 6, 8, 10]);
    expect(batches).toEqual([[1], [2, 3, 4], [5]]);
  });

  test('JOB-23 one that fails does not fail the others', async () => {
    const ask = gather(async (items: readonly number[]) => {
      if (items.includes(13)) throw new Error('unlucky');
      return items;
    });
    const settled = await Promise.allSettled([1, 13, 2].map(ask));
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });
});

describe('JOB-13 time left', () => {
  test('JOB-13 follows the pace of the last half minute, and says nothing too early', () => {
    const eta = createEta();
    expect(eta(0, 100, 0)).toBeUndefined();
    expect(eta(50, 100, 500)).toBeUndefined();
    expect(eta(50, 100, 1000)).toBe(1000);
    // What came from the cache in the first second is forgotten in time; from then on it is one a second.
    let left: number | undefined;
    for (let second = 2; second <= 45; second++) left = eta(50 + second - 1, 100, second * 1000);
    expect(left).toBeGreaterThan(5500);
    expect(left).toBeLessThan(6500);
    expect(eta(100, 100, 60_000)).toBe(0);
  });

  test('JOB-13 a job that begins anew is measured anew', () => {
    const eta = createEta();
    eta(0, 10, 0);
    eta(9, 10, 5000);
    expect(eta(0, 10, 6000)).toBeUndefined();
    expect(eta(5, 10, 8000)).toBe(2000);
  });
});

test('JOB-6 pauses between tries grow, are spread, and have an end', () => {
  expect([1, 2, 3, 4].map((tries) => delayAfter(tries, 1))).toEqual([1000, 2000, 4000, 8000]);
  expect(delayAfter(1, 0)).toBe(500);
  expect(delayAfter(50, 1)).toBe(60_000);
});

test('JOB-6 whose fault it is decides whether it is logged and tried again', () => {
  const of = (error: unknown) => {
    const { isUnforeseen, mayPass } = failureOf(error, 't');
    return [isUnforeseen, mayPass];
  };
  expect(of(new WorkprintError('url-unreachable', 'x'))).toEqual([false, true]);
  expect(of(new WorkprintError('timeline-invalid', 'x'))).toEqual([false, false]);
  expect(of(new WorkprintError('voice-failed', 'x'))).toEqual([true, true]);
  expect(of(new WorkprintError('internal', 'x'))).toEqual([true, true]);
  expect(of(undefined)).toEqual([true, true]);
  const problems = [{ path: 'tracks[0]', message: 'a track has clips' }];
  expect(failureOf(new TimelineInvalid(problems), 't').error.details).toEqual(problems);
});

test('asked while it runs, work runs once more', async () => {
  let runs = 0;
  const errors: unknown[] = [];
  const work = oneAtATime(
    async () => {
      runs++;
      await new Promise((resolve) => setTimeout(resolve, 1));
      if (runs === 2) throw new Error('second');
    },
    (error) => errors.push(error),
  );
  work.ask();
  work.ask();
  await work.settled();
  expect(runs).toBeLessThanOrEqual(2);
  work.ask();
  await new Promise((resolve) => setTimeout(resolve, 0));
  work.ask();
  work.ask();
  await work.settled();
  expect(runs).toBeGreaterThanOrEqual(3);
  expect(errors.length).toBeLessThanOrEqual(1);
});

test('many rings while nobody listens are one', async () => {
  const bell = createBell();
  bell.ring();
  bell.ring();
  await bell.next();
  let hasRung = false;
  const next = bell.next().then(() => (hasRung = true));
  await new Promise((resolve) => setTimeout(resolve, 1));
  expect(hasRung).toBe(false);
  bell.ring();
  await next;
});
