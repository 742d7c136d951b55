/** OpenRouter: language models, pictures and clips of many vendors behind one key, each with its bill in the answer (C2, C5). */
import type { ProviderKind } from '../../ports/provider.ts';
import { testKey } from './account.ts';
import { imageMaker } from './image.ts';
import { listImageModels } from './image-models.ts';
import { lineTo } from './line.ts';
import { textMaker } from './text.ts';
import { listTextModels } from './text-models.ts';
import { videoMaker } from './video.ts';
import { listVideoModels } from './video-models.ts';

const checkedAt = '2026-11-20';

export const openrouter: ProviderKind = {
  name: 'openrouter',
  title: 'OpenRouter',
  aliases: { 'open-router': {} },
  baseUrl: 'https://openrouter.ai/api/v1',
  needsKey: 'yes',
  keyVariables: ['OPENROUTER_API_KEY'],
  keyPage: 'https://openrouter.ai/settings/keys',
  builtFrom: [
    { url: 'https://openrouter.ai/docs/api-reference/chat-completion', checkedAt },
    { url: 'https://openrouter.ai/docs/api-reference/errors', checkedAt },
    { url: 'https://openrouter.ai/docs/features/multimodal/video-generation', checkedAt },
    { url: 'https://openrouter.ai/docs/guides/features/zero-completion-insurance', checkedAt },
    { url: 'npm:@openrouter/sdk@1.3.19', checkedAt },
  ],
  verifiedLive: false,
  submitsOnce: false,
  usually: { atOnce: 8, perMinute: 120 },
  fileHosts: [],
  // Pictures come inside of answers, several at once.
  answers: { withinMs: 180_000, mostBytes: 96 * 1024 * 1024 },
  open: (access) => {
    const line = lineTo(access);
    return {
      makers: { text: textMaker(line), image: imageMaker(line), video: videoMaker(line) },
      fileHeaders: line.headers,
      testKey: (signal) => testKey(line, signal),
      discover: async (signal) => [
        ...(await listTextModels(line, signal)),
        ...(await listImageModels(line, signal)),
        ...(await listVideoModels(line, signal)),
      ],
    };
  },
};
