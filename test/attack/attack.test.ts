/** The rows of `npm run prove` at small size. What failed is listed, each with its reason. */
import { expect, test } from 'vitest';
import { jailInUse } from '../../src/adapters/sandbox/sandbox.ts';
import type { ProofRow } from '../prove/row.types.ts';
import { runRow } from '../prove/run-row.ts';
import { argumentListsRow } from './argument-lists.ts';
import { decompressionBombs } from './decompression-bombs.ts';
import { determinism } from './determinism.ts';
import { hostileFiles } from './hostile-files.ts';
import { hostileFonts } from './hostile-fonts.ts';
import { insideTheJail } from './inside-the-jail.ts';
import { killedRenders } from './killed-renders.ts';
import { runaways } from './runaways.ts';
import { typeLies } from './type-lies.ts';

const prove = async (row: ProofRow): Promise<void> => {
  const verdict = await runRow(row, 'quick');
  expect(verdict.failures, verdict.line).toEqual([]);
};

test('HOS-3 PC4 runaways are dead within their limit and three seconds, with all they started', () => prove(runaways));
// A machine that allows no jail can prove none; `npm run prove` and the doctor say so.
test.skipIf(!jailInUse().hidesFiles)('HOS-1 PC5 nothing is reached, read, started or filled from inside the jail', () =>
  prove(insideTheJail),
);
test('HOS-7 PC1 hostile files reach nothing and end (CVE-2016-1897 CVE-2016-1898 CVE-2017-9993 CVE-2026-107695 CVE-2026-107697 CVE-2026-107698), seed 42', () =>
  prove(hostileFiles));
test('HOS-8 PC3 no word of a person becomes an argument, seeds 0 to 499', () => prove(argumentListsRow));
test('HOS-9 PB4 the bytes decide what a file is', () => prove(typeLies));
test('HOS-10 PB5 what unfolds is refused before it does', () => prove(decompressionBombs));
test('HOS-11 PC6 the same plan gives the same frames and the same sound, seed 0', () => prove(determinism));
test('HOS-12 PC7 a killed render goes on where it was, and the film is the same, seed 0', () => prove(killedRenders));
test('HOS-13 PC9 fonts that lie are refused, damaged ones draw or are refused, seed 42', () => prove(hostileFonts));
