/**
 * A backup back into an empty studio. Rows come in within one transaction that commits only after every byte was stored and compared with its
 * hash and the end of the file was found: afterwards there is the whole studio, or none.
 */
import { createHash } from 'node:crypto';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Client } from 'pg';
import { WorkprintError } from '../../domain/errors.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { copyIn } from './copy-streams.ts';
import { withClient } from './database-client.ts';
import { type BackupBeginning, type BackupEnding, entryNames, parseBeginning, parseEnding } from './manifest.ts';
import { openKey } from './sealed-key.ts';
import * as database from './tables.queries.ts';
import { readEntry, readTar, type TarEntry } from './tar.ts';

export type RestoreRequest = {
  /** Migrated to this program's schema, and empty. */
  readonly databaseUrl: string;
  readonly objects: ObjectStore;
  readonly path: string;
  /** A fresh path for a file, on the store's volume if it has one. */
  readonly scratchPath: () => string;
  /** With a passphrase the master key of the backup is handed out. */
  readonly keys?: { readonly passphrase: string; readonly onMasterKey: (key: Buffer) => Promise<void> };
  readonly onProgress: (doneBytes: number, totalBytes: number) => void;
  readonly signal: AbortSignal;
};

export type RestoreReport = {
  readonly madeAt: string;
  readonly objects: number;
  readonly damaged: readonly string[];
  readonly hasKeys: boolean;
};

const broken = (what: string): WorkprintError =>
  new WorkprintError(
    'media-corrupt',
    `The backup is not whole: ${what}. Nothing was restored; take another copy of the file.`,
  );

const mostInMemory = 64 * 1024 * 1024;

const readWhole = async (file: FileHandle, entry: TarEntry): Promise<Buffer> => {
  if (entry.bytes > mostInMemory) throw broken(`${entry.name} is too large`);
  const parts: Buffer[] = [];
  for await (const part of readEntry(file, entry)) parts.push(part);
  return Buffer.concat(parts);
};

/** The bytes of an entry, with its hash written down when they were read. */
const hashed = async function* (
  file: FileHandle,
  entry: TarEntry,
  hashes: Map<string, string>,
): AsyncGenerator<Buffer> {
  const sum = createHash('sha256');
  for await (const part of readEntry(file, entry)) {
    sum.update(part);
    yield part;
  }
  hashes.set(entry.name, sum.digest('hex'));
};

type Sorted = {
  readonly beginning: BackupBeginning;
  readonly ending: BackupEnding;
  readonly rows: ReadonlyMap<string, readonly TarEntry[]>;
  readonly objects: readonly TarEntry[];
  readonly keys: TarEntry | undefined;
  readonly hashes: Map<string, string>;
};

/** Reads the headings of the whole archive, so that a file cut short is refused before anything is written. */
const sortEntries = async (file: FileHandle): Promise<Sorted> => {
  const entries: TarEntry[] = [];
  for await (const entry of readTar(file)) entries.push(entry);
  const [first, last] = [entries[0], entries.at(-1)];
  if (first?.name !== entryNames.beginning)
    throw new WorkprintError('usage', 'This file is not a backup of Workprint.');
  if (!last?.name.startsWith('end-')) throw broken('its end is missing');
  const end = await readWhole(file, last);
  if (last.name !== entryNames.ending(end)) throw broken('its end is damaged');
  const rows = new Map<string, TarEntry[]>();
  const objects: TarEntry[] = [];
  let keys: TarEntry | undefined;
  for (const entry of entries.slice(1, -1)) {
    const [, table] = /^rows\/([a-z_][a-z0-9_]*)\/\d{6}\.gz$/.exec(entry.name) ?? [];
    if (table !== undefined) rows.set(table, [...(rows.get(table) ?? []), entry]);
    else if (/^objects\/[0-9a-f]{64}$/.test(entry.name)) objects.push(entry);
    else if (entry.name === entryNames.keys && !keys) keys = entry;
    else throw broken('there is an entry in it that does not belong there');
  }
  const beginning = await readWhole(file, first);
  const hashes = new Map([[first.name, createHash('sha256').update(beginning).digest('hex')]]);
  return {
    beginning: parseBeginning(beginning),
    ending: parseEnding(end),
    rows,
    objects,
    keys,
    hashes,
  };
};

