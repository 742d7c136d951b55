/** A studio with a library for tests: the real routes over a real database, a folder of objects, and if asked a worker that looks at files. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFileCache } from '../../src/adapters/files/files.ts';
import { createNetwork, readUrlPolicy } from '../../src/adapters/net/net.ts';
import type { PostgresDatabase } from '../../src/adapters/postgres/postgres.ts';
import { openSharedCache } from '../../src/adapters/shared-cache/shared-cache.ts';
import { silentLog } from '../../src/adapters/telemetry/telemetry.ts';
import { createWorker } from '../../src/features/jobs/jobs.ts';
import { fetchJob, importJob, type LibraryParts, libraryRoutes } from '../../src/features/library/library.ts';
import { createAnswerStore, storageRoutes } from '../../src/features/storage/storage.ts';
import { createRenderMachines } from '../../src/main/render-machines.ts';
import { type LibraryStudioOptions, openLibraryParts } from './library-parts.ts';
import { freshDatabase } from './postgres.ts';
import { type Answered, type Asker, startTestStudio, type TestStudio } from './studio.ts';

export type LibraryStudio = {
  readonly studio: TestStudio;
  readonly parts: LibraryParts;
  readonly folder: string;
  /** Uploads by form. */
  upload(
    asker: Asker,
    file: Uint8Array | Blob,
    name?: string,
    fields?: Readonly<Record<string, string>>,
  ): Promise<Answered>;
  /** The asset when it was looked at. */
  settled(asker: Asker, id: string): Promise<Answered>;
  close(): Promise<void>;
};

const startWorker = async (
  parts: LibraryParts,
  database: PostgresDatabase,
  folder: string,
  privateHosts: readonly string[],
): Promise<() => Promise<void>> => {
  const home = join(folder, 'home');
  const local = openFileCache(home);
  const shared = await openSharedCache({
    local: { blobs: local.blobs, folder: join(home, 'cache') },
    ...{ objects: parts.objects, answers: createAnswerStore(database), limitBytes: 2 ** 40 },
  });
  const machines = createRenderMachines({ shared, home, database, log: silentLog });
  const importParts = {
    ...parts,
    ...{ machine: () => machines.machine(), log: silentLog },
    network: createNetwork({ policy: readUrlPolicy({ privateHosts }) }),
  };
  const worker = await createWorker({
    ...{ database, queue: parts.queue, name: 'library', log: silentLog },
    handlers: [importJob(importParts), fetchJob(importParts)],
    concurrency: { jobs: 2, chores: 2 },
  });
  return async () => {
    await worker.stop(0);
    await machines.close();
    await shared.close();
    local.close();
  };
};

/** Sends a file as a form, the project first. */
export const uploadForm = async (
  asker: Asker,
  projectId: string,
  file: Uint8Array | Blob,
  name = 'clip.mp4',
  fields: Readonly<Record<string, string>> = {},
): Promise<Answered> => {
  const form = new FormData();
  for (const [field, value] of Object.entries({ projectId, ...fields })) form.append(field, value);
  form.append('file', file instanceof Blob ? file : new Blob([file as Uint8Array<ArrayBuffer>]), name);
  const response = await asker.fetch('/api/v1/assets', { method: 'POST', body: form });
  return { status: response.status, headers: response.headers, body: await response.json() };
};

/** Starts it. */
export const startLibraryStudio = async (options: LibraryStudioOptions = {}): Promise<LibraryStudio> => {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'workprint-library-'));
  const fresh = options.fresh ?? (await freshDatabase());
  const { database } = fresh;
  const { parts, close } = await openLibraryParts(database, folder, options);
  const studio = await startTestStudio({
    fresh,
    routes: () => [...libraryRoutes(parts), ...storageRoutes(parts), ...(options.routes?.({ database }) ?? [])],
  });
  const stop = options.hasWorker
    ? await startWorker(parts, database, folder, options.privateHosts ?? [])
    : async () => undefined;
  return {
    ...{ studio, folder, parts },
    upload: (asker, file, name, fields) => uploadForm(asker, studio.projectId, file, name, fields),
    settled: async (asker, id) => {
      for (;;) {
        const answer = await asker.ask('get', `/assets/${id}`);
        if (answer.status !== 200 || answer.body.data.state !== 'processing') return answer;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    close: async () => {
      await stop();
      await close();
      await studio.close();
      if (!options.fresh) await fresh.close();
      if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
};
