/** What servers and workers both stand on: database, queue, bytes, secrets, the way out. Opened in the order in which each needs the last. */
import { join } from 'node:path';
import { openFileCache } from '../../adapters/files/files.ts';
import { openDiskIntake, openObjectIntake } from '../../adapters/intake/intake.ts';
import { findKokoroFiles } from '../../adapters/kokoro/kokoro.ts';
import { createNetwork, createProviderFetch, type GuardedNetwork, readUrlPolicy } from '../../adapters/net/net.ts';
import {
  createDatabase,
  migrate,
  type PostgresDatabase,
  startEmbeddedPostgres,
} from '../../adapters/postgres/postgres.ts';
import { openQueue } from '../../adapters/queue/queue.ts';
import { createSecrets, type MasterSecrets, openMasterKeys } from '../../adapters/secrets/secrets.ts';
import { openSharedCache, type SharedCache } from '../../adapters/shared-cache/shared-cache.ts';
import { createMetrics } from '../../adapters/telemetry/telemetry.ts';
import { createWhisper, findWhisperModels } from '../../adapters/whisper/whisper.ts';
import { modelCatalog } from '../../domain/catalog/catalog.ts';
import { createRoomWatch, type RoomWatch } from '../../features/library/library.ts';
import { type Catalogs, createCatalogs } from '../../features/models/models.ts';
import { measureObjects } from '../../features/operations/operations.ts';
import { createKeyRing } from '../../features/provider-keys/provider-keys.ts';
import { createAnswerStore, createMediaLinks, type MediaLinks } from '../../features/storage/storage.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Intake } from '../../ports/intake.ts';
import type { KeyRing } from '../../ports/key-ring.ts';
import type { Log } from '../../ports/log.ts';
import type { Metrics } from '../../ports/metrics.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import type { Queue } from '../../ports/queue.ts';
import { heard } from '../desk/film-model-tools.ts';
import { createLocalProvider } from '../desk/local-provider.ts';
import { openObjects } from '../open-objects.ts';
import { createProviderShelf, providerKinds, type StudioShelf } from '../provider-shelf.ts';
import { createRenderMachines, type RenderMachines } from '../render-machines.ts';
import type { Configuration } from '../settings/settings.ts';
import { openStudioDesk, type StudioDesk } from './open-desk.ts';

export type Services = {
  readonly home: string;
  readonly configuration: Configuration;
  readonly log: Log;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly database: PostgresDatabase;
  readonly queue: Queue;
  readonly secrets: MasterSecrets;
  readonly objects: ObjectStore;
  readonly shared: SharedCache;
  readonly intake: Intake;
  readonly room: RoomWatch;
  readonly network: GuardedNetwork;
  /** Vendors of models, the keys for them, the catalog as it counts for somebody. */
  readonly shelf: StudioShelf;
  readonly ring: KeyRing;
  readonly catalogs: Catalogs;
  /** Every model behind one door. */
  readonly desk: StudioDesk;
  /** Throws `url-refused` for a server of models of somebody's own that must not be reached. */
  readonly vetVendorUrl: (url: string) => void;
  readonly links: MediaLinks;
  readonly machines: RenderMachines;
  /** Everything in the opposite order; what fails on the way is logged and the rest goes on. */
  close(): Promise<void>;
};

/** Stays free on every disk, for what is under way, the log and the database. */
const lowWaterBytes = 512 * 1024 ** 2;
/** Copies of shared bytes on this machine; what they are copies of is kept elsewhere. */
const cacheBytes = 50 * 1024 ** 3;

/** The studio's bytes: a bucket where one is named, else a folder of the home. */
const openBytes = async (
  home: string,
  configuration: Configuration,
): Promise<{ objects: ObjectStore; intake: Intake }> => {
  const objects = openObjects(home, configuration);
  const uploads = join(home, 'uploads');
  // Beside the objects of a folder, so that what came in is moved there and not copied.
  const isBucket = configuration.WORKPRINT_S3_ENDPOINT !== undefined;
  return { objects, intake: await (isBucket ? openObjectIntake(objects, uploads) : openDiskIntake(uploads)) };
};

