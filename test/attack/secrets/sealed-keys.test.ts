/** PE6 as `npm run prove PE6` runs it. */
import { expect, test } from 'vitest';
import { runRow } from '../../prove/run-row.ts';
import { sealedKeys } from './sealed-keys.ts';

test('KEY-1 KEY-15 PE6 sealed texts open only where they belong, and a rotation that is killed loses none', async () => {
  const verdict = await runRow(sealedKeys, 'quick');
  expect(verdict.failures, verdict.line).toEqual([]);
});
