/** Reading stored bytes again to see whether they are still what their names say: disks forget quietly (PB10). */
import { createHash } from 'node:crypto';
import { type BlobToCheck, blobsToCheck, isKept, markVerified } from './audit-objects.queries.ts';
import { noteDamage } from './store-blob.queries.ts';
import { blobName, type Storage } from './store-blob.ts';

export type Damage = { readonly hash: string; readonly reason: 'changed' | 'missing' };
export type AuditReport = {
  readonly checked: number;
  readonly checkedBytes: number;
  readonly damaged: readonly Damage[];
};

export type AuditOptions = {
  /** Those looked at since are left; default 30 days. */
  readonly olderThanDays?: number;
  /** An audit ends after this many blobs or bytes; the next one goes on. Default 1,000 and 4 GiB. */
  readonly mostBlobs?: number;
  readonly mostBytes?: number;
  readonly signal?: AbortSignal;
};

const check = async ({ objects }: Storage, { hash, bytes }: BlobToCheck): Promise<Damage['reason'] | undefined> => {
  const body = await objects.read(blobName(hash));
  if (!body) return 'missing';
  const sum = createHash('sha256');
  let size = 0;
  for await (const part of body) {
    sum.update(part);
    size += part.byteLength;
  }
  return size === bytes && sum.digest('hex') === hash ? undefined : 'changed';
};

/**
 * Reads what was not read for longest. Damaged blobs are noted in their rows: links to them say so, answers that name them are forgotten, and
 * storing the same bytes again heals them.
 */
export const auditObjects = async (storage: Storage, options: AuditOptions = {}): Promise<AuditReport> => {
  const { olderThanDays = 30, mostBlobs = 1_000, mostBytes = 4 * 2 ** 30 } = options;
  const { database } = storage;
  const damaged: Damage[] = [];
  let checked = 0;
  let checkedBytes = 0;
  for (const blob of await database.asStudio((query) => blobsToCheck(query, olderThanDays, mostBlobs))) {
    options.signal?.throwIfAborted();
    if (checkedBytes >= mostBytes) break;
    const reason = await check(storage, blob);
    await database.asStudio(async (query) => {
      if (!reason) await markVerified(query, [blob.hash]);
      else if (await isKept(query, blob.hash)) {
        await noteDamage(query, blob.hash);
        damaged.push({ hash: blob.hash, reason });
      }
    });
    checked++;
    checkedBytes += blob.bytes;
  }
  return { checked, checkedBytes, damaged };
};
