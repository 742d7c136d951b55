/** The rows of the database at small size. */
import { expect, test } from 'vitest';
import type { ProofRow } from '../prove/row.types.ts';
import { runRow } from '../prove/run-row.ts';
import { databaseAway } from './database-away.ts';
import { upgrades } from './upgrades.ts';

const prove = async (row: ProofRow): Promise<void> => {
  const verdict = await runRow(row, 'quick');
  expect(verdict.failures, verdict.line).toEqual([]);
};

test('DBS-21 DBS-22 PA14 five servers that start together migrate once, while an older worker goes on', () =>
  prove(upgrades));
test('DBS-10 DBS-11 DBS-13 PA8 a database cut off and stopped at once under load loses nothing acknowledged', () =>
  prove(databaseAway));
