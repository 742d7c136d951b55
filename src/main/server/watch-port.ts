/** The port by which a worker can be watched: `/health` and `/metrics`, and nothing else. */
import { type Listener, listen } from '../../adapters/http/http.ts';
import { createGate, createRateLimiter, mountRoutes } from '../../features/api/api.ts';
import { healthMount, metricsMount } from '../../features/operations/operations.ts';
import { observeStudio } from './observe-studio.ts';
import type { Services } from './services.ts';
import { studioHealth } from './studio-health.ts';

/** Answers to all who reach this machine; `/metrics` wants the token of WORKPRINT_METRICS_TOKEN as on a server. */
export const openWatchPort = async (
  services: Services,
  { port, version }: { readonly port: number; readonly version: string },
): Promise<Listener> => {
  const { database, log, metrics, configuration } = services;
  const closing = new AbortController();
  const health = studioHealth(services, version, closing.signal);
  observeStudio(services, health);
  const app = mountRoutes(
    [],
    {
      ...{ database, log, events: metrics, closing: closing.signal, origins: [] },
      limiter: createRateLimiter(database),
      gate: createGate({ most: 4, mostWaiting: 16, waitMs: 2_000, onRefused: () => metrics.requestShed() }),
      identify: async () => undefined,
      requestsPerMinute: configuration.WORKPRINT_RATE_LIMIT,
      creationsPerMinute: 0,
    },
    [healthMount(health), metricsMount(metrics, configuration.WORKPRINT_METRICS_TOKEN)],
  );
  return listen({ fetch: (request, arrival) => app.fetch(request, arrival), host: '0.0.0.0', port });
};
