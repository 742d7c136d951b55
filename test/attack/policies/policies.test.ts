import { expect, test } from 'vitest';
import { runRow } from '../../prove/run-row.ts';
import { policiesRow } from './policies.ts';

test('DBS-40 DBS-41 DBS-42 PE2 row-level security: the table of rights holds, and no policy is lost unnoticed', async () => {
  const verdict = await runRow(policiesRow, 'quick');
  expect(verdict.failures, verdict.line).toEqual([]);
});
