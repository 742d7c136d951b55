/**
 * Sync (Sync Labs): mouths of a video that follow a voice (C2, D5). Its webhooks are signed with a secret of the account that no key holder
 * can ask for, so they are not read: it is asked instead.
 */
import type { ProviderKind } from '../../ports/provider.ts';
import { listModels, testKey } from './account.ts';
import { lineTo } from './line.ts';
import { lipsyncMaker } from './lipsync.ts';

const checkedAt = '2026-11-20';

export const sync: ProviderKind = {
  name: 'sync',
  title: 'Sync',
  aliases: { 'sync-labs': {}, synclabs: {} },
  baseUrl: 'https://api.sync.so',
  needsKey: 'yes',
  keyVariables: ['SYNC_API_KEY'],
  keyPage: 'https://sync.so/settings/api-keys',
  builtFrom: [
    { url: 'https://sync.so/docs/api-reference/api/generate-api/create', checkedAt },
    { url: 'https://sync.so/docs/api-reference/guides/idempotency', checkedAt },
    { url: 'https://sync.so/docs/developer-guides/error-handling', checkedAt },
    { url: 'https://sync.so/docs/api-reference/guides/webhooks', checkedAt },
    { url: 'npm:@sync.so/sdk@0.3.0', checkedAt },
  ],
  verifiedLive: false,
  // Idempotency-Key on POST /v2/generate, forms included: a repeat with the same key and files is no second generation.
  submitsOnce: true,
  usually: { atOnce: 1, perMinute: 60 },
  fileHosts: ['*.sync.so', '*.synclabs.so'],
  answers: { withinMs: 180_000 },
  open: (access) => {
    const line = lineTo(access);
    return {
      makers: { lipsync: lipsyncMaker(line) },
      testKey: (signal) => testKey(line, signal),
      discover: (signal) => listModels(line, signal),
    };
  },
};
