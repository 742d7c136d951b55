/** Who asks, and whether a page of another site made their browser ask. */
import type { Absence } from '../../ports/sign-in.ts';
import { RequestRefused } from './problem.ts';
import type { Caller } from './route.types.ts';

/** Finds who sent these headers (a session's cookie, a key); undefined: nobody we know. */
export type Identify = (headers: Headers) => Promise<Caller | undefined>;

/** Somebody who did not sign in. Row-level security shows them nothing: nobody has the nil UUID. */
export const nobody: Caller = { personId: '00000000-0000-0000-0000-000000000000', via: 'nobody', scopes: [] };

/** Whether the headers claim to be somebody, true or not. */
export const bringsCredentials = (headers: Headers): boolean =>
  headers.get('x-api-key') !== null || headers.get('cookie') !== null || headers.get('authorization') !== null;

const absences: Readonly<Record<Absence, string>> = {
  nothing: 'Sign in first, or send a personal key in the header x-api-key.',
  'unknown-key':
    'This key is not known, was revoked or has expired. A signed-in person makes a new one at /api/auth/api-key/create.',
  'foreign-page':
    'A page of another site sent this cookie, and only pages of this studio may. If it is a site of yours, name it in WORKPRINT_CORS_ORIGINS.',
  'ended-session': 'This sign-in has ended or is not one of this studio’s. Sign in again.',
  'other-scheme':
    'The header authorization is read as “Bearer KEY” with a personal key; send the key so, or in x-api-key.',
};

/** The refusal of nobody, which says what is wrong with the credentials they brought. */
export const unauthenticated = (absence: Absence): RequestRefused =>
  new RequestRefused('unauthenticated', absences[absence], {
    headers: {
      'www-authenticate': `Bearer realm="workprint"${absence === 'unknown-key' ? ', error="invalid_token"' : ''}`,
    },
  });

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
