/** One server of the studio: everything people ask, over one port, and (unless told otherwise) a worker beside it. */
import { listen, type Upgrade } from '../../adapters/http/http.ts';
import { createLiveServer } from '../../adapters/live/live.ts';
import { asDatabaseError } from '../../adapters/postgres/postgres.ts';
import { createSignIn } from '../../adapters/sign-in/sign-in.ts';
import {
  bucketOfAddress,
  createGate,
  createRateLimiter,
  createShedder,
  type Ground,
  type Mount,
  mountRoutes,
  pageOfRefusal,
  type RateLimiter,
  type Route,
} from '../../features/api/api.ts';
import { createDocumentStore, livePerson } from '../../features/documents/documents.ts';
import { goOnAfterResolving } from '../../features/generations/generations.ts';
import { createJobWatch, type JobWatch } from '../../features/jobs/jobs.ts';
import { storageUsage } from '../../features/library/library.ts';
import { countRequests, healthMount, metricsMount } from '../../features/operations/operations.ts';
import { blobName } from '../../features/storage/storage.ts';
import type { DocumentStore } from '../../ports/document-store.ts';
import type { SignIn } from '../../ports/sign-in.ts';
import { referencePages } from '../reference-pages.ts';
import { studioRoutes } from '../studio-routes.ts';
import { concurrencyOf, startWorker } from '../worker.ts';
import { renderLimits } from './limits.ts';
import { observeStudio } from './observe-studio.ts';
import { asPortError } from './port-errors.ts';
import type { Services } from './services.ts';
import { studioHealth } from './studio-health.ts';
import { generationParts, jobHandlers, jobMetrics, libraryParts, startChores, usualConcurrency } from './workings.ts';

export type ServeOptions = {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly hasWorker: boolean;
  readonly version: string;
};

export type StudioServer = {
  /** Where it answers, such as `http://127.0.0.1:4400`. */
  readonly url: string;
  /** Signs in once as the owner of this machine; undefined where strangers can reach the server, or other people have accounts. */
  readonly localLink: string | undefined;
  /** Takes nothing more, lets what runs go on for `graceMs`, and ends. */
  close(graceMs: number): Promise<void>;
};

/** Requests a minute with which an address that is nobody may make something (B10). */
const creationsPerMinute = 10;

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || host.startsWith('127.');

const openSignIn = ({ configuration, database, secrets, log }: Services, limiter: RateLimiter): SignIn => {
  const { GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET, GITHUB_CLIENT_ID, GITHUB_CLIENT_SECRET } = configuration;
  return createSignIn({
    pool: database.signInPool,
    // Of the master key, so all servers agree and none needs to be told.
    secret: secrets.sign('cookies', 'workprint'),
    formerSecrets: secrets.formerSignatures('cookies', 'workprint'),
    publicUrl: configuration.WORKPRINT_PUBLIC_URL,
    otherOrigins: configuration.WORKPRINT_CORS_ORIGINS,
    providers: {
      ...(GOOGLE_CLIENT_ID &&
        GOOGLE_CLIENT_SECRET && { google: { clientId: GOOGLE_CLIENT_ID, clientSecret: GOOGLE_CLIENT_SECRET } }),
      ...(GITHUB_CLIENT_ID &&
        GITHUB_CLIENT_SECRET && { github: { clientId: GITHUB_CLIENT_ID, clientSecret: GITHUB_CLIENT_SECRET } }),
    },
    signUp: configuration.WORKPRINT_SIGN_UP,
    attempts: { take: (bucket, most) => limiter.take(bucket, most), bucketOf: bucketOfAddress },
    asKnownError: asDatabaseError,
    onTrouble: (event, error) => log.warn(event, { error }),
  });
};

/** What people ask the studio to do with vendors of models. */
const vendorParts = (
  { shelf, ring, catalogs, vetVendorUrl, database, secrets, clock }: Services,
  limiter: RateLimiter,
) => ({
  ...{ shelf, ring, catalogs, database, secrets, clock, limiter, vetUrl: vetVendorUrl },
});

const routesOf = (
  services: Services,
  {
    signIn,
    watch,
    documents,
    limiter,
  }: {
    readonly signIn: SignIn;
    readonly watch: JobWatch;
    readonly documents: DocumentStore;
    readonly limiter: RateLimiter;
  },
): readonly Route[] => {
  const { database, queue, clock, secrets, objects, links, room, network, machines, configuration } = services;
  const library = libraryParts(services);
  return studioRoutes({
    jobs: { database, queue, watch },
    storage: { database, objects, links, clock },
    people: {
      ...{ database, secrets, clock, endedCookie: signIn.endedCookie },
      usage: (query, personId) => storageUsage(query, personId, library.limits.storageBytes),
      openBlob: (hash) => objects.read(blobName(hash)),
      forget: (personId) => signIn.forget(personId),
      options: () => signIn.options(),
    },
    projects: { clock, queue },
    webhooks: { database, secrets, clock, vetUrl: (url) => network.vet(url) },
    library,
    documents: { store: documents },
    providerKeys: vendorParts(services, limiter),
    models: vendorParts(services, limiter),
    spending: { database, clock, resolved: goOnAfterResolving(queue) },
    generations: {
      ...generationParts(services),
      shelf: services.shelf,
      fetchOf: (kind) => services.shelf.fetchOf(kind),
    },
    renders: {
      ...{ database, queue, clock, links, watch, limits: renderLimits(configuration) },
      machine: () => machines.machine(),
      openFilmMachine: (signal) => machines.openFilmMachine(signal),
      openModels: (payer) => services.desk.openModels(payer),
      checkRoom: () => room.check(),
      vetUrl: (url) => network.vet(url),
    },
  });
};

