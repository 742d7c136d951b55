/** The video API as people meet it: the real router and listener, database, queue and renderer, with a project and files in it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createNetwork, readUrlPolicy } from '../../src/adapters/net/net.ts';
import type { PostgresDatabase } from '../../src/adapters/postgres/postgres.ts';
import { createSecrets } from '../../src/adapters/secrets/secrets.ts';
import { silentLog } from '../../src/adapters/telemetry/telemetry.ts';
import type { Route } from '../../src/features/api/api.ts';
import { createDocumentStore, documentRoutes } from '../../src/features/documents/documents.ts';
import { createJobWatch, jobRoutes } from '../../src/features/jobs/jobs.ts';
import { type RenderLimits, renderRoutes } from '../../src/features/renders/renders.ts';
import {
  claimBlob,
  createMediaLinks,
  type MediaLinks,
  storageRoutes,
  storeFile,
} from '../../src/features/storage/storage.ts';
import type { TakenMedia } from '../../src/ports/media-library.ts';
import { freshDatabase } from './postgres.ts';
import { type OpenPlace, openPlace, type PlaceMore, type RenderPlace } from './render-worker.ts';
import { type Asker, startTestStudio, type TestStudio } from './studio.ts';

export type RenderRig = TestStudio & {
  readonly folder: string;
  readonly databaseUrl: string;
  readonly place: OpenPlace;
  readonly links: MediaLinks;
  /** Puts a file into the library of a project as if it had been uploaded and looked at. Gives the id of the asset. */
  addAsset(
    path: string,
    more?: { readonly projectId?: string; readonly owner?: Asker; readonly state?: string },
  ): Promise<string>;
  /** The bytes behind a link of an answer. */
  download(url: string, headers?: Readonly<Record<string, string>>): Promise<Response>;
};

export type RigOptions = {
  readonly limits?: Partial<RenderLimits>;
  /** Workers of this process; default one. */
  readonly works?: boolean;
  readonly privateHosts?: readonly string[];
  readonly concurrency?: RenderPlace['concurrency'];
  /** What films ask of models, and what renders, where it is not this machine's own. */
  readonly place?: PlaceMore;
  readonly routes?: (deps: { readonly place: OpenPlace; readonly database: PostgresDatabase }) => readonly Route[];
};

/** Starts all of it; `close` ends and removes it. */
export const startRenderRig = async (options: RigOptions = {}): Promise<RenderRig> => {
  const folder = mkdtempSync(join(tmpdir(), 'workprint-videos-'));
  const fresh = await freshDatabase();
  const { database } = fresh;
  const { limits = {}, privateHosts = [], concurrency } = options;
  const place = await openPlace(
    database,
    {
      ...{ folder, home: join(folder, 'home'), limits, privateHosts },
      ...(concurrency && { concurrency }),
    },
    options.place,
  );
  const clock = { now: Date.now };
  const links = createMediaLinks({ secrets: createSecrets(new Uint8Array(32).fill(7)), clock, base: '/api/v1' });
  const watch = createJobWatch({ database, log: silentLog });
  const { queue, objects, machines } = place;
  const network = createNetwork({ policy: readUrlPolicy({ privateHosts }) });
  const studio = await startTestStudio({
    fresh,
    routes: () => [
      ...renderRoutes({
        ...{ database, queue, clock, links, watch, limits: place.limits },
        machine: () => machines.machine(),
        openFilmMachine: (signal) => machines.openFilmMachine(signal),
        openModels: place.openModels,
        checkRoom: async () => undefined,
        vetUrl: (url) => network.vet(url),
      }),
      ...jobRoutes({ database, queue, watch }),
      ...storageRoutes({ database, objects, links, clock }),
      ...documentRoutes({ store: createDocumentStore(database, clock.now) }),
      ...(options.routes?.({ place, database }) ?? []),
    ],
  });
  if (options.works !== false) await place.work('here');

  const addAsset: RenderRig['addAsset'] = async (
    path,
    { projectId = studio.projectId, owner = studio.asOwner, state = 'ready' } = {},
  ) => {
    const { library } = await machines.machine();
    const taken: TakenMedia = await library.takeIn(path, AbortSignal.timeout(60_000));
    await storeFile({ database, objects }, path, taken.blob);
    return database.asStudio(async (query) => {
      await claimBlob(query, taken.blob.sha256);
      const { id } = await query
        .insertInto('workprint.assets')
        .values({
          ...{
            project_id: projectId,
            owner_id: owner.personId,
            blob_hash: taken.blob.sha256,
            bytes: taken.blob.sizeBytes,
          },
          ...{ name: 'a clip', kind: 'video', media_type: taken.blob.mediaType, state },
          facts: state === 'ready' ? JSON.stringify(taken.facts) : null,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      return id;
    });
  };
  return {
    ...studio,
    ...{ folder, databaseUrl: fresh.url, place, links, addAsset },
    download: (url, headers = {}) => fetch(`${studio.url}${url}`, { headers }),
    close: async () => {
      await studio.close();
      await watch.close();
      await place.close();
      await fresh.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
