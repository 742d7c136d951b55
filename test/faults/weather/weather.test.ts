/** The row of bad weather at small size. */
import { expect, test } from 'vitest';
import { runRow } from '../../prove/run-row.ts';
import { weather } from './weather.ts';

test('DSK-19 PA5 in bad weather every wish ends with an answer or a code, and the ledger is the bill, seed 42', async () => {
  const verdict = await runRow(weather, 'quick');
  expect(verdict.failures, verdict.line).toEqual([]);
});
