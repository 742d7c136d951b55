/** Webhooks of the paid vendor: ED25519 over `<sent at>.<body>`, with keys that can be changed while both hold for a while. */
import { createPublicKey, generateKeyPairSync, type KeyObject, randomUUID, sign, verify } from 'node:crypto';
import type { ProviderHook, ProviderNotice } from '../../../src/ports/provider.ts';

const mostMsOff = 5 * 60_000;

export type SignedNotice = { readonly headers: Readonly<Record<string, string>>; readonly body: Uint8Array };

export type NoticeSigner = {
  /** What the vendor publishes. */
  published(): { readonly keys: readonly { readonly id: string; readonly x: string }[] };
  /** A notice as the vendor sends it. */
  notice(workId: string, facts?: { readonly eventId?: string; readonly sentAtMs?: number }): SignedNotice;
  /** New notices are signed with a new key; `overlap`: the old one holds as well. */
  rotate(overlap: boolean): void;
};

type SigningKey = { readonly id: string; readonly privateKey: KeyObject; readonly x: string };

const newKey = (): SigningKey => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return { id: randomUUID(), privateKey, x: publicKey.export({ format: 'jwk' }).x ?? '' };
};

export const createNoticeSigner = (): NoticeSigner => {
  let keys = [newKey()];
  return {
    published: () => ({ keys: keys.map(({ id, x }) => ({ id, x })) }),
    notice: (workId, { eventId = randomUUID(), sentAtMs = Date.now() } = {}) => {
      const body = Buffer.from(JSON.stringify({ eventId, workId, state: 'finished' }));
      const key = keys[0] as SigningKey;
      const signature = sign(null, Buffer.concat([Buffer.from(`${sentAtMs}.`), body]), key.privateKey).toString(
        'base64',
      );
      return {
        body,
        headers: {
          'content-type': 'application/json',
          'paid-sent-at': String(sentAtMs),
          'paid-key-id': key.id,
          'paid-signature': signature,
        },
      };
    },
    rotate: (overlap) => {
      keys = [newKey(), ...(overlap ? keys : [])];
    },
  };
};

type Published = { readonly keys: readonly { readonly id: string; readonly x: string }[] };

/** Checks a notice with the keys published at `keysUrl`. */
export const readPaidNotice =
  (keysUrl: string) =>
  async ({ headers, body, nowMs, fetch }: ProviderHook): Promise<ProviderNotice | 'unsigned' | 'too-old'> => {
    const [sentAt, keyId, signature] = [headers['paid-sent-at'], headers['paid-key-id'], headers['paid-signature']];
    if (!sentAt || !/^\d{1,15}$/.test(sentAt) || !keyId || !signature) return 'unsigned';
    const { keys } = (await (await fetch(keysUrl)).json()) as Published;
    const known = keys.find(({ id }) => id === keyId);
    if (!known) return 'unsigned';
    const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: known.x }, format: 'jwk' });
    const signed = Buffer.concat([Buffer.from(`${sentAt}.`), body]);
    if (!verify(null, signed, publicKey, Buffer.from(signature, 'base64'))) return 'unsigned';
    if (Math.abs(nowMs - Number(sentAt)) > mostMsOff) return 'too-old';
    const { eventId, workId } = JSON.parse(Buffer.from(body).toString('utf8')) as { eventId: string; workId: string };
    return { eventId, workId, sentAtMs: Number(sentAt) };
  };
