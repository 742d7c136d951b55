/** An answer of JSON as a response: its tag, whether the asker has it already, packed when that pays. */
import { createHash } from 'node:crypto';
import { pack, packingFor } from './packing.ts';

const worthPackingBytes = 2048;

/** Weak, since packing changes the bytes but not what they say. */
export const tagOf = (text: string): string =>
  `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;

/** Whether `If-None-Match` names this tag (RFC 9110, section 13.1.2: compared weakly). */
export const isKnown = (ifNoneMatch: string | null, tag: string): boolean => {
  if (ifNoneMatch === null) return false;
  if (ifNoneMatch.trim() === '*') return true;
  const bare = tag.replace(/^W\//, '');
  return ifNoneMatch.split(',').some((one) => one.trim().replace(/^W\//, '') === bare);
};

type Made = { readonly status: number; readonly headers: Readonly<Record<string, string>> };

const join = (a: string | undefined, b: string): string => (a ? `${a}, ${b}` : b);

/**
 * The response for a text of JSON. Reads (GET, HEAD) get a tag and may be kept by the asker alone, after asking again; all else is kept
 * by nobody. What says `cache-control` itself keeps it, and `no-store` is never packed: it may hold a secret.
 */
export const jsonResponse = async (request: Request, text: string, { status, headers }: Made): Promise<Response> => {
  const isRead = (request.method === 'GET' || request.method === 'HEAD') && status === 200;
  const control = headers['cache-control'] ?? (isRead ? 'private, no-cache' : 'no-store');
  const said: Record<string, string> = { ...headers, 'content-type': 'application/json', 'cache-control': control };
  if (isRead && control !== 'no-store') {
    const tag = tagOf(text);
    said['etag'] = tag;
    said['vary'] = join(said['vary'], 'accept-encoding, authorization, cookie, x-api-key');
    if (isKnown(request.headers.get('if-none-match'), tag)) {
      delete said['content-type'];
      return new Response(null, { status: 304, headers: said });
    }
    const packing = text.length >= worthPackingBytes ? packingFor(request.headers.get('accept-encoding')) : undefined;
    if (packing) {
      said['content-encoding'] = packing;
      return withBody(request, await pack(packing, text), status, said);
    }
  }
  return withBody(request, text, status, said);
};

const withBody = (
  request: Request,
  body: string | Uint8Array<ArrayBuffer>,
  status: number,
  headers: Record<string, string>,
): Response => {
  if (request.method !== 'HEAD') return new Response(body, { status, headers });
  return new Response(null, { status, headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) } });
};
