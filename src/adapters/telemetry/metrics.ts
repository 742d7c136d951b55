/** The metrics in Prometheus' form. One table names every number there is; docs, dashboard and alerts are held against it. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Metrics, Observation, ObservedNumber } from '../../ports/metrics.ts';

const latencies = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60];
const jobSeconds = [0.1, 0.5, 1, 2, 5, 10, 30, 60, 120, 300, 900, 1800, 3600, 14_400];
const callSeconds = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 60, 120, 300, 900];
const speeds = [1, 5, 10, 20, 30, 60, 120, 240, 480, 960];

/** Numbers that are looked up when they are read: their help and their labels. */
const observed: Readonly<Record<ObservedNumber, readonly [help: string, labels: readonly string[]]>> = {
  queue_jobs: ['jobs in the queue', ['lane', 'state']],
  requests_in_flight: ['requests at work and waiting for their turn on this server', ['state']],
  part_is_up: ['1 where a part of the studio works, as /health says', ['part']],
  disk_free_bytes: ['free bytes where objects are kept', []],
  disk_total_bytes: ['all bytes of that disk', []],
  stored_bytes: ['bytes of all assets', []],
  live_documents: ['documents that somebody has open on this server', []],
};

const counted = (registry: Registry) => {
  const counter = (name: string, help: string, labelNames: readonly string[] = []) =>
    new Counter({ name: `workprint_${name}`, help, labelNames, registers: [registry] });
  const histogram = (name: string, help: string, labelNames: readonly string[], buckets: number[]) =>
    new Histogram({ name: `workprint_${name}`, help, labelNames, buckets, registers: [registry] });
  return {
    requests: histogram('request_seconds', 'requests by route', ['route', 'method', 'status'], latencies),
    errors: counter('errors_total', 'errors answered, by code', ['code', 'route']),
    shed: counter('requests_shed_total', 'requests refused because the server was full'),
    limited: counter('rate_limited_total', 'requests refused by a limit', ['who']),
    jobWaits: histogram('job_wait_seconds', 'jobs from their making to their start', ['kind'], jobSeconds),
    jobs: histogram('job_seconds', 'jobs from their start to their end', ['kind', 'state'], jobSeconds),
    jobErrors: counter('job_errors_total', 'failed jobs, by code', ['kind', 'code']),
    videos: counter('videos_total', 'videos by how they were answered', ['how']),
    renders: histogram('render_frames_per_second', 'speed of renders', [], speeds),
    frames: counter('rendered_frames_total', 'frames rendered'),
    storage: histogram('storage_seconds', 'operations on stored objects', ['operation', 'outcome'], latencies),
    storageBytes: counter('storage_bytes_total', 'bytes read from and written to the object store', ['operation']),
    webhooks: histogram('webhook_seconds', 'deliveries of webhooks', ['outcome'], latencies),
    spent: counter('spent_micros_total', 'money spent with providers, in micro-dollars', ['provider', 'model', 'type']),
    calls: histogram('provider_call_seconds', 'calls of models, by their end', ['provider', 'outcome'], callSeconds),
    callErrors: counter('provider_errors_total', 'calls of models that gave nothing, by code', ['provider', 'code']),
  };
};

type Reader = () => Promise<readonly Observation[]> | readonly Observation[];

const observe = (registry: Registry, name: ObservedNumber, read: Reader): void => {
  const [help, labelNames] = observed[name];
  new Gauge({
    name: `workprint_${name}`,
    help,
    labelNames,
    registers: [registry],
    async collect() {
      this.reset();
      // What cannot be looked up now is left out, as Prometheus wants it; the health says what is wrong.
      const found = await Promise.resolve()
        .then(read)
        .catch((): readonly Observation[] => []);
      for (const { value, labels } of found) this.set(labels ?? {}, value);
    },
  });
};

/** Models by their names, which people's own servers may make up: those after the first few hundred are counted together. */
const mostModels = 300;
const createModelCount = (): ((name: string) => boolean) => {
  const seen = new Set<string>();
  return (name) => {
    if (seen.size < mostModels) seen.add(name);
    return seen.has(name);
  };
};

const outcome = (isOk: boolean): string => (isOk ? 'ok' : 'failed');

/** Metrics of this process. */
export const createMetrics = (): Metrics => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const to = counted(registry);
  const knownModel = createModelCount();
  return {
    requestEnded: ({ route, method, status, tookMs }) =>
      to.requests.observe({ route, method, status: String(status) }, tookMs / 1000),
    errorAnswered: ({ code, route }) => to.errors.inc({ code, route }),
    requestShed: () => to.shed.inc(),
    rateLimited: ({ who }) => to.limited.inc({ who }),
    jobStarted: ({ kind, waitedMs }) => to.jobWaits.observe({ kind }, waitedMs / 1000),
    jobEnded: ({ kind, state, code, tookMs }) => {
      to.jobs.observe({ kind, state }, tookMs / 1000);
      if (code !== undefined) to.jobErrors.inc({ kind, code });
    },
    videoAnswered: ({ how }) => to.videos.inc({ how }),
    rendered: ({ frames, tookMs }) => {
      to.frames.inc(frames);
      if (tookMs > 0) to.renders.observe(frames / (tookMs / 1000));
    },
    storageUsed: ({ operation, isOk, tookMs, bytes }) => {
      to.storage.observe({ operation, outcome: outcome(isOk) }, tookMs / 1000);
      if (bytes !== undefined) to.storageBytes.inc({ operation }, bytes);
    },
    webhookSent: ({ isOk, tookMs }) => to.webhooks.observe({ outcome: outcome(isOk) }, tookMs / 1000),
    spent: ({ provider, model, type, micros }) =>
      to.spent.inc({ provider, model: knownModel(`${provider}/${model}`) ? model : 'other', type }, micros),
    callEnded: ({ provider, outcome: end, code, tookMs }) => {
      to.calls.observe({ provider, outcome: end }, tookMs / 1000);
      if (code !== undefined) to.callErrors.inc({ provider, code });
    },
    observe: (name, read) => observe(registry, name, read),
    read: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
};

/** Every name of a number of ours, for the tests of dashboard and alerts. */
export const metricNames = async (): Promise<readonly string[]> => {
  const registry = new Registry();
  counted(registry);
  const made = await registry.getMetricsAsJSON();
  return [...made.map(({ name }) => name), ...Object.keys(observed).map((name) => `workprint_${name}`)];
};