/** Opens everything, and closes what is open again when something fails. Throws `configuration-invalid`, `database-refused`, `unavailable`, a disk error. */
export const openServices = async (home: string, configuration: Configuration, log: Log): Promise<Services> => {
  const closings: (readonly [string, () => Promise<void> | void])[] = [];
  const close = async (): Promise<void> => {
    for (const [part, end] of closings.splice(0).reverse())
      try {
        await end();
      } catch (error) {
        log.warn('A part of the studio did not close cleanly', { kind: part, error });
      }
  };
  try {
    const shared = configuration.DATABASE_URL;
    const embedded = shared ? undefined : await startEmbeddedPostgres({ home, log: (message) => log.warn(message) });
    if (embedded) closings.push(['embedded database', () => embedded.stop()]);
    const url = shared ?? embedded?.url ?? '';
    await migrate(url);
    const database = createDatabase(url, { report: (error) => log.warn('The database met an error', { error }) });
    closings.push(['database', () => database.close()]);
    const masterKeys = await openMasterKeys({
      given: configuration.ENCRYPTION_MASTER_KEY,
      previous: configuration.ENCRYPTION_MASTER_KEY_PREVIOUS,
      ...{ home, isDatabaseShared: shared !== undefined },
    });
    const secrets = createSecrets(masterKeys);
    const metrics = createMetrics();
    const { objects: bytes, intake } = await openBytes(home, configuration);
    const objects = measureObjects(bytes, metrics);
    const queue = await openQueue({ pool: database.queuePool, database, log });
    closings.push(['queue', () => queue.close()]);
    const local = openFileCache(home);
    closings.push(['cache', () => local.close()]);
    const cache = await openSharedCache({
      local: { blobs: local.blobs, folder: join(home, 'cache') },
      ...{ objects, answers: createAnswerStore(database), limitBytes: cacheBytes },
    });
    closings.push(['shared cache', () => cache.close()]);
    const clock: Clock = { now: () => Date.now() };
    const policy = readUrlPolicy({
      privateHosts: configuration.WORKPRINT_ALLOW_PRIVATE_HOSTS,
      ports: configuration.WORKPRINT_OUTGOING_PORTS,
    });
    const machines = createRenderMachines({ shared: cache, home, database, log });
    closings.push(['machines', () => machines.close()]);
    const thisMachine = createLocalProvider({
      openMachine: (signal) => machines.openFilmMachine(signal),
      hear: async (bytes, signal) => {
        const { blobs, library, hear } = await machines.machine();
        const sound = await blobs.put(bytes, 'application/octet-stream');
        return heard(await library.takeIn(blobs.localPath(sound), signal), hear, signal);
      },
      transcriber: findWhisperModels() === undefined ? undefined : createWhisper({ threads: 2 }),
      voices: findKokoroFiles(process.env.WORKPRINT_KOKORO)?.voices ?? [],
    });
    closings.push(['local provider', () => thisMachine.close()]);
    const shelf = createProviderShelf({ policy, settings: configuration, kinds: [...providerKinds, thisMachine.kind] });
    const room = createRoomWatch(
      [() => intake.freeBytes(), async () => (await objects.health()).freeBytes],
      lowWaterBytes,
      clock,
    );
    const catalogs = createCatalogs({ database, base: modelCatalog, log });
    const ring = createKeyRing({
      ...{ database, secrets, clock, log, kinds: shelf.kinds },
      // On a personal machine alone: there the operator is its owner.
      ...(shared === undefined && { environment: process.env }),
    });
    const desk = openStudioDesk({
      ...{ database, objects, intake, room, shelf, ring, catalogs, machines, clock, metrics, log },
      publicUrl: configuration.WORKPRINT_PUBLIC_URL,
    });
    closings.push(['desk', () => desk.close()]);
    return {
      ...{ home, configuration, log, clock, database, queue, secrets, objects, intake, machines, close },
      ...{ metrics, room, catalogs, ring, desk },
      shared: cache,
      network: createNetwork({ policy }),
      shelf,
      vetVendorUrl: (baseUrl) => void createProviderFetch({ policy, baseUrl, baseUrlFrom: 'person' }),
      links: createMediaLinks({ secrets, clock, base: '/api/v1' }),
    };
  } catch (error) {
    await close();
    throw error;
  }
};
