/**
 * A file that is written from its end on, in large steps, while its bytes are hashed. At most two steps are in memory: one being gathered,
 * one being written, so that a slow disk slows the sender down.
 */
import { createHash, type Hash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { asDiskFull } from './disk-full.ts';
import { noteDeadBytes } from './young-garbage.ts';

/** One system call for each mebibyte: smaller ones cost more than they copy. */
const stepBytes = 1024 * 1024;

const writeAll = async (file: FileHandle, parts: Uint8Array[], at: number): Promise<void> => {
  let rest = parts;
  let position = at;
  while (rest.length > 0) {
    const { bytesWritten } = await file.writev(rest, position);
    position += bytesWritten;
    let skipped = bytesWritten;
    while (rest[0] && skipped >= rest[0].byteLength) {
      skipped -= rest[0].byteLength;
      rest = rest.slice(1);
    }
    if (rest[0] && skipped > 0) rest = [rest[0].subarray(skipped), ...rest.slice(1)];
  }
};

export class FlushedFile {
  readonly #file: FileHandle;
  #gathered: Uint8Array[] = [];
  #gatheredBytes = 0;
  #writing: Promise<void> = Promise.resolve();
  #hash: Hash | undefined;
  /** Bytes handed in so far, those that were there at the opening included. */
  bytes: number;

  private constructor(file: FileHandle, bytes: number, hash: Hash | undefined) {
    this.#file = file;
    this.bytes = bytes;
    this.#hash = hash;
  }

  /** A file that must not exist yet. */
  static async create(path: string): Promise<FlushedFile> {
    return new FlushedFile(await open(path, 'wx', 0o600).catch(asDiskFull), 0, createHash('sha256'));
  }

  /** Goes on behind the first `bytes` of a file, whatever came after them. `hash` is that of these bytes, if it is known. */
  static async reopen(path: string, bytes: number, hash: Hash | undefined): Promise<FlushedFile> {
    const file = await open(path, 'r+');
    try {
      await file.truncate(bytes);
      return new FlushedFile(file, bytes, hash);
    } catch (error) {
      await file.close();
      return asDiskFull(error);
    }
  }

  /** Resolves when there is room for more. Throws `disk-full`. */
  async write(bytes: Uint8Array): Promise<void> {
    this.#hash?.update(bytes);
    this.#gathered.push(bytes);
    this.#gatheredBytes += bytes.byteLength;
    this.bytes += bytes.byteLength;
    if (this.#gatheredBytes >= stepBytes) await this.#step();
  }

  /** Sends the gathered step off behind the one before, and waits for that one. */
  async #step(): Promise<void> {
    const before = this.#writing;
    const [parts, at] = [this.#gathered, this.bytes - this.#gatheredBytes];
    this.#gathered = [];
    this.#gatheredBytes = 0;
    const bytes = this.bytes - at;
    this.#writing = before
      .then(() => writeAll(this.#file, parts, at))
      .then(() => noteDeadBytes(bytes))
      .catch(asDiskFull);
    // It is awaited by the next step; until then a failure is nobody's unhandled rejection.
    this.#writing.catch(() => undefined);
    await before;
  }

  /** What was written before this call is on the disk when it resolves; gives how many bytes that are. */
  async flush(): Promise<number> {
    const bytes = this.bytes;
    await this.#step();
    await this.#writing;
    await this.#file.datasync().catch(asDiskFull);
    return bytes;
  }

  /** The hash of all bytes so far; undefined when that of the earliest was not known. Writing may go on. */
  hash(): Hash | undefined {
    return this.#hash?.copy();
  }

  /** Ends what is under way and closes. */
  async close(): Promise<void> {
    this.#gathered = [];
    this.#gatheredBytes = 0;
    await this.#writing.catch(() => undefined); // whoever wrote it was told, or does not want it any more
    await this.#file.close();
  }
}
