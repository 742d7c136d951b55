/** The row of `npm run prove` about killed generations, at small size. */
import { expect, test } from 'vitest';
import { runRow } from '../../prove/run-row.ts';
import { killedTakes } from './killed-takes.ts';

test('GEN-10 GEN-11 PA2 killed at every point of a paid generation, nobody pays twice', async () => {
  const verdict = await runRow(killedTakes, 'quick');
  expect(verdict.failures, verdict.line).toEqual([]);
});
