/** Machines that share a store: each with a cache folder of its own, over one object store and one database. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFileCache } from '../../src/adapters/files/files.ts';
import { openDiskObjects } from '../../src/adapters/objects/objects.ts';
import { openSharedCache, type SharedCache } from '../../src/adapters/shared-cache/shared-cache.ts';
import type { BlobRef } from '../../src/domain/media.ts';
import { createAnswerStore } from '../../src/features/storage/storage.ts';
import type { ObjectStore } from '../../src/ports/object-store.ts';
import { type FreshDatabase, freshDatabase } from './postgres.ts';

export type Machine = SharedCache & {
  readonly home: string;
  /** Where a blob lies in this machine's folder. */
  readonly localPath: (ref: BlobRef) => string;
};

export type MachineRoom = {
  readonly fresh: FreshDatabase;
  readonly objects: ObjectStore;
  readonly folder: string;
  /** Where an object of the store lies. */
  readonly objectPath: (sha256: string) => string;
  newMachine(limitBytes?: number, objects?: ObjectStore): Promise<Machine>;
  close(): Promise<void>;
};

/** Opens the room; machines come on demand. */
export const openMachineRoom = async (): Promise<MachineRoom> => {
  const folder = mkdtempSync(join(tmpdir(), 'workprint-machines-'));
  const fresh = await freshDatabase();
  const store = join(folder, 'objects');
  const objects = openDiskObjects(store);
  const closing: (() => Promise<void>)[] = [];
  let count = 0;
  return {
    ...{ fresh, objects, folder },
    objectPath: (sha256) => join(store, 'blobs', sha256.slice(0, 2), sha256.slice(2, 4), sha256),
    newMachine: async (limitBytes = 2 ** 40, own = objects) => {
      const home = join(folder, `home-${++count}`);
      const local = openFileCache(home);
      const shared = await openSharedCache({
        local: { blobs: local.blobs, folder: join(home, 'cache') },
        ...{ objects: own, answers: createAnswerStore(fresh.database), limitBytes },
      });
      closing.push(async () => {
        await shared.close();
        local.close();
      });
      return { ...shared, home, localPath: local.blobs.localPath };
    },
    close: async () => {
      for (const close of closing) await close();
      await fresh.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
