/**
 * A worker that renders, over one database and one folder of objects: for tests in their own process, and as a program that a test can
 * kill: `node render-worker.ts '{"databaseUrl": …}'` says `ready` when it takes jobs.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openFileCache } from '../../src/adapters/files/files.ts';
import { openDiskIntake } from '../../src/adapters/intake/intake.ts';
import { createNetwork, readUrlPolicy } from '../../src/adapters/net/net.ts';
import { openDiskObjects } from '../../src/adapters/objects/objects.ts';
import { createDatabase, type PostgresDatabase } from '../../src/adapters/postgres/postgres.ts';
import { openQueue } from '../../src/adapters/queue/queue.ts';
import { openSharedCache, type SharedCache } from '../../src/adapters/shared-cache/shared-cache.ts';
import { silentLog } from '../../src/adapters/telemetry/telemetry.ts';
import { createWorker } from '../../src/features/jobs/jobs.ts';
import { keepResult, usualLibraryLimits } from '../../src/features/library/library.ts';
import {
  type RenderJobParts,
  type RenderLimits,
  renderJobs,
  usualRenderLimits,
} from '../../src/features/renders/renders.ts';
import { createAnswerStore } from '../../src/features/storage/storage.ts';
import { usualTimelineLimits } from '../../src/features/timelines/timelines.ts';
import { createRenderMachines, type RenderMachines } from '../../src/main/render-machines.ts';
import type { Intake } from '../../src/ports/intake.ts';
import type { Queue } from '../../src/ports/queue.ts';

export const usualLimits: RenderLimits = { ...usualTimelineLimits, ...usualRenderLimits };

/** Where workers of one studio meet. */
export type RenderPlace = {
  /** Of objects, and of files on their way in. */
  readonly folder: string;
  /** Of this worker. */
  readonly home: string;
  readonly limits?: Partial<RenderLimits>;
  readonly leaseSeconds?: number;
  readonly concurrency?: { readonly jobs?: number; readonly segments?: number; readonly calls?: number };
  /** Hosts of this machine that may be fetched from: `127.0.0.1:8080`. */
  readonly privateHosts?: readonly string[];
};

export type OpenPlace = {
  readonly queue: Queue;
  readonly objects: ReturnType<typeof openDiskObjects>;
  readonly machines: RenderMachines;
  readonly limits: RenderLimits;
  readonly openModels: RenderJobParts['openModels'];
  /** Takes jobs until the place is closed. */
  work(name: string): Promise<void>;
  close(): Promise<void>;
};

/** What films ask of models in tests that have any; see film-desk.ts. */
export type PlaceModels = {
  readonly openModels: RenderJobParts['openModels'];
  close(): Promise<void>;
};
export type PlaceGround = Pick<OpenPlace, 'objects' | 'machines' | 'queue'> & {
  readonly database: PostgresDatabase;
  readonly intake: Intake;
};
export type PlaceMore = {
  /** What renders instead of this machine's own. */
  readonly machines?: (shared: SharedCache) => RenderMachines;
  readonly models?: (ground: PlaceGround) => PlaceModels;
};

const noModels: PlaceModels = {
  openModels: () => Promise.reject(new Error('No film of these tests asks models.')),
  close: async () => undefined,
};

/** A place on this database. */
export const openPlace = async (
  database: PostgresDatabase,
  place: RenderPlace,
  more: PlaceMore = {},
): Promise<OpenPlace> => {
  const { folder, home, concurrency = { jobs: 2, segments: 2 }, privateHosts = [] } = place;
  await mkdir(folder, { recursive: true });
  const objects = openDiskObjects(join(folder, 'objects'));
  const intake = await openDiskIntake(join(folder, 'intake'));
  const local = openFileCache(home);
  const shared = await openSharedCache({
    local: { blobs: local.blobs, folder: join(home, 'cache') },
    ...{ objects, answers: createAnswerStore(database), limitBytes: 2 ** 40 },
  });
  const machines = more.machines?.(shared) ?? createRenderMachines({ shared, home, database, log: silentLog });
  const queue = await openQueue({
    ...{ pool: database.queuePool, database, log: silentLog, leaseSeconds: place.leaseSeconds ?? 10 },
  });
  const limits = { ...usualLimits, ...place.limits };
  const models = more.models?.({ objects, machines, queue, database, intake }) ?? noModels;
  const handlers = renderJobs({
    ...{ database, queue, clock: { now: Date.now }, limits, filmsAtOnce: 1, intake },
    machine: () => machines.machine(),
    openFilmMachine: (signal) => machines.openFilmMachine(signal),
    openModels: models.openModels,
    network: createNetwork({ policy: readUrlPolicy({ privateHosts }) }),
    storage: { database, objects },
    keepAsset: (query, { projectId, personId: ownerId, blobHash, bytes, mediaType, name }) =>
      keepResult({ queue, limits: usualLibraryLimits }, query, {
        ...{ projectId, ownerId, name },
        blob: { sha256: blobHash, sizeBytes: bytes, mediaType },
      }),
  });
  const stops: (() => Promise<void>)[] = [];
  return {
    ...{ queue, objects, machines, limits, openModels: models.openModels },
    work: async (name) => {
      const worker = await createWorker({ database, queue, handlers, concurrency, name, log: silentLog });
      stops.push(() => worker.stop(0));
    },
    close: async () => {
      for (const stop of stops) await stop();
      await models.close();
      await queue.close();
      await machines.close();
      await shared.close();
      local.close();
    },
  };
};

/** What the program is told. */
export type WorkerOrder = RenderPlace & { readonly databaseUrl: string; readonly name: string };

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { databaseUrl, name, ...place } = JSON.parse(process.argv[2] ?? '') as WorkerOrder;
  const open = await openPlace(createDatabase(databaseUrl), place);
  await open.work(name);
  process.stdout.write('ready\n');
}
