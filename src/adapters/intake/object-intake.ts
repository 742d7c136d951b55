/**
 * Bytes on their way in where servers share no disk: each flush puts what came since the last one into the object store as a piece of its own,
 * so that any server can go on. The whole file is put together on the machine where the upload ends.
 */
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { WorkprintError } from '../../domain/errors.ts';
import type { Intake, Piece, PieceWriter, Received } from '../../ports/intake.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { FlushedFile } from './flushed-file.ts';
import { freeBytesAt, makeFolder, removeOld } from './folders.ts';
import { receiveFile } from './receive-file.ts';

const prefix = 'uploads/';
const pieceType = 'application/octet-stream';
const uploadId = /^[0-9a-f-]{36}$/;

const prefixOf = (id: string): string => {
  if (!uploadId.test(id)) throw new TypeError('An upload is named by a UUID.');
  return `${prefix}${id}-`;
};

/** The bytes of the pieces in order. Throws `media-corrupt` when one is gone or has another size. */
async function* bytesOf(objects: ObjectStore, id: string, pieces: readonly Piece[]): AsyncGenerator<Uint8Array> {
  for (const { name, bytes } of pieces) {
    const stream = await objects.read(`${prefixOf(id)}${name}`);
    let read = 0;
    for await (const part of stream ?? []) {
      read += part.byteLength;
      yield part;
    }
    if (read !== bytes)
      throw new WorkprintError(
        'media-corrupt',
        'A part of this upload was lost in the object store of the studio. Delete the upload and send the file again.',
      );
  }
}

/** Gathers bytes in a file of this machine and hands it to the store at each flush. */
class ObjectPieces implements PieceWriter {
  readonly #objects: ObjectStore;
  readonly #scratch: string;
  readonly #id: string;
  readonly #stamp = randomUUID();
  #pieces: readonly Piece[];
  #open: Promise<FlushedFile> | undefined;
  #path = '';
  #flushing: Promise<unknown> = Promise.resolve();

  constructor(objects: ObjectStore, scratch: string, id: string, pieces: readonly Piece[]) {
    this.#objects = objects;
    this.#scratch = scratch;
    this.#id = id;
    this.#pieces = pieces;
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (!this.#open) {
      this.#path = join(this.#scratch, randomUUID());
      this.#open = FlushedFile.create(this.#path);
    }
    const file = await this.#open;
    await file.write(bytes);
  }

  flush(): Promise<readonly Piece[]> {
    // What came until now is taken off at once; more may be written beside it while it goes out.
    const [open, path] = [this.#open, this.#path];
    this.#open = undefined;
    const flushed = this.#flushing.then(async () => {
      if (open) await this.#put(await open, path);
      return this.#pieces;
    });
    this.#flushing = flushed.catch(() => undefined); // told to whoever asked for that flush
    return flushed;
  }

  async #put(file: FlushedFile, path: string): Promise<void> {
    try {
      const bytes = await file.flush();
      const name = `${String(this.#pieces.length).padStart(6, '0')}-${randomUUID()}`;
      await this.#objects.putFile(`${prefixOf(this.#id)}${name}`, path, pieceType);
      this.#pieces = [...this.#pieces, { name, bytes, stamp: this.#stamp }];
    } finally {
      await file.close();
      await rm(path, { force: true });
    }
  }

  async close(): Promise<void> {
    await this.#flushing;
    const file = await this.#open;
    this.#open = undefined;
    if (!file) return;
    await file.close();
    await rm(this.#path, { force: true });
  }
}

/** Opens the intake over `objects`; `scratch` is a folder of this machine alone, made if need be. */
export const openObjectIntake = async (objects: ObjectStore, scratch: string): Promise<Intake> => {
  await makeFolder(scratch);
  return {
    receive: (bytes, mostBytes) => receiveFile(scratch, bytes, mostBytes),
    continueUpload: async (id, pieces): Promise<PieceWriter> => new ObjectPieces(objects, scratch, id, pieces),
    assemble: (id, pieces) =>
      receiveFile(
        scratch,
        bytesOf(objects, id, pieces),
        pieces.reduce((sum, { bytes }) => sum + bytes, 0),
      ),
    removeUpload: async (id) => {
      for await (const { name } of objects.list(prefixOf(id))) await objects.remove(name);
    },
    discard: async ({ path }: Received) => {
      await rm(path, { force: true });
    },
    uploads: async () => {
      const ids = new Set<string>();
      for await (const { name } of objects.list(prefix)) ids.add(name.slice(prefix.length, prefix.length + 36));
      return [...ids];
    },
    sweepReceived: (olderThanMs) => removeOld(scratch, olderThanMs),
    freeBytes: () => freeBytesAt(scratch),
  };
};
