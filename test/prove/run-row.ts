/** Runs a row's cases one after the other and sums up what they measured. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Facts, ProofCase, ProofRow, ProofSize, Verdict } from './row.types.ts';

/** Remembers which cases passed, so that a row that was cut off goes on where it was. */
export type Journal = {
  readonly passed: (row: string, name: string) => Facts | undefined;
  readonly write: (row: string, name: string, facts: Facts) => void;
};

const nothingKept: Journal = { passed: () => undefined, write: () => undefined };

type Watch = { readonly journal?: Journal; readonly onCase?: (done: number, of: number, name: string) => void };

const combine = (row: ProofRow, all: readonly Facts[]): Facts =>
  Object.fromEntries(
    Object.entries(row.facts).map(([name, how]) => {
      const numbers = all.map((facts) => facts[name] ?? 0);
      return [name, how === 'sum' ? numbers.reduce((sum, each) => sum + each, 0) : Math.max(0, ...numbers)];
    }),
  );

const shown = (number: number): string => (Number.isInteger(number) ? String(number) : number.toFixed(1));

const runCase = async (row: ProofRow, each: ProofCase, journal: Journal): Promise<Facts | Error> => {
  const known = journal.passed(row.id, each.name);
  if (known) return known;
  try {
    const facts = await each.run();
    journal.write(row.id, each.name, facts);
    return facts;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
};

/** Runs all of a row at the given size. A row without cases fails: it would prove nothing. */
export const runRow = async (
  row: ProofRow,
  size: ProofSize,
  { journal = nothingKept, onCase }: Watch = {},
): Promise<Verdict> => {
  const folder = await mkdtemp(join(tmpdir(), `workprint-${row.id.toLowerCase()}-`));
  const facts: Facts[] = [];
  const failures: { name: string; reason: string }[] = [];
  let count = 0;
  try {
    const open = await row.open(size, folder);
    count = open.cases.length;
    try {
      for (const [at, each] of open.cases.entries()) {
        onCase?.(at, count, each.name);
        const end = await runCase(row, each, journal);
        if (end instanceof Error) failures.push({ name: each.name, reason: end.message });
        else facts.push(end);
      }
    } finally {
      await open.close?.();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  if (count === 0) failures.push({ name: 'cases', reason: 'there were none' });
  const passed = failures.length === 0;
  const words = Object.entries(combine(row, facts)).map(([name, number]) => `${name}=${shown(number)}`);
  const failed = passed ? [] : [`failed=${failures.length}`];
  const line = [row.id, passed ? 'PASS' : 'FAIL', `${row.counts}=${count}`, ...failed, ...words].join(' ');
  return { id: row.id, passed, line, failures };
};
