/** The runner of the proofs. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openJournal } from './journal.ts';
import type { ProofCase, ProofRow } from './row.types.ts';
import { rows } from './rows.ts';
import { runRow } from './run-row.ts';

const folder = mkdtempSync(join(tmpdir(), 'workprint-prove-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const rowOf = (cases: readonly ProofCase[]): ProofRow => ({
  id: 'PX1',
  promise: 'nothing',
  counts: 'files',
  facts: { hits: 'sum', slowest_ms: 'max' },
  open: async () => ({ cases }),
});
const passing = (name: string, ran: string[] = []): ProofCase => ({
  name,
  run: async () => {
    ran.push(name);
    return { hits: 1, slowest_ms: ran.length };
  },
});
const failing: ProofCase = { name: 'bad', run: () => Promise.reject(new Error('it leaked')) };

test('HOS-14 a row that holds is one line with its numbers', async () => {
  const verdict = await runRow(rowOf([passing('a'), passing('b')]), 'quick');
  expect(verdict).toMatchObject({ passed: true, line: 'PX1 PASS files=2 hits=2 slowest_ms=1' });
});

test('HOS-14 a row that breaks says how often and why; an empty one proves nothing', async () => {
  const verdict = await runRow(rowOf([passing('a'), failing]), 'quick');
  expect(verdict.line).toBe('PX1 FAIL files=2 failed=1 hits=1 slowest_ms=1');
  expect(verdict.failures).toEqual([{ name: 'bad', reason: 'it leaked' }]);
  expect((await runRow(rowOf([]), 'quick')).passed).toBe(false);
});

test('HOS-14 what passed is not run again until the sources change', async () => {
  const ran: string[] = [];
  const cases = [passing('a', ran), failing, passing('b', ran)];
  await runRow(rowOf(cases), 'quick', { journal: openJournal(folder, 'journal', 'one') });
  const again = await runRow(rowOf(cases), 'quick', { journal: openJournal(folder, 'journal', 'one') });
  expect(ran).toEqual(['a', 'b']);
  expect(again.line).toBe('PX1 FAIL files=3 failed=1 hits=2 slowest_ms=2');
  await runRow(rowOf(cases), 'quick', { journal: openJournal(folder, 'journal', 'two') });
  expect(ran).toEqual(['a', 'b', 'a', 'b']);
});

test('HOS-14 rows have names of their own', () => {
  expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length);
});
