/**
 * Errors as OpenAI words them and many servers after it: `{error: {message, type, code}}`, with the money and the content told by the code
 * rather than the status. Source: https://platform.openai.com/docs/guides/error-codes, read 2026-11-20.
 */
import { z } from 'zod';
import type { ProviderFailureCode } from '../../domain/generation/provider-failure.ts';
import type { ReadTrouble } from '../wire/wire.ts';

const word = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .catch(undefined);
const troubleSchema = z.object({
  error: z.union([
    z.object({ message: z.string().nullish().catch(undefined), type: word, code: word }),
    // Ollama and others say it in one string.
    z.string().transform((message) => ({ message, type: undefined, code: undefined })),
  ]),
});
/** FastAPI's own errors, which servers at home let through. */
const detailSchema = z.object({ detail: z.string() });

const codes: Readonly<Record<string, ProviderFailureCode>> = {
  insufficient_quota: 'provider-no-credit',
  billing_hard_limit_reached: 'provider-no-credit',
  billing_not_active: 'provider-no-credit',
  invalid_api_key: 'provider-key-wrong',
  account_deactivated: 'provider-key-wrong',
  expired_api_key: 'provider-key-expired',
  content_policy_violation: 'provider-refused',
  moderation_blocked: 'provider-refused',
  image_content_policy_violation: 'provider-refused',
  content_filter: 'provider-refused',
  invalid_prompt: 'provider-refused',
  rate_limit_exceeded: 'provider-busy',
  model_not_found: 'provider-rejected',
  unsupported_country_region_territory: 'provider-forbidden',
};

/** What OpenAI's codes mean; undefined for those that say no more than the status. */
export const codeOfOpenai = (...words: readonly (string | null | undefined)[]): ProviderFailureCode | undefined =>
  words
    .map((each) => (each && Object.hasOwn(codes, each) ? codes[each] : undefined))
    .find((code) => code !== undefined);

/** Reads an error of OpenAI or of a server that speaks like it. */
export const readOpenaiTrouble: ReadTrouble = (status, body) => {
  const read = troubleSchema.safeParse(body);
  if (!read.success) {
    const detail = detailSchema.safeParse(body);
    return detail.success ? { says: detail.data.detail } : {};
  }
  const { message, type, code } = read.data.error;
  const isExpired = status === 401 && /\bexpired\b/i.test(message ?? '');
  return {
    says: message ?? code ?? type ?? undefined,
    code: isExpired ? 'provider-key-expired' : codeOfOpenai(code, type),
  };
};
