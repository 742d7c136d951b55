import { expect, test } from 'vitest';
import { runRow } from '../prove/run-row.ts';
import { editors } from './editors.ts';

test('DOC-3 PF1 people edit together beside a render and jobs', async () => {
  const verdict = await runRow(editors, 'quick');
  expect(verdict.failures, verdict.line).toEqual([]);
});
