/** The rows of `npm run prove` about jobs at small size. They wait for leases most of the time, so they wait together. */
import { describe, expect, test } from 'vitest';
import type { ProofRow } from '../../prove/row.types.ts';
import { runRow } from '../../prove/run-row.ts';
import { cleanStop } from './clean-stop.ts';
import { crashAnywhere } from './crash-anywhere.ts';
import { fairness } from './fairness.ts';
import { poison } from './poison.ts';
import { speed } from './speed.ts';
import { trees } from './trees.ts';
import { zombies } from './zombies.ts';

const prove = async (row: ProofRow): Promise<void> => {
  const verdict = await runRow(row, 'quick');
  expect(verdict.failures, verdict.line).toEqual([]);
};

describe.concurrent('workers as processes', () => {
  test('JOB-5 PA1 workers killed at random moments lose no job, and each ends once in effect, seed 0', () =>
    prove(crashAnywhere));
  test('JOB-4 PA3 a worker that slept past its lease changes nothing', () => prove(zombies));
  test('JOB-7 PA7 poison is put aside after five tries, and nobody else is blamed', () => prove(poison));
  test('JOB-8 JOB-9 PA9 200 descendants end with their parent and spend nothing more', () => prove(trees));
  test('JOB-28 PA11 many jobs of one person hardly delay another', () => prove(fairness));
  test('JOB-27 PA12 two workers end many jobs a second on a database that waits for its disk', () => prove(speed));
  test('JOB-18 PA13 a worker told to stop is gone in time and leaves nothing behind', () => prove(cleanStop));
});
