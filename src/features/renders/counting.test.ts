import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BuildEvent } from '../../build/build.ts';
import { countFrames } from './frame-count.ts';
import { countSteps } from './step-count.ts';

const progressed = (key: string, done: number, total: number, step = 'render-segment'): BuildEvent => ({
  ...{ type: 'step-progressed', step, key, done, total },
});
const finished = (key: string, step = 'render-segment'): BuildEvent => ({
  type: 'step-finished',
  step,
  key,
  tookMs: 1,
});

test('VID-19 frames of this worker and of others add up, and what is cached counts from the beginning', () => {
  const told: [number, number][] = [];
  const count = countFrames({
    ...{ framesToRender: 100, framesCached: 50, nowMs: () => 0, estimate: { p50Ms: 1000, p90Ms: 2000, basis: 1 } },
    tell: (done, total) => told.push([done, total]),
  });
  count.onEvent(progressed('a', 10, 40));
  count.helped(30);
  count.onEvent(progressed('a', 40, 40));
  count.onEvent(finished('a'));
  count.onEvent(progressed('b', 60, 60));
  expect(told).toEqual([50, 60, 90, 120, 120, 150].map((done) => [done, 150]));
});

test('VID-19 a film never goes back, whatever order its steps come in, seed 7', () => {
  const steps = ['speak', 'draw', 'score', 'mix', 'master', 'render-segment', 'thumbnail'];
  const event = fc.oneof(
    fc.record({ kind: fc.constant('expect' as const), step: fc.constantFrom(...steps), count: fc.nat({ max: 9 }) }),
    fc.record({ kind: fc.constant('progress' as const), step: fc.constantFrom(...steps), count: fc.nat({ max: 9 }) }),
    fc.record({ kind: fc.constant('finish' as const), step: fc.constantFrom(...steps), count: fc.nat({ max: 9 }) }),
  );
  fc.assert(
    fc.property(fc.array(event, { maxLength: 60 }), (events) => {
      let last = 0;
      const count = countSteps((done, total) => {
        expect(done).toBeGreaterThanOrEqual(last);
        expect(done).toBeLessThanOrEqual(total);
        last = done;
      });
      for (const { kind, step, count: number } of events) {
        if (kind === 'expect') count.expect(step, number);
        else count.onEvent(kind === 'finish' ? finished(`${number}`, step) : progressed(`${number}`, number, 9, step));
      }
    }),
    { seed: 7, numRuns: 200 },
  );
});
