/**
 * Everything the studio keeps of a person, as one zip: a file of JSON lines for each table, and every file of their library. It is made
 * while it is downloaded, in short transactions, so it needs no place of its own and a slow download holds nothing up.
 */
import type { Database } from '../../ports/database.ts';
import {
  assetFilesAfter,
  type ExportedFile,
  exportedTables,
  jobsWithResultsAfter,
  type Row,
  resultFilesOf,
  rowsAfter,
} from './account-export.queries.ts';
import type { ZipEntry } from './zip-stream.ts';

export type ExportParts = {
  readonly database: Database;
  /** The bytes of a blob by its hash; undefined when they are gone. */
  readonly openBlob: (hash: string) => Promise<ReadableStream<Uint8Array> | undefined>;
};

const rowsAtOnce = 500;
const filesAtOnce = 200;

const inBytes = (text: string): Uint8Array => Buffer.from(text, 'utf8');

/** A name people recognise that no unpacking program can take for a path. */
export const safeName = (name: string): string => {
  const plain = name
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N} ._-]+/gu, '_')
    .replace(/^[ .]+|[ .]+$/g, '');
  const [shortened = ''] = /^[\s\S]{0,100}/u.exec(plain) ?? [];
  return shortened === '' ? 'file' : shortened;
};

const about = `This is everything that this studio keeps of you.

data/   one file for each kind of record, one record in JSON a line
files/  the files of your library and of the projects you own, by project
        results of jobs stand there as long as they have not expired

Not here: passwords, keys and other secrets, of which the studio keeps no readable copy; work that others did in their own projects.
`;

/** The entries of the archive of this person. */
export async function* exportEntries({ database, openBlob }: ExportParts, personId: string): AsyncGenerator<ZipEntry> {
  const asPerson = <T>(work: Parameters<typeof database.asPerson<T>>[1]): Promise<T> =>
    database.asPerson(personId, work);
  const missing: string[] = [];

  async function* lines(table: (typeof exportedTables)[number]): AsyncGenerator<Uint8Array> {
    let after: Row | undefined;
    for (;;) {
      const rows = await asPerson((query) => rowsAfter(query, table, { personId, after, most: rowsAtOnce }));
      if (rows.length > 0) yield inBytes(`${rows.map((row) => JSON.stringify(row)).join('\n')}\n`);
      after = rows.at(-1);
      if (rows.length < rowsAtOnce) return;
    }
  }

  async function* files(): AsyncGenerator<ExportedFile & { readonly folder: string }> {
    for (let after: string | undefined; ; ) {
      const page = await asPerson((query) => assetFilesAfter(query, { personId, after, most: filesAtOnce }));
      for (const file of page) yield { ...file, folder: 'library' };
      after = page.at(-1)?.id;
      if (page.length < filesAtOnce) break;
    }
    for (let after: string | undefined; ; ) {
      const jobs = await asPerson((query) => jobsWithResultsAfter(query, after, filesAtOnce));
      const page = jobs.length === 0 ? [] : await asPerson((query) => resultFilesOf(query, jobs));
      for (const file of page) yield { ...file, folder: 'results' };
      after = jobs.at(-1);
      if (jobs.length < filesAtOnce) break;
    }
  }

  const textEntry = (path: string, text: string): ZipEntry => ({
    ...{ path, isCompressed: true },
    bytes: (async function* () {
      yield inBytes(text);
    })(),
  });

  yield textEntry('about.txt', about);
  for (const table of exportedTables)
    yield { path: `data/${table.table}.jsonl`, isCompressed: true, bytes: lines(table) };
  for await (const { id, projectId, blobHash, name, folder } of files()) {
    const path = `files/${projectId}/${folder}/${id} ${safeName(name)}`;
    const bytes = await openBlob(blobHash);
    if (bytes) yield { path, isCompressed: false, bytes };
    else missing.push(path);
  }
  if (missing.length > 0)
    yield textEntry('missing.txt', `These files were named but their bytes are gone:\n${missing.join('\n')}\n`);
}
