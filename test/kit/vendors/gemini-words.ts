/**
 * What the Gemini API takes and says. Sources: https://ai.google.dev/api/generate-content, https://ai.google.dev/gemini-api/docs/video,
 * https://ai.google.dev/gemini-api/docs/troubleshooting, the types and converters of npm `@google/genai@3.1.0` (Interactions, Veo); read
 * 2026-11-20. Strict: a field that is not in them is a mistake of ours.
 */
import { z } from 'zod';
import type { Said, TroubleWords } from './vendor-server.ts';

const text = z.string().min(1);
const inlineData = z.strictObject({ mimeType: z.string().regex(/^(?:image|audio|video)\/\w/), data: z.base64() });
const contents = z
  .array(
    z.strictObject({
      role: z.literal('user'),
      parts: z.array(z.union([z.strictObject({ text }), z.strictObject({ inlineData })])).min(1),
    }),
  )
  .length(1);
const ratio = z.enum(['1:1', '2:3', '3:2', '3:4', '4:3', '4:5', '5:4', '9:16', '16:9', '21:9']);

export const generateRequest = z.strictObject({
  contents,
  systemInstruction: z.strictObject({ parts: z.array(z.strictObject({ text })) }).optional(),
  generationConfig: z.strictObject({
    maxOutputTokens: z.number().int().positive().optional(),
    temperature: z.number().min(0).max(2).optional(),
    seed: z.number().int().optional(),
    responseMimeType: z.literal('application/json').optional(),
    responseJsonSchema: z.looseObject({ type: z.literal('object') }).optional(),
    responseModalities: z.array(z.literal('IMAGE')).length(1).optional(),
    imageConfig: z
      .strictObject({ aspectRatio: ratio.optional(), imageSize: z.enum(['512', '1K', '2K', '4K']).optional() })
      .optional(),
  }),
});

export const speechRequest = z.strictObject({
  contents: z
    .array(
      z.strictObject({
        role: z.literal('user'),
        parts: z.array(z.strictObject({ text, speechMetadata: z.strictObject({ style: text }).optional() })).length(1),
      }),
    )
    .length(1),
  generationConfig: z.strictObject({
    responseModalities: z.tuple([z.literal('AUDIO')]),
    speechConfig: z.strictObject({
      voiceConfig: z.strictObject({ prebuiltVoiceConfig: z.strictObject({ voiceName: text }) }),
      languageCode: z.string().optional(),
    }),
  }),
});

const veoPicture = z.strictObject({
  bytesBase64Encoded: z.base64(),
  mimeType: z.enum(['image/png', 'image/jpeg', 'image/webp']),
});
export const longRunningRequest = z.strictObject({
  instances: z
    .array(
      z.strictObject({
        prompt: text,
        image: veoPicture.optional(),
        lastFrame: veoPicture.optional(),
        referenceImages: z
          .array(z.strictObject({ image: veoPicture, referenceType: z.enum(['asset', 'style']) }))
          .max(3)
          .optional(),
      }),
    )
    .length(1),
  parameters: z.strictObject({
    durationSeconds: z.union([z.literal(4), z.literal(6), z.literal(8)]),
    aspectRatio: z.enum(['16:9', '9:16']).optional(),
    resolution: z.enum(['720p', '1080p', '4k']).optional(),
    negativePrompt: text.optional(),
    seed: z.number().int().optional(),
  }),
});

const media = (type: 'image' | 'video'): z.ZodType =>
  z.strictObject({
    type: z.literal(type),
    data: z.base64(),
    mime_type: z.string().startsWith(`${type}/`),
    name: z.string().optional(),
  });
export const interactionRequest = z.strictObject({
  model: text,
  background: z.literal(true),
  store: z.literal(true),
  input: z
    .array(
      z.strictObject({
        type: z.literal('user_input'),
        content: z
          .array(z.union([z.strictObject({ type: z.literal('text'), text }), media('image'), media('video')]))
          .min(1),
      }),
    )
    .length(1),
  response_format: z
    .array(
      z.strictObject({
        type: z.literal('video'),
        duration: z.string().regex(/^\d+(?:\.\d+)?s$/),
        delivery: z.enum(['inline', 'uri']),
        aspect_ratio: z.enum(['16:9', '9:16']).optional(),
        resolution: z.enum(['360p', '720p', '1080p', '4k']).optional(),
      }),
    )
    .length(1),
  generation_config: z.strictObject({
    seed: z.number().int().optional(),
    video_config: z.strictObject({
      task: z.enum(['text_to_video', 'image_to_video', 'reference_to_video', 'edit', 'extend', 'upscale']),
    }),
  }),
});

export const googleError = (status: number, name: string, message: string, details: readonly object[] = []): Said => ({
  status,
  json: { error: { code: status, message, status: name, ...(details.length > 0 && { details }) } },
});

const reason = (name: string): readonly object[] => [
  {
    '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
    reason: name,
    domain: 'googleapis.com',
    metadata: { service: 'generativelanguage.googleapis.com' },
  },
];

export const googleTroubles = (key: string): TroubleWords => ({
  'wrong-key': googleError(
    400,
    'INVALID_ARGUMENT',
    `API key not valid. Please pass a valid API key. (${key})`,
    reason('API_KEY_INVALID'),
  ),
  'expired-key': googleError(
    400,
    'INVALID_ARGUMENT',
    'API key expired. Please renew the API key.',
    reason('API_KEY_INVALID'),
  ),
  'no-credit': googleError(
    429,
    'RESOURCE_EXHAUSTED',
    'Your prepayment credits are depleted. Please go to AI Studio to manage your project and billing.',
  ),
  forbidden: googleError(403, 'PERMISSION_DENIED', 'Your project has been denied access. Please contact support.'),
  'unknown-model': googleError(
    404,
    'NOT_FOUND',
    'models/gemini-9 is not found for API version v1beta, or is not supported for generateContent.',
  ),
  busy: googleError(429, 'RESOURCE_EXHAUSTED', 'You exceeded your current quota. Please retry in 34.07s.'),
  broken: googleError(500, 'INTERNAL', 'An internal error has occurred. Please retry.'),
});
