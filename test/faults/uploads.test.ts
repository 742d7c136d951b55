/** Uploads in a faulty world, at small size; at full size by `npm run prove`. */
import { expect, test } from 'vitest';
import type { ProofRow } from '../prove/row.types.ts';
import { runRow } from '../prove/run-row.ts';
import { interruptedUploads } from './interrupted-uploads.ts';

const prove = async (row: ProofRow): Promise<void> => {
  const verdict = await runRow(row, 'quick');
  process.stdout.write(`${verdict.line}\n`);
  expect(verdict.failures, verdict.line).toEqual([]);
};

test('LIB-70 PB1 cut off and killed, an upload arrives as one asset with the same bytes, seed 42', () =>
  prove(interruptedUploads));
