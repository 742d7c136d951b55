/** A refusal as a page, for somebody who followed a link or typed an address: what is wrong in a sentence, and where to go on. */
import { type ErrorCode, errorTable } from '../../../domain/errors.ts';
import { html } from './html.ts';
import { pageOf, pagePolicy } from './page.ts';

/** How much each of these media types is wanted by `Accept`, 0 to 1: the most specific range counts (RFC 9110, section 12.5.1). */
const wish = (accept: string, type: string): number => {
  const ranges = [type, `${type.split('/')[0]}/*`, '*/*'];
  const found = accept.split(',').flatMap((part) => {
    const [name = '', ...parameters] = part.split(';').map((one) => one.trim().toLowerCase());
    const at = ranges.indexOf(name);
    const weight = Number(parameters.find((one) => one.startsWith('q='))?.slice(2) ?? 1);
    return at < 0 ? [] : [{ at, weight: Number.isFinite(weight) ? weight : 0 }];
  });
  return found.sort((a, b) => a.at - b.at)[0]?.weight ?? 0;
};

/** Whoever asks reads pages rather than JSON: a browser that goes to an address, and no program. */
export const wantsPage = (request: Request): boolean => {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  const accept = request.headers.get('accept') ?? '';
  return accept.includes('text/html') && wish(accept, 'text/html') > wish(accept, 'application/json');
};

type Refusal = {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly requestId: string;
};

const titleOf = (status: number): string => {
  if (status === 401) return 'Sign in first';
  if (status === 403) return 'This may not be';
  if (status === 404) return 'There is nothing here';
  if (status === 410) return 'This is over';
  if (status === 429 || status === 503) return 'Not now';
  return status >= 500 ? 'Something went wrong' : 'This cannot be';
};

/** The page; `headers` stay, but those that say what kind of answer it is. */
export const refusalPage = (
  { status, code, message, requestId }: Refusal,
  headers: Readonly<Record<string, string>>,
): Response => {
  const title = titleOf(status);
  const isKnown = Object.hasOwn(errorTable, code as ErrorCode);
  const body = html`<main id="content" class="narrow" tabindex="-1"><h1>${title}</h1><p>${message}</p>
<p class="links"><a href="/">Workprint</a> <a href="/api/reference">Reference</a>${
    isKnown && html` <a href="/api/errors/${code}">What <code>${code}</code> means</a>`
  }</p>
<p class="quiet">Status ${status}, request ${requestId}</p></main>`;
  return new Response(pageOf({ title: `${title} – Workprint`, script: false, body }), {
    status,
    headers: {
      ...headers,
      vary: ['accept', headers['vary']].filter(Boolean).join(', '),
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': pagePolicy,
    },
  });
};

/** A refusal that somebody else made as `{code, message}` (sign-in does), as a page where one is wanted; every other answer as it is. */
export const pageOfRefusal = async (request: Request, response: Response, requestId: string): Promise<Response> => {
  const isJson = /^application\/json\b/.test(response.headers.get('content-type') ?? '');
  if (response.status < 400 || !isJson || !wantsPage(request)) return response;
  const told: unknown = await response.json();
  const said = (name: 'code' | 'message', otherwise: string): string => {
    const value: unknown =
      typeof told === 'object' && told !== null ? (told as Record<string, unknown>)[name] : undefined;
    return typeof value === 'string' ? value : otherwise;
  };
  const kept = Object.fromEntries(
    [...response.headers].filter(([name]) => name !== 'set-cookie' && name !== 'content-length'),
  );
  const page = refusalPage(
    { status: response.status, code: said('code', ''), message: said('message', 'This was refused.'), requestId },
    kept,
  );
  for (const cookie of response.headers.getSetCookie()) page.headers.append('set-cookie', cookie);
  return page;
};