/** The tables of the backup in the order in which this database takes them. Throws when it does not have them all. */
const matchTables = async (client: Client, { beginning, rows }: Sorted): Promise<readonly database.BackupTable[]> => {
  const here = await database.tablesInOrder(client);
  const inBackup = new Map(beginning.tables.map((table) => [table.name, table]));
  for (const { name, columns } of beginning.tables) {
    const known = here.find((table) => table.name === name);
    const missing = known ? columns.filter((column) => !known.columns.includes(column)) : [name];
    if (missing.length > 0)
      throw new WorkprintError(
        'database-refused',
        `The backup was made by Workprint ${beginning.program} and holds ${missing.join(', ')}, which this version does not know. Restore it with that version or a newer one.`,
      );
  }
  for (const name of rows.keys())
    if (!inBackup.has(name)) throw broken('it holds rows of a table that it does not name');
  return here.flatMap(({ name }) => inBackup.get(name) ?? []);
};

const restoreTable = async (
  client: Client,
  file: FileHandle,
  table: database.BackupTable,
  sorted: Sorted,
): Promise<void> => {
  const entries = sorted.rows.get(table.name) ?? [];
  if (entries.length === 0) return;
  // One statement for all entries: rows of a table may refer to rows of the same table further on.
  const lines = async function* (): AsyncGenerator<Buffer> {
    // An error of either ends the iteration with it; the callback has nothing to add.
    for (const entry of entries)
      yield* pipeline(Readable.from(hashed(file, entry, sorted.hashes)), createGunzip(), () => undefined);
  };
  await copyIn(client, database.copyInStatement(table), lines());
};

const restoreObject = async (request: RestoreRequest, file: FileHandle, entry: TarEntry): Promise<void> => {
  const hash = entry.name.slice('objects/'.length);
  const scratch = request.scratchPath();
  const sum = createHash('sha256');
  try {
    const target = await open(scratch, 'wx');
    try {
      for await (const part of readEntry(file, entry)) {
        sum.update(part);
        await target.writeFile(part);
      }
    } finally {
      await target.close();
    }
    if (sum.digest('hex') !== hash) throw broken(`the object ${hash} is damaged`);
    await request.objects.putFile(`blobs/${hash}`, scratch, 'application/octet-stream');
  } finally {
    await rm(scratch, { force: true });
  }
};

const checkHashes = ({ ending, hashes, objects }: Sorted): void => {
  if (ending.objects !== objects.length) throw broken('objects are missing');
  for (const [name, hash] of Object.entries(ending.entries))
    if (hashes.get(name) !== hash) throw broken(`${name} is damaged or missing`);
  for (const name of hashes.keys())
    if (!Object.hasOwn(ending.entries, name)) throw broken(`${name} does not belong there`);
};

/** Reads it all: keys, rows, objects; the caller commits. */
const restoreAll = async (request: RestoreRequest, client: Client, file: FileHandle, sorted: Sorted): Promise<void> => {
  const tables = await matchTables(client, sorted);
  const commit = await database.beginRestore(client, await database.tablesInOrder(client));
  for (const table of tables) {
    request.signal.throwIfAborted();
    await restoreTable(client, file, table, sorted);
  }
  let done = 0;
  for (const entry of sorted.objects) {
    request.signal.throwIfAborted();
    await restoreObject(request, file, entry);
    done += entry.bytes;
    request.onProgress(done, sorted.ending.objectBytes);
  }
  let masterKey: Buffer | undefined;
  if (sorted.keys) {
    const sealed = await readWhole(file, sorted.keys);
    sorted.hashes.set(sorted.keys.name, createHash('sha256').update(sealed).digest('hex'));
    if (request.keys) masterKey = await openKey(sealed.toString(), request.keys.passphrase);
  } else if (request.keys) {
    throw new WorkprintError(
      'usage',
      'There are no keys in this backup; it was made without --with-keys. Restore it without, too.',
    );
  }
  checkHashes(sorted);
  await database.noteMissing(client, sorted.ending.damaged);
  if (masterKey && request.keys) await request.keys.onMasterKey(masterKey);
  await commit();
};

/** Restores a backup. Throws `media-corrupt`, `database-refused`, `secret-unreadable`, `unavailable`; the database is as empty as before then. */
export const restoreBackup = async (request: RestoreRequest): Promise<RestoreReport> => {
  const file = await open(request.path, 'r');
  try {
    const sorted = await sortEntries(file);
    await withClient(request.databaseUrl, 'workprint restore', (client) => restoreAll(request, client, file, sorted));
    const { beginning, ending, keys } = sorted;
    return { madeAt: beginning.madeAt, objects: ending.objects, damaged: ending.damaged, hasKeys: keys !== undefined };
  } finally {
    await file.close();
  }
};
