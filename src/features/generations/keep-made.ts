/**
 * A file that a vendor made becomes ours: fetched through the guarded network where it lies elsewhere, counted, told by its bytes what it is, stored
 * under its hash. A page of HTML, a picture of four gigabytes and a film where a picture was asked for end here. The library looks at it
 * again, in its jail, when it becomes an asset.
 */
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { DeskDeps, KeptFile, MadeBy } from '../../build/desk/desk.types.ts';
import { WorkprintError } from '../../domain/errors.ts';
import {
  endsOfBytes,
  type FileEnds,
  madeFactsOf,
  madeKindOf,
  madeNoun,
  madeTooLarge,
  mostMadeBytes,
} from '../../domain/generation/made-file.ts';
import { mediaTypeOf } from '../../domain/media/demuxers.ts';
import { headBytes } from '../../domain/media/sniff.ts';
import type { BlobRef } from '../../domain/media.ts';
import type { MediaFacts } from '../../domain/timeline/media-facts.types.ts';
import type { Intake } from '../../ports/intake.ts';
import type { MadeFile } from '../../ports/provider.ts';
import type { RoomWatch } from '../library/library.ts';
import { type Storage, storeBytes, storeFile } from '../storage/storage.ts';

/** A file that lies elsewhere, as a stream: adapters/net's fetch of made files, bound to its vendor. */
export type FetchMadeFile = (
  file: Extract<MadeFile, { readonly kind: 'url' }>,
  by: MadeBy,
) => Promise<{ readonly body: AsyncIterable<Uint8Array> }>;

export type KeeperParts = Storage & {
  readonly intake: Intake;
  readonly room: Pick<RoomWatch, 'check'>;
  readonly fetchMade: FetchMadeFile;
  /** Looks into a film, in the jail; left out: its length and size are not known before the library looks. */
  readonly probe?: (path: string, signal: AbortSignal) => Promise<MediaFacts>;
};

const factsOfFilm = ({ durationMs, picture, sounds }: MediaFacts): KeptFile['facts'] => ({
  seconds: durationMs / 1000,
  ...(picture && { width: picture.width, height: picture.height }),
  hasSound: sounds.length > 0,
});

/** Throws `media-refused` for a film that cannot be decoded: the reason without the place of the file on this machine. */
const lookInto = async (
  probe: NonNullable<KeeperParts['probe']>,
  path: string,
  { type, signal }: MadeBy,
): Promise<KeptFile['facts']> => {
  try {
    return factsOfFilm(await probe(path, signal));
  } catch (error) {
    if (!(error instanceof WorkprintError) || error.fault !== 'caller') throw error;
    const reason = error.message.replaceAll(`${path}: `, '').replaceAll(path, 'the file');
    throw new WorkprintError('media-refused', `The provider made ${madeNoun(type)} that cannot be used: ${reason}`, {
      cause: error,
    });
  }
};

const endsOfFile = async (path: string, sizeBytes: number): Promise<FileEnds> => {
  const file = await open(path, 'r');
  try {
    const at = async (from: number, bytes: number): Promise<Uint8Array> => {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, from);
      return buffer.subarray(0, bytesRead);
    };
    const reach = Math.min(headBytes, sizeBytes);
    return {
      head: await at(0, reach),
      tail: await at(Math.max(0, sizeBytes - 2 * headBytes), Math.min(sizeBytes, 2 * headBytes)),
      sizeBytes,
    };
  } finally {
    await file.close();
  }
};

const keepBytes = async (parts: KeeperParts, bytes: Uint8Array, { type }: MadeBy): Promise<KeptFile> => {
  if (bytes.byteLength > mostMadeBytes(type)) throw madeTooLarge(type);
  const ends = endsOfBytes(bytes);
  const kind = madeKindOf(type, ends);
  const blob: BlobRef = {
    sha256: createHash('sha256').update(bytes).digest('hex'),
    ...{ sizeBytes: bytes.byteLength, mediaType: kind ? mediaTypeOf(kind) : 'application/octet-stream' },
  };
  await storeBytes(parts, bytes, blob);
  const facts = kind && madeFactsOf(kind, ends);
  return { blob, ...(facts && { facts }) };
};

const keepElsewhere = async (
  parts: KeeperParts,
  file: Extract<MadeFile, { readonly kind: 'url' }>,
  by: MadeBy,
): Promise<KeptFile> => {
  const { intake } = parts;
  const { body } = await parts.fetchMade(file, by);
  const received = await intake.receive(body, mostMadeBytes(by.type)).catch((error: unknown) => {
    throw error instanceof WorkprintError && error.code === 'body-too-large' ? madeTooLarge(by.type) : error;
  });
  try {
    const ends = await endsOfFile(received.path, received.bytes);
    const kind = madeKindOf(by.type, ends);
    const isFilm = kind !== undefined && (by.type === 'video' || by.type === 'lipsync');
    const facts =
      isFilm && parts.probe ? await lookInto(parts.probe, received.path, by) : kind && madeFactsOf(kind, ends);
    const mediaType = kind ? mediaTypeOf(kind) : 'application/octet-stream';
    const blob: BlobRef = { sha256: received.sha256, sizeBytes: received.bytes, mediaType };
    await storeFile(parts, received.path, blob);
    return { blob, ...(facts && { facts }) };
  } finally {
    await intake.discard(received);
  }
};

/**
 * The desk's `keep` for the studio. Throws `media-refused` and `media-too-large` for what is no answer to what was asked, `url-…` for what cannot be fetched,
 * `disk-full` and `unavailable` for the studio's own trouble.
 */
export const createKeeper =
  (parts: KeeperParts): DeskDeps['keep'] =>
  async (file, by) => {
    await parts.room.check(file.kind === 'bytes' ? file.bytes.byteLength : 0);
    return file.kind === 'bytes' ? keepBytes(parts, file.bytes, by) : keepElsewhere(parts, file, by);
  };
