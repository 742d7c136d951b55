/**
 * A whole server for tests: a fresh database, the routes that are asked for, the real listener on a free port, and people in every role of one
 * project. Who asks is told by tokens of this kit, unless a test brings its own `identify`.
 */
import { randomBytes } from 'node:crypto';
import { type Listener, listen } from '../../src/adapters/http/http.ts';
import type { PostgresDatabase } from '../../src/adapters/postgres/postgres.ts';
import { silentLog } from '../../src/adapters/telemetry/telemetry.ts';
import {
  scopes as allScopes,
  type Caller,
  createGate,
  createRateLimiter,
  createShedder,
  type Ground,
  type Mount,
  mountRoutes,
  type Role,
  type Route,
  type Scope,
} from '../../src/features/api/api.ts';
import { type FreshDatabase, freshDatabase } from './postgres.ts';

export type AskOptions = {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
};

// oxlint-disable-next-line no-explicit-any -- tests look into answers of every shape
export type Answered = { readonly status: number; readonly headers: Headers; readonly body: any };

/** Somebody who asks. Paths are of the server: `/api/v1/projects`. */
export type Asker = {
  readonly personId: string;
  readonly headers: Readonly<Record<string, string>>;
  /** As the platform's `fetch`, signed in. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Sends JSON, reads JSON (`{}` where there is none). `path` without a leading `/api/` gets `/api/v1`. */
  ask(method: string, path: string, options?: AskOptions): Promise<Answered>;
};

export type TestStudio = {
  readonly url: string;
  readonly listener: Listener;
  readonly database: PostgresDatabase;
  readonly fresh: FreshDatabase;
  /** The project in which owner, editor and viewer have their roles, and the outsider none. */
  readonly projectId: string;
  readonly asOwner: Asker;
  readonly asEditor: Asker;
  readonly asViewer: Asker;
  readonly asOutsider: Asker;
  readonly asNobody: Asker;
  /** A new person without projects. */
  newPerson(name?: string): Promise<Asker>;
  /** A key of a person (the owner) with these scopes. */
  withKey(scopes: readonly Scope[], of?: Asker): Asker;
  /** A new project of this person, with members. */
  newProject(owner: Asker, members?: readonly (readonly [Asker, Exclude<Role, 'owner'>])[]): Promise<string>;
  /** Whoever brings this asker's token is nobody from now on. */
  signOut(asker: Asker): void;
  close(): Promise<void>;
};

export type TestStudioOptions = {
  readonly routes?: (deps: { readonly database: PostgresDatabase; readonly ground: Ground }) => readonly Route[];
  readonly mounts?: (deps: { readonly database: PostgresDatabase; readonly ground: Ground }) => readonly Mount[];
  readonly ground?: Partial<Ground>;
  readonly trustedProxies?: readonly string[];
  /** A database of the test's own; it is then not closed here. */
  readonly fresh?: FreshDatabase;
};

const quietEvents: Ground['events'] = {
  requestEnded: () => undefined,
  errorAnswered: () => undefined,
  requestShed: () => undefined,
  rateLimited: () => undefined,
};

const readBody = async (response: Response): Promise<unknown> => {
  const text = await response.text();
  if (!response.headers.get('content-type')?.includes('json')) return text;
  return text === '' ? {} : JSON.parse(text);
};

const askerOf = (url: string, personId: string, headers: Readonly<Record<string, string>>): Asker => {
  const send = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`${url}${path}`, {
      redirect: 'manual',
      ...init,
      headers: { ...headers, ...(init.headers as Record<string, string>) },
    });
  return {
    personId,
    headers,
    fetch: send,
    ask: async (method, path, { body, headers: more, signal } = {}) => {
      const response = await send(
        path.startsWith('/api/') || path.startsWith('//') ? path.replace(/^\/\//, '/') : `/api/v1${path}`,
        {
          method: method.toUpperCase(),
          headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...more },
          ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
          ...(signal && { signal }),
        },
      );
      return { status: response.status, headers: response.headers, body: await readBody(response) };
    },
  };
};

