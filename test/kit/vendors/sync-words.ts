/**
 * What Sync's API takes and says, as its documentation and the types of its own SDK have it.
 * Sources: https://sync.so/docs/api-reference/api/generate-api/create, https://sync.so/docs/api-reference/guides/idempotency,
 * https://sync.so/docs/developer-guides/error-handling, npm `@sync.so/sdk@0.3.0`; read 2026-11-20. Strict: a field that is not in them is a
 * mistake of ours.
 */
import { z } from 'zod';
import type { Said, TroubleWords } from './vendor-server.ts';

/** The fields of the form of `POST /v2/generate`, besides its files. `options` is JSON. */
export const generateFields = z.strictObject({
  model: z.enum(['sync-3', 'lipsync-2-pro', 'lipsync-2', 'lipsync-1.9.0-beta', 'react-1']),
  options: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(
      z.strictObject({
        sync_mode: z.enum(['loop', 'bounce', 'cut_off', 'silence', 'remap']).optional(),
        temperature: z.number().min(0).max(1).optional(),
      }),
    )
    .optional(),
});

export const idempotencyKey = z.string().regex(/^[\w.~-]{1,128}$/);

export const syncError = (status: number, message: string, errorCode?: string): Said => ({
  status,
  json: { message, statusCode: status, ...(errorCode && { errorCode }) },
});

export const syncTroubles = (key: string): TroubleWords => ({
  'wrong-key': syncError(401, `Invalid API key: ${key}`, 'UNAUTHORIZED'),
  'no-credit': syncError(402, 'You have reached the limit of your plan.', 'PAYMENT_REQUIRED'),
  forbidden: syncError(403, 'This feature is not available to your account.', 'FORBIDDEN'),
  refused: () => syncError(422, 'The video was rejected by our moderation.', 'CONTENT_MODERATION_FAILED'),
  'unknown-model': syncError(400, 'model must be one of the following values: lipsync-2, lipsync-2-pro, sync-3'),
  busy: syncError(429, 'Too many concurrent generations.', 'CONCURRENCY_LIMIT_REACHED'),
  broken: syncError(500, 'Internal server error'),
});
