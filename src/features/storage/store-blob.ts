/**
 * Storing bytes that a row will name, in three steps that may each be the last before a crash: enter the blob, store its bytes, claim it in
 * the transaction of the row. So there is never a row without bytes, and bytes without a row go after a day.
 */
import type { BlobRef } from '../../domain/media.ts';
import type { Database, Query } from '../../ports/database.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { RequestRefused } from '../api/api.ts';
import { announceBlobs, claimBlobs } from './store-blob.queries.ts';

export type Storage = { readonly database: Database; readonly objects: ObjectStore };

/** The object that holds a blob. */
export const blobName = (sha256: string): string => `blobs/${sha256}`;

/**
 * Stores a file under its hash, which the caller has computed. Bytes that are there already are not sent again. The file stays where it is;
 * `claimBlob` must follow within a day. Throws `disk-full`, `unavailable`.
 */
export const storeFile = async ({ database, objects }: Storage, path: string, blob: BlobRef): Promise<void> => {
  const damaged = await database.asStudio((query) => announceBlobs(query, [blob]));
  const name = blobName(blob.sha256);
  const isThere = (await objects.facts(name))?.bytes === blob.sizeBytes;
  if (!isThere || damaged.has(blob.sha256)) await objects.putFile(name, path, blob.mediaType);
};

/** The same for bytes in memory: thumbnails, captions, reports. */
export const storeBytes = async ({ database, objects }: Storage, bytes: Uint8Array, blob: BlobRef): Promise<void> => {
  await database.asStudio((query) => announceBlobs(query, [blob]));
  await objects.put(blobName(blob.sha256), bytes, blob.mediaType);
};

/**
 * In the studio's transaction that inserts the row which names it. Throws `unavailable` when the bytes were swept since they were stored,
 * which takes a day between the two.
 */
export const claimBlob = async (query: Query, sha256: string): Promise<void> => {
  if ((await claimBlobs(query, [sha256])) === 1) return;
  throw new RequestRefused('unavailable', 'The file was stored too long ago and has been cleared away. Send it again.');
};
