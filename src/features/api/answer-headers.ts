/** Headers that every answer has, whoever made it. */
import type { Arrival } from './arrival.types.ts';

/** For answers that are no pages: a browser that shows one anyway loads and runs nothing. */
const strictest = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

const always: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
};

/** Sets what a handler did not set itself. A handler may loosen (a page's own policy), never forget. */
export const securityHeaders = (arrival: Arrival): Readonly<Record<string, string>> => ({
  ...always,
  'content-security-policy': strictest,
  'x-request-id': arrival.requestId,
  ...(arrival.isSecure && { 'strict-transport-security': 'max-age=31536000' }),
});

const exposed = [
  'x-request-id, retry-after, etag, location, content-range, content-disposition, idempotent-replay',
  'ratelimit-limit, ratelimit-remaining, ratelimit-reset, ratelimit-policy',
  'tus-resumable, tus-version, tus-extension, tus-max-size, tus-checksum-algorithm, upload-offset, upload-length',
  'upload-expires, workprint-asset-id',
].join(', ');

const allowedHeaders = [
  'content-type, authorization, x-api-key, idempotency-key, if-match, if-none-match, prefer, last-event-id, range',
  'tus-resumable, upload-length, upload-metadata, upload-offset, upload-checksum, upload-defer-length',
  'x-http-method-override',
].join(', ');

/** For a page of one of the `origins`; for any other page nothing, so that its browser shows it nothing. */
export const corsHeaders = (request: Request, origins: readonly string[]): Readonly<Record<string, string>> => {
  if (origins.length === 0) return {};
  const origin = request.headers.get('origin');
  if (origin === null || !origins.includes(origin)) return { vary: 'origin' };
  return {
    vary: 'origin',
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    'access-control-expose-headers': exposed,
  };
};

/** More for a browser that asks beforehand. */
export const preflightHeaders = (methods: readonly string[]): Readonly<Record<string, string>> => ({
  'access-control-allow-methods': methods.join(', '),
  'access-control-allow-headers': allowedHeaders,
  'access-control-max-age': '600',
});
