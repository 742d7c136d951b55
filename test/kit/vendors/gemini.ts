/** The Gemini API at a loopback address: answers as documented (gemini-words.ts), clips as operations and interactions that take two looks. */
import { gemini } from '../../../src/providers/gemini/gemini.ts';
import type { ProviderUnderTest } from '../../contract/providers/provider-under-test.ts';
import { moodAnswer, plainAnswer } from '../../contract/providers/work/text.ts';
import {
  generateRequest,
  googleError,
  googleTroubles,
  interactionRequest,
  longRunningRequest,
  speechRequest,
} from './gemini-words.ts';
import { silentSamples, smallClip, smallPicture } from './made-media.ts';
import type { Asked, Said, VendorWords } from './vendor-server.ts';

const goodKey = 'AIzaSyD-9tSrke72PouQMnMX-a7eZSW0jkFMBWY';

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

const candidate = (part: object, more: object = {}): Said => ({
  json: {
    candidates: [{ content: { role: 'model', parts: [part] }, finishReason: 'STOP', index: 0 }],
    usageMetadata: {
      ...{ promptTokenCount: 40, candidatesTokenCount: 1290, thoughtsTokenCount: 30, totalTokenCount: 1360 },
      promptTokensDetails: [
        { modality: 'TEXT', tokenCount: 20 },
        { modality: 'IMAGE', tokenCount: 20 },
      ],
      candidatesTokensDetails: [{ modality: 'IMAGE', tokenCount: 1290 }],
    },
    modelVersion: 'gemini-3.8-flash',
    responseId: 'mAitaLmkHPPlz7IPvtfUqQ4',
    ...more,
  },
});

const generate = (asked: Asked): Said => {
  const { generationConfig } = generateRequest.parse(asked.json());
  if (generationConfig.responseModalities?.[0] === 'IMAGE')
    return candidate({ inlineData: { mimeType: 'image/png', data: base64(smallPicture) } });
  const isJson = generationConfig.responseMimeType === 'application/json';
  return candidate({ text: isJson ? JSON.stringify(moodAnswer) : plainAnswer });
};

const speak = (asked: Asked): Said => {
  speechRequest.parse(asked.json());
  return candidate({ inlineData: { mimeType: 'audio/L16;codec=pcm;rate=24000', data: base64(silentSamples(0.5)) } });
};

/** Work that is looked at once before it is done. */
const workshop = (begun: readonly string[] = []) => {
  const looks = new Map<string, number>(begun.map((name) => [name, 0]));
  let made = 0;
  return {
    begin: (prefix: string): string => {
      const id = `${prefix}${++made}`;
      looks.set(id, 0);
      return id;
    },
    /** Undefined: nobody began it here. */
    isDone: (id: string): boolean | undefined => {
      const before = looks.get(id);
      if (before !== undefined) looks.set(id, before + 1);
      return before === undefined ? undefined : before > 0;
    },
  };
};

const veoDone = (origin: string): object => ({
  '@type': 'type.googleapis.com/google.ai.generativelanguage.v1beta.PredictLongRunningResponse',
  generateVideoResponse: { generatedSamples: [{ video: { uri: `${origin}/v1beta/files/k3v9x2:download?alt=media` } }] },
});

const refused = (asked: Asked): Said => {
  if (asked.path.endsWith(':predictLongRunning') || asked.path.endsWith('/interactions'))
    return googleError(
      400,
      'INVALID_ARGUMENT',
      'The prompt could not be submitted. It contains sensitive words that violate our policies.',
    );
  return { json: { promptFeedback: { blockReason: 'PROHIBITED_CONTENT' }, usageMetadata: { promptTokenCount: 12 } } };
};

const models = [
  'gemini-3.8-flash',
  'gemini-nano-banana-2.1',
  'veo-3.1-generate-preview',
  'gemini-omni-1.2-flash',
  'gemini-3.8-flash-tts',
  'gemini-embedding-2',
];

const listModels = ({ search }: Asked): Said => {
  const names = search.get('pageToken') === 'more' ? models.slice(3) : models.slice(0, 3);
  const rows = names.map((id) => ({
    name: `models/${id}`,
    displayName: id,
    supportedGenerationMethods: ['generateContent'],
  }));
  return { json: { models: rows, ...(search.get('pageToken') === null && { nextPageToken: 'more' }) } };
};

