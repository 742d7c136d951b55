/**
 * Deepgram at a loopback address, for the worked example of docs/add-a-provider.md. Sources: https://developers.deepgram.com/reference
 * (speak, listen, models) and https://developers.deepgram.com/docs/errors, read 2026-11-20.
 */
import { z } from 'zod';
import type { ProviderUnderTest } from '../../contract/providers/provider-under-test.ts';
import { heardText } from '../../contract/providers/work/transcript.ts';
import { deepgram } from '../../fixtures/providers/deepgram/deepgram.ts';
import { silentWave } from './made-media.ts';
import type { Asked, Said, VendorWords } from './vendor-server.ts';

const goodKey = '3f1b7c9d2e4a6f8091a2b3c4d5e6f70812345678';

const speakQuery = z.strictObject({
  model: z.string().regex(/^aura-\w+-\w+/),
  encoding: z.literal('linear16'),
  container: z.literal('wav'),
});
const listenQuery = z.strictObject({
  model: z.string().startsWith('nova-'),
  smart_format: z.literal('true'),
  detect_language: z.literal('true').optional(),
  language: z.string().optional(),
});

const speak = (asked: Asked): Said => {
  speakQuery.parse(Object.fromEntries(asked.search));
  const { text } = z.strictObject({ text: z.string().min(1).max(2000) }).parse(asked.json());
  const headers = { 'content-type': 'audio/wav', 'dg-char-count': String(text.length), 'dg-model-name': 'aura-2' };
  return { bytes: silentWave(0.5, true), headers };
};

const listen = (asked: Asked): Said => {
  listenQuery.parse(Object.fromEntries(asked.search));
  if (asked.headers['content-type'] !== 'audio/wav' || asked.body.byteLength === 0)
    throw new Error('the body is the sound');
  const words = heardText.split(' ').map((word, at) => ({
    ...{ word: word.toLowerCase(), punctuated_word: word, confidence: 0.99 },
    ...{ start: at * 0.25, end: at * 0.25 + 0.2 },
  }));
  const alternatives = [{ transcript: heardText, confidence: 0.99, words }];
  return {
    json: { metadata: { request_id: 'r', duration: 0.75, channels: 1 }, results: { channels: [{ alternatives }] } },
  };
};

const models = {
  stt: [{ name: 'general', canonical_name: 'nova-3' }],
  tts: ['thalia', 'andromeda'].map((name) => ({ name, canonical_name: `aura-2-${name}-en` })),
};

const troubled = (status: number, code: string, message: string): Said => ({
  status,
  json: { err_code: code, err_msg: message, request_id: 'a7e1e0b0-7e0f-4c3e-9f7b-0c2f7e8d9a10' },
});

const words = (): VendorWords => ({
  goodKey,
  keyOf: ({ headers }) => /^Token (.+)$/.exec(headers.authorization ?? '')?.[1],
  answer: (asked) => {
    switch (`${asked.method} ${asked.path}`) {
      case 'POST /v1/speak':
        return speak(asked);
      case 'POST /v1/listen':
        return listen(asked);
      case 'GET /v1/models':
        return { json: models };
      default:
        throw new Error('Deepgram has no such path');
    }
  },
  troubles: {
    'wrong-key': troubled(401, 'INVALID_AUTH', 'Invalid credentials.'),
    'no-credit': troubled(
      402,
      'ASR_PAYMENT_REQUIRED',
      'Project does not have enough credits for an ASR request and does not have an overage agreement.',
    ),
    forbidden: troubled(403, 'INSUFFICIENT_PERMISSIONS', 'Project does not have access to the requested model.'),
    'unknown-model': troubled(400, 'Bad Request', 'Bad Request: No such model/language/tier combination found.'),
    busy: troubled(429, 'TOO_MANY_REQUESTS', 'Too many requests. Please try again later'),
    broken: { status: 500, json: { category: 'INTERNAL_SERVER_ERROR', message: 'Internal Server Error' } },
  },
});

export const deepgramUnderTest: ProviderUnderTest = {
  kind: deepgram,
  basePath: '/v1',
  words,
  isSubmit: ({ method }) => method === 'POST',
  works: [
    { type: 'speech', model: 'aura-2', can: { counts: true } },
    { type: 'transcript', model: 'nova-3', can: { times: true, counts: true } },
  ],
};
