/**
 * `npm run prove [row…] [--list] [--quick] [--fresh]`: proves the promises about hostile media, row by row, one line each.
 * What passed is kept in `.prove/` until the sources change, so a run that was cut off goes on. Exit code 1: a row failed, 2: bad usage.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { closeTestPostgres } from '../kit/postgres.ts';
import { openJournal, stateOfSources } from './journal.ts';
import { rows } from './rows.ts';
import { runRow } from './run-row.ts';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const shownFailures = 20;

const say = (text: string): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[2K${text.slice(0, (process.stderr.columns ?? 80) - 1)}`);
};

const prove = async (args: readonly string[]): Promise<number> => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { list: { type: 'boolean' }, quick: { type: 'boolean' }, fresh: { type: 'boolean' } },
  });
  if (values.list) {
    for (const row of rows) process.stdout.write(`${row.id}  ${row.promise}\n`);
    return 0;
  }
  const unknown = positionals.filter((id) => !rows.some((row) => row.id === id.toUpperCase()));
  if (unknown.length > 0) {
    const known = rows.map((row) => row.id).join(', ');
    process.stderr.write(`There is no row ${unknown.join(', ')}; there are ${known}.\n`);
    return 2;
  }
  const size = values.quick ? 'quick' : 'full';
  const wanted = new Set(positionals.map((id) => id.toUpperCase()));
  const journal = openJournal(join(repository, '.prove'), size, stateOfSources(repository), values.fresh);
  let failedRows = 0;
  for (const row of rows.filter(({ id }) => wanted.size === 0 || wanted.has(id))) {
    const onCase = (done: number, of: number, name: string): void => say(`${row.id} ${done}/${of} ${name}`);
    const verdict = await runRow(row, size, { journal, onCase });
    say('');
    process.stdout.write(`${verdict.line}\n`);
    for (const { name, reason } of verdict.failures.slice(0, shownFailures))
      process.stdout.write(`  ${name}: ${reason.replaceAll('\n', ' / ')}\n`);
    if (!verdict.passed) failedRows++;
  }
  return failedRows > 0 ? 1 : 0;
};

try {
  process.exitCode = await prove(process.argv.slice(2));
  await closeTestPostgres();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