const words = (): VendorWords => {
  const operations = workshop();
  const interactions = workshop();
  const files = workshop(['files/k3v9x2']);
  const lost = googleError(404, 'NOT_FOUND', 'Requested entity was not found.');

  const startInteraction = (asked: Asked): Said => {
    const { model } = interactionRequest.parse(asked.json());
    const id = interactions.begin('v1_ChdpbnRlcmFjdGlvbi');
    return {
      json: {
        id,
        model,
        object: 'interaction',
        status: 'in_progress',
        created: '2026-11-20T10:00:00Z',
        updated: '2026-11-20T10:00:00Z',
      },
    };
  };
  const lookAtInteraction = (id: string, origin: string): Said => {
    const isDone = interactions.isDone(id);
    if (isDone === undefined) return lost;
    if (!isDone) return { json: { id, status: 'in_progress', steps: [] } };
    const content = [{ type: 'video', mime_type: 'video/mp4', uri: `${origin}/v1beta/files/k3v9x2` }];
    const usage = {
      ...{ total_input_tokens: 22, total_cached_tokens: 0, total_output_tokens: 46_336, total_thought_tokens: 0 },
      output_tokens_by_modality: [{ modality: 'video', tokens: 46_336 }],
    };
    return {
      json: { id, status: 'completed', steps: [{ type: 'user_input' }, { type: 'model_output', content }], usage },
    };
  };
  const lookAtOperation = (name: string, origin: string): Said => {
    const isDone = operations.isDone(name);
    if (isDone === undefined) return lost;
    return { json: isDone ? { name, done: true, response: veoDone(origin) } : { name } };
  };

  return {
    goodKey,
    keyOf: ({ headers }) => headers['x-goog-api-key'],
    answer: (asked) => {
      const origin = `http://${asked.headers.host}`;
      const path = asked.path.replace('/v1beta/', '');
      const [what, verb] = path.split(/:(?=[a-zA-Z]+$)/);
      if (asked.method === 'POST' && verb === 'generateContent')
        return what?.includes('tts') ? speak(asked) : generate(asked);
      if (asked.method === 'POST' && verb === 'predictLongRunning') {
        longRunningRequest.parse(asked.json());
        return { json: { name: operations.begin(`${what}/operations/op`) } };
      }
      if (asked.method === 'POST' && path === 'interactions') return startInteraction(asked);
      const [, interaction, isCancel] = /^interactions\/(\w+)(\/cancel)?$/.exec(path) ?? [];
      if (interaction && isCancel) return { json: { id: interaction, status: 'cancelled' } };
      if (asked.method === 'GET' && interaction) return lookAtInteraction(interaction, origin);
      if (asked.method === 'GET' && /^models\/[\w.-]+\/operations\/\w+$/.test(path))
        return lookAtOperation(path, origin);
      if (asked.method === 'GET' && path === 'files/k3v9x2') {
        const state = files.isDone(path) ? 'ACTIVE' : 'PROCESSING';
        return { json: { name: path, mimeType: 'video/mp4', source: 'GENERATED', state } };
      }
      if (asked.method === 'GET' && path === 'files/k3v9x2:download')
        return { bytes: smallClip, headers: { 'content-type': 'video/mp4' } };
      if (asked.method === 'GET' && path === 'models') return listModels(asked);
      throw new Error('Gemini has no such path');
    },
    troubles: { ...googleTroubles(goodKey), refused },
  };
};

export const geminiUnderTest: ProviderUnderTest = {
  kind: gemini,
  basePath: '/v1beta',
  words,
  isSubmit: ({ method }) => method === 'POST',
  works: [
    { type: 'text', model: 'gemini-3.8-flash', can: { schema: true, pictures: 1, counts: true } },
    { type: 'image', model: 'gemini-nano-banana-2.1', can: { pictures: 14, counts: true } },
    { type: 'video', model: 'veo-3.1-generate-preview', can: { frames: 'both', pictures: 3, counts: true } },
    { type: 'video', model: 'gemini-omni-1.2-flash', can: { frames: 'both', pictures: 6, counts: true } },
    { type: 'speech', model: 'gemini-3.8-flash-tts', can: { counts: true } },
  ],
};
