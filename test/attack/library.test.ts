/** Attacks on the library, at small size; at full size by `npm run prove`. */
import { expect, test } from 'vitest';
import type { ProofRow } from '../prove/row.types.ts';
import { runRow } from '../prove/run-row.ts';
import { bombsOnTheServer } from './library-bombs.ts';
import { endlessCreations } from './library-creations.ts';
import { liesOnTheServer } from './library-lies.ts';
import { hostileNamesRow } from './library-names.ts';
import { quotaRace } from './library-quota.ts';

const prove = async (row: ProofRow): Promise<void> => {
  const verdict = await runRow(row, 'quick');
  process.stdout.write(`${verdict.line}\n`);
  expect(verdict.failures, verdict.line).toEqual([]);
};

test('LIB-71 PB9 A11 a race for the last of a quota takes exactly what fits', () => prove(quotaRace));
test('LIB-76 LIB-39 PB2 creations without end leave twenty uploads, and a sweep none', () => prove(endlessCreations));
test('LIB-73 PB3 hostile names are text everywhere', () => prove(hostileNamesRow));
test('LIB-74 PB4 lies are refused or served as what they are', () => prove(liesOnTheServer));
test('LIB-75 PB5 bombs are refused while others are answered', () => prove(bombsOnTheServer));
