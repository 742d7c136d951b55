/** OpenAI at a loopback address: answers as documented (openai-words.ts), counted as its usage says. */
import { openai } from '../../../src/providers/openai/openai.ts';
import type { ProviderUnderTest } from '../../contract/providers/provider-under-test.ts';
import { moodAnswer, plainAnswer } from '../../contract/providers/work/text.ts';
import { heardText } from '../../contract/providers/work/transcript.ts';
import { silentWave, smallPicture } from './made-media.ts';
import {
  imageEditFields,
  imageRequest,
  openaiError,
  openaiTroubles,
  responsesRequest,
  speechRequest,
  transcriptFields,
} from './openai-words.ts';
import type { Asked, Said, VendorWords } from './vendor-server.ts';

const goodKey = 'sk-proj-A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6';

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

const usageOfText = {
  input_tokens: 41,
  input_tokens_details: { cached_tokens: 8 },
  output_tokens: 17,
  output_tokens_details: { reasoning_tokens: 5 },
  total_tokens: 58,
};

const response = (content: unknown, more: object = {}): Said => ({
  json: {
    id: 'resp_67ccd2bed1ec8190b14f964abc054267',
    object: 'response',
    created_at: 1_795_000_000,
    status: 'completed',
    error: null,
    incomplete_details: null,
    model: 'gpt-6.1-sol',
    output: [
      { id: 'rs_1', type: 'reasoning', summary: [], encrypted_content: null },
      { id: 'msg_1', type: 'message', status: 'completed', role: 'assistant', content: [content] },
    ],
    usage: usageOfText,
    ...more,
  },
});

const outputText = (text: string): object => ({ type: 'output_text', text, annotations: [], logprobs: [] });

const answerText = (asked: Asked): Said => {
  const request = responsesRequest.parse(asked.json());
  return response(outputText(request.text ? JSON.stringify(moodAnswer) : plainAnswer));
};

const pictures = (count: number): Said => ({
  json: {
    created: 1_795_000_000,
    background: 'opaque',
    output_format: 'png',
    quality: 'high',
    size: '1536x864',
    data: Array.from({ length: count }, () => ({ b64_json: base64(smallPicture) })),
    usage: {
      total_tokens: 1630,
      input_tokens: 50,
      output_tokens: 1580,
      input_tokens_details: { text_tokens: 10, image_tokens: 40 },
      output_tokens_details: { image_tokens: 1568, text_tokens: 12 },
    },
  },
});

const fieldsOf = (form: FormData): Record<string, unknown> =>
  Object.fromEntries([...form].filter(([, value]) => typeof value === 'string'));

const filesOf = (form: FormData): readonly (readonly [string, File])[] =>
  [...form].filter((entry): entry is [string, File] => entry[1] instanceof File);

const answerEdit = async (asked: Asked): Promise<Said> => {
  const form = await asked.form();
  const { n } = imageEditFields.parse(fieldsOf(form));
  const files = filesOf(form);
  const name = files.length === 1 ? 'image' : 'image[]';
  if (files.length === 0 || files.some(([field, { type }]) => field !== name || type !== 'image/png'))
    throw new Error('its pictures are in “image”, or in “image[]” when there are several');
  return pictures(Number(n));
};

const speech = (asked: Asked): Said => {
  const request = speechRequest.parse(asked.json());
  const wave = silentWave(0.5, true);
  if (request.stream_format !== 'sse') return { bytes: wave, headers: { 'content-type': 'audio/wav' } };
  const events = [
    { type: 'speech.audio.delta', audio: base64(wave.subarray(0, 300)) },
    { type: 'speech.audio.delta', audio: base64(wave.subarray(300)) },
    { type: 'speech.audio.done', usage: { input_tokens: 14, output_tokens: 101, total_tokens: 115 } },
  ];
  const text = events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('');
  return { text, headers: { 'content-type': 'text/event-stream' } };
};

const transcript = async (asked: Asked): Promise<Said> => {
  const form = await asked.form();
  const fields = transcriptFields.parse(fieldsOf(form));
  if (filesOf(form).length !== 1 || !form.has('file')) throw new Error('its sound is in “file”');
  if (fields.response_format !== 'verbose_json')
    return {
      json: {
        text: heardText,
        usage: {
          type: 'tokens',
          total_tokens: 30,
          input_tokens: 18,
          input_token_details: { text_tokens: 4, audio_tokens: 14 },
          output_tokens: 12,
        },
      },
    };
  if (fields['timestamp_granularities[]'] !== 'word') throw new Error('times of words are asked for by “word”');
  const words = heardText.split(' ').map((word, at) => ({ word, start: at * 0.25, end: at * 0.25 + 0.2 }));
  const usage = { type: 'duration', seconds: 1 };
  return { json: { task: 'transcribe', language: 'english', duration: 0.75, text: heardText, words, usage } };
};

const models = [
  'gpt-6.1-sol',
  'gpt-image-2',
  'gpt-4o-mini-tts',
  'whisper-1',
  'gpt-transcribe',
  'text-embedding-3-large',
];

/** In pictures and the rest the content is refused before anything runs; a language model refuses in its answer. */
const refused = ({ path }: Asked): Said =>
  path.endsWith('/responses')
    ? response({ type: 'refusal', refusal: 'I can’t help with that.' })
    : openaiError(
        400,
        'Your request was rejected by the safety system.',
        'image_generation_user_error',
        'moderation_blocked',
      );

const words = (): VendorWords => ({
  goodKey,
  keyOf: ({ headers }) => /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1],
  answer: (asked) => {
    switch (`${asked.method} ${asked.path}`) {
      case 'POST /v1/responses':
        return answerText(asked);
      case 'POST /v1/images/generations':
        return pictures(imageRequest.parse(asked.json()).n);
      case 'POST /v1/images/edits':
        return answerEdit(asked);
      case 'POST /v1/audio/speech':
        return speech(asked);
      case 'POST /v1/audio/transcriptions':
        return transcript(asked);
      case 'GET /v1/models':
        return { json: { object: 'list', data: models.map((id) => ({ id, object: 'model', owned_by: 'openai' })) } };
      default:
        throw new Error('OpenAI has no such path');
    }
  },
  troubles: { ...openaiTroubles(goodKey), refused },
});

export const openaiUnderTest: ProviderUnderTest = {
  kind: openai,
  basePath: '/v1',
  words,
  isSubmit: ({ method }) => method === 'POST',
  works: [
    { type: 'text', model: 'gpt-6.1-sol', can: { schema: true, pictures: 1, counts: true } },
    { type: 'image', model: 'gpt-image-2', can: { pictures: 16, counts: true } },
    { type: 'speech', model: 'tts-1', can: { counts: true } },
    { type: 'speech', model: 'gpt-4o-mini-tts', can: { counts: true } },
    { type: 'transcript', model: 'whisper-1', can: { times: true, counts: true } },
    { type: 'transcript', model: 'gpt-transcribe', can: { counts: true } },
  ],
};
