/**
 * An append-only file of lines, each with its checksum. A line is on the disk before anybody hears of it; one that a crash tore is taken off
 * before the next is written. What other processes wrote is read before anything is decided.
 */
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import { WorkprintError } from '../../domain/errors.ts';
import type { BookLock } from './book-lock.ts';

export type BookFile<Entry> = {
  /** Hands what was written since the last time to `take`, in order. */
  read(take: (entry: Entry) => void): Promise<void>;
  /** Alone: reads what is new, then writes what `decide` gives, and hands that to `take` as well. */
  change<T>(
    take: (entry: Entry) => void,
    decide: () => { readonly entries: readonly Entry[]; readonly result: T },
  ): Promise<T>;
  close(): Promise<void>;
};

const checksum = (json: string): string => crc32(json).toString(16).padStart(8, '0');
const lineOf = (entry: unknown): string => {
  const json = JSON.stringify(entry);
  return `${checksum(json)} ${json}\n`;
};

const pieceBytes = 1 << 20;

/** `parse` gives an entry its type, or undefined for what this version does not know. */
export const openBookFile = async <Entry>(
  path: string,
  lock: BookLock,
  parse: (json: unknown) => Entry | undefined,
): Promise<BookFile<Entry>> => {
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
    if (checksum(json) !== line.slice(0, 8)) throw damaged();
    const entry = parse(JSON.parse(json));
    if (entry === undefined) throw damaged();
    return entry;
  };
  /** Whole lines only: what follows the last line break is being written, or was torn. */
  const readNew = async (take: (entry: Entry) => void): Promise<void> => {
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

  // In this process one at a time, so that no entry is taken twice.
  let line: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = line.then(work, work);
    line = mine;
    return mine;
  };

  return {
    read: (take) => inTurn(() => readNew(take)),
    change: (take, decide) =>
      inTurn(() =>
        lock.alone(async (isStillOurs) => {
          await readNew(take);
          const { entries, result } = decide();
          if (entries.length === 0) return result;
          if (!(await isStillOurs()))
            throw new WorkprintError('conflict', `Another process writes to ${path}. Run the command again.`);
          if ((await file.stat()).size > readTo) await file.truncate(readTo);
          const bytes = Buffer.from(entries.map(lineOf).join(''));
          await file.appendFile(bytes);
          await file.datasync();
          readTo += bytes.length;
          lines += entries.length;
          for (const entry of entries) take(entry);
          return result;
        }),
      ),
    close: () => inTurn(() => file.close()),
  };
};
