/** A studio that generates, for tests: the real routes and a worker in one process, over a vendor that keeps a bill. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '../../src/adapters/telemetry/telemetry.ts';
import { generationJobs, generationRoutes } from '../../src/features/generations/generations.ts';
import { createWorker, jobRoutes, type Worker } from '../../src/features/jobs/jobs.ts';
import type { LibraryParts } from '../../src/features/library/library.ts';
import { storageRoutes } from '../../src/features/storage/storage.ts';
import { type GenerationKit, type GenerationKitOptions, openGenerationKit } from './generation-parts.ts';
import { openLibraryParts } from './library-parts.ts';
import { openPaidVendor, type PaidVendor, type PaidVendorOptions } from './paid-vendor.ts';
import { freshDatabase } from './postgres.ts';
import { type Answered, type Asker, startTestStudio, type TestStudio } from './studio.ts';

export type GenerationStudio = {
  readonly studio: TestStudio;
  readonly vendor: PaidVendor;
  readonly library: LibraryParts;
  readonly kit: GenerationKit;
  /** POST /generate in the studio's project (or the one in the body). */
  generate(
    body: Readonly<Record<string, unknown>>,
    asker?: Asker,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answered>;
  /** The generation once it is as `is` wants it, by default over or held. Throws after half a minute. */
  // oxlint-disable-next-line no-explicit-any -- tests look into answers of every shape
  until(id: string, is?: (generation: any) => boolean, asker?: Asker): Promise<any>;
  /** A worker; with 0 it takes no jobs, but hears of ends. */
  work(atOnce?: number): Promise<Worker>;
  rest(): Promise<void>;
  close(): Promise<void>;
};

export type GenerationStudioOptions = Omit<Partial<GenerationKitOptions>, 'library'> & {
  readonly vendor?: PaidVendorOptions;
};

const isSettled = ({ state }: { readonly state: string }): boolean => state !== 'queued' && state !== 'running';

/** Starts it, without a worker until `work` is called. */
export const startGenerationStudio = async (options: GenerationStudioOptions = {}): Promise<GenerationStudio> => {
  const folder = mkdtempSync(join(tmpdir(), 'workprint-generations-'));
  const fresh = await freshDatabase();
  const { database } = fresh;
  const vendor = await openPaidVendor(options.vendor);
  const { parts: library, close: closeLibrary } = await openLibraryParts(database, folder);
  const kit = openGenerationKit({ shelf: vendor.shelf(), records: vendor.records, ...options, library });
  const { queue, objects, links, clock } = library;
  const studio = await startTestStudio({
    fresh,
    routes: () => [
      ...generationRoutes(kit.parts),
      ...jobRoutes({ database, queue, watch: { on: () => () => undefined } }),
      ...storageRoutes({ database, objects, links, clock }),
    ],
  });
  const workers: Worker[] = [];
  const rest = async (): Promise<void> => {
    await Promise.all(workers.splice(0).map((worker) => worker.stop(0)));
  };
  return {
    ...{ studio, vendor, library, kit, rest },
    generate: (body, asker = studio.asOwner, headers = {}) =>
      asker.ask('post', '/generate', {
        headers,
        body: { projectId: studio.projectId, provider: vendor.name, ...body },
      }),
    until: async (id, is = isSettled, asker = studio.asOwner) => {
      const end = Date.now() + 30_000;
      for (let pauseMs = 5; ; pauseMs = Math.min(100, pauseMs * 1.3)) {
        const { status, body } = await asker.ask('get', `/generations/${id}`);
        if (status === 200 && is(body.data)) return body.data;
        if (Date.now() > end) throw new Error(`the generation is not as expected: ${JSON.stringify(body)}`);
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    },
    work: async (atOnce = 64) => {
      const worker = await createWorker({
        ...{ database, queue, log: silentLog, name: `generations-${workers.length}` },
        handlers: generationJobs(kit.parts),
        concurrency: { calls: atOnce },
      });
      workers.push(worker);
      return worker;
    },
    rest,
    close: async () => {
      await rest();
      await kit.close();
      await closeLibrary();
      await studio.close();
      await fresh.close();
      await vendor.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
