/** Blobs in a folder: `<cache>/blobs/ab/abcd…`. Bytes are checked against their name whenever they are read whole. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { WorkprintError } from '../../domain/errors.ts';
import type { BlobRef } from '../../domain/media.ts';
import type { BlobStore } from '../../ports/blob-store.ts';
import type { Scratch } from './scratch.ts';
import { asDiskError, writeAtomically } from './write-atomically.ts';

const shaOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const shaOfFile = async (path: string): Promise<string> => {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
};

const sizeOf = async (path: string): Promise<number | undefined> => {
  try {
    return (await stat(path)).size;
  } catch {
    return undefined; // not there: an expected answer
  }
};

export const createBlobFolder = (cacheFolder: string, scratch: Scratch): BlobStore => {
  const pathOf = (sha256: string): string => {
    if (!/^[0-9a-f]{64}$/.test(sha256))
      throw new WorkprintError(
        'media-corrupt',
        'A cached answer names its bytes in a form this version does not know. Delete the folder cache of WORKPRINT_HOME and run the command again.',
      );
    return join(cacheFolder, 'blobs', sha256.slice(0, 2), sha256);
  };
  const has = async (ref: BlobRef): Promise<boolean> => (await sizeOf(pathOf(ref.sha256))) === ref.sizeBytes;

  return {
    has,
    localPath: (ref) => pathOf(ref.sha256),
    scratchPath: (extension) => scratch.newPath(extension),

    put: async (bytes, mediaType) => {
      const ref = { sha256: shaOf(bytes), sizeBytes: bytes.byteLength, mediaType };
      if (!(await has(ref))) await writeAtomically(pathOf(ref.sha256), bytes, scratch.newPath('.blob'));
      return ref;
    },

    adoptFile: async (path, mediaType) => {
      const ref = { sha256: await shaOfFile(path), sizeBytes: (await stat(path)).size, mediaType };
      const target = pathOf(ref.sha256);
      try {
        await mkdir(dirname(target), { recursive: true });
        await rename(path, target);
      } catch (error) {
        throw asDiskError(error, cacheFolder);
      }
      return ref;
    },

    get: async (ref) => {
      const path = pathOf(ref.sha256);
      const bytes = (await sizeOf(path)) === ref.sizeBytes ? await readFile(path) : undefined;
      if (bytes && shaOf(bytes) === ref.sha256) return bytes;
      await rm(path, { force: true }); // so that the next run makes it again instead of failing again
      throw new WorkprintError(
        'media-corrupt',
        'A file in the cache was damaged or removed. It has been discarded; run the same command again and it is remade.',
      );
    },
  };
};
