/**
 * Signatures as Standard Webhooks 1.0 has them (https://www.standardwebhooks.com): HMAC-SHA256 over `id.timestamp.body`, under a secret that
 * is written `whsec_` and Base64. docs/webhooks.md shows how a receiver checks one.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const prefix = 'whsec_';
const secretBytes = 32;

/** How far a receiver lets the clocks differ, and with that how long a delivery can be replayed. */
export const toleranceSeconds = 300;

/** A new secret of 256 bits. */
export const makeSecret = (): string => `${prefix}${randomBytes(secretBytes).toString('base64')}`;

const signatureOf = (secret: string, id: string, timestampSeconds: number, body: string): string =>
  `v1,${createHmac('sha256', Buffer.from(secret.slice(prefix.length), 'base64'))
    .update(`${id}.${timestampSeconds}.${body}`)
    .digest('base64')}`;

/** The headers of a delivery; one signature for each secret, the newest first. */
export const signedHeaders = (
  secrets: readonly string[],
  id: string,
  timestampSeconds: number,
  body: string,
): Readonly<Record<string, string>> => ({
  'webhook-id': id,
  'webhook-timestamp': String(timestampSeconds),
  'webhook-signature': secrets.map((secret) => signatureOf(secret, id, timestampSeconds, body)).join(' '),
});

/** What a receiver does: whether these headers and this body were signed with the secret, not long ago. */
export const isSignedBy = (
  secret: string,
  headers: Readonly<Record<string, string | undefined>>,
  body: string,
  nowSeconds: number,
): boolean => {
  const [id, timestamp, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map(
    (name) => headers[name],
  );
  if (!id || !signatures || !/^\d{1,12}$/.test(timestamp ?? '')) return false;
  if (Math.abs(nowSeconds - Number(timestamp)) > toleranceSeconds) return false;
  const expected = Buffer.from(signatureOf(secret, id, Number(timestamp), body));
  return signatures.split(' ').some((given) => {
    const bytes = Buffer.from(given);
    return bytes.byteLength === expected.byteLength && timingSafeEqual(bytes, expected);
  });
};
