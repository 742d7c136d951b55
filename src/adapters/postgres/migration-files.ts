/** The migrations of this program: `db/migrations/0001-ground.sql` and those after it. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export type Migration = {
  readonly version: number;
  /** `0001-ground`. */
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file, in hexadecimal. */
  readonly checksum: string;
};

const ours = fileURLToPath(new URL('../../../db/migrations/', import.meta.url));

/** In order. Throws when two files have the same number: a fault of the program, not of its installation. */
export const readMigrations = async (folder: string = ours): Promise<readonly Migration[]> => {
  const names = (await readdir(folder)).filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name)).toSorted();
  const migrations = await Promise.all(
    names.map(async (file): Promise<Migration> => {
      const sql = await readFile(join(folder, file), 'utf8');
      return {
        version: Number.parseInt(file, 10),
        name: file.replace(/\.sql$/, ''),
        sql,
        checksum: createHash('sha256').update(sql).digest('hex'),
      };
    }),
  );
  const twice = migrations.find(({ version }, at) => migrations[at - 1]?.version === version);
  if (twice) throw new Error(`Two migrations have the number of ${twice.name}.`);
  return migrations;
};
