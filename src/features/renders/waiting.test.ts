import { expect, test } from 'vitest';
import { isWorthIt, waitingFor } from './waiting.ts';

const quickMs = 30_000;

test.each([
  [undefined, undefined, { ms: quickMs, isForced: false }],
  [undefined, 'handling=lenient', { ms: quickMs, isForced: false }],
  [undefined, 'respond-async', { ms: 0, isForced: true, applied: 'respond-async' }],
  [undefined, 'Respond-Async', { ms: 0, isForced: true, applied: 'respond-async' }],
  [undefined, 'wait=30', { ms: 30_000, isForced: true, applied: 'wait=30' }],
  [undefined, 'wait="5"; x=y', { ms: 5_000, isForced: true, applied: 'wait=5' }],
  // RFC 7240, section 4.3: wait so long, then answer with the job.
  [undefined, 'respond-async, wait=10', { ms: 10_000, isForced: true, applied: 'wait=10' }],
  [undefined, 'wait=999999', { ms: 300_000, isForced: true, applied: 'wait=999999' }],
  [undefined, 'wait=-5', { ms: quickMs, isForced: false }],
  [undefined, 'wait=1e9, wait=3', { ms: quickMs, isForced: false }],
  [0, 'wait=30', { ms: 0, isForced: true }],
  [2.5, 'respond-async', { ms: 2_500, isForced: true }],
])('VID-2 wait %s and Prefer “%s”', (wait, prefer, expected) => {
  expect(waitingFor(wait, prefer, quickMs)).toEqual(expected);
});

test('VID-1 an estimate ends the waiting unless the caller insists', () => {
  expect(isWorthIt({ ms: 1000, isForced: false }, 999)).toBe(true);
  expect(isWorthIt({ ms: 1000, isForced: false }, 1001)).toBe(false);
  expect(isWorthIt({ ms: 1000, isForced: false }, undefined)).toBe(true);
  expect(isWorthIt({ ms: 1000, isForced: true }, 60_000)).toBe(true);
  expect(isWorthIt({ ms: 0, isForced: true }, 1)).toBe(false);
});
