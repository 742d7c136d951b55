/**
 * An append-only file of lines, each with its checksum. A line is on the disk before anybody hears of it; one that a crash tore is taken off
 * before the next is written. What other processes wrote is read before anything is decided, and what is decided at the same time is written
 * at once.
 */
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import { WorkprintError } from '../../domain/errors.ts';
import type { BookLock } from './book-lock.ts';

export type Decided<Entry, Result> = { readonly entries: readonly Entry[]; readonly result: Result };

export type BookFile<Entry> = {
  /** Takes what was written since the last time, by whomever. */
  read(): Promise<void>;
  /** Alone among all processes: takes what is new, asks `decide`, takes and writes what it gives. Throws what it throws. */
  change<Result>(decide: () => Decided<Entry, Result>): Promise<Result>;
  close(): Promise<void>;
};

export type BookFileOptions<Entry> = {
  readonly path: string;
  readonly lock: BookLock;
  /** Gives an entry its type; undefined: not one that this version knows. */
  readonly parse: (json: unknown) => Entry | undefined;
  /** Is handed every entry once, in order. */
  readonly take: (entry: Entry) => void;
};

const checksum = (json: string): string => crc32(json).toString(16).padStart(8, '0');
const lineOf = (entry: unknown): string => {
  const json = JSON.stringify(entry);
  return `${checksum(json)} ${json}\n`;
};

const pieceBytes = 1 << 20;

const asDiskError = (error: unknown, path: string): unknown =>
  error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')
    ? new WorkprintError(
        'disk-full',
        `The disk that holds ${path} is full. Free some space and run the same command again; what was paid for is kept.`,
        { cause: error },
      )
    : error;

/** Opens the file and makes it where there is none; reads all of it. Throws `ledger-damaged`. */
export const openBookFile = async <Entry>({
  path,
  lock,
  parse,
  take,
}: BookFileOptions<Entry>): Promise<BookFile<Entry>> => {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file: FileHandle = await open(path, 'a+', 0o600);
  let readTo = 0;
  let lines = 0;

  const damaged = (): WorkprintError =>
    new WorkprintError(
      'ledger-damaged',
      `Line ${lines + 1} of ${path} cannot be read: it says what was paid for, so nothing is spent without it. Restore the file, or move it away to begin a new one.`,
    );
  const entryOf = (line: string): Entry => {
    const json = line.slice(9);
    const entry = checksum(json) === line.slice(0, 8) ? parse(JSON.parse(json)) : undefined;
    if (entry === undefined) throw damaged();
    return entry;
  };
  /** Whole lines only: what follows the last line break is being written, or was torn. */
  const readNew = async (): Promise<void> => {
    const { size } = await file.stat();
    let rest = Buffer.alloc(0);
    for (let at = readTo; at < size; ) {
      const piece = Buffer.alloc(Math.min(pieceBytes, size - at));
      const { bytesRead } = await file.read(piece, 0, piece.length, at);
      if (bytesRead === 0) break;
      at += bytesRead;
      rest = Buffer.concat([rest, piece.subarray(0, bytesRead)]);
      for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
        take(entryOf(rest.toString('utf8', 0, end)));
        lines += 1;
        readTo += end + 1;
        rest = rest.subarray(end + 1);
      }
    }
  };
  const append = async (entries: readonly Entry[], isStillOurs: () => boolean): Promise<void> => {
    if (entries.length === 0) return;
    if (!isStillOurs())
      throw new WorkprintError('conflict', `Another process writes to ${path}. Run the command again.`);
    if ((await file.stat()).size > readTo) await file.truncate(readTo);
    const bytes = Buffer.from(entries.map(lineOf).join(''));
    await file.appendFile(bytes);
    await file.datasync();
    readTo += bytes.length;
    lines += entries.length;
  };

  /** After a write that failed nobody here knows what the file holds: the next process reads it anew. */
  let broken: unknown;
  let line: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = line.then(() => {
      if (broken !== undefined) throw broken;
      return work();
    });
    line = mine.catch(() => undefined); // told to whoever waits for it
    return mine;
  };

  type Waiting = { readonly decide: () => readonly Entry[]; readonly told: (error: unknown) => void };
  let waiting: Waiting[] = [];
  const writeAll = (): Promise<void> =>
    inTurn(() =>
      lock.alone(async (isStillOurs) => {
        const batch = waiting;
        waiting = [];
        const told: (() => void)[] = [];
        try {
          await readNew();
          const entries: Entry[] = [];
          for (const each of batch) {
            try {
              for (const entry of each.decide()) {
                take(entry);
                entries.push(entry);
              }
              told.push(() => each.told(undefined));
            } catch (error) {
              told.push(() => each.told(error ?? new Error('refused')));
            }
          }
          await append(entries, isStillOurs);
        } catch (error) {
          broken = asDiskError(error, path);
          for (const each of batch) each.told(broken);
          return;
        }
        for (const tell of told) tell();
      }),
    );

  const tellAll = (error: unknown): void => {
    for (const each of waiting.splice(0)) each.told(error);
  };

  const book: BookFile<Entry> = {
    read: () => inTurn(readNew),
    change: <Result>(decide: () => Decided<Entry, Result>) =>
      new Promise<Result>((resolve, reject) => {
        let result: { readonly value: Result } | undefined;
        waiting.push({
          decide: () => {
            const decided = decide();
            result = { value: decided.result };
            return decided.entries;
          },
          told: (error) => (error === undefined && result ? resolve(result.value) : reject(error as Error)),
        });
        // Whoever comes while this one waits for its turn is written with it.
        if (waiting.length === 1) writeAll().catch(tellAll);
      }),
    close: () => inTurn(() => file.close()),
  };
  try {
    await book.read();
  } catch (error) {
    await file.close();
    throw error;
  }
  return book;
};
