/**
 * Sync's way of being spoken to: `x-api-key`, errors as `{message, statusCode, errorCode}`.
 * Source: https://sync.so/docs/developer-guides/error-handling and npm @sync.so/sdk 0.3.0, read 2026-11-20.
 */
import { z } from 'zod';
import type { ProviderFailureCode } from '../../domain/generation/provider-failure.ts';
import type { ProviderAccess } from '../../ports/provider.ts';
import type { ReadTrouble, VendorLine } from '../wire/wire.ts';

const word = z.string().max(200).nullish().catch(undefined);
const troubleSchema = z.object({
  message: z
    .union([z.string(), z.array(z.string()).transform((lines) => lines.join('; '))])
    .nullish()
    .catch(undefined),
  errorCode: word,
  error_code: word,
});

/** Beginnings of its codes and what they mean; the first that fits. */
const meanings: readonly (readonly [RegExp, ProviderFailureCode])[] = [
  [/moderation|content_policy|unsafe|nsfw|rejected_by_policy/i, 'provider-refused'],
  [/^concurrency_limit|rate_limit|too_many/i, 'provider-busy'],
  [/payment|credit|billing|invoice|plan_limit|usage_limit|free_tier/i, 'provider-no-credit'],
  [/forbidden|permission|not_allowed/i, 'provider-forbidden'],
];

/** What one of its codes means; undefined: no more than its status says. */
export const codeOf = (word: string | null | undefined): ProviderFailureCode | undefined =>
  word ? meanings.find(([pattern]) => pattern.test(word))?.[1] : undefined;

/**
 * A submit with a key it has seen: it may still be taking the first one, or have lost sight of it. Neither is a reason to send it under
 * another key. Source: https://sync.so/docs/api-reference/guides/idempotency, read 2026-11-20.
 */
const troubleOfKey = (word: string | null | undefined): { readonly taken?: 'unknown' } =>
  word && /^IDEMPOTENCY_(?:OUTCOME_UNKNOWN|.*(?:IN_PROGRESS|PENDING))/.test(word) ? { taken: 'unknown' } : {};

const readTrouble: ReadTrouble = (_status, body) => {
  const read = troubleSchema.safeParse(body);
  if (!read.success) return {};
  const word = read.data.errorCode ?? read.data.error_code;
  return { says: read.data.message ?? word ?? undefined, code: codeOf(word), ...troubleOfKey(word) };
};

/** The line to Sync with this key. */
export const lineTo = (access: ProviderAccess): VendorLine => ({
  title: 'Sync',
  access,
  headers: access.key === undefined ? {} : { 'x-api-key': access.key },
  readTrouble,
  needsKey: true,
});
