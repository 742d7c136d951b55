/** Anthropic: texts by the Messages API, with pictures shown and answers by a schema. */
import type { ProviderAccess, ProviderKind } from '../../ports/provider.ts';
import { tryKey, type VendorLine } from '../wire/wire.ts';
import { listModels, testModels } from './models.ts';
import { textMaker } from './text.ts';
import { readAnthropicTrouble } from './trouble.ts';

const lineOf = (access: ProviderAccess): VendorLine => ({
  title: 'Anthropic',
  access,
  headers: { 'x-api-key': access.key ?? '', 'anthropic-version': '2023-06-01' },
  readTrouble: readAnthropicTrouble,
  needsKey: true,
});

export const anthropic: ProviderKind = {
  name: 'anthropic',
  title: 'Anthropic',
  aliases: { claude: {} },
  baseUrl: 'https://api.anthropic.com/v1',
  needsKey: 'yes',
  keyVariables: ['ANTHROPIC_API_KEY'],
  keyPage: 'https://console.anthropic.com/settings/keys',
  builtFrom: [
    { url: 'https://docs.anthropic.com/en/api/messages', checkedAt: '2026-11-20' },
    { url: 'https://docs.anthropic.com/en/api/errors', checkedAt: '2026-11-20' },
    { url: 'npm:@anthropic-ai/sdk@1.11.0', checkedAt: '2026-11-20' },
    { url: 'npm:@ai-sdk/anthropic@4.0.105', checkedAt: '2026-11-20' },
  ],
  verifiedLive: false,
  submitsOnce: false,
  usually: { atOnce: 8, perMinute: 50 },
  // Long answers are thought about for minutes before the first byte; its SDKs wait ten.
  answers: { withinMs: 600_000 },
  fileHosts: [],
  open: (access) => {
    const line = lineOf(access);
    return {
      makers: { text: textMaker(line) },
      testKey: (signal) => tryKey(() => testModels(line, signal)),
      discover: (signal) => listModels(line, signal),
    };
  },
};
