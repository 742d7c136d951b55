/**
 * AWS Signature Version 4 as a store checks it, written from the specification and not from any client: what was sent is decoded and
 * encoded again by the rules, so that a client that signs another spelling is found out.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export type S3Credentials = { readonly accessKeyId: string; readonly secretAccessKey: string; readonly region: string };

const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

const canonicalQuery = (pairs: readonly (readonly [string, string])[]): string =>
  pairs
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort((a, b) => (a < b ? -1 : 1))
    .join('&');

type Claim = {
  readonly credential: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  readonly moment: string;
  readonly payloadHash: string;
  readonly query: readonly (readonly [string, string])[];
};

const claimInHeader = (request: IncomingMessage, url: URL): Claim | undefined => {
  const parts = /^AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
    request.headers.authorization ?? '',
  );
  if (!parts) return undefined;
  return {
    ...{ credential: parts[1] ?? '', signedHeaders: (parts[2] ?? '').split(';'), signature: parts[3] ?? '' },
    moment: String(request.headers['x-amz-date']),
    payloadHash: String(request.headers['x-amz-content-sha256']),
    query: [...url.searchParams],
  };
};

const claimInQuery = (url: URL): Claim | undefined => {
  const search = url.searchParams;
  if (search.get('X-Amz-Algorithm') !== 'AWS4-HMAC-SHA256') return undefined;
  return {
    credential: search.get('X-Amz-Credential') ?? '',
    signedHeaders: (search.get('X-Amz-SignedHeaders') ?? '').split(';'),
    signature: search.get('X-Amz-Signature') ?? '',
    moment: search.get('X-Amz-Date') ?? '',
    payloadHash: 'UNSIGNED-PAYLOAD',
    query: [...search].filter(([name]) => name !== 'X-Amz-Signature'),
  };
};

const momentMs = (moment: string): number =>
  Date.parse(moment.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));

/** Why a request is not let in; undefined: it is. */
export const refusalOf = (request: IncomingMessage, url: URL, known: S3Credentials): string | undefined => {
  const claim = claimInHeader(request, url) ?? claimInQuery(url);
  if (!claim) return 'AccessDenied';
  const [accessKeyId, day = '', region = '', ...rest] = claim.credential.split('/');
  if (accessKeyId !== known.accessKeyId) return 'InvalidAccessKeyId';
  if (region !== known.region || rest.join('/') !== 's3/aws4_request' || !claim.moment.startsWith(day))
    return 'AuthorizationHeaderMalformed';
  const ageMs = Date.now() - momentMs(claim.moment);
  const lifetimeSeconds = Number(url.searchParams.get('X-Amz-Expires') ?? 900);
  if (!(Math.abs(ageMs) < 900_000 || ageMs < lifetimeSeconds * 1000)) return 'RequestTimeTooSkewed';
  if (ageMs > lifetimeSeconds * 1000) return 'AccessDenied';
  if (!claim.signedHeaders.includes('host')) return 'SignatureDoesNotMatch';
  const path = url.pathname
    .split('/')
    .map((part) => encode(decodeURIComponent(part)))
    .join('/');
  const headers = claim.signedHeaders.map((name) => `${name}:${String(request.headers[name] ?? '').trim()}\n`).join('');
  const method = request.method ?? '';
  const canonical = [
    method,
    path,
    canonicalQuery(claim.query),
    headers,
    claim.signedHeaders.join(';'),
    claim.payloadHash,
  ];
  const hash = createHash('sha256').update(canonical.join('\n')).digest('hex');
  const key = hmac(hmac(hmac(hmac(`AWS4${known.secretAccessKey}`, day), region), 's3'), 'aws4_request');
  const expected = hmac(key, `AWS4-HMAC-SHA256\n${claim.moment}\n${day}/${region}/s3/aws4_request\n${hash}`);
  const given = Buffer.from(claim.signature, 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected) ? undefined : 'SignatureDoesNotMatch';
};
