/**
 * What fal's queue, storage and platform take and say, and the inputs of some of its models, as its documentation and the types of its own
 * client have them.
 * Sources: https://fal.ai/docs/documentation/model-apis/inference/queue, https://fal.ai/docs/documentation/model-apis/errors and
 * /request-errors, https://fal.ai/docs/platform-apis/v1/models/pricing, npm `@fal-ai/client@1.10.1` (endpoints.d.ts, storage); read
 * 2026-11-20. Strict: a field that is not in them is a mistake of ours.
 */
import { z } from 'zod';
import type { Said, TroubleWords } from './vendor-server.ts';

const text = z.string().min(1);
/** An address that fal can fetch, or the file itself. */
const file = z.union([z.url({ protocol: /^https?$/ }), z.string().regex(/^data:\w+\/[\w.+-]+;base64,[\w+/]+=*$/)]);
const side = z.number().int().min(64).max(2048);
const imageSize = z.union([
  z.strictObject({ width: side, height: side }),
  z.enum(['square_hd', 'square', 'portrait_4_3', 'portrait_16_9', 'landscape_4_3', 'landscape_16_9']),
]);
const seed = z.number().int().optional();

const flux = {
  prompt: text,
  image_size: imageSize.optional(),
  num_images: z.number().int().min(1).max(4).optional(),
  seed,
};
const loras = z.array(z.strictObject({ path: z.url(), scale: z.number().min(0).max(4).optional() })).max(3);
const banana = {
  prompt: text,
  aspect_ratio: z
    .enum(['auto', '21:9', '16:9', '3:2', '4:3', '5:4', '1:1', '4:5', '3:4', '2:3', '9:16', '4:1', '1:4', '8:1', '1:8'])
    .optional(),
  num_images: z.number().int().min(1).max(4).optional(),
  resolution: z.enum(['0.5K', '1K', '2K', '4K']).optional(),
  seed,
};
const veo = {
  prompt: text,
  aspect_ratio: z.enum(['16:9', '9:16']).optional(),
  duration: z.enum(['4s', '6s', '8s']).optional(),
  generate_audio: z.boolean().optional(),
  resolution: z.enum(['720p', '1080p']).optional(),
};
const veoMore = { negative_prompt: text.optional(), seed };
const kling = {
  prompt: text.optional(),
  multi_prompt: z.array(z.strictObject({ prompt: text, duration: z.string().regex(/^\d{1,2}$/) })).optional(),
  shot_type: z.literal('customize').optional(),
  duration: z.string().regex(/^(?:[3-9]|1[0-5])$/),
  generate_audio: z.boolean().optional(),
  negative_prompt: text.optional(),
};
const syncMode = z.enum(['cut_off', 'loop', 'bounce', 'silence', 'remap']).optional();

/** Inputs of the models that the fake knows, by their endpoint. */
export const inputs: Readonly<Record<string, z.ZodType>> = {
  'fal-ai/flux-2': z.strictObject(flux),
  'fal-ai/flux-2/edit': z.strictObject({ ...flux, image_urls: z.array(file).min(1).max(10) }),
  'fal-ai/flux-2/lora': z.strictObject({ ...flux, loras }),
  'fal-ai/nano-banana-2': z.strictObject(banana),
  'fal-ai/nano-banana-2/edit': z.strictObject({ ...banana, image_urls: z.array(file).min(1).max(14) }),
  'fal-ai/veo3.1': z.strictObject({ ...veo, ...veoMore }),
  'fal-ai/veo3.1/image-to-video': z.strictObject({ ...veo, ...veoMore, image_url: file }),
  'fal-ai/veo3.1/first-last-frame-to-video': z.strictObject({
    ...{ ...veo, ...veoMore, first_frame_url: file, last_frame_url: file },
  }),
  'fal-ai/veo3.1/reference-to-video': z.strictObject({ ...veo, image_urls: z.array(file).min(1).max(3) }),
  'fal-ai/kling-video/v3/pro/text-to-video': z.strictObject({
    ...{ ...kling, aspect_ratio: z.enum(['16:9', '9:16', '1:1']).optional() },
  }),
  'fal-ai/kling-video/v3/pro/image-to-video': z.strictObject({
    ...{ ...kling, start_image_url: file, end_image_url: file.optional() },
  }),
  'fal-ai/elevenlabs/tts/eleven-v3': z.strictObject({
    text: text.max(5000),
    voice: text,
    timestamps: z.boolean().optional(),
    stability: z.union([z.literal(0), z.literal(0.5), z.literal(1)]).optional(),
    language_code: z
      .string()
      .regex(/^[a-z]{2,3}$/)
      .optional(),
  }),
  'fal-ai/elevenlabs/sound-effects/v2': z.strictObject({
    text,
    duration_seconds: z.number().min(0.5).max(22).optional(),
    loop: z.boolean().optional(),
    prompt_influence: z.number().min(0).max(1).optional(),
  }),
  'fal-ai/sync-lipsync/v2': z.strictObject({ video_url: file, audio_url: file, sync_mode: syncMode }),
  'veed/lipsync': z.strictObject({ video_url: file, audio_url: file }),
  'fal-ai/flux-2-trainer': z.strictObject({
    image_data_url: z.url({ protocol: /^https?$/ }),
    default_caption: text.optional(),
    steps: z.number().int().min(100).max(10_000),
  }),
  'fal-ai/flux-lora-fast-training': z.strictObject({
    ...{ images_data_url: z.url({ protocol: /^https?$/ }), trigger_word: text.optional() },
    ...{ is_style: z.boolean().optional(), steps: z.number().int().min(1).max(10_000) },
  }),
};

export const initiateRequest = z.strictObject({
  content_type: z.string().regex(/^[\w.+-]+\/[\w.+-]+$/),
  file_name: z.string().regex(/^[\w-]+\.\w+$/),
});

/** The header `X-Fal-Object-Lifecycle`, JSON: without one a file stays for ever. */
export const objectLifecycle = z.strictObject({ expiration_duration_seconds: z.number().int().positive() });
export const completeRequest = z.strictObject({
  parts: z.array(z.strictObject({ partNumber: z.number().int().positive(), etag: text })).min(1),
});

/** An error of the platform; an error of a model. */
export const platformError = (status: number, detail: string, errorType?: string): Said => ({
  status,
  json: { detail, ...(errorType && { error_type: errorType }) },
});
export const modelError = (type: string, msg: string, loc: readonly string[], more: Partial<Said> = {}): Said => ({
  status: 422,
  json: { detail: [{ loc, msg, type, url: `https://docs.fal.ai/errors/#${type}`, input: {} }] },
  ...more,
});

export const falTroubles = (key: string): TroubleWords => ({
  'wrong-key': platformError(401, `No user found for Key ID and Secret (${key})`),
  'no-credit': platformError(
    403,
    'User is locked. Reason: Exhausted balance. Top up your balance at fal.ai/dashboard/billing.',
  ),
  forbidden: platformError(403, 'Key does not have access to this application.'),
  refused: () =>
    modelError(
      'content_policy_violation',
      'The content could not be processed because it contained material flagged by a content checker.',
      ['body', 'prompt'],
    ),
  'unknown-model': platformError(404, 'Application "flux-9" not found'),
  busy: platformError(429, 'You have exceeded your concurrent requests limit.'),
  broken: platformError(500, 'Internal Server Error'),
});
