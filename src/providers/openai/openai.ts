/** OpenAI: texts, pictures, speech, transcripts. Its videos ended on 24 September 2026; its realtime voices speak over WebSockets, not here. */
import type { Makers, ProviderAccess, ProviderKind } from '../../ports/provider.ts';
import {
  imageMaker,
  listModels,
  readOpenaiTrouble,
  speechMaker,
  transcriptMaker,
} from '../openai-protocol/openai-protocol.ts';
import { tryKey, type VendorLine } from '../wire/wire.ts';
import { modelOf } from './known-models.ts';
import { textMaker } from './text.ts';
import { imageTraits, speechTraits, transcriptTraits } from './traits.ts';

const lineOf = (access: ProviderAccess): VendorLine => ({
  title: 'OpenAI',
  access,
  headers: { authorization: `Bearer ${access.key ?? ''}` },
  readTrouble: readOpenaiTrouble,
  needsKey: true,
});

const makersOn = (line: VendorLine): Makers => ({
  text: textMaker(line),
  image: imageMaker(line, imageTraits),
  speech: speechMaker(line, speechTraits),
  transcript: transcriptMaker(line, transcriptTraits),
});

export const openai: ProviderKind = {
  name: 'openai',
  title: 'OpenAI',
  aliases: {},
  baseUrl: 'https://api.openai.com/v1',
  needsKey: 'yes',
  keyVariables: ['OPENAI_API_KEY'],
  keyPage: 'https://platform.openai.com/api-keys',
  builtFrom: [
    { url: 'https://platform.openai.com/docs/api-reference', checkedAt: '2026-11-20' },
    { url: 'npm:openai@7.55.0', checkedAt: '2026-11-20' },
    { url: 'npm:@ai-sdk/openai@4.0.118', checkedAt: '2026-11-20' },
  ],
  verifiedLive: false,
  // Idempotency-Key is sent by its SDKs and promised nowhere.
  submitsOnce: false,
  usually: { atOnce: 8, perMinute: 60 },
  // Pictures of the highest quality take minutes, and ten of them come in one answer.
  answers: { withinMs: 600_000, mostBytes: 256 * 1024 * 1024 },
  fileHosts: [],
  open: (access) => {
    const line = lineOf(access);
    return {
      makers: makersOn(line),
      testKey: (signal) =>
        tryKey(async () => {
          await listModels(line, signal);
          return undefined;
        }),
      discover: async (signal) => (await listModels(line, signal)).flatMap(modelOf),
    };
  },
};
