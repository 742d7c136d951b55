/**
 * A server of the library as a program that a test can kill: `node library-server.ts '{"databaseUrl": …}'` says where it listens. Who asks is
 * told by the header `x-api-key`.
 */
import { fileURLToPath } from 'node:url';
import { listen } from '../../src/adapters/http/http.ts';
import { createDatabase } from '../../src/adapters/postgres/postgres.ts';
import { silentLog } from '../../src/adapters/telemetry/telemetry.ts';
import { createGate, createRateLimiter, mountRoutes, scopes } from '../../src/features/api/api.ts';
import { type LibraryLimits, libraryRoutes } from '../../src/features/library/library.ts';
import { storageRoutes } from '../../src/features/storage/storage.ts';
import { openLibraryParts } from './library-parts.ts';

/** What the program is told. */
export type LibraryServerOrder = {
  readonly databaseUrl: string;
  readonly folder: string;
  readonly limits?: Partial<LibraryLimits>;
  readonly lowWaterBytes?: number;
};

const serve = async ({ databaseUrl, folder, limits, lowWaterBytes }: LibraryServerOrder): Promise<void> => {
  const database = createDatabase(databaseUrl);
  const { parts } = await openLibraryParts(database, folder, {
    ...(limits && { limits }),
    ...(lowWaterBytes !== undefined && { lowWaterBytes }),
  });
  const quiet = () => undefined;
  const app = mountRoutes([...libraryRoutes(parts), ...storageRoutes(parts)], {
    ...{
      database,
      log: { ...silentLog, error: (m: string, f?: unknown) => console.error(m, f) },
      requestsPerMinute: 1e9,
      creationsPerMinute: 1e9,
      origins: [],
    },
    identify: async (headers) => {
      const personId = headers.get('x-api-key');
      return personId === null ? undefined : { personId, via: 'key', keyId: 'kit', scopes };
    },
    limiter: createRateLimiter(database),
    gate: createGate({ most: 16, mostWaiting: 256, waitMs: 10_000 }),
    events: { requestEnded: quiet, errorAnswered: quiet, requestShed: quiet, rateLimited: quiet },
    closing: new AbortController().signal,
  });
  const { url } = await listen({ fetch: (request, arrival) => app.fetch(request, arrival), port: 0 });
  process.stdout.write(`${JSON.stringify({ url })}\n`);
};

if (process.argv[1] === fileURLToPath(import.meta.url))
  await serve(JSON.parse(process.argv[2] ?? '') as LibraryServerOrder);
