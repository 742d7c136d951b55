/** Machines that share a store: each with a cache folder of its own, over one object store and one database. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFileCache } from '../../src/adapters/files/files.ts';
import { openDiskObjects, openS3Objects } from '../../src/adapters/objects/objects.ts';
import { openSharedCache, type SharedCache } from '../../src/adapters/shared-cache/shared-cache.ts';
import type { BlobRef } from '../../src/domain/media.ts';
import { createAnswerStore } from '../../src/features/storage/storage.ts';
import type { ObjectStore } from '../../src/ports/object-store.ts';
import { type FreshDatabase, freshDatabase } from './postgres.ts';
import { startS3Server } from './s3-server.ts';

export type Machine = SharedCache & {
  readonly home: string;
  /** Where a blob lies in this machine's folder. */
  readonly localPath: (ref: BlobRef) => string;
};

export type MachineRoom = {
  readonly fresh: FreshDatabase;
  readonly objects: ObjectStore;
  readonly folder: string;
  /** Puts other bytes into the store under a name that is not theirs, as a bad block would. */
  damage(sha256: string, text: string): void;
  /** What the store holds under a name. */
  stored(sha256: string): Promise<string | undefined>;
  newMachine(limitBytes?: number, objects?: ObjectStore): Promise<Machine>;
  close(): Promise<void>;
};

type Shelf = {
  readonly objects: ObjectStore;
  readonly damage: MachineRoom['damage'];
  readonly close: () => Promise<void>;
};

const onDisk = async (folder: string): Promise<Shelf> => ({
  objects: openDiskObjects(folder),
  damage: (sha256, text) => {
    // Another file in its place: a machine's own copy may be the same inode.
    const path = join(folder, 'blobs', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
    rmSync(path);
    writeFileSync(path, text);
  },
  close: async () => undefined,
});

const inBucket = async (): Promise<Shelf> => {
  const server = await startS3Server();
  return {
    objects: openS3Objects(server.settings),
    damage: (sha256, text) =>
      server.objects.set(`blobs/${sha256}`, { bytes: Buffer.from(text), mediaType: '', modified: new Date() }),
    close: server.close,
  };
};

/** Opens the room; machines come on demand. */
export const openMachineRoom = async (store: 'disk' | 'S3' = 'disk'): Promise<MachineRoom> => {
  const folder = mkdtempSync(join(tmpdir(), 'workprint-machines-'));
  const fresh = await freshDatabase();
  const shelf = store === 'disk' ? await onDisk(join(folder, 'objects')) : await inBucket();
  const { objects } = shelf;
  const closing: (() => Promise<void>)[] = [];
  let count = 0;
  return {
    ...{ fresh, objects, folder, damage: shelf.damage },
    stored: async (sha256) => {
      const body = await objects.read(`blobs/${sha256}`);
      return body && new Response(body).text();
    },
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
      await shelf.close();
      await fresh.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
