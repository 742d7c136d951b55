/**
 * Anthropic at a loopback address. Sources: https://docs.anthropic.com/en/api/messages, /en/api/errors, /en/api/models-list and the types of
 * npm `@anthropic-ai/sdk@1.11.0`; read 2026-11-20. Strict: a field that is not in them is a mistake of ours.
 */
import { z } from 'zod';
import { anthropic } from '../../../src/providers/anthropic/anthropic.ts';
import type { ProviderUnderTest } from '../../contract/providers/provider-under-test.ts';
import { moodAnswer, plainAnswer } from '../../contract/providers/work/text.ts';
import type { Asked, Said, VendorWords } from './vendor-server.ts';

const goodKey = 'sk-ant-api03-Q1w2E3r4T5y6U7i8O9p0-AaSsDdFfGg';

const textBlock = z.strictObject({ type: z.literal('text'), text: z.string().min(1) });
const messagesRequest = z.strictObject({
  model: z.string().min(1),
  max_tokens: z.number().int().min(1),
  temperature: z.number().min(0).max(1).optional(),
  system: z.array(textBlock).optional(),
  messages: z
    .array(
      z.strictObject({
        role: z.literal('user'),
        content: z
          .array(
            z.union([
              textBlock,
              z.strictObject({
                type: z.literal('image'),
                source: z.strictObject({
                  type: z.literal('base64'),
                  media_type: z.enum(['image/jpeg', 'image/png', 'image/gif', 'image/webp']),
                  data: z.base64(),
                }),
              }),
            ]),
          )
          .min(1),
      }),
    )
    .length(1),
  output_config: z
    .strictObject({
      format: z.strictObject({
        type: z.literal('json_schema'),
        schema: z.looseObject({ type: z.literal('object'), additionalProperties: z.literal(false) }),
      }),
    })
    .optional(),
});

const message = (text: string, stopReason: string): Said => ({
  headers: { 'request-id': 'req_018EeWyXxfu5pfWkrYcMdjWG' },
  json: {
    id: 'msg_013Zva2CMHLNnXjNJJKqJ2EF',
    type: 'message',
    role: 'assistant',
    model: 'claude-haiku-5-5',
    content: text === '' ? [] : [{ type: 'text', text, citations: null }],
    stop_reason: stopReason,
    stop_sequence: null,
    usage: {
      input_tokens: 40,
      cache_creation_input_tokens: 0,
      cache_read_input_tokens: 12,
      output_tokens: 18,
      service_tier: 'standard',
    },
  },
});

const answerMessages = (asked: Asked): Said => {
  if (asked.headers['anthropic-version'] !== '2023-06-01') throw new Error('anthropic-version is required');
  const request = messagesRequest.parse(asked.json());
  return message(request.output_config ? JSON.stringify(moodAnswer) : plainAnswer, 'end_turn');
};

const modelOf = (id: string, lifecycle: string): object => ({
  type: 'model',
  ...{ id, lifecycle, display_name: id, created_at: '2026-09-01T00:00:00Z' },
  ...{ deprecated_at: null, retires_at: null, max_input_tokens: 200_000, max_tokens: 64_000 },
});

/** Two pages, as long lists come. */
const models = ({ search }: Asked): Said => {
  if (search.get('after_id') === 'claude-opus-5-5')
    return {
      json: {
        data: [modelOf('claude-sonnet-4-5', 'deprecated')],
        has_more: false,
        first_id: null,
        last_id: 'claude-sonnet-4-5',
      },
    };
  const data = [modelOf('claude-haiku-5-5', 'active'), modelOf('claude-opus-5-5', 'active')];
  return { json: { data, has_more: true, first_id: 'claude-haiku-5-5', last_id: 'claude-opus-5-5' } };
};

const troubled = (status: number, type: string, text: string): Said => ({
  status,
  json: { type: 'error', error: { type, message: text }, request_id: 'req_018EeWyXxfu5pfWkrYcMdjWG' },
});

const words = (): VendorWords => ({
  goodKey,
  keyOf: ({ headers }) => headers['x-api-key'],
  answer: (asked) => {
    switch (`${asked.method} ${asked.path}`) {
      case 'POST /v1/messages':
        return answerMessages(asked);
      case 'GET /v1/models':
        return models(asked);
      default:
        throw new Error('Anthropic has no such path');
    }
  },
  troubles: {
    'wrong-key': troubled(401, 'authentication_error', `invalid x-api-key ${goodKey}`),
    'no-credit': troubled(400, 'invalid_request_error', 'Your credit balance is too low to access the Anthropic API.'),
    forbidden: troubled(
      403,
      'permission_error',
      'Your API key does not have permission to use the specified resource.',
    ),
    refused: () => message('', 'refusal'),
    'unknown-model': troubled(404, 'not_found_error', 'model: claude-9'),
    busy: troubled(529, 'overloaded_error', 'Overloaded'),
    broken: troubled(500, 'api_error', 'Internal server error'),
  },
});

export const anthropicUnderTest: ProviderUnderTest = {
  kind: anthropic,
  basePath: '/v1',
  words,
  isSubmit: ({ method }) => method === 'POST',
  works: [{ type: 'text', model: 'claude-haiku-5-5', can: { schema: true, pictures: 1, counts: true } }],
};
