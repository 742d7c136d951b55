/** Who asks, and whether a page of another site made their browser ask. */
import { RequestRefused } from './problem.ts';
import type { Caller } from './route.types.ts';

/** Finds who sent these headers (a session's cookie, a key); undefined: nobody we know. */
export type Identify = (headers: Headers) => Promise<Caller | undefined>;

/** Somebody who did not sign in. Row-level security shows them nothing: nobody has the nil UUID. */
export const nobody: Caller = { personId: '00000000-0000-0000-0000-000000000000', via: 'nobody', scopes: [] };

/** Whether the headers claim to be somebody, true or not. */
export const bringsCredentials = (headers: Headers): boolean =>
  headers.get('x-api-key') !== null || headers.get('cookie') !== null || headers.get('authorization') !== null;

const reads = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * A cookie is sent by the browser whoever wrote the page, so a change that comes with one must come from a page of ours (CSRF). Keys are
 * sent by programs that know them. Throws `forbidden`.
 */
export const checkSite = (request: Request, caller: Caller, origins: readonly string[]): void => {
  if (caller.via !== 'session' || reads.has(request.method)) return;
  const origin = request.headers.get('origin');
  const site = request.headers.get('sec-fetch-site');
  const isOurs =
    origin === null
      ? site === null || site === 'same-origin' || site === 'none'
      : origins.includes(origin) || URL.parse(origin)?.host === request.headers.get('host');
  if (!isOurs)
    throw new RequestRefused('forbidden', 'A page of another site asked for this; only pages of this studio may.');
};
