/** A store and a database with one person's project: what the proofs of the storage stand on. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { openDiskObjects, openS3Objects } from '../../../src/adapters/objects/objects.ts';
import type { BlobRef } from '../../../src/domain/media.ts';
import { blobName } from '../../../src/features/storage/storage.ts';
import type { Database } from '../../../src/ports/database.ts';
import type { ObjectStore } from '../../../src/ports/object-store.ts';
import { type FreshDatabase, freshDatabase } from '../../kit/postgres.ts';
import { startS3Server } from '../../kit/s3-server.ts';
import { blobOf } from '../../kit/stored-files.ts';
import { addPerson } from '../../kit/studio.ts';

export type StorageRig = {
  readonly fresh: FreshDatabase;
  readonly database: Database;
  readonly objects: ObjectStore;
  readonly store: string;
  readonly projectId: string;
  readonly asOwner: { readonly personId: string };
  objectPath(sha256: string): string;
  /** Removes what an upload has on the disk: nothing here. */
  discardUpload(id: string): Promise<void>;
  close(): Promise<void>;
};

/** `inBucket`: the bytes lie in an S3 store instead of a folder; then nothing lies at `objectPath`. */
export const openStorageRig = async (folder: string, inBucket = false): Promise<StorageRig> => {
  const server = inBucket ? await startS3Server() : undefined;
  const fresh = await freshDatabase();
  const store = join(folder, `store-${randomUUID()}`);
  const personId = await addPerson(fresh.database, 'Owner');
  const { id } = await fresh.database.asStudio((query) =>
    query
      .insertInto('workprint.projects')
      .values({ owner_id: personId, name: 'Film' })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  return {
    ...{ fresh, store, projectId: id, asOwner: { personId } },
    database: fresh.database,
    objects: server ? openS3Objects(server.settings) : openDiskObjects(store),
    objectPath: (sha256) => join(store, 'blobs', sha256.slice(0, 2), sha256.slice(2, 4), sha256),
    discardUpload: async () => undefined,
    close: async () => {
      await server?.close();
      await fresh.close();
    },
  };
};

/** Bytes like no others, by number. */
export const contentOf = (number: number): { readonly bytes: Uint8Array; readonly blob: BlobRef } => {
  const bytes = new TextEncoder().encode(`content ${number} ${'.'.repeat(number * 3)}`);
  return { bytes, blob: blobOf(bytes, 'text/plain') };
};

/** Every asset's row against the bytes of its object: throws for the first that has none, or others. */
export const checkAssetsWhole = async ({
  database,
  objects,
}: Pick<StorageRig, 'database' | 'objects'>): Promise<number> => {
  const rows = await database.asStudio((query) =>
    query.selectFrom('workprint.assets').select(['name', 'blob_hash']).execute(),
  );
  for (const { name, blob_hash } of rows) {
    const body = await objects.read(blobName(blob_hash));
    if (!body) throw new Error(`The asset ${name} has a row and no bytes.`);
    const bytes = new Uint8Array(await new Response(body).arrayBuffer());
    if (blobOf(bytes, '').sha256 !== blob_hash)
      throw new Error(`The asset ${name} has a row and ${bytes.length} wrong bytes.`);
  }
  return rows.length;
};
