/** Anthropic: text. */
import type { ModelRecord } from '../model.types.ts';
import { othersSay, type RecordFacts, recordsOf, source, tokens, vendorSays } from './record.ts';

const priceList = source(
  'https://platform.claude.com/docs/about-claude/models/whats-new-opus-5',
  'A million input and output tokens: Claude Opus 5.5 $4 and $20, Sonnet 5.5 $2 and $10, Haiku 5.5 from $0.10 and $0.50.',
);
const lineUp = source(
  'https://platform.claude.com/docs/es/models/haiku-5-5/overview',
  'The models compared: Fable 5.1, Opus 5.5, Sonnet 5.5 and Haiku 5.5 have 1M tokens of context and 128K of output; Fable 5.1 $10 and $50.',
);
const isListed = (id: string) => source('npm:@ai-sdk/anthropic', `${id} is in the list of models.`, '2026-11-13');
const measuredPictures = source(
  'https://huggingface.co/datasets/JOHNISKING/image-token-cost',
  'Measured input tokens of one picture: Claude 5.5 (Opus, Sonnet) 177 to 4,005 and Claude 4.5 165 to 1,661, from 256x256 to 4032x3024.',
);

const shared = {
  takes: ['text', 'image'],
  makes: 'text',
  limits: { contextTokens: 1_000_000, outputTokens: 128_000 },
} as const;

const batchNote = 'Requests in batches cost half; Workprint does not use them.';

const facts: readonly RecordFacts[] = [
  {
    ...shared,
    id: 'claude-opus-5-5',
    title: 'Claude Opus 5.5',
    prices: tokens(vendorSays, '4', '20'),
    imageInputTokens: { most: 5000 },
    sources: [priceList, lineUp, isListed('claude-opus-5-5'), measuredPictures],
    unknown: ['release date', 'failuresCharged'],
    notes: [batchNote, 'A picture is reckoned at 5,000 tokens: above all that was measured.'],
  },
  {
    ...shared,
    id: 'claude-sonnet-5-5',
    title: 'Claude Sonnet 5.5',
    prices: tokens(vendorSays, '2', '10'),
    imageInputTokens: { most: 5000 },
    sources: [priceList, lineUp, isListed('claude-sonnet-5-5'), measuredPictures],
    unknown: ['release date', 'failuresCharged'],
    notes: [batchNote, 'A picture is reckoned at 5,000 tokens: above all that was measured.'],
  },
  {
    ...shared,
    id: 'claude-haiku-5-5',
    title: 'Claude Haiku 5.5',
    prices: [
      ...tokens(vendorSays, '0.10', '0.50', { inputTokensUpTo: 100_000 }),
      ...tokens(othersSay, '0.5', '2.5', { inputTokensAbove: 100_000 }),
    ],
    sources: [
      priceList,
      lineUp,
      source('npm:@earendil-works/pi-ai', '$0.50 and $2.50 above 100k input tokens.', '2026-11-10'),
    ],
    unknown: ['release date', 'failuresCharged', 'tokens of a picture of the request'],
    notes: [batchNote, 'The price above 100,000 input tokens is stated by a third party only.'],
  },
  {
    ...shared,
    id: 'claude-fable-5-2',
    title: 'Claude Fable 5.2',
    prices: tokens(othersSay, '8', '40'),
    sources: [
      source('npm:@earendil-works/pi-ai', '$8 and $40 for a million tokens; two other lists agree.', '2026-11-10'),
      source('https://platform.claude.com/docs/it/models/fable-5-2/migration-guide', 'Names the id claude-fable-5-2.'),
      lineUp,
    ],
    unknown: ['release date', 'failuresCharged', 'tokens of a picture of the request'],
    notes: ['Context and output are those of Fable 5.1, which the vendor’s stored pages still list, at $10 and $50.'],
  },
  {
    ...shared,
    id: 'claude-sonnet-4-5',
    title: 'Claude Sonnet 4.5',
    status: 'deprecated',
    limits: { contextTokens: 200_000, outputTokens: 64_000 },
    prices: tokens(othersSay, '3', '15'),
    imageInputTokens: { most: 1700 },
    lifeCycle: { shutdown: '2026-11-30' },
    sources: [
      source('npm:@earendil-works/pi-ai', '$3 and $15 for a million tokens, context 200k, output 64k.', '2026-11-10'),
      source('npm:@anthropic-ai/sdk', 'The table of deprecations ends it on 2026-11-30.', '2026-11-17'),
      measuredPictures,
    ],
    unknown: ['day of the deprecation notice', 'official successor', 'failuresCharged'],
  },
];

/** The models of Anthropic. */
export const anthropicRecords: readonly ModelRecord[] = recordsOf('anthropic', facts);
