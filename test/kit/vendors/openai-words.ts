/**
 * What OpenAI's API takes and says, as its documentation and the types of its own SDK have it.
 * Sources: https://platform.openai.com/docs/api-reference (responses, images, audio, models), https://platform.openai.com/docs/guides/error-codes,
 * npm `openai@7.55.0`; read 2026-11-20. Strict: a field that is not in them is a mistake of ours.
 */
import { z } from 'zod';
import type { Said, TroubleWords } from './vendor-server.ts';

const text = z.string().min(1);

export const responsesRequest = z.strictObject({
  model: text,
  input: z
    .array(
      z.union([
        z.strictObject({ role: z.enum(['system', 'developer']), content: text }),
        z.strictObject({
          role: z.literal('user'),
          content: z
            .array(
              z.union([
                z.strictObject({ type: z.literal('input_text'), text }),
                z.strictObject({
                  type: z.literal('input_image'),
                  image_url: z.string().regex(/^data:image\/[a-z]+;base64,[\w+/]+=*$/),
                  detail: z.enum(['low', 'high', 'auto']).optional(),
                }),
              ]),
            )
            .min(1),
        }),
      ]),
    )
    .min(1),
  max_output_tokens: z.number().int().min(16),
  temperature: z.number().min(0).max(2).optional(),
  store: z.literal(false),
  include: z.array(z.enum(['reasoning.encrypted_content'])).optional(),
  text: z
    .strictObject({
      format: z.strictObject({
        type: z.literal('json_schema'),
        name: z.string().regex(/^[\w-]{1,64}$/),
        schema: z.record(z.string(), z.unknown()),
        strict: z.boolean(),
      }),
    })
    .optional(),
});

const size = z
  .string()
  .regex(/^\d{2,4}x\d{2,4}$/)
  .refine((given) => given.split('x').every((side) => Number(side) % 16 === 0), 'both sides are multiples of 16');
const quality = z.enum(['low', 'medium', 'high', 'xhigh', 'max', 'auto']);

/** `POST /images/generations`. `response_format` is for models that are gone; sending it to a GPT image model is an error. */
export const imageRequest = z.strictObject({
  model: z.string().startsWith('gpt-image-'),
  prompt: text.max(32_000),
  n: z.number().int().min(1).max(10),
  size: size.optional(),
  quality: quality.optional(),
});

/** The fields of the form of `POST /images/edits`, all of them text, besides its pictures. */
export const imageEditFields = z.strictObject({
  model: z.string().startsWith('gpt-image-'),
  prompt: text.max(32_000),
  n: z.string().regex(/^(?:[1-9]|10)$/),
  size: size.optional(),
  quality: quality.optional(),
});

export const speechRequest = z.strictObject({
  model: z.enum(['tts-1', 'tts-1-hd', 'gpt-4o-mini-tts', 'gpt-4o-mini-tts-2025-12-15']),
  input: text.max(4096),
  voice: text,
  instructions: text.max(4096).optional(),
  response_format: z.enum(['mp3', 'opus', 'aac', 'flac', 'wav', 'pcm']),
  speed: z.number().min(0.25).max(4).optional(),
  stream_format: z.enum(['sse', 'audio']).optional(),
});

export const transcriptFields = z.strictObject({
  model: z.enum([
    'whisper-1',
    'gpt-4o-transcribe',
    'gpt-4o-mini-transcribe',
    'gpt-4o-transcribe-diarize',
    'gpt-transcribe',
  ]),
  response_format: z.enum(['json', 'text', 'srt', 'verbose_json', 'vtt', 'diarized_json']),
  'timestamp_granularities[]': z.enum(['word', 'segment']).optional(),
  language: z.string().length(2).optional(),
  'languages[]': z.string().length(2).optional(),
  chunking_strategy: z.literal('auto').optional(),
});

/** An error in OpenAI's envelope. */
export const openaiError = (status: number, message: string, type: string, code: string | null): Said => ({
  status,
  json: { error: { message, type, param: null, code } },
});

/** `key`: echoed as OpenAI does it, with its middle left out. */
export const openaiTroubles = (key: string): TroubleWords => ({
  'wrong-key': openaiError(
    401,
    `Incorrect API key provided: ${key.slice(0, 8)}${'*'.repeat(12)}${key.slice(-4)}. You can find your API key at https://platform.openai.com/account/api-keys?from=${key}.`,
    'invalid_request_error',
    'invalid_api_key',
  ),
  'expired-key': openaiError(401, 'Your API key has expired.', 'invalid_request_error', 'invalid_api_key'),
  'no-credit': openaiError(
    429,
    'You exceeded your current quota, please check your plan and billing details.',
    'insufficient_quota',
    'insufficient_quota',
  ),
  forbidden: openaiError(
    403,
    'Country, region, or territory not supported',
    'request_forbidden',
    'unsupported_country_region_territory',
  ),
  'unknown-model': openaiError(
    404,
    'The model `gpt-9` does not exist or you do not have access to it.',
    'invalid_request_error',
    'model_not_found',
  ),
  busy: openaiError(429, 'Rate limit reached for requests per minute.', 'requests', 'rate_limit_exceeded'),
  broken: openaiError(500, 'The server had an error while processing your request.', 'server_error', null),
});
