/** The object stores of the contract, each with a way to leave a write unfinished. */
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDiskObjects, openS3Objects } from '../../src/adapters/objects/objects.ts';
import type { ObjectStore } from '../../src/ports/object-store.ts';
import { startS3Server } from '../kit/s3-server.ts';

export type StoreUnderTest = {
  readonly store: ObjectStore;
  /** Where files may be written that are to be put. */
  readonly folder: string;
  readonly leaveUnfinished: (name: string) => void;
  readonly close: () => Promise<void>;
};

const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), 'workprint-objects-'));

const openDisk = async (): Promise<StoreUnderTest> => {
  const folder = temporaryFolder();
  return {
    ...{ folder, store: openDiskObjects(join(folder, 'store')) },
    leaveUnfinished: () => {
      const path = join(folder, 'store', '.incoming', '0b9c4f5e-1111-4222-8333-444455556666');
      writeFileSync(path, 'half of it');
      utimesSync(path, 1, 1);
    },
    close: async () => rmSync(folder, { recursive: true, force: true }),
  };
};

const openS3 = async (): Promise<StoreUnderTest> => {
  const folder = temporaryFolder();
  const server = await startS3Server();
  return {
    ...{ folder, store: openS3Objects(server.settings) },
    leaveUnfinished: (name) =>
      server.uploads.set('left', { name, mediaType: 'video/mp4', initiated: new Date(), parts: new Map() }),
    close: async () => {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

export const objectStores = { disk: openDisk, S3: openS3 } as const;
