/** Rows that name stored bytes, put into a test's database as the features would. */
import { createHash } from 'node:crypto';
import type { BlobRef } from '../../src/domain/media.ts';
import { claimBlob } from '../../src/features/storage/storage.ts';
import type { Database } from '../../src/ports/database.ts';

type Owned = {
  readonly database: Database;
  readonly projectId: string;
  readonly asOwner: { readonly personId: string };
};

/** The name of bytes. */
export const blobOf = (bytes: Uint8Array, mediaType: string): BlobRef => ({
  sha256: createHash('sha256').update(bytes).digest('hex'),
  sizeBytes: bytes.byteLength,
  mediaType,
});

/** An asset of the project, in one transaction with the claim; gives its id. */
export const addAsset = ({ database, projectId, asOwner }: Owned, blob: BlobRef, name: string): Promise<string> =>
  database.asStudio(async (query) => {
    await claimBlob(query, blob.sha256);
    const { id } = await query
      .insertInto('workprint.assets')
      .values({
        ...{ project_id: projectId, owner_id: asOwner.personId, blob_hash: blob.sha256, bytes: blob.sizeBytes },
        ...{ name: name.replaceAll('\0', '') || 'file', media_type: blob.mediaType, state: 'ready', kind: 'video' },
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  });

/** A finished job with one result; gives the job's id. */
export const addResult = (
  { database, projectId, asOwner }: Owned,
  blob: BlobRef,
  { kind, expiresInMs }: { readonly kind: string; readonly expiresInMs: number },
): Promise<string> =>
  database.asStudio(async (query) => {
    await claimBlob(query, blob.sha256);
    const { id } = await query
      .insertInto('workprint.job_runs')
      .values({
        project_id: projectId,
        person_id: asOwner.personId,
        kind: 'render',
        state: 'done',
        input: '{}',
        finished_at: new Date(),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await query
      .insertInto('workprint.job_results')
      .values({
        ...{ job_id: id, project_id: projectId, kind, blob_hash: blob.sha256, bytes: blob.sizeBytes },
        ...{ media_type: blob.mediaType, name: 'result', expires_at: new Date(Date.now() + expiresInMs) },
      })
      .execute();
    return id;
  });
