/** The rows of `npm run prove` at small size. What failed is listed, each with its reason. */
import { expect, test } from 'vitest';
import type { ProofRow } from '../prove/row.types.ts';
import { runRow } from '../prove/run-row.ts';
import { insideTheJail } from './inside-the-jail.ts';
import { runaways } from './runaways.ts';

const prove = async (row: ProofRow): Promise<void> => {
  const verdict = await runRow(row, 'quick');
  expect(verdict.failures, verdict.line).toEqual([]);
};

test('HOS-3 PC4 runaways are dead within their limit and three seconds, with all they started', () => prove(runaways));
test('HOS-1 PC5 nothing is reached, read, started or filled from inside the jail', () => prove(insideTheJail));
