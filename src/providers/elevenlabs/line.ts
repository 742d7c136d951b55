/**
 * ElevenLabs' way of being spoken to: one key header, errors as `{detail: {code, status, message}}` or a list of fields.
 * Sources: https://elevenlabs.io/docs/eleven-api/resources/errors and https://help.elevenlabs.io/hc/en-us/articles/19572237925521 (the older
 * words, which are still sent beside the new ones), read 2026-11-20.
 */
import { z } from 'zod';
import type { ProviderFailureCode } from '../../domain/generation/provider-failure.ts';
import type { ProviderAccess } from '../../ports/provider.ts';
import type { ReadTrouble, VendorLine } from '../wire/wire.ts';

const word = z.string().max(200).nullish().catch(undefined);
const troubleSchema = z.object({
  detail: z.union([
    z.object({ code: word, status: word, message: z.string().nullish().catch(undefined) }),
    z
      .array(z.object({ loc: z.array(z.union([z.string(), z.number()])).catch([]), msg: z.string() }))
      .min(1)
      .transform(([first]) => ({
        ...{ code: undefined, status: undefined },
        message: first && `${first.loc.slice(1).join('.') || 'the request'}: ${first.msg}`,
      })),
    z.string().transform((message) => ({ code: undefined, status: undefined, message })),
  ]),
});

/** What 401 and 403 mean is told by the word: money and rights come with the same status as a wrong key. */
const codes: Readonly<Record<string, ProviderFailureCode>> = {
  invalid_api_key: 'provider-key-wrong',
  missing_api_key: 'provider-key-wrong',
  needs_authorization: 'provider-key-wrong',
  api_key_expired: 'provider-key-expired',
  quota_exceeded: 'provider-no-credit',
  insufficient_credits: 'provider-no-credit',
  payment_required: 'provider-no-credit',
  missing_permissions: 'provider-forbidden',
  insufficient_permissions: 'provider-forbidden',
  detected_unusual_activity: 'provider-forbidden',
  free_users_not_allowed: 'provider-forbidden',
  voice_access_denied: 'provider-forbidden',
  content_against_policy: 'provider-refused',
  content_policy_violation: 'provider-refused',
  terms_of_service_violation: 'provider-refused',
  too_many_concurrent_requests: 'provider-busy',
  concurrent_limit_exceeded: 'provider-busy',
  rate_limit_exceeded: 'provider-busy',
  system_busy: 'provider-busy',
  voice_not_found: 'provider-rejected',
  model_not_found: 'provider-rejected',
};

const readTrouble: ReadTrouble = (_status, body) => {
  const read = troubleSchema.safeParse(body);
  if (!read.success) return {};
  const { code, status, message } = read.data.detail;
  const known = [code, status].find((each) => each && Object.hasOwn(codes, each));
  return {
    says: message ?? code ?? status ?? undefined,
    code: known ? codes[known] : /^only_for_/.test(status ?? '') ? 'provider-forbidden' : undefined,
  };
};

/** The line to ElevenLabs with this key. */
export const lineTo = (access: ProviderAccess): VendorLine => ({
  title: 'ElevenLabs',
  access,
  headers: access.key === undefined ? {} : { 'xi-api-key': access.key },
  readTrouble,
  needsKey: true,
});
