/**
 * What ElevenLabs' API takes and says, as its documentation and the types of its own SDK have it.
 * Sources: https://elevenlabs.io/docs/api-reference (text-to-speech/convert-with-timestamps, text-to-sound-effects/convert,
 * speech-to-text/convert, voices/search, models/list, user/subscription/get), https://elevenlabs.io/docs/eleven-api/resources/errors,
 * https://help.elevenlabs.io/hc/en-us/articles/19572237925521, npm `@elevenlabs/elevenlabs-js@2.73.0`; read 2026-11-20. Strict: a field that
 * is not in them is a mistake of ours.
 */
import { z } from 'zod';
import type { Said, TroubleWords } from './vendor-server.ts';

const text = z.string().min(1);
const language = z.string().regex(/^[a-z]{2,3}$/);

/** From v3 on stability is one of three; older models hear the language by themselves and reject being told. */
export const speechRequest = z
  .strictObject({
    text: text.max(40_000),
    model_id: z.enum([
      'eleven_v4',
      'eleven_v3',
      'eleven_multilingual_v2',
      'eleven_flash_v2_5',
      'eleven_turbo_v2_5',
      'eleven_flash_v2',
    ]),
    language_code: language.optional(),
    voice_settings: z
      .strictObject({
        stability: z.number().min(0).max(1).optional(),
        similarity_boost: z.number().min(0).max(1).optional(),
        style: z.number().min(0).max(1).optional(),
        use_speaker_boost: z.boolean().optional(),
        speed: z.number().min(0.7).max(1.2).optional(),
      })
      .optional(),
    seed: z.number().int().min(0).max(4_294_967_295).optional(),
    previous_text: text.optional(),
    next_text: text.optional(),
  })
  .refine(
    ({ model_id, voice_settings }) =>
      !/_v[34]$/.test(model_id) || [undefined, 0, 0.5, 1].includes(voice_settings?.stability),
    'TTD stability has to be one of 0, 0.5, 1',
  )
  .refine(
    ({ model_id, language_code }) => language_code === undefined || !/_v2$/.test(model_id),
    'this model does not support language_code',
  );

export const soundQuery = z.strictObject({
  output_format: z.enum(['mp3_22050_32', 'mp3_44100_64', 'mp3_44100_128', 'pcm_24000', 'pcm_44100', 'opus_48000_128']),
});

export const soundRequest = z.strictObject({
  text,
  loop: z.boolean().optional(),
  duration_seconds: z.number().min(0.5).max(30).optional(),
  prompt_influence: z.number().min(0).max(1).optional(),
  model_id: z.literal('eleven_text_to_sound_v2'),
});

/** The fields of the form of `POST /v1/speech-to-text`, all of them text, besides its file. */
export const transcriptFields = z.strictObject({
  model_id: z.enum(['scribe_v1', 'scribe_v2']),
  language_code: language.optional(),
  tag_audio_events: z.enum(['true', 'false']).optional(),
  timestamps_granularity: z.enum(['none', 'word', 'character']).optional(),
  diarize: z.enum(['true', 'false']).optional(),
});

/** An error as it has been worded for years; the newer words stand beside it under `code` and `type`. */
export const elevenlabsError = (status: number, word: string, message: string, more: object = {}): Said => ({
  status,
  json: { detail: { status: word, message, ...more } },
});

/** `key`: never echoed by ElevenLabs; a server in front of it might. */
export const elevenlabsTroubles = (key: string): TroubleWords => ({
  'wrong-key': elevenlabsError(401, 'invalid_api_key', 'Invalid API key'),
  'expired-key': {
    status: 401,
    json: { detail: { type: 'authentication_error', code: 'api_key_expired', message: `The key ${key} has expired.` } },
  },
  'no-credit': elevenlabsError(
    401,
    'quota_exceeded',
    'This request exceeds your quota of 10000. You have 3 credits remaining, while 12 credits are required for this request.',
  ),
  forbidden: elevenlabsError(
    401,
    'missing_permissions',
    'The API key you used is missing the permission text_to_speech to execute this operation.',
  ),
  refused: () => ({
    status: 403,
    json: {
      detail: {
        ...{ type: 'authorization_error', code: 'content_against_policy' },
        message: 'The content of this request is against our terms of service.',
        request_id: 'f3a1',
      },
    },
  }),
  'unknown-model': elevenlabsError(
    400,
    'model_not_found',
    'A model with model ID eleven_9 does not exist or you do not have access to it.',
  ),
  busy: elevenlabsError(429, 'system_busy', 'The system is experiencing heavy traffic, please try again.'),
  broken: { status: 500, json: { detail: { status: 'internal_server_error', message: 'Something went wrong.' } } },
});
