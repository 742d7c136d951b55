/** The rows of `npm run prove` about people, at small size. */
import { expect, test } from 'vitest';
import type { ProofRow } from '../prove/row.types.ts';
import { runRow } from '../prove/run-row.ts';
import { scopeClimbing } from './people-scopes.ts';
import { sessionsRow } from './people-sessions.ts';

const prove = async (row: ProofRow): Promise<void> => {
  const verdict = await runRow(row, 'quick');
  expect(verdict.failures, verdict.line).toEqual([]);
};

test('ACC-8 ACC-44 ACC-46 PE3 nobody raises themselves', () => prove(scopeClimbing));
test('ACC-1 ACC-3 ACC-4 ACC-5 ACC-6 PE7 sessions hold to their table', () => prove(sessionsRow));
