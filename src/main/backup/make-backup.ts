/**
 * A studio in one file: every row of one moment, every stored byte that a row names. Rows come out of one snapshot and bytes never change
 * under their names, so the server may go on working. The file has its name only when it is whole.
 */
import { createHash } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Client } from 'pg';
import type { ObjectStore } from '../../ports/object-store.ts';
import { copyOut } from './copy-streams.ts';
import { withClient } from './database-client.ts';
import { type BackupBeginning, type BackupEnding, entryNames } from './manifest.ts';
import { sealKey } from './sealed-key.ts';
import * as database from './tables.queries.ts';
import { createTarWriter } from './tar.ts';

export type BackupRequest = {
  readonly databaseUrl: string;
  readonly objects: ObjectStore;
  /** Where the file goes; must not exist. */
  readonly path: string;
  readonly program: string;
  /** Only when asked for: whoever has both the backup and the passphrase reads every secret. */
  readonly keys?: { readonly masterKey: Buffer; readonly passphrase: string };
  readonly onProgress: (doneBytes: number, totalBytes: number) => void;
  readonly signal: AbortSignal;
};

export type BackupReport = {
  readonly path: string;
  readonly bytes: number;
  readonly rows: number;
  readonly objects: number;
  /** Stored bytes that were damaged or gone before this backup; everything else is in it. */
  readonly damaged: readonly string[];
};

type Archive = ReturnType<typeof createTarWriter>;

const compress = promisify(gzip);
/** Rows gathered for one entry: an entry's size stands before it. */
const entryBytes = 8 * 1024 * 1024;
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const addBytes = async (
  archive: Archive,
  hashes: Record<string, string>,
  name: string,
  bytes: Buffer,
): Promise<void> => {
  await archive.add(name, bytes.length, [bytes]);
  hashes[name] = sha256(bytes);
};

const addTable = async (
  client: Client,
  archive: Archive,
  hashes: Record<string, string>,
  table: database.BackupTable,
): Promise<number> => {
  let gathered: Buffer[] = [];
  let bytes = 0;
  let entries = 0;
  let rows = 0;
  const flush = async (): Promise<void> => {
    const name = `rows/${table.name}/${String(++entries).padStart(6, '0')}.gz`;
    await addBytes(archive, hashes, name, await compress(Buffer.concat(gathered)));
    gathered = [];
    bytes = 0;
  };
  for await (const row of copyOut(client, database.copyOutStatement(table))) {
    gathered.push(row);
    bytes += row.length;
    rows++;
    if (bytes >= entryBytes) await flush();
  }
  if (bytes > 0) await flush();
  return rows;
};

/** Looks at an object before it goes into the archive, since its heading stands before its bytes. */
const isWhole = async (objects: ObjectStore, { hash, bytes }: database.StoredBlob): Promise<boolean> => {
  const body = await objects.read(`blobs/${hash}`);
  if (!body) return false;
  const sum = createHash('sha256');
  let size = 0;
  for await (const part of body) {
    sum.update(part);
    size += part.byteLength;
  }
  return size === bytes && sum.digest('hex') === hash;
};

const addObjects = async (
  request: BackupRequest,
  client: Client,
  archive: Archive,
): Promise<Omit<BackupEnding, 'entries'>> => {
  const { objects, signal, onProgress } = request;
  const total = await database.blobBytes(client);
  const damaged: string[] = [];
  let count = 0;
  let objectBytes = 0;
  for await (const blob of database.listBlobs(client)) {
    signal.throwIfAborted();
    const body = (await isWhole(objects, blob)) ? await objects.read(`blobs/${blob.hash}`) : undefined;
    if (body) {
      await archive.add(`objects/${blob.hash}`, blob.bytes, body);
      count++;
      objectBytes += blob.bytes;
    } else damaged.push(blob.hash);
    onProgress(objectBytes, total);
  }
  return { objects: count, objectBytes, damaged };
};

const writeArchive = async (
  request: BackupRequest,
  client: Client,
  file: FileHandle,
): Promise<Omit<BackupReport, 'path'>> => {
  const now = new Date();
  const archive = createTarWriter(file, Math.floor(now.getTime() / 1000));
  const hashes: Record<string, string> = {};
  await database.checkSeesAll(client);
  const tables = await database.tablesInOrder(client);
  const beginning: BackupBeginning = {
    ...{ format: 1, program: request.program, madeAt: now.toISOString() },
    tables: tables.map(({ name, columns }) => ({ name, columns: [...columns] })),
  };
  await addBytes(archive, hashes, entryNames.beginning, Buffer.from(JSON.stringify(beginning)));
  if (request.keys) {
    const sealed = await sealKey(request.keys.masterKey, request.keys.passphrase);
    await addBytes(archive, hashes, entryNames.keys, Buffer.from(sealed));
  }
  let rows = 0;
  for (const table of tables) {
    request.signal.throwIfAborted();
    rows += await addTable(client, archive, hashes, table);
  }
  const ending: BackupEnding = { ...(await addObjects(request, client, archive)), entries: hashes };
  const bytes = Buffer.from(JSON.stringify(ending));
  await archive.add(entryNames.ending(bytes), bytes.length, [bytes]);
  await archive.finish();
  return { bytes: archive.bytesWritten(), rows, objects: ending.objects, damaged: ending.damaged };
};

const flushFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Makes a backup. Throws `database-refused`, `unavailable`, the disk's errors; nothing is left behind then. */
export const makeBackup = (request: BackupRequest): Promise<BackupReport> =>
  withClient(request.databaseUrl, 'workprint backup', async (client) => {
    const partial = `${request.path}.partial`;
    const file = await open(partial, 'wx', 0o600);
    try {
      await database.beginSnapshot(client);
      const report = await writeArchive(request, client, file);
      await file.close();
      await rename(partial, request.path);
      await flushFolder(dirname(request.path));
      return { path: request.path, ...report };
    } catch (error) {
      await file.close();
      await rm(partial, { force: true });
      throw error;
    }
  });
