/** The door of operations: what those who run the studio ask it. `GET /health` for everybody, `GET /metrics` for who may. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Metrics } from '../../ports/metrics.ts';
import { type Mount, type MountedCall, RequestRefused } from '../api/api.ts';
import type { Health } from './health.ts';

export { createHealth, type Health, type LookAt, type PartFound } from './health.ts';
export { countRequests, measureObjects } from './measure.ts';
export { storedBytes } from './stored-bytes.queries.ts';

/** 200 while requests can be answered, 503 when they cannot. No envelope: probes and proxies read the status. */
export const healthMount = (health: () => Promise<Health>): Mount => ({
  path: '/health',
  methods: ['GET'],
  handle: async () => {
    const found = await health();
    const isUp = found.status === 'up' || found.status === 'degraded';
    return new Response(`${JSON.stringify(found)}\n`, {
      status: isUp ? 200 : 503,
      headers: {
        'content-type': 'application/json',
        'cache-control': 'no-store',
        ...(!isUp && { 'retry-after': '5' }),
      },
    });
  },
});

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** A page in a browser of this machine could be led here under another name (DNS rebinding): it must be asked by a name of this machine. */
const isAskedAsLocal = ({ request, arrival }: MountedCall): boolean =>
  arrival.isLocal && /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(request.url).hostname);

const mayRead = (call: MountedCall, token: string | undefined): boolean => {
  const given = /^Bearer (\S{1,500})$/i.exec(call.request.headers.get('authorization') ?? '')?.[1];
  if (given !== undefined && token !== undefined) return timingSafeEqual(sha256(given), sha256(token));
  return isAskedAsLocal(call);
};

/** Prometheus' text, for this machine itself and for who brings the token. */
export const metricsMount = (metrics: Metrics, token: string | undefined): Mount => ({
  path: '/metrics',
  methods: ['GET'],
  handle: async (call) => {
    if (!mayRead(call, token))
      throw new RequestRefused(
        'unauthenticated',
        'Metrics are for this machine itself, or for the bearer token of WORKPRINT_METRICS_TOKEN.',
        {
          headers: { 'www-authenticate': 'Bearer realm="metrics"' },
        },
      );
    const { contentType, text } = await metrics.read();
    return new Response(text, { headers: { 'content-type': contentType, 'cache-control': 'no-store' } });
  },
});
