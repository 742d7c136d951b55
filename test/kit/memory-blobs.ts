/** A blob store that forgets: for tests that need bytes kept but no disk. Tools that read files cannot use it. */
import { createHash, randomUUID } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WorkprintError } from '../../src/domain/errors.ts';
import type { BlobRef } from '../../src/domain/media.ts';
import type { BlobStore } from '../../src/ports/blob-store.ts';

export const memoryBlobs = (): BlobStore => {
  const kept = new Map<string, Uint8Array>();
  const put = (bytes: Uint8Array, mediaType: string): BlobRef => {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    kept.set(sha256, bytes);
    return { sha256, sizeBytes: bytes.length, mediaType };
  };
  return {
    put: async (bytes, mediaType) => put(bytes, mediaType),
    adoptFile: async (path, mediaType) => {
      const ref = put(readFileSync(path), mediaType);
      rmSync(path);
      return ref;
    },
    get: async (ref) => {
      const bytes = kept.get(ref.sha256);
      if (bytes === undefined) throw new WorkprintError('media-corrupt', `There is no blob ${ref.sha256}.`);
      return bytes;
    },
    has: async (ref) => kept.has(ref.sha256),
    localPath: () => {
      throw new Error('memory blobs have no path');
    },
    scratchPath: (extension) => join(tmpdir(), `workprint-test-${randomUUID()}.${extension}`),
  };
};
