/**
 * OpenRouter's way of being spoken to: a bearer key, errors as `{error: {code, message, metadata}}`, with the status of HTTP or inside of an
 * answer of status 200 when a model failed after it began.
 * Source: https://openrouter.ai/docs/api-reference/errors and npm @openrouter/sdk 1.3.19, read 2026-11-20.
 */
import { z } from 'zod';
import type { ProviderFailureCode } from '../../domain/generation/provider-failure.ts';
import type { ProviderAccess } from '../../ports/provider.ts';
import { failure, type ReadTrouble, speakerOf, type Trouble, type VendorLine } from '../wire/wire.ts';

const errorSchema = z.object({
  code: z
    .union([z.number(), z.string().transform(Number)])
    .nullish()
    .catch(undefined),
  message: z.string().nullish().catch(undefined),
  metadata: z
    .object({
      reasons: z.array(z.string()).nullish().catch(undefined),
      provider_name: z.string().nullish().catch(undefined),
      /** What the vendor behind it said. */
      raw: z.unknown(),
    })
    .nullish()
    .catch(undefined),
});
type OpenrouterError = z.infer<typeof errorSchema>;
const troubleSchema = z.object({ error: errorSchema });

const codes: Readonly<Record<number, ProviderFailureCode>> = {
  400: 'provider-rejected',
  401: 'provider-key-wrong',
  402: 'provider-no-credit',
  403: 'provider-forbidden',
  404: 'provider-rejected',
  408: 'provider-busy',
  413: 'provider-rejected',
  429: 'provider-busy',
};

/** What an error means; by its number, and by its words where 401 and 403 stand for several things. */
const codeOf = ({ code, message, metadata }: OpenrouterError): ProviderFailureCode | undefined => {
  const words = message ?? '';
  if (code === 401 && /\bexpired\b/i.test(words)) return 'provider-key-expired';
  if (code === 403 && (metadata?.reasons || /\b(?:flagged|moderation|guardrail)/i.test(words)))
    return 'provider-refused';
  // A key may have a limit of its own, below the credit of the account.
  if (code === 403 && /\blimit exceeded\b/i.test(words)) return 'provider-no-credit';
  if (typeof code !== 'number' || !Number.isFinite(code)) return undefined;
  return codes[code] ?? (code >= 500 ? 'provider-failed' : undefined);
};

const wordsOf = ({ message, metadata }: OpenrouterError): string | undefined => {
  const raw = typeof metadata?.raw === 'string' ? metadata.raw : undefined;
  const reasons = metadata?.reasons?.join(', ');
  const behind = raw && `${metadata?.provider_name ?? 'the vendor behind it'}: ${raw}`;
  const more = [reasons, behind].filter(Boolean).join('; ');
  return message ? (more === '' ? message : `${message} (${more})`) : more || undefined;
};

const readTrouble: ReadTrouble = (_status, body): Trouble => {
  const read = troubleSchema.safeParse(body);
  return read.success ? { says: wordsOf(read.data.error), code: codeOf(read.data.error) } : {};
};

/** The line to OpenRouter with this key. */
export const lineTo = (access: ProviderAccess): VendorLine => ({
  title: 'OpenRouter',
  access,
  headers: access.key === undefined ? {} : { authorization: `Bearer ${access.key}` },
  readTrouble,
  needsKey: true,
});

const answerSchema = z.object({
  error: errorSchema.nullish(),
  choices: z
    .array(z.object({ error: errorSchema.nullish() }))
    .nullish()
    .catch(undefined),
});

/**
 * Throws for an answer of a good status that is an error. What ended in an error is not billed
 * (https://openrouter.ai/docs/guides/features/zero-completion-insurance, read 2026-11-20): without anything begun it may be asked again.
 */
export const judgeAnswer = (line: VendorLine, raw: unknown): void => {
  const read = answerSchema.safeParse(raw);
  const begun = read.success ? read.data.choices?.find((choice) => choice.error)?.error : undefined;
  const error = begun ?? (read.success ? read.data.error : undefined);
  if (error)
    throw failure(codeOf(error) ?? 'provider-failed', speakerOf(line), wordsOf(error), {
      ...(begun ? { taken: 'yes', charged: 'no' } : { taken: 'no' }),
    });
};