/** Puts a person into the database; e-mail addresses are made up and unlike. */
export const addPerson = async (database: PostgresDatabase, name: string): Promise<string> => {
  const { id } = await database.asStudio((query) =>
    query
      .insertInto('workprint.people')
      .values({ name, email: `${name.toLowerCase()}-${randomBytes(6).toString('hex')}@example.com` })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  return id;
};

const addProject = (
  database: PostgresDatabase,
  ownerId: string,
  members: readonly (readonly [Asker, Exclude<Role, 'owner'>])[],
): Promise<string> =>
  database.asStudio(async (query) => {
    const { id } = await query
      .insertInto('workprint.projects')
      .values({ owner_id: ownerId, name: 'A film of somebody’s' })
      .returning('id')
      .executeTakeFirstOrThrow();
    for (const [{ personId }, role] of members)
      await query
        .insertInto('workprint.project_members')
        .values({ project_id: id, person_id: personId, role })
        .execute();
    return id;
  });

/** Starts it. Limits are high enough to be out of the way unless `ground` says otherwise; answers are held against their schemas. */
export const startTestStudio = async (options: TestStudioOptions = {}): Promise<TestStudio> => {
  const fresh = options.fresh ?? (await freshDatabase());
  const { database } = fresh;
  const callers = new Map<string, Caller>();
  const closing = new AbortController();
  const ground: Ground = {
    database,
    identify: async (headers) => callers.get(headers.get('authorization') ?? headers.get('x-api-key') ?? ''),
    limiter: createRateLimiter(database),
    gate: createGate({ most: 16, mostWaiting: 256, waitMs: 10_000 }),
    log: silentLog,
    events: quietEvents,
    requestsPerMinute: 1_000_000,
    creationsPerMinute: 1_000_000,
    origins: [],
    closing: closing.signal,
    checkAnswers: true,
    ...options.ground,
  };
  const deps = { database, ground };
  const app = mountRoutes(options.routes?.(deps) ?? [], ground, options.mounts?.(deps));
  const listener = await listen({
    fetch: (request, arrival) => app.fetch(request, arrival),
    refuse: createShedder(ground),
    port: 0,
    ...(options.trustedProxies && { trustedProxies: options.trustedProxies }),
  });
  const { url } = listener;
  const enter = (caller: Caller): Asker => {
    const token = `Test ${randomBytes(12).toString('hex')}`;
    callers.set(token, caller);
    return askerOf(url, caller.personId, caller.via === 'key' ? { 'x-api-key': token } : { authorization: token });
  };
  const newPerson = async (name = 'Somebody'): Promise<Asker> =>
    enter({ personId: await addPerson(database, name), via: 'session', scopes: allScopes });
  const [asOwner, asEditor, asViewer, asOutsider] = await Promise.all(
    ['Owner', 'Editor', 'Viewer', 'Outsider'].map(newPerson),
  );
  if (!asOwner || !asEditor || !asViewer || !asOutsider) throw new Error('the people of the kit could not be made');
  const projectId = await addProject(database, asOwner.personId, [
    [asEditor, 'editor'],
    [asViewer, 'viewer'],
  ]);
  return {
    ...{ url, listener, database, fresh, projectId, asOwner, asEditor, asViewer, asOutsider, newPerson },
    asNobody: askerOf(url, '00000000-0000-0000-0000-000000000000', {}),
    withKey: (scopes, of = asOwner) => enter({ personId: of.personId, via: 'key', keyId: 'kit', scopes }),
    newProject: (owner, members = []) => addProject(database, owner.personId, members),
    signOut: (asker) => {
      for (const token of Object.values(asker.headers)) callers.delete(token);
    },
    close: async () => {
      closing.abort();
      await listener.close(2_000);
      if (!options.fresh) await fresh.close();
    },
  };
};
