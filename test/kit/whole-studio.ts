/** The studio as it is served: every service, every route, real sign-in, on a database of a test. Without a worker unless it is asked for. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '../../src/adapters/telemetry/telemetry.ts';
import { type StudioServer, serveStudio } from '../../src/main/server/serve-studio.ts';
import { openServices, type Services } from '../../src/main/server/services.ts';
import { readConfiguration } from '../../src/main/settings/settings.ts';
import type { Log } from '../../src/ports/log.ts';
import { type FreshDatabase, freshDatabase } from './postgres.ts';

/** Somebody who signed up, with the headers of their session. */
export type SignedUp = {
  readonly personId: string;
  readonly email: string;
  readonly headers: Readonly<Record<string, string>>;
};

export type WholeStudio = {
  readonly url: string;
  readonly fresh: FreshDatabase;
  readonly services: Services;
  readonly server: StudioServer;
  /** Signs up with e-mail and password, as anybody may. */
  signUp(name: string): Promise<SignedUp>;
  /** A personal key, by the route that people use. */
  makeKey(
    person: SignedUp,
    scopes: readonly string[],
  ): Promise<{ readonly id: string; readonly headers: Readonly<Record<string, string>> }>;
  /** Ends the session of these headers. */
  signOut(person: SignedUp): Promise<void>;
  /** Sends to the server; JSON is written and read. */
  send(
    method: string,
    path: string,
    options?: { headers?: Readonly<Record<string, string>>; body?: unknown },
  ): Promise<Response>;
  close(): Promise<void>;
};

export type WholeStudioOptions = {
  readonly environment?: Readonly<Record<string, string>>;
  readonly log?: Log;
  readonly hasWorker?: boolean;
  readonly folder?: string;
};

/** Starts it on a free port; a proxy on this machine is trusted, so that a test can come from any address. */
export const startWholeStudio = async (options: WholeStudioOptions = {}): Promise<WholeStudio> => {
  const fresh = await freshDatabase();
  const home = options.folder ?? mkdtempSync(join(tmpdir(), 'workprint-whole-studio-'));
  const configuration = readConfiguration({
    DATABASE_URL: fresh.url,
    ENCRYPTION_MASTER_KEY: randomBytes(32).toString('hex'),
    WORKPRINT_RATE_LIMIT: '10000000',
    WORKPRINT_TRUSTED_PROXIES: '127.0.0.1',
    ...options.environment,
  });
  const services = await openServices(home, configuration, options.log ?? silentLog);
  const server = await serveStudio(services, {
    host: '127.0.0.1',
    port: 0,
    hasWorker: options.hasWorker ?? false,
    version: '0.0.0',
  });
  const { url } = server;
  let addresses = 0;
  const send: WholeStudio['send'] = (method, path, { headers = {}, body } = {}) =>
    fetch(`${url}${path}`, {
      method,
      redirect: 'manual',
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  const fine = async (response: Response, what: string): Promise<Response> => {
    if (!response.ok) throw new Error(`${what}: ${response.status} ${await response.text()}`);
    return response;
  };
  return {
    ...{ url, fresh, services, server, send },
    signUp: async (name) => {
      const address = `198.18.${++addresses >> 8}.${addresses & 255}`;
      const email = `${name.toLowerCase()}-${randomBytes(4).toString('hex')}@example.com`;
      const response = await fine(
        await send('POST', '/api/auth/sign-up/email', {
          headers: { 'x-forwarded-for': address, origin: url },
          body: { name, email, password: 'correct horse battery' },
        }),
        'sign-up',
      );
      const cookie = response.headers
        .getSetCookie()
        .map((one) => one.split(';')[0])
        .join('; ');
      const { user } = (await response.json()) as { user: { id: string } };
      return { personId: user.id, email, headers: { cookie, origin: url } };
    },
    makeKey: async (person, scopes) => {
      const response = await fine(
        await send('POST', '/api/auth/api-key/create', {
          headers: person.headers,
          body: { permissions: { studio: scopes } },
        }),
        'making a key',
      );
      const { id, key } = (await response.json()) as { id: string; key: string };
      return { id, headers: { 'x-api-key': key } };
    },
    signOut: async (person) => {
      await fine(await send('POST', '/api/auth/sign-out', { headers: person.headers, body: {} }), 'sign-out');
    },
    close: async () => {
      try {
        await server.close(2_000);
        await services.close();
        await fresh.close();
      } finally {
        if (options.folder === undefined) rmSync(home, { recursive: true, force: true });
      }
    },
  };
};
