/** Ports and hooks that count what goes through them: whoever uses them does not know. */
import type { Metrics } from '../../ports/metrics.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import type { ApiEvents } from '../api/api.ts';

/** The same store; every operation is timed, and every byte that is written or asked for is counted. */
export const measureObjects = (objects: ObjectStore, metrics: Pick<Metrics, 'storageUsed'>): ObjectStore => {
  const timed = async <T>(
    operation: string,
    work: () => Promise<T>,
    bytesOf?: (answer: T) => number | undefined,
  ): Promise<T> => {
    const since = performance.now();
    let isOk = false;
    let bytes: number | undefined;
    try {
      const answer = await work();
      isOk = true;
      bytes = bytesOf?.(answer);
      return answer;
    } finally {
      metrics.storageUsed({
        operation,
        isOk,
        tookMs: performance.now() - since,
        ...(bytes !== undefined && { bytes }),
      });
    }
  };
  return {
    putFile: (name, path, mediaType) => timed('write', () => objects.putFile(name, path, mediaType)),
    put: (name, bytes, mediaType) =>
      timed(
        'write',
        () => objects.put(name, bytes, mediaType),
        () => bytes.byteLength,
      ),
    read: (name, range) =>
      timed(
        'read',
        () => objects.read(name, range),
        (body) => (body && range ? range.last - range.first + 1 : undefined),
      ),
    copyTo: (name, path) => timed('copy', () => objects.copyTo(name, path)),
    facts: (name) => timed('look', () => objects.facts(name)),
    remove: (name) => timed('remove', () => objects.remove(name)),
    list: (prefix) => objects.list(prefix),
    unfinished: (startedBeforeMs) => objects.unfinished(startedBeforeMs),
    discard: (unfinished) => timed('remove', () => objects.discard(unfinished)),
    signedUrl: (name, options) => objects.signedUrl(name, options),
    health: () => objects.health(),
  };
};

/** What the API tells, counted; of videos also whether they came in the same request. */
export const countRequests = (metrics: Metrics): ApiEvents => ({
  requestEnded: (facts) => {
    metrics.requestEnded(facts);
    if (facts.route !== '/videocreate') return;
    if (facts.status === 200) metrics.videoAnswered({ how: 'quick' });
    if (facts.status === 202) metrics.videoAnswered({ how: 'async' });
  },
  errorAnswered: (facts) => metrics.errorAnswered(facts),
  requestShed: () => metrics.requestShed(),
  rateLimited: (facts) => metrics.rateLimited(facts),
});
