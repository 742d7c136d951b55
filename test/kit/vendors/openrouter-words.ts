/**
 * What OpenRouter's API takes and says, as its documentation and the types of its own SDK have it.
 * Sources: https://openrouter.ai/docs/api-reference/chat-completion, https://openrouter.ai/docs/api-reference/errors,
 * https://openrouter.ai/docs/features/multimodal/video-generation, https://openrouter.ai/docs/features/structured-outputs, npm
 * `@openrouter/sdk@1.3.19`; read 2026-11-20. Strict: a field that is not in them is a mistake of ours.
 */
import { z } from 'zod';
import type { Said, TroubleWords } from './vendor-server.ts';

const text = z.string().min(1);
const imagePart = z.strictObject({
  type: z.literal('image_url'),
  image_url: z.strictObject({
    url: z.string().regex(/^data:image\/[a-z]+;base64,[\w+/]+=*$/),
    detail: z.enum(['low', 'high', 'auto']).optional(),
  }),
});
const model = z.string().regex(/^[\w.~-]+\/[\w.:~-]+$/);
const ratio = z.enum(['1:1', '2:3', '3:2', '3:4', '4:3', '4:5', '9:16', '16:9', '9:21', '21:9']);

export const chatRequest = z.strictObject({
  model,
  messages: z
    .array(
      z.union([
        z.strictObject({ role: z.literal('system'), content: text }),
        z.strictObject({
          role: z.literal('user'),
          content: z.union([text, z.array(z.union([z.strictObject({ type: z.literal('text'), text }), imagePart]))]),
        }),
      ]),
    )
    .min(1),
  max_tokens: z.number().int().positive(),
  temperature: z.number().min(0).max(2).optional(),
  usage: z.strictObject({ include: z.literal(true) }),
  provider: z.strictObject({ require_parameters: z.literal(true) }).optional(),
  response_format: z
    .strictObject({
      type: z.literal('json_schema'),
      json_schema: z.strictObject({
        name: z.string().regex(/^[\w-]{1,64}$/),
        strict: z.boolean(),
        schema: z.record(z.string(), z.unknown()),
      }),
    })
    .optional(),
});

export const imageRequest = z.strictObject({
  model,
  prompt: text,
  n: z.number().int().min(1).max(10),
  aspect_ratio: ratio.optional(),
  size: z
    .string()
    .regex(/^\d{2,4}x\d{2,4}$/)
    .optional(),
  resolution: z.enum(['512', '1K', '2K', '4K']).optional(),
  quality: z.enum(['auto', 'low', 'medium', 'high', 'xhigh', 'max']).optional(),
  seed: z.number().int().optional(),
  input_references: z.array(imagePart).min(1).optional(),
});

export const videoRequest = z.strictObject({
  model,
  prompt: text,
  duration: z.number().positive(),
  resolution: z.enum(['360p', '480p', '720p', '768p', '1080p', '1K', '2K', '4K']).optional(),
  aspect_ratio: ratio.optional(),
  generate_audio: z.boolean().optional(),
  seed: z.number().int().optional(),
  frame_images: z
    .array(z.strictObject({ ...imagePart.shape, frame_type: z.enum(['first_frame', 'last_frame']) }))
    .min(1)
    .max(2)
    .optional(),
  input_references: z.array(imagePart).min(1).optional(),
});

export const openrouterError = (code: number, message: string, metadata?: object): Said => ({
  status: code,
  json: { error: { code, message, ...(metadata && { metadata }) }, user_id: 'user_2x' },
});

/** `key`: in the words of a vendor behind OpenRouter that echoes what it was sent. */
export const openrouterTroubles = (key: string): TroubleWords => ({
  'wrong-key': openrouterError(401, 'User not found.'),
  'no-credit': openrouterError(
    402,
    'Insufficient credits. Add more using https://openrouter.ai/settings/credits?from=app',
  ),
  forbidden: openrouterError(403, 'This model is not available in your region.'),
  refused: () =>
    openrouterError(403, 'openai/gpt-6.1-sol requires moderation on OpenAI. Your input was flagged for "violence".', {
      ...{ reasons: ['violence'], flagged_input: 'A lighthouse…', provider_name: 'OpenAI', model_slug: 'gpt-6.1-sol' },
    }),
  'unknown-model': openrouterError(400, 'openai/gpt-99 is not a valid model ID'),
  busy: openrouterError(429, 'Provider returned error', {
    raw: `openai/gpt-6.1-sol is temporarily rate-limited upstream (${key}).`,
    provider_name: 'OpenAI',
  }),
  broken: openrouterError(500, 'Internal Server Error'),
});
