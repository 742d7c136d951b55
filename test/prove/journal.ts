/** The journal of `npm run prove`: one line for each case that passed, valid for one state of the sources. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Facts } from './row.types.ts';
import type { Journal } from './run-row.ts';

type Line = { readonly row: string; readonly name: string; readonly facts: Facts };

/** A hash of the commit of everything that differs from it, and of the names of new files. */
export const stateOfSources = (root: string): string => {
  const git = (...args: string[]): string => execFileSync('git', ['-C', root, ...args], { encoding: 'utf8' });
  return createHash('sha256')
    .update(git('rev-parse', 'HEAD'))
    .update(git('diff', 'HEAD'))
    .update(git('ls-files', '--others', '--exclude-standard'))
    .digest('hex');
};

/**
 * Opens the journal of `state` in `folder`, named `<name>-<hash of the state>.jsonl`, so that two runs of different sources do not
 * write into one. Journals of other states of that name are of no more use and go; `fresh` begins this one anew.
 */
export const openJournal = (folder: string, name: string, state: string, fresh = false): Journal => {
  mkdirSync(folder, { recursive: true });
  const file = `${name}-${createHash('sha256').update(state).digest('hex').slice(0, 16)}.jsonl`;
  const path = join(folder, file);
  for (const other of readdirSync(folder))
    if (other.startsWith(`${name}-`) && (fresh || other !== file)) rmSync(join(folder, other), { force: true });
  const passed = new Map<string, Facts>();
  for (const text of existsSync(path) ? readFileSync(path, 'utf8').split('\n') : []) {
    // The last line may be half written when the run was cut off.
    if (!text.endsWith('}')) continue;
    const line = JSON.parse(text) as Line;
    passed.set(`${line.row} ${line.name}`, line.facts);
  }
  return {
    passed: (row, name) => passed.get(`${row} ${name}`),
    write: (row, name, facts) => appendFileSync(path, `${JSON.stringify({ row, name, facts })}\n`),
  };
};
