/**
 * Stores one asset as the library does and kills itself at the moment it was told: `node store-and-die.ts <settings as JSON>`. Every call that
 * changes the disk or the database is counted and written to a journal first. Prints how many there were when it comes to its end.
 */
import { createHash } from 'node:crypto';
import { appendFileSync, readFileSync } from 'node:fs';
import { type DiskCalls, nodeDiskCalls, openDiskObjects } from '../../../src/adapters/objects/objects.ts';
import { createDatabase } from '../../../src/adapters/postgres/postgres.ts';
import { claimBlob, storeFile } from '../../../src/features/storage/storage.ts';
import type { Database } from '../../../src/ports/database.ts';

export type JournalLine = {
  readonly call: string;
  readonly path: string;
  readonly to?: string;
  /** Of a folder: it was not there. */
  readonly made?: boolean;
};

const { store, url, source, journal, killAt, projectId, personId } = JSON.parse(process.argv[2] ?? '{}') as Record<
  string,
  string
>;

let calls = 0;
/** A call in between two moments at which this process may end. */
const step = async <T>(line: JournalLine, call: () => Promise<T>): Promise<T> => {
  const number = calls++;
  if (killAt === `before call ${number}`) process.kill(process.pid, 'SIGKILL');
  const answer = await call();
  // Written when it happened; what is killed during a call is killed before or after it.
  appendFileSync(journal ?? '', `${JSON.stringify({ ...line, ...(answer === true && { made: true }) })}\n`);
  if (killAt === `after call ${number}`) process.kill(process.pid, 'SIGKILL');
  return answer;
};

const watched = Object.fromEntries(
  Object.entries(nodeDiskCalls).map(([call, real]) => [
    call,
    (path: string, to: unknown) =>
      step({ call, path, ...(typeof to === 'string' && { to }) }, () =>
        (real as (...args: unknown[]) => Promise<unknown>)(path, to),
      ),
  ]),
) as unknown as DiskCalls;

const real = createDatabase(url ?? '');
const database: Database = {
  ...real,
  asStudio: (work) => step({ call: 'commit', path: 'database' }, () => real.asStudio(work)),
};
const bytes = readFileSync(source ?? '');
const blob = {
  sha256: createHash('sha256').update(bytes).digest('hex'),
  sizeBytes: bytes.length,
  mediaType: 'text/plain',
};

await storeFile({ database, objects: openDiskObjects(store ?? '', watched) }, source ?? '', blob);
await database.asStudio(async (query) => {
  await claimBlob(query, blob.sha256);
  await query
    .insertInto('workprint.assets')
    .values({
      project_id: projectId ?? '',
      owner_id: personId ?? '',
      blob_hash: blob.sha256,
      bytes: bytes.length,
      name: 'a',
      state: 'ready',
    })
    .execute();
});
await real.close();
process.stdout.write(String(calls));
