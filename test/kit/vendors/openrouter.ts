/** OpenRouter at a loopback address: answers as documented (openrouter-words.ts), each with its bill. */
import { openrouter } from '../../../src/providers/openrouter/openrouter.ts';
import type { ProviderUnderTest } from '../../contract/providers/provider-under-test.ts';
import { moodAnswer, plainAnswer } from '../../contract/providers/work/text.ts';
import { smallClip, smallPicture } from './made-media.ts';
import { openrouterLists } from './openrouter-lists.ts';
import { chatRequest, imageRequest, openrouterError, openrouterTroubles, videoRequest } from './openrouter-words.ts';
import type { Asked, Said, VendorWords } from './vendor-server.ts';
import { openWorkshop } from './workshop.ts';

const goodKey = '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';

const chat = (asked: Asked): Said => {
  const { model, response_format } = chatRequest.parse(asked.json());
  const content = response_format ? JSON.stringify(moodAnswer) : plainAnswer;
  return {
    json: {
      id: 'gen-1795000000-Xk2',
      provider: 'OpenAI',
      model,
      object: 'chat.completion',
      created: 1_795_000_000,
      choices: [
        {
          ...{ index: 0, finish_reason: 'stop', native_finish_reason: 'completed', logprobs: null },
          message: { role: 'assistant', content, refusal: null, reasoning: null },
        },
      ],
      usage: {
        ...{ prompt_tokens: 41, completion_tokens: 17, total_tokens: 58, cost: 0.00014325, is_byok: false },
        prompt_tokens_details: { cached_tokens: 8, audio_tokens: 0 },
        cost_details: { upstream_inference_cost: null },
        completion_tokens_details: { reasoning_tokens: 5, image_tokens: 0 },
      },
    },
  };
};

const paint = (asked: Asked): Said => {
  const { n } = imageRequest.parse(asked.json());
  const picture = { b64_json: Buffer.from(smallPicture).toString('base64'), media_type: 'image/png' };
  return {
    json: {
      created: 1_795_000_000,
      data: Array.from({ length: n }, () => picture),
      usage: { prompt_tokens: 12, completion_tokens: 1290, total_tokens: 1302, cost: 0.1 + 0.2 },
    },
  };
};

const words = (): VendorWords => {
  const jobs = openWorkshop<string>((number) => `vgen_${number}Xk2`);

  const film = (asked: Asked): Said => {
    const { model } = videoRequest.parse(asked.json());
    const id = jobs.begin(model);
    // Where it says to look is another place than where it stands: only the id counts.
    return { status: 202, json: { id, polling_url: 'https://polling.example/steal', status: 'pending' } };
  };
  const lookAt = (id: string): Said => {
    const found = jobs.look(id);
    if (!found) return openrouterError(404, 'Video generation not found');
    const polling_url = 'https://polling.example/steal';
    if (!found.isDone) return { json: { id, polling_url, status: 'in_progress' } };
    return {
      json: {
        ...{ id, polling_url, generation_id: 'gen-1795000001-Yk3', status: 'completed' },
        unsigned_urls: ['https://polling.example/content?index=0'],
        usage: { cost: 0.5, is_byok: false },
      },
    };
  };

  return {
    goodKey,
    keyOf: ({ headers }) => /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1],
    answer: (asked) => {
      const path = asked.path.replace('/api/v1', '');
      const [, id, content] = /^\/videos\/(vgen_\w+|[^/]+)(\/content)?$/.exec(path) ?? [];
      if (asked.method === 'GET' && id && id !== 'models') {
        if (!content) return lookAt(decodeURIComponent(id));
        if (asked.search.get('index') !== '0') throw new Error('it has made one clip');
        return { bytes: smallClip, headers: { 'content-type': 'video/mp4' } };
      }
      const list = asked.method === 'GET' ? openrouterLists(path) : undefined;
      if (list) return { json: list };
      switch (`${asked.method} ${path}`) {
        case 'POST /chat/completions':
          return chat(asked);
        case 'POST /images':
          return paint(asked);
        case 'POST /videos':
          return film(asked);
        case 'GET /key':
          return {
            json: {
              data: {
                ...{ label: 'sk-or-v1-3f9…d7f', limit: 25, limit_remaining: 14.2537, usage: 10.7463 },
                ...{ is_free_tier: false, is_management_key: false, limit_reset: null, byok_usage: 0 },
              },
            },
          };
        default:
          throw new Error('OpenRouter has no such path');
      }
    },
    troubles: openrouterTroubles(goodKey),
  };
};

export const openrouterUnderTest: ProviderUnderTest = {
  kind: openrouter,
  basePath: '/api/v1',
  words,
  isSubmit: ({ method }) => method === 'POST',
  works: [
    { type: 'text', model: 'openai/gpt-6.1-sol', can: { schema: true, pictures: 1, counts: true, billedMicros: 144 } },
    { type: 'image', model: 'openai/gpt-image-2', can: { pictures: 2, counts: true, billedMicros: 300_000 } },
    {
      type: 'video',
      model: 'bytedance/seedance-2.0',
      can: { frames: 'both', pictures: 1, counts: true, billedMicros: 500_000 },
    },
  ],
};
