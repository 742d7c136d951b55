/**
 * A server at home that speaks as OpenAI does, at a loopback address. Sources: https://docs.ollama.com/api/openai-compatibility,
 * https://docs.vllm.ai/en/latest/serving/openai_compatible_server.html, https://localai.io/features/; read 2026-11-20.
 */
import { z } from 'zod';
import { openaiCompatible } from '../../../src/providers/openai-compatible/openai-compatible.ts';
import type { ProviderUnderTest } from '../../contract/providers/provider-under-test.ts';
import { moodAnswer, plainAnswer } from '../../contract/providers/work/text.ts';
import { heardText } from '../../contract/providers/work/transcript.ts';
import { silentWave, smallPicture } from './made-media.ts';
import { openaiError } from './openai-words.ts';
import type { Asked, Said, VendorWords } from './vendor-server.ts';

const goodKey = 'home-key-0123456789abcdef';
const text = z.string().min(1);

const chatRequest = z.strictObject({
  model: text,
  max_tokens: z.number().int().positive(),
  temperature: z.number().optional(),
  messages: z
    .array(
      z.strictObject({
        role: z.enum(['system', 'user']),
        content: z.union([
          text,
          z.array(
            z.union([
              z.strictObject({ type: z.literal('text'), text }),
              z.strictObject({
                type: z.literal('image_url'),
                image_url: z.strictObject({ url: z.string().startsWith('data:image/') }),
              }),
            ]),
          ),
        ]),
      }),
    )
    .min(1),
  response_format: z
    .strictObject({
      type: z.literal('json_schema'),
      json_schema: z.strictObject({
        name: text,
        schema: z.looseObject({}),
        strict: z.boolean(),
        description: text.optional(),
      }),
    })
    .optional(),
});

const imageRequest = z.strictObject({
  model: text,
  prompt: text,
  n: z.number().int().positive(),
  size: z
    .string()
    .regex(/^\d+x\d+$/)
    .optional(),
  response_format: z.literal('b64_json'),
});

const speechRequest = z.strictObject({
  model: text,
  input: text,
  voice: text,
  response_format: z.enum(['mp3', 'wav']),
  speed: z.number().optional(),
  instructions: text.optional(),
});

const completion = (content: string | null, finish: string): Said => ({
  json: {
    id: 'chatcmpl-868',
    object: 'chat.completion',
    created: 1_795_000_000,
    model: 'llama3.2',
    choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: finish }],
    usage: { prompt_tokens: 26, completion_tokens: 298, total_tokens: 324 },
  },
});

const chat = (asked: Asked): Said => {
  const request = chatRequest.parse(asked.json());
  // Small models like to put a fence around their JSON.
  return completion(
    request.response_format ? `\`\`\`json\n${JSON.stringify(moodAnswer)}\n\`\`\`` : plainAnswer,
    'stop',
  );
};

const pictures = (count: number): Said => ({
  json: {
    created: 1,
    data: Array.from({ length: count }, () => ({ b64_json: Buffer.from(smallPicture).toString('base64') })),
  },
});

const transcript = async (asked: Asked): Promise<Said> => {
  const form = await asked.form();
  if (!(form.get('file') instanceof File) || form.get('response_format') !== 'verbose_json')
    throw new Error('a file, as verbose_json');
  const words = heardText.split(' ').map((word, at) => ({ word: ` ${word}`, start: at * 0.25, end: at * 0.25 + 0.2 }));
  return { json: { task: 'transcribe', language: 'en', duration: 0.75, text: heardText, words, segments: [] } };
};

const words = (): VendorWords => ({
  goodKey,
  keyOf: ({ headers }) => /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1],
  answer: async (asked) => {
    switch (`${asked.method} ${asked.path}`) {
      case 'POST /v1/chat/completions':
        return chat(asked);
      case 'POST /v1/images/generations':
        return pictures(imageRequest.parse(asked.json()).n);
      case 'POST /v1/images/edits':
        return pictures(Number((await asked.form()).get('n')));
      case 'POST /v1/audio/speech':
        speechRequest.parse(asked.json());
        return { bytes: silentWave(0.5), headers: { 'content-type': 'audio/x-wav' } };
      case 'POST /v1/audio/transcriptions':
        return transcript(asked);
      case 'GET /v1/models':
        return {
          json: {
            object: 'list',
            data: ['llama3.2:latest', 'whisper-large-v3', 'nomic-embed-text'].map((id) => ({ id, object: 'model' })),
          },
        };
      default:
        throw new Error('it has no such path');
    }
  },
  troubles: {
    'wrong-key': { status: 401, json: { error: 'Unauthorized' } },
    'no-credit': openaiError(429, 'Budget has been exceeded for this key.', 'insufficient_quota', 'insufficient_quota'),
    refused: ({ path }) =>
      path.endsWith('/completions')
        ? completion('', 'content_filter')
        : openaiError(400, 'Blocked.', 'invalid_request_error', 'content_policy_violation'),
    'unknown-model': openaiError(404, 'model "llama9" not found, try pulling it first', 'api_error', null),
    busy: { status: 503, json: { error: { message: 'Loading model', type: 'unavailable_error', code: 503 } } },
    broken: { status: 500, json: { detail: 'CUDA out of memory' } },
  },
});

export const openaiCompatibleUnderTest: ProviderUnderTest = {
  kind: openaiCompatible,
  basePath: '/v1',
  words,
  isSubmit: ({ method }) => method === 'POST',
  works: [
    { type: 'text', model: 'llama3.2:latest', can: { schema: true, pictures: 1, counts: true } },
    { type: 'image', model: 'flux-schnell', can: { pictures: 1, counts: true } },
    { type: 'speech', model: 'kokoro', can: { counts: true } },
    { type: 'transcript', model: 'whisper-large-v3', can: { times: true, counts: true } },
  ],
};
