import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { concurrencyOf, isDeadWorker, readConcurrency, workerName } from './worker.ts';

test('JOB-26 --concurrency and --lanes say how wide each lane is', () => {
  expect(readConcurrency({}, 2)).toEqual({ jobs: 3, segments: 3, calls: 512, chores: 4 });
  expect(readConcurrency({ concurrency: '3', lanes: 'segments, chores' }, 1)).toEqual({ segments: 4, chores: 6 });
  expect(concurrencyOf(1, ['chores'])).toEqual({ chores: 4 });
});

test.each([
  [{ concurrency: '0' }, /whole number from 1 to 64/],
  [{ concurrency: 'many' }, /“many”/],
  [{ concurrency: '1.5' }, /“1.5”/],
  [{ lanes: 'jobs,films' }, /no lane “films”/],
  [{ lanes: '' }, /no lane “”/],
])('JOB-26 %o is refused with what would be right', (given, sentence) => {
  expect(() => readConcurrency(given, 1)).toThrow(sentence);
});

test('JOB-26 no two workers have the same name', () => {
  expect(workerName()).not.toBe(workerName());
});

test('JOB-29 only a process of this machine that is gone for certain is dead', () => {
  const own = workerName();
  const [place = ''] = own.split(':');
  const isDead = isDeadWorker(own);
  const { pid } = spawnSync(process.execPath, ['--version']);
  expect(isDead(`${place}:${pid}:abcdef`)).toBe(true);
  for (const name of [
    own,
    `${place}:${process.ppid}:abcdef`,
    `elsewhere/1:${pid}:abcdef`,
    `${place}1:${pid}:abcdef`,
    `${pid}`,
    '',
  ])
    expect(isDead(name), name).toBe(false);
  // Where nothing says whose numbers these are, nobody is dead.
  expect(isDeadWorker(`host/:1:a`)(`host/:${pid}:b`)).toBe(false);
});
