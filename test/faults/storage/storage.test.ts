/** The storage's rows of `npm run prove` at small size. */
import { expect, test } from 'vitest';
import { signedLinks } from '../../attack/signed-links.ts';
import type { ProofRow } from '../../prove/row.types.ts';
import { runRow } from '../../prove/run-row.ts';
import { backupDrill } from './backup-drill.ts';
import { flippedBits } from './flipped-bits.ts';
import { orphans } from './orphans.ts';
import { tornWrites } from './torn-writes.ts';

const prove = async (row: ProofRow): Promise<void> => {
  const verdict = await runRow(row, 'quick');
  expect(verdict.failures, verdict.line).toEqual([]);
};

test('STO-10 PB7 wherever the machine stops, no row is without whole bytes', () => prove(tornWrites));
test('STO-20 PB8 a sweep takes what nobody names and nothing else, seeds 0 and 1', () => prove(orphans));
test('STO-22 PB10 every changed bit is found, seed 42', () => prove(flippedBits));
test('STO-16 PE4 a link is good for what it was made for alone', () => prove(signedLinks));
test('STO-24 STO-25 STO-26 STO-27 PB11 B11 a backup restored is the studio it was; a spoiled one is nothing, seeds 0 to 2', () =>
  prove(backupDrill));
