/**
 * Errors as Google words them: `{error: {code, message, status, details}}`, where the same status means several things and the details tell
 * which. Sources: https://ai.google.dev/gemini-api/docs/troubleshooting, https://cloud.google.com/apis/design/errors, read 2026-11-20.
 */
import { z } from 'zod';
import type { ProviderFailureCode } from '../../domain/generation/provider-failure.ts';
import type { ReadTrouble, Trouble } from '../wire/wire.ts';

const detailSchema = z.object({
  '@type': z.string().optional(),
  reason: z.string().optional(),
  retryDelay: z.string().optional(),
});

export const googleErrorSchema = z.object({
  code: z.number().nullish().catch(undefined),
  message: z.string().nullish().catch(undefined),
  status: z.string().nullish().catch(undefined),
  details: z.array(detailSchema.catch({})).nullish().catch(undefined),
});
export type GoogleError = z.infer<typeof googleErrorSchema>;

const codes: Readonly<Record<string, ProviderFailureCode>> = {
  UNAUTHENTICATED: 'provider-key-wrong',
  PERMISSION_DENIED: 'provider-forbidden',
  NOT_FOUND: 'provider-rejected',
  RESOURCE_EXHAUSTED: 'provider-busy',
  UNAVAILABLE: 'provider-busy',
};

/** Google has no code for what its safety filters say of a prompt for a clip; the sentences are from its responsible-AI page. */
export const isRefusal = (text: string): boolean =>
  /sensitive words|responsible ai|usage guidelines|safety (?:filter|setting|polic|reason)|violates? (?:our|google)|prohibited (?:use|content)/i.test(
    text,
  );

const codeOf = (
  text: string,
  reasons: readonly (string | undefined)[],
  status: string,
): ProviderFailureCode | undefined => {
  if (reasons.includes('API_KEY_INVALID')) return /expired/i.test(text) ? 'provider-key-expired' : 'provider-key-wrong';
  if (/reported as leaked/i.test(text)) return 'provider-key-wrong';
  if (/prepa(?:id|yment) (?:credits?|balance)|billing account|credits? (?:are|is) depleted/i.test(text))
    return 'provider-no-credit';
  if (status === 'INVALID_ARGUMENT' && isRefusal(text)) return 'provider-refused';
  // A quota of nothing: the model is not for accounts of this kind, however long one waits.
  if (status === 'RESOURCE_EXHAUSTED' && /\blimit: 0\b/.test(text)) return 'provider-forbidden';
  return Object.hasOwn(codes, status) ? codes[status] : undefined;
};

/** What an error of Google means, wherever it stands: in an answer, in an operation, in a step. */
export const troubleOfGoogle = ({ message, status, details }: GoogleError): Trouble => {
  const found = details ?? [];
  const delay = /^(\d{1,6}(?:\.\d+)?)s$/.exec(found.find(({ retryDelay }) => retryDelay)?.retryDelay ?? '')?.[1];
  return {
    says: message ?? status ?? undefined,
    code: codeOf(
      message ?? '',
      found.map(({ reason }) => reason),
      status ?? '',
    ),
    ...(delay !== undefined && { retryAfterMs: Math.ceil(Number(delay) * 1000) }),
  };
};

const bodySchema = z.object({ error: googleErrorSchema });

/** Reads an error of the Gemini API; some of its servers wrap it in a list. */
export const readGoogleTrouble: ReadTrouble = (_status, body) => {
  const read = bodySchema.safeParse(Array.isArray(body) ? body[0] : body);
  return read.success ? troubleOfGoogle(read.data.error) : {};
};
