/** The parts of a library for tests: a folder of objects and of files on their way in, over a real database. */
import { join } from 'node:path';
import { openDiskIntake, openObjectIntake } from '../../src/adapters/intake/intake.ts';
import { createNetwork, readUrlPolicy } from '../../src/adapters/net/net.ts';
import { openDiskObjects } from '../../src/adapters/objects/objects.ts';
import type { PostgresDatabase } from '../../src/adapters/postgres/postgres.ts';
import { openQueue } from '../../src/adapters/queue/queue.ts';
import { createSecrets } from '../../src/adapters/secrets/secrets.ts';
import { silentLog } from '../../src/adapters/telemetry/telemetry.ts';
import type { Route } from '../../src/features/api/api.ts';
import {
  createRoomWatch,
  type LibraryLimits,
  type LibraryParts,
  type RoomSource,
  usualLibraryLimits,
} from '../../src/features/library/library.ts';
import { createMediaLinks } from '../../src/features/storage/storage.ts';
import type { Intake } from '../../src/ports/intake.ts';
import type { ObjectStore } from '../../src/ports/object-store.ts';
import type { FreshDatabase } from './postgres.ts';

export type LibraryStudioOptions = {
  readonly limits?: Partial<LibraryLimits>;
  /** Routes beside those of the library. */
  readonly routes?: (deps: { readonly database: PostgresDatabase }) => readonly Route[];
  /** Runs imports and fetches in this process. */
  readonly hasWorker?: boolean;
  /** Where files lie; default a folder of its own that goes at the end. */
  readonly folder?: string;
  readonly fresh?: FreshDatabase;
  readonly lowWaterBytes?: number;
  readonly rooms?: readonly RoomSource[];
  readonly intake?: (intake: Intake) => Intake;
  /** A store instead of a folder; servers then share no disk. */
  readonly objects?: ObjectStore;
  readonly now?: () => number;
  /** Hosts of this machine that may be fetched from: `127.0.0.1:8080`. */
  readonly privateHosts?: readonly string[];
};

/** The parts of a library over a database and a folder. */
export const openLibraryParts = async (
  database: PostgresDatabase,
  folder: string,
  options: LibraryStudioOptions = {},
): Promise<{ readonly parts: LibraryParts; close(): Promise<void> }> => {
  const objects = options.objects ?? openDiskObjects(join(folder, 'objects'));
  const disk = options.objects
    ? await openObjectIntake(objects, join(folder, 'intake'))
    : await openDiskIntake(join(folder, 'intake'));
  const intake = options.intake?.(disk) ?? disk;
  const queue = await openQueue({ pool: database.queuePool, database, log: silentLog, leaseSeconds: 10 });
  const clock = { now: options.now ?? Date.now };
  const network = createNetwork({ policy: readUrlPolicy({ privateHosts: options.privateHosts ?? [] }) });
  const parts: LibraryParts = {
    ...{ database, queue, objects, intake, clock },
    vetUrl: (url) => network.vet(url),
    room: createRoomWatch(options.rooms ?? [() => intake.freeBytes()], options.lowWaterBytes ?? 0, clock),
    limits: { ...usualLibraryLimits, ...options.limits },
    links: createMediaLinks({ secrets: createSecrets(new Uint8Array(32).fill(7)), clock, base: '/api/v1' }),
  };
  return { parts, close: () => queue.close() };
};
