/**
 * A request to `/api/auth`: is the door one of ours, does a page of ours knock, is what it brings well formed, did it try too often. Then
 * better-auth answers. It always sees the studio's own address and the client's true one, whatever the request claims.
 */
import type { Identity } from '../../ports/sign-in.ts';
import { clientIpHeader } from './client-ip.ts';
import { type Door, doorPathOf, doors } from './doors.ts';
import { readBody, readPart, refusal } from './read-request.ts';
import type { Attempt } from './throttle.ts';

export type HandleParts = {
  readonly baseUrl: string;
  readonly providerNames: readonly string[];
  readonly isFromOurPages: (headers: Headers) => boolean;
  /** The cookies of a request, the session's signed with the present secret. */
  readonly presentCookies: (header: string) => string;
  readonly identify: (headers: Headers) => Promise<Identity | undefined>;
  readonly secondsToWait: (attempt: Attempt) => Promise<number | undefined>;
  readonly betterAuth: (request: Request) => Promise<Response>;
  readonly createKey: (body: Record<string, unknown>, person: Identity) => Promise<Response>;
  readonly setPassword: (body: Record<string, unknown>, headers: Headers) => Promise<Response>;
  /** Throws `unavailable` when the database is away. */
  readonly checkDatabase: () => Promise<void>;
  /** A session's cookie was given out in answer to this request. */
  readonly onNewSession: (request: Request, response: Response) => Promise<void>;
  /** Somebody tried to sign in as this person and was refused. */
  readonly onRefused: (email: string, ipAddress: string) => void;
  /** Something about sessions or keys may have changed. */
  readonly onChange: () => void;
};

/** The request as better-auth gets it. */
const forwarded = (
  request: Request,
  url: string,
  body: unknown,
  { baseUrl, ipAddress, presentCookies }: Pick<HandleParts, 'baseUrl' | 'presentCookies'> & { ipAddress: string },
): Request => {
  const headers = new Headers({ [clientIpHeader]: ipAddress, origin: baseUrl });
  for (const name of ['cookie', 'user-agent', 'accept-language']) {
    const value = request.headers.get(name);
    if (value !== null) headers.set(name, name === 'cookie' ? presentCookies(value) : value);
  }
  if (request.method !== 'POST') return new Request(url, { headers });
  headers.set('content-type', 'application/json');
  return new Request(url, { method: 'POST', headers, body: JSON.stringify(body) });
};

const methodsAt = (path: string): readonly string[] =>
  ['GET', 'POST'].filter((method) => doors.has(`${method} ${path}`));

/** Makes `SignIn.handle`. */
export const makeHandle = (parts: HandleParts) => {
  const { baseUrl, providerNames } = parts;

  const throttled = async (
    door: Door,
    body: Record<string, unknown>,
    ipAddress: string,
  ): Promise<Response | undefined> => {
    if (!door.throttle) return undefined;
    const email = typeof body['email'] === 'string' ? body['email'] : undefined;
    const seconds = await parts.secondsToWait({ kind: door.throttle, ipAddress, email });
    if (seconds === undefined) return undefined;
    const message = `Too many attempts. Try again in ${seconds} seconds.`;
    return refusal(429, 'TOO_MANY_REQUESTS', message, { 'retry-after': `${seconds}` });
  };

  const createKey = async (body: Record<string, unknown>, headers: Headers): Promise<Response> => {
    const person = await parts.identify(headers);
    if (person?.via !== 'session')
      return refusal(401, 'UNAUTHORIZED', 'Keys are made by a signed-in person, not with a key.');
    return parts.createKey(body, person);
  };

  const answer = async (request: Request, door: Door, path: string, ipAddress: string): Promise<Response> => {
    const given = request.method === 'POST' ? await readBody(request) : { value: {} };
    if ('refused' in given) return given.refused;
    const body = readPart(door.body, given.value);
    if ('refused' in body) return body.refused;
    const query = readPart(door.search, Object.fromEntries(new URL(request.url).searchParams));
    if ('refused' in query) return query.refused;
    const refused = await throttled(door, body.value, ipAddress);
    if (refused) return refused;
    if (door.own === 'create-key') return createKey(body.value, request.headers);
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(query.value)) search.set(name, String(value));
    const url = `${baseUrl}/api/auth/${path}?${search.toString()}`;
    const toBetterAuth = forwarded(request, url, body.value, { ...parts, ipAddress });
    if (door.own === 'set-password') return parts.setPassword(body.value, toBetterAuth.headers);
    const response = await parts.betterAuth(toBetterAuth);
    if (door.throttle === 'sign-in' && response.status === 401) parts.onRefused(String(body.value['email']), ipAddress);
    // Some of its doors make a 500 of a database that is away.
    if (response.status >= 500) await parts.checkDatabase();
    return response;
  };

  return async (request: Request, ipAddress: string): Promise<Response> => {
    const { pathname, searchParams } = new URL(request.url);
    const named = searchParams.get('provider') ?? (providerNames.length === 1 ? providerNames[0] : undefined);
    const path = doorPathOf(pathname, named);
    const door = path === undefined ? undefined : doors.get(`${request.method} ${path}`);
    if (path === undefined || !door) {
      const methods = path === undefined ? [] : methodsAt(path);
      return methods.length === 0
        ? refusal(404, 'NOT_FOUND', 'There is nothing at this address.')
        : refusal(405, 'METHOD_NOT_ALLOWED', `This address takes ${methods.join(' and ')}.`, {
            allow: methods.join(', '),
          });
    }
    // A page of another site may lead people here (GET: a provider's redirect, a printed link), but not act for them.
    if (request.method !== 'GET' && !parts.isFromOurPages(request.headers))
      return refusal(
        403,
        'INVALID_ORIGIN',
        'A page of another site asked for this. If it is a site of yours, name it in WORKPRINT_CORS_ORIGINS.',
      );
    const response = await answer(request, door, path, ipAddress);
    if (request.method === 'POST' || response.headers.has('set-cookie')) parts.onChange();
    if (response.headers.getSetCookie().some((cookie) => /session_token=[^;]/.test(cookie)))
      await parts.onNewSession(request, response);
    // Tokens and people are for nobody's cache.
    response.headers.set('cache-control', 'no-store');
    return response;
  };
};
