/**
 * Any server that speaks as OpenAI does: Ollama, llama.cpp, LM Studio, vLLM, LocalAI, gateways of companies. What a model costs there nobody
 * but its owner knows: without a price of their own its answers are refused like all that has none.
 */
import type { Makers, ProviderAccess, ProviderKind } from '../../ports/provider.ts';
import {
  imageMaker,
  listModels,
  readOpenaiTrouble,
  speechMaker,
  transcriptMaker,
} from '../openai-protocol/openai-protocol.ts';
import { tryKey, type VendorLine } from '../wire/wire.ts';
import { modelOf } from './model-families.ts';
import { textMaker } from './text.ts';

const lineOf = (access: ProviderAccess): VendorLine => ({
  title: 'The OpenAI-compatible server',
  access,
  headers: access.key ? { authorization: `Bearer ${access.key}` } : {},
  readTrouble: readOpenaiTrouble,
  needsKey: false,
});

const makersOn = (line: VendorLine): Makers => ({
  text: textMaker(line),
  image: imageMaker(line, { asksForBase64: true }),
  speech: speechMaker(line, { countsTokens: () => false, takesInstructions: () => true }),
  transcript: transcriptMaker(line, {
    wayOf: () => ({ format: 'verbose_json', hasWords: true, languageField: 'language' }),
  }),
});

export const openaiCompatible: ProviderKind = {
  name: 'openai-compatible',
  title: 'OpenAI-compatible server',
  aliases: { ollama: {}, 'llama-cpp': {}, 'lm-studio': {}, vllm: {} },
  // Where Ollama listens on this machine; an operator says so with WORKPRINT_OPENAI_COMPATIBLE_BASE_URL, or where another server is.
  baseUrl: 'http://127.0.0.1:11434/v1',
  needsKey: 'optional',
  keyVariables: ['OPENAI_COMPATIBLE_API_KEY'],
  builtFrom: [
    { url: 'https://platform.openai.com/docs/api-reference', checkedAt: '2026-11-20' },
    { url: 'https://docs.ollama.com/api/openai-compatibility', checkedAt: '2026-11-20' },
    { url: 'npm:@ai-sdk/openai-compatible@3.0.92', checkedAt: '2026-11-20' },
  ],
  verifiedLive: false,
  submitsOnce: false,
  usually: { atOnce: 2, perMinute: 600 },
  // A model at home is loaded first, and thinks as fast as the machine.
  answers: { withinMs: 600_000, mostBytes: 128 * 1024 * 1024 },
  fileHosts: [],
  open: (access) => {
    const line = lineOf(access);
    return {
      makers: makersOn(line),
      testKey: (signal) =>
        tryKey(async () => {
          const { length } = await listModels(line, signal);
          return `It has ${length} ${length === 1 ? 'model' : 'models'}.`;
        }),
      discover: async (signal) => (await listModels(line, signal)).flatMap(modelOf),
    };
  },
};
