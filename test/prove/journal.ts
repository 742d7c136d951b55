/** The journal of `npm run prove`: one line for each case that passed, valid for one state of the sources. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Facts } from './row.types.ts';
import type { Journal } from './run-row.ts';

type Line = { readonly row: string; readonly name: string; readonly facts: Facts };

/** A hash of the commit and of everything that differs from it. */
export const stateOfSources = (root: string): string => {
  const git = (...args: string[]): string => execFileSync('git', ['-C', root, ...args], { encoding: 'utf8' });
  return createHash('sha256').update(git('rev-parse', 'HEAD')).update(git('diff', 'HEAD')).digest('hex');
};

/** Opens the journal in `path`; one of another state, or asked to be `fresh`, is begun anew. */
export const openJournal = (path: string, state: string, fresh = false): Journal => {
  const passed = new Map<string, Facts>();
  const lines = existsSync(path) && !fresh ? readFileSync(path, 'utf8').split('\n') : [];
  if (lines[0] === state) {
    for (const text of lines.slice(1)) {
      // The last line may be half written when the run was cut off.
      const line = text.endsWith('}') ? (JSON.parse(text) as Line) : undefined;
      if (line) passed.set(`${line.row} ${line.name}`, line.facts);
    }
  } else {
    rmSync(path, { force: true });
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${state}\n`);
  }
  return {
    passed: (row, name) => passed.get(`${row} ${name}`),
    write: (row, name, facts) => appendFileSync(path, `${JSON.stringify({ row, name, facts })}\n`),
  };
};
