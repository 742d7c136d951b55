/** Everything a worker does: the handlers of its jobs, and the chores that some worker of all must do now and then. */
import { availableParallelism, totalmem } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { type GenerationParts, generationJobs } from '../../features/generations/generations.ts';
import type { AnyJobHandler, JobMetrics } from '../../features/jobs/jobs.ts';
import { fetchJob, importJob, keepResult, type LibraryParts, libraryChores } from '../../features/library/library.ts';
import { removeExpiredAccess } from '../../features/people/people.ts';
import { purgeDeletedProjects } from '../../features/projects/projects.ts';
import { linksToTell, renderJobs } from '../../features/renders/renders.ts';
import { keepLedger } from '../../features/spending/spending.ts';
import { type Chore, storageChores } from '../../features/storage/storage.ts';
import { type Courier, createCourier, withWebhooks } from '../../features/webhooks/webhooks.ts';
import type { Metrics } from '../../ports/metrics.ts';
import { libraryLimits, renderLimits } from './limits.ts';
import type { Services } from './services.ts';

const gibibyte = 1024 ** 3;

/** Films or renders at once: a core each, and a gigabyte and a half. */
export const usualConcurrency = (): number =>
  Math.max(1, Math.min(Math.ceil(availableParallelism() / 2), Math.floor(totalmem() / (3 * gibibyte)), 8));

export const libraryParts = (services: Services): LibraryParts => {
  const { database, queue, objects, intake, room, clock, links, network, configuration } = services;
  const vetUrl = (url: string): void => network.vet(url);
  return { database, queue, objects, intake, room, clock, links, vetUrl, limits: libraryLimits(configuration) };
};

export const generationParts = (services: Services): GenerationParts => {
  const { database, queue, clock, links, limits, room } = libraryParts(services);
  const { desk, catalogFor } = services.desk;
  return { database, queue, clock, links, limits, room, desk, catalogFor };
};

/** One for each kind of job there is; each tells webhooks how it ended. */
export const jobHandlers = (services: Services): readonly AnyJobHandler[] => {
  const { database, queue, clock, network, intake, objects, machines, log, configuration } = services;
  const library = libraryParts(services);
  const imports = { ...library, machine: () => machines.machine(), network, log };
  const handlers = [
    importJob(imports),
    fetchJob(imports),
    ...generationJobs(generationParts(services)),
    ...renderJobs({
      ...{ database, queue, clock, network, intake },
      limits: renderLimits(configuration),
      machine: () => machines.machine(),
      openFilmMachine: (signal) => machines.openFilmMachine(signal),
      openModels: (payer) => services.desk.openModels(payer),
      filmsAtOnce: 1,
      rendered: (facts) => services.metrics.rendered(facts),
      storage: { database, objects },
      keepAsset: (query, { projectId, personId, blobHash, bytes, mediaType, name }) =>
        keepResult(library, query, {
          ...{ projectId, ownerId: personId, name },
          blob: { sha256: blobHash, sizeBytes: bytes, mediaType },
        }),
    }),
  ];
  const { links } = services;
  return withWebhooks(handlers, (query, kind, { job }) =>
    tellsOfFiles.has(kind)
      ? linksToTell(query, job.id, { links }, configuration.WORKPRINT_PUBLIC_URL)
      : Promise.resolve({}),
  );
};

/** Kinds of jobs that leave something to fetch. */
const tellsOfFiles: ReadonlySet<string> = new Set(['render', 'film']);

export const jobMetrics = (metrics: Metrics): JobMetrics => ({
  started: (kind, waitedMs) => metrics.jobStarted({ kind, waitedMs }),
  ended: (kind, state, tookMs, code) => metrics.jobEnded({ kind, state, tookMs, ...(code !== undefined && { code }) }),
});

const hourMs = 3_600_000;

const choresOf = (services: Services): readonly Chore[] => {
  const { database, objects, intake, shared, clock, log } = services;
  return [
    ...storageChores({
      ...{ database, objects },
      discardUpload: (id) => intake.removeUpload(id),
      onSwept: (swept) => log.info('What nobody needs was swept away', { count: swept.length }),
      onAudited: ({ damaged, checked }) => {
        if (damaged.length > 0) log.error('Stored bytes are damaged', { count: damaged.length });
        else log.debug('Stored bytes are as they were', { count: checked });
      },
    }),
    ...libraryChores({ ...libraryParts(services), log }),
    {
      name: 'remove-expired-access',
      everyMs: hourMs,
      run: async () => void (await removeExpiredAccess({ database, clock })),
    },
    {
      name: 'purge-projects',
      everyMs: hourMs,
      run: async () => void (await purgeDeletedProjects({ database, clock })),
    },
    { name: 'keep-ledger', everyMs: hourMs, run: async () => void (await keepLedger(database)) },
    { name: 'trim-cache', everyMs: hourMs / 6, run: async () => void (await shared.trim()) },
  ];
};

/** Runs each chore over and over until it is stopped. One that fails is tried again in its turn. */
const keepUp = (chores: readonly Chore[], { log }: Services, signal: AbortSignal): Promise<void> => {
  const round = async (chore: Chore, place: number): Promise<void> => {
    // Not all at once when a studio starts.
    let waitMs = Math.min(chore.everyMs, 5_000 + place * 3_000);
    while (!signal.aborted) {
      await wait(waitMs, undefined, { signal }).catch(() => undefined); // told to stop: the loop sees it
      if (signal.aborted) return;
      waitMs = chore.everyMs;
      try {
        await chore.run(signal);
      } catch (error) {
        if (!signal.aborted) log.warn('A chore failed and is tried again in its turn', { kind: chore.name, error });
      }
    }
  };
  return Promise.all(chores.map(round)).then(() => undefined);
};

export type Chores = { stop(graceMs: number): Promise<void> };

/** Begins the chores and the deliveries of webhooks. */
export const startChores = async (services: Services): Promise<Chores> => {
  const { database, network, secrets, clock, log, metrics } = services;
  const stopping = new AbortController();
  const courier: Courier = createCourier({ database, network, secrets, clock, log, metrics });
  await courier.start();
  const rounds = keepUp(choresOf(services), services, stopping.signal);
  return {
    stop: async (graceMs) => {
      stopping.abort();
      await Promise.all([courier.stop(graceMs), rounds]);
    },
  };
};