const signInMounts = (signIn: SignIn): readonly Mount[] =>
  ['/api/auth/*', '/api/v1/auth/*', '/auth/*'].map((path) => ({
    path,
    methods: ['GET', 'POST'] as const,
    handle: async ({ request, arrival }) =>
      pageOfRefusal(request, await signIn.handle(request, arrival.ipAddress), arrival.requestId),
  }));

/** Opens a server over services that are open already; they are closed by whoever opened them. */
export const serveStudio = async (services: Services, options: ServeOptions): Promise<StudioServer> => {
  const { database, log, metrics, queue, clock, configuration } = services;
  const closing = new AbortController();
  const limiter = createRateLimiter(database);
  const signIn = openSignIn(services, limiter);
  const watch = createJobWatch({ database, log });
  const documents = createDocumentStore(database, () => clock.now());
  const live = await createLiveServer({
    ...{ store: documents, log },
    identifyKey: async (key) => livePerson(database, await signIn.identify(new Headers({ 'x-api-key': key }))),
  });
  const gate = createGate({ most: 32, mostWaiting: 512, waitMs: 2_000, onRefused: () => metrics.requestShed() });
  const ground: Ground = {
    ...{ database, limiter, gate, log, events: countRequests(metrics), closing: closing.signal, creationsPerMinute },
    identify: (headers) => signIn.identify(headers),
    absence: (headers) => signIn.absence(headers),
    requestsPerMinute: configuration.WORKPRINT_RATE_LIMIT,
    origins: configuration.WORKPRINT_CORS_ORIGINS,
  };
  const routes = routesOf(services, { signIn, watch, documents, limiter });
  const health = studioHealth(services, options.version, closing.signal);
  const app = mountRoutes(routes, ground, [
    ...signInMounts(signIn),
    healthMount(health),
    metricsMount(metrics, configuration.WORKPRINT_METRICS_TOKEN),
    ...referencePages(routes, { version: options.version, cookieName: 'workprint.session_token' }),
  ]);
  observeStudio(services, health);
  metrics.observe('requests_in_flight', () => [
    { value: gate.working, labels: { state: 'working' } },
    { value: gate.waiting, labels: { state: 'waiting' } },
  ]);
  metrics.observe('live_documents', () => [{ value: live.facts().documents }]);

  /** A page's cookie is its person's only when the page is ours; `identify` looks at its origin. */
  const upgrade = ({ incoming, socket, head }: Upgrade): boolean => {
    const path = (incoming.url ?? '').split('?')[0];
    if (closing.signal.aborted || (path !== '/api/v1/live' && path !== '/api/live')) return false;
    const headers = new Headers();
    for (const name of ['authorization', 'cookie', 'origin', 'host', 'x-api-key', 'sec-fetch-site'] as const) {
      const value = incoming.headers[name];
      if (typeof value === 'string') headers.set(name, value);
    }
    const enter = async (): Promise<void> => {
      const person = await livePerson(database, await signIn.identify(headers));
      live.upgrade(incoming, socket, head, person);
    };
    enter().catch((error: unknown) => {
      log.warn('A live connection could not be let in', { error });
      socket.destroy();
    });
    return true;
  };
  const listener = await listen({
    fetch: (request, arrival) => app.fetch(request, arrival),
    refuse: createShedder(ground),
    ...{ host: options.host, port: options.port, upgrade },
    trustedProxies: configuration.WORKPRINT_TRUSTED_PROXIES,
  }).catch(async (error: unknown) => {
    closing.abort();
    await live.close();
    await watch.close();
    throw asPortError(error, options.host, options.port);
  });
  const worker = options.hasWorker
    ? await startWorker({
        ...{ database, queue, log, handlers: jobHandlers(services), concurrency: concurrencyOf(usualConcurrency()) },
        metrics: jobMetrics(metrics),
      })
    : undefined;
  const chores = options.hasWorker ? await startChores(services) : undefined;
  const localPath = isLoopback(options.host) ? await signIn.ensureLocalOwner() : undefined;
  log.info('The studio answers', { host: listener.host, port: listener.port, version: options.version });
  return {
    url: listener.url,
    localLink: localPath === undefined ? undefined : `${listener.url}${localPath}`,
    close: async (graceMs) => {
      closing.abort();
      await Promise.all([live.close(), worker?.stop(graceMs), chores?.stop(graceMs), listener.close(graceMs)]);
      await watch.close();
    },
  };
};
