/** Errors as Anthropic words them: `{type: 'error', error: {type, message}}`. Source: https://docs.anthropic.com/en/api/errors, read 2026-11-20. */
import { z } from 'zod';
import type { ProviderFailureCode } from '../../domain/generation/provider-failure.ts';
import type { ReadTrouble } from '../wire/wire.ts';

const troubleSchema = z.object({ error: z.object({ type: z.string(), message: z.string() }) });

const codes: Readonly<Record<string, ProviderFailureCode>> = {
  authentication_error: 'provider-key-wrong',
  billing_error: 'provider-no-credit',
  permission_error: 'provider-forbidden',
  not_found_error: 'provider-rejected',
  request_too_large: 'provider-rejected',
  rate_limit_error: 'provider-busy',
  overloaded_error: 'provider-busy',
};

/** Reads an error of Anthropic. */
export const readAnthropicTrouble: ReadTrouble = (status, body) => {
  const read = troubleSchema.safeParse(body).data?.error;
  if (!read) return {};
  // An empty account is told as a bad request, in a sentence.
  const hasNoCredit = status === 400 && /credit balance is too low/i.test(read.message);
  const isExpired = status === 401 && /\bexpired\b/i.test(read.message);
  const known = Object.hasOwn(codes, read.type) ? codes[read.type] : undefined;
  return {
    says: read.message,
    code: hasNoCredit ? 'provider-no-credit' : isExpired ? 'provider-key-expired' : known,
  };
};
