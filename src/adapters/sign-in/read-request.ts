/** The parts of a request to sign-in, parsed before better-auth sees them, and the answers to what cannot be parsed. */
import type { z } from 'zod';

const mostBytes = 64 * 1024;

/** A refusal in better-auth's own shape, which clients of `/api/auth` read. */
export const refusal = (
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Response => Response.json({ code, message }, { status, headers: { 'cache-control': 'no-store', ...headers } });

export type Read<T> = { readonly value: T } | { readonly refused: Response };

/** The body as JSON; an absent one is an empty object. */
export const readBody = async (request: Request): Promise<Read<unknown>> => {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of request.body ?? []) {
    bytes += part.byteLength;
    if (bytes > mostBytes)
      return { refused: refusal(413, 'BODY_TOO_LARGE', `The body is larger than ${mostBytes} bytes.`) };
    parts.push(part);
  }
  if (bytes === 0) return { value: {} };
  // A form of another site's page can be sent anywhere; JSON cannot, without asking first.
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? ''))
    return {
      refused: refusal(
        415,
        'MEDIA_TYPE_UNSUPPORTED',
        'The body must be JSON, with the header content-type: application/json.',
      ),
    };
  try {
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts))) };
  } catch {
    return { refused: refusal(400, 'BODY_INVALID', 'The body is no valid JSON.') };
  }
};

/** PostgreSQL keeps no zero byte in a text, and nobody needs one here. */
const holdsZero = (value: unknown): boolean => JSON.stringify(value ?? null).includes('\\u0000');

/** What a schema makes of a value; without one, nothing is let through. */
export const readPart = (schema: z.ZodType | undefined, value: unknown): Read<Record<string, unknown>> => {
  if (!schema) return { value: {} };
  const parsed = schema.safeParse(value);
  if (parsed.success && !holdsZero(parsed.data)) return { value: parsed.data as Record<string, unknown> };
  const [issue] = parsed.error?.issues ?? [];
  const where = issue?.path.join('.') || '(body)';
  return { refused: refusal(400, 'VALIDATION_ERROR', `${where}: ${issue?.message ?? 'holds a zero byte'}.`) };
};
