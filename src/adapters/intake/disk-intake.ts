/**
 * Bytes on their way in, on a volume that every server of the studio sees (one machine, or a shared disk). Beside the object store, so that a
 * finished file moves there by a rename. A piece is one file that only its writer appends to: whoever cannot be sure that the
 * last writer is done begins a new one, so a writer that slept can spoil nothing but its own.
 */
import { createHash, type Hash, randomUUID } from 'node:crypto';
import { rm, truncate } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Intake, Piece, PieceWriter, Received } from '../../ports/intake.ts';
import { FlushedFile } from './flushed-file.ts';
import { flushFolder, freeBytesAt, makeFolder, namesIn, removeOld } from './folders.ts';
import { joinPieces } from './join-pieces.ts';
import { receiveFile } from './receive-file.ts';

/**
 * The hash of an upload that this process wrote alone in one piece: saves reading it again. It stands for the bytes of one stamp, since after a
 * refused checksum somebody else may have written others in their place.
 */
type KnownHash = { readonly stamp: string; readonly bytes: number; readonly hash: Hash };

/** More uploads than this are not under way at once in one process; an older one is read again at its end. */
const mostKnownHashes = 1000;

const uploadId = /^[0-9a-f-]{36}$/;

const total = (pieces: readonly Piece[]): number => pieces.reduce((sum, { bytes }) => sum + bytes, 0);

const hashOf = async (bytes: AsyncIterable<Uint8Array>): Promise<string> => {
  const hash = createHash('sha256');
  for await (const part of bytes) hash.update(part);
  return hash.digest('hex');
};

class DiskIntake implements Intake {
  readonly #received: string;
  readonly #uploads: string;
  readonly #known = new Map<string, KnownHash>();

  constructor(folder: string) {
    this.#received = join(folder, 'received');
    this.#uploads = join(folder, 'uploads');
  }

  async open(): Promise<this> {
    await makeFolder(this.#received);
    await makeFolder(this.#uploads);
    return this;
  }

  receive(bytes: AsyncIterable<Uint8Array>, mostBytes: number): Promise<Received> {
    return receiveFile(this.#received, bytes, mostBytes);
  }

  async continueUpload(id: string, pieces: readonly Piece[], isFree: boolean): Promise<PieceWriter> {
    const folder = this.#folderOf(id);
    const before = isFree ? pieces.slice(0, -1) : pieces;
    const last = isFree ? pieces.at(-1) : undefined;
    const known = this.#takeKnown(id, pieces);
    const stamp = randomUUID();
    const name = last?.name ?? `${String(pieces.length).padStart(6, '0')}-${randomUUID()}`;
    const path = join(folder, name);
    if (!last) await makeFolder(folder);
    // Only a hash of everything can be kept on with; behind several pieces there is none.
    const file = last ? await FlushedFile.reopen(path, last.bytes, known) : await FlushedFile.create(path);
    if (!last) await flushFolder(folder).then(() => flushFolder(this.#uploads));
    const isWhole = before.length === 0;
    return {
      write: (bytes) => file.write(bytes),
      flush: async () => [...before, { name, bytes: await file.flush(), stamp }],
      close: async () => {
        const hash = isWhole ? file.hash() : undefined;
        if (hash) this.#keepKnown(id, { stamp, bytes: file.bytes, hash });
        await file.close();
      },
    };
  }

  async assemble(id: string, pieces: readonly Piece[], isFree: boolean): Promise<Received> {
    const folder = this.#folderOf(id);
    const known = this.#takeKnown(id, pieces);
    const [only, second] = pieces;
    if (!only || second || !isFree) return receiveFile(this.#received, joinPieces(folder, pieces), total(pieces));
    const path = join(folder, only.name);
    const sha256 = known?.digest('hex') ?? (await hashOf(joinPieces(folder, pieces)));
    // What an interrupted writer left behind the last flush does not count.
    await truncate(path, only.bytes);
    return { path, bytes: only.bytes, sha256 };
  }

  async removeUpload(id: string): Promise<void> {
    this.#known.delete(id);
    await rm(this.#folderOf(id), { recursive: true, force: true });
  }

  async discard({ path }: Received): Promise<void> {
    if (dirname(path) === this.#received) await rm(path, { force: true });
  }

  uploads(): Promise<readonly string[]> {
    return namesIn(this.#uploads);
  }

  sweepReceived(olderThanMs: number): Promise<number> {
    return removeOld(this.#received, olderThanMs);
  }

  freeBytes(): Promise<number> {
    return freeBytesAt(this.#received);
  }

  /** Ids are ours; a path is still made of nothing else. */
  #folderOf(id: string): string {
    if (!uploadId.test(id)) throw new TypeError('An upload is named by a UUID.');
    return join(this.#uploads, id);
  }

  #takeKnown(id: string, pieces: readonly Piece[]): Hash | undefined {
    const known = this.#known.get(id);
    this.#known.delete(id);
    const [only, second] = pieces;
    return only && !second && known?.stamp === only.stamp && known.bytes === only.bytes ? known.hash : undefined;
  }

  #keepKnown(id: string, known: KnownHash): void {
    const [oldest] = this.#known.keys();
    if (this.#known.size >= mostKnownHashes && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(id, known);
  }
}

/** Opens the intake in `folder`, which is made if need be. */
export const openDiskIntake = (folder: string): Promise<Intake> => new DiskIntake(folder).open();
