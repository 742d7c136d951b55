/**
 * fal's webhooks: signed with Ed25519 by one of the keys it publishes, over the request, the user, the second and the hash of the body. Keys
 * are kept for a day; a signature by none of them asks once for newer ones.
 * Source: https://docs.fal.ai/model-endpoints/webhooks, read 2026-11-20.
 */
import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { z } from 'zod';
import type { ProviderHook, ProviderNotice } from '../../ports/provider.ts';
import { webhookKeysUrl } from './places.ts';

const keptMs = 24 * 60 * 60_000;
/** Forged webhooks must not make us ask fal for its keys again and again. */
const leastBetweenMs = 60_000;
const mostApartMs = 5 * 60_000;

const keysSchema = z.object({
  keys: z.array(z.object({ kty: z.string(), crv: z.string().nullish(), x: z.string().max(200).nullish() })).max(50),
});
const bodySchema = z.object({
  status: z
    .string()
    .regex(/^\w{1,40}$/)
    .catch(''),
});

type Keys = { readonly keys: readonly KeyObject[]; readonly readAtMs: number };

const publicKeys = (value: unknown): readonly KeyObject[] => {
  const read = keysSchema.safeParse(value);
  if (!read.success) return [];
  return read.data.keys.flatMap(({ kty, crv, x }) => {
    if (kty !== 'OKP' || crv !== 'Ed25519' || !x) return [];
    try {
      return [createPublicKey({ key: { kty, crv, x }, format: 'jwk' })];
    } catch {
      // A key that is none signs nothing.
      return [];
    }
  });
};

const fetchKeys = async (hook: ProviderHook): Promise<readonly KeyObject[]> => {
  const response = await hook.fetch(webhookKeysUrl, { headers: { accept: 'application/json' } });
  const text = await response.text();
  if (!response.ok || text.length > 100_000) return [];
  try {
    return publicKeys(JSON.parse(text));
  } catch {
    return [];
  }
};

const utf8 = new TextDecoder('utf-8', { fatal: false });

const statusOf = (body: Uint8Array): string => {
  try {
    return bodySchema.parse(JSON.parse(utf8.decode(body))).status;
  } catch {
    // Signed, and of no shape we know: it still says that something happened to the work.
    return '';
  }
};

type Signed = { readonly id: string; readonly second: number; readonly message: Buffer; readonly signature: Buffer };

/** What is signed and by what; undefined when a part is missing or malformed. */
const signedOf = ({ headers, body }: ProviderHook): Signed | undefined => {
  const [id, user, second, signature] = ['request-id', 'user-id', 'timestamp', 'signature'].map(
    (name) => headers[`x-fal-webhook-${name}`] ?? '',
  ) as [string, string, string, string];
  if (!/^[\w-]{1,100}$/.test(id) || !/^[\x21-\x7e]{1,200}$/.test(user)) return undefined;
  if (!/^\d{1,12}$/.test(second) || !/^[\da-f]{128}$/i.test(signature)) return undefined;
  const hash = createHash('sha256').update(body).digest('hex');
  return {
    id,
    second: Number(second),
    message: Buffer.from([id, user, second, hash].join('\n'), 'utf8'),
    signature: Buffer.from(signature, 'hex'),
  };
};

/**
 * A reader with a memory for fal's keys. Where they cannot be had, a webhook is unsigned, or the reader throws what the network throws: fal
 * sends it again.
 */
export const createNoticeReader = (): ((hook: ProviderHook) => Promise<ProviderNotice | 'unsigned' | 'too-old'>) => {
  let known: Keys = { keys: [], readAtMs: 0 };
  let askedAtMs = Number.NEGATIVE_INFINITY;
  let asking: Promise<void> | undefined;
  const ask = async (hook: ProviderHook): Promise<void> => {
    askedAtMs = hook.nowMs;
    const keys = await fetchKeys(hook);
    // An answer without keys takes none away.
    if (keys.length > 0) known = { keys, readAtMs: hook.nowMs };
  };
  const isSigned = ({ message, signature }: Signed, nowMs: number): boolean =>
    Math.abs(nowMs - known.readAtMs) <= keptMs && known.keys.some((key) => verify(null, message, key, signature));
  return async (hook) => {
    const { nowMs } = hook;
    const signed = signedOf(hook);
    if (!signed) return 'unsigned';
    if (!isSigned(signed, nowMs)) {
      // Whoever comes while they are on their way waits for them.
      if (!asking && Math.abs(nowMs - askedAtMs) >= leastBetweenMs)
        asking = ask(hook).finally(() => {
          asking = undefined;
        });
      await asking;
      if (!isSigned(signed, nowMs)) return 'unsigned';
    }
    const sentAtMs = signed.second * 1000;
    if (Math.abs(nowMs - sentAtMs) > mostApartMs) return 'too-old';
    // Queued and done are two events of one request; the same one sent again has the same name.
    return { eventId: `${signed.id} ${statusOf(hook.body)}`.trim(), workId: signed.id, sentAtMs };
  };
};
