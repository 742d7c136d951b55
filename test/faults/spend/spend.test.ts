/** The row of money at small size. */
import { expect, test } from 'vitest';
import { runRow } from '../../prove/run-row.ts';
import { spendRace } from './spend-race.ts';

test('LED-1 LED-2 LED-3 PA10 C5 no storm passes a budget, and all books agree, seeds 0 to 5', async () => {
  const verdict = await runRow(spendRace, 'quick');
  expect(verdict.failures, verdict.line).toEqual([]);
});
