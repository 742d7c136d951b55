/** The rows of `npm run prove` about vendors' webhooks, at small size. */
import { expect, test } from 'vitest';
import type { ProofRow } from '../../prove/row.types.ts';
import { runRow } from '../../prove/run-row.ts';
import { forgedNotices } from './forged-notices.ts';
import { noticeStorm } from './notice-storm.ts';

const prove = async (row: ProofRow): Promise<void> => {
  const verdict = await runRow(row, 'quick');
  expect(verdict.failures, verdict.line).toEqual([]);
};

test('GEN-19 PD6 forged, late and repeated webhooks are refused exactly', () => prove(forgedNotices));
test('GEN-20 GEN-21 PA6 a storm of webhooks ends each generation once, seed 0', () => prove(noticeStorm));
