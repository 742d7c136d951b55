/** PE5 as `npm run prove PE5` runs it. */
import { expect, test } from 'vitest';
import { runRow } from '../prove/run-row.ts';
import { secretsSweep } from './secrets-sweep.ts';

test('OPS-13 KEY-2 PE5 no secret stands where it must not, and each was really used', async () => {
  const verdict = await runRow(secretsSweep, 'quick');
  expect(verdict.failures, verdict.line).toEqual([]);
});
