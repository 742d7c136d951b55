import { getPriority } from 'node:os';
import { expect, test } from 'vitest';
import { letChildrenGiveWay, startChild } from './sandbox.ts';

test('VID-22 what a server starts gives way to it once it said so, and not before', async () => {
  const { signal } = new AbortController();
  const start = () => startChild('sleep', ['0.3'], { signal, purpose: 'wait' });
  const [before] = [start()];
  letChildrenGiveWay();
  const after = start();
  expect(getPriority(before.process.pid)).toBe(getPriority());
  expect(getPriority(after.process.pid)).toBe(10);
  await Promise.all([before.done, after.done]);
});
