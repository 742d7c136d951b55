/** PE8 as `npm run prove PE8` runs it, at small size. */
import { expect, test } from 'vitest';
import { runRow } from '../../prove/run-row.ts';
import { injection } from './injection.ts';

test('FLM-35 FLM-45 PE8 a script, a brief or a model’s answer gives no orders', async () => {
  const verdict = await runRow(injection, 'quick');
  expect(verdict.failures, verdict.line).toEqual([]);
});
