import { expect, test } from 'vitest';
import { runRow } from '../prove/run-row.ts';
import { observability } from './observability.ts';

test('API-27 PF6 every failure has an id in answer, row and log, a code, a metric and a page', async () => {
  const verdict = await runRow(observability, 'quick');
  expect(verdict.failures, verdict.line).toEqual([]);
});
