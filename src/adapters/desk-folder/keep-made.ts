/**
 * A file that a vendor made becomes a blob of the command line's cache: counted while it comes, told by its bytes what it is, moved to its
 * place whole or not at all.
 */
import { open, rm } from 'node:fs/promises';
import type { AskType } from '../../domain/generation/ask.types.ts';
import {
  endsOfBytes,
  type FileEnds,
  madeFactsOf,
  madeKindOf,
  madeTooLarge,
  mostMadeBytes,
} from '../../domain/generation/made-file.ts';
import { mediaTypeOf } from '../../domain/media/demuxers.ts';
import { headBytes } from '../../domain/media/sniff.ts';
import type { BlobRef } from '../../domain/media.ts';
import type { BlobStore } from '../../ports/blob-store.ts';
import type { MadeFile } from '../../ports/provider.ts';

/** What a file was made for. */
export type MadeFor = { readonly type: AskType; readonly signal: AbortSignal };

export type KeptHere = {
  readonly blob: BlobRef;
  readonly facts?: {
    readonly seconds?: number;
    readonly width?: number;
    readonly height?: number;
    readonly hasSound?: boolean;
  };
};

export type FolderKeeperOptions<By extends MadeFor> = {
  readonly blobs: BlobStore;
  /** A file that lies elsewhere, as a stream: adapters/net's fetch of made files, bound to its vendor. */
  readonly fetchMade: (
    file: Extract<MadeFile, { readonly kind: 'url' }>,
    by: By,
  ) => Promise<{ readonly body: AsyncIterable<Uint8Array> }>;
  /** Looks into a film at a path; left out: its length and size are not known. */
  readonly probe?: (path: string, signal: AbortSignal) => Promise<KeptHere['facts']>;
};

/** Writes a stream to a path and keeps count. Throws `media-too-large`. */
const receive = async (body: AsyncIterable<Uint8Array>, path: string, { type, signal }: MadeFor): Promise<FileEnds> => {
  const file = await open(path, 'wx+', 0o600);
  try {
    let sizeBytes = 0;
    for await (const piece of body) {
      signal.throwIfAborted();
      sizeBytes += piece.byteLength;
      if (sizeBytes > mostMadeBytes(type)) throw madeTooLarge(type);
      await file.write(piece);
    }
    const at = async (from: number, bytes: number): Promise<Uint8Array> => {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, from);
      return buffer.subarray(0, bytesRead);
    };
    const [head, tail] = [Math.min(headBytes, sizeBytes), Math.min(2 * headBytes, sizeBytes)];
    return { head: await at(0, head), tail: await at(sizeBytes - tail, tail), sizeBytes };
  } finally {
    await file.close();
  }
};

/** The desk's `keep` over a folder. Throws `media-refused` and `media-too-large` for what is no answer, and what `fetchMade` throws. */
export const createFolderKeeper = <By extends MadeFor>({ blobs, fetchMade, probe }: FolderKeeperOptions<By>) => {
  const keepBytes = async (bytes: Uint8Array, { type }: By): Promise<KeptHere> => {
    if (bytes.byteLength > mostMadeBytes(type)) throw madeTooLarge(type);
    const ends = endsOfBytes(bytes);
    const kind = madeKindOf(type, ends);
    const blob = await blobs.put(bytes, kind ? mediaTypeOf(kind) : 'application/octet-stream');
    return { blob, ...(kind && { facts: madeFactsOf(kind, ends) }) };
  };
  const keepElsewhere = async (file: Extract<MadeFile, { readonly kind: 'url' }>, by: By): Promise<KeptHere> => {
    const path = blobs.scratchPath('.made');
    try {
      const ends = await receive((await fetchMade(file, by)).body, path, by);
      const kind = madeKindOf(by.type, ends);
      const isFilm = kind !== undefined && (by.type === 'video' || by.type === 'lipsync');
      const facts = isFilm && probe ? await probe(path, by.signal) : kind && madeFactsOf(kind, ends);
      const blob = await blobs.adoptFile(path, kind ? mediaTypeOf(kind) : 'application/octet-stream');
      return { blob, ...(facts && { facts }) };
    } finally {
      await rm(path, { force: true });
    }
  };
  return (file: MadeFile, by: By): Promise<KeptHere> =>
    file.kind === 'bytes' ? keepBytes(file.bytes, by) : keepElsewhere(file, by);
};
