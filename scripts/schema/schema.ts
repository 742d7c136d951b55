/**
 * `npm run schema [-- --check]`: applies the migrations to a scratch database and writes what came of it: db/schema.sql for people, and
 * src/ports/tables.types.ts for Kysely. With --check nothing is written; exit code 1 says that a file differs.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { closeTestPostgres, freshDatabase } from '../../test/kit/postgres.ts';
import { dumpSchema } from './dump.queries.ts';
import { tableTypes } from './table-types.queries.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The files by their path in the repository, as they should be. */
export const schemaFiles = async (url: string): Promise<ReadonlyMap<string, string>> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return new Map([
      ['db/schema.sql', await dumpSchema(client)],
      ['src/ports/tables.types.ts', await tableTypes(client)],
    ]);
  } finally {
    await client.end();
  }
};

/** Paths whose file is not as it should be. */
export const driftedFiles = async (files: ReadonlyMap<string, string>): Promise<readonly string[]> => {
  const drifted: string[] = [];
  for (const [path, text] of files) {
    const found = await readFile(join(root, path), 'utf8').catch(() => ''); // a missing file has drifted
    if (found !== text) drifted.push(path);
  }
  return drifted;
};

const run = async (isCheck: boolean): Promise<number> => {
  const scratch = await freshDatabase();
  try {
    const files = await schemaFiles(scratch.url);
    const drifted = await driftedFiles(files);
    for (const path of drifted) {
      if (isCheck) process.stderr.write(`${path} is not what the migrations make; type: npm run schema\n`);
      else await writeFile(join(root, path), files.get(path) ?? '');
    }
    return isCheck && drifted.length > 0 ? 1 : 0;
  } finally {
    await scratch.close();
    await closeTestPostgres();
  }
};

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await run(process.argv.includes('--check'));
