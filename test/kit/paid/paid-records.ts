/** What the paid vendor of the tests sells, as catalog records, and what it bills: the same prices, computed on its own side. */
import type { ModelRecord, Sku } from '../../../src/domain/catalog/model.types.ts';
import type { Usage } from '../../../src/domain/generation/answer.types.ts';
import type { Ask, AskType } from '../../../src/domain/generation/ask.types.ts';
import type { Micros } from '../../../src/domain/money.ts';

const checkedAt = '2026-11-20';

const source = (name: string) => ({ url: `https://paid.test/${name}`, says: 'Made up for tests.', checkedAt });

const noLimits: ModelRecord['limits'] = {
  durationsSeconds: null,
  aspectRatios: null,
  resolutions: null,
  references: { images: null, videos: null, audios: null },
  promptChars: null,
  negativePromptChars: null,
  takesSeed: true,
  takesNegativePrompt: true,
  takesFirstFrame: true,
  takesLastFrame: true,
  audio: true,
  outputsPerRequest: null,
  contextTokens: null,
  outputTokens: null,
  fps: null,
};

type Offer = Pick<ModelRecord, 'id' | 'title' | 'makes' | 'takes' | 'prices' | 'dialect'> & {
  readonly limits?: Partial<ModelRecord['limits']>;
  readonly more?: Partial<ModelRecord>;
};

const vendorSays = (unit: Sku['unit'], dollars: string): Sku => ({ unit, dollars, said: 'vendor' });

const offers: readonly Offer[] = [
  {
    ...{ id: 'prose', title: 'Prose', makes: 'text', takes: ['text', 'image'], dialect: 'plain' },
    prices: [vendorSays('million-input-tokens', '1'), vendorSays('million-output-tokens', '4')],
    limits: { contextTokens: 200_000, outputTokens: 32_000, references: { images: 4, videos: 0, audios: 0 } },
  },
  {
    ...{ id: 'still', title: 'Still', makes: 'image', takes: ['text', 'image'], dialect: 'image' },
    prices: [vendorSays('image', '0.04')],
    limits: { aspectRatios: ['16:9', '9:16', '1:1'], promptChars: 2_000, outputsPerRequest: 4 },
  },
  {
    ...{ id: 'still-fast', title: 'Still Fast', makes: 'image', takes: ['text', 'image'], dialect: 'image' },
    prices: [vendorSays('image', '0.01')],
    limits: { aspectRatios: ['16:9', '9:16', '1:1'], promptChars: 1_000, outputsPerRequest: 4 },
  },
  {
    ...{ id: 'clip', title: 'Clip', makes: 'video', takes: ['text', 'image'], dialect: 'video' },
    prices: [vendorSays('second', '0.1')],
    limits: {
      durationsSeconds: [2, 4, 6, 8],
      aspectRatios: ['16:9', '9:16', '1:1'],
      promptChars: 1_500,
      references: { images: 3, videos: 0, audios: 0 },
    },
  },
  {
    ...{ id: 'clip-plain', title: 'Clip Plain', makes: 'video', takes: ['text', 'image'], dialect: 'video' },
    prices: [vendorSays('second', '0.02')],
    limits: { durationsSeconds: { min: 1, max: 10, step: 1 }, aspectRatios: ['16:9', '9:16'], promptChars: 500 },
  },
  {
    ...{ id: 'voice', title: 'Voice', makes: 'speech', takes: ['text'], dialect: 'speech' },
    prices: [vendorSays('thousand-characters', '0.03')],
    limits: { promptChars: 5_000 },
  },
  {
    ...{ id: 'noise', title: 'Noise', makes: 'sound', takes: ['text'], dialect: 'plain' },
    prices: [vendorSays('second', '0.01')],
    limits: { durationsSeconds: { min: 0.5, max: 30, step: null } },
  },
  {
    ...{ id: 'ears', title: 'Ears', makes: 'transcript', takes: ['audio'], dialect: 'plain' },
    prices: [vendorSays('minute', '0.006')],
  },
  {
    ...{ id: 'mouth', title: 'Mouth', makes: 'lipsync', takes: ['video', 'image', 'audio'], dialect: 'plain' },
    prices: [vendorSays('second', '0.05')],
  },
  {
    ...{ id: 'face', title: 'Face', makes: 'lora', takes: ['image'], dialect: 'plain' },
    prices: [vendorSays('step', '0.002')],
  },
  // For what must be refused before anything is sent.
  { ...{ id: 'mystery', title: 'Mystery', makes: 'image', takes: ['text'], dialect: 'image' }, prices: null },
  {
    ...{ id: 'old-clip', title: 'Old Clip', makes: 'video', takes: ['text'], dialect: 'video' },
    prices: [vendorSays('second', '0.1')],
    more: {
      status: 'retired',
      lifeCycle: { released: '2024-01-01', deprecated: '2026-01-01', shutdown: '2026-06-01', replacement: 'clip' },
    },
  },
];

/** Records of all it sells. `failuresCharged`: whether it bills work that failed. */
export const paidRecords = (provider = 'paid', failuresCharged: boolean | null = false): readonly ModelRecord[] =>
  offers.map(({ limits, more, ...offer }) => ({
    provider,
    ...offer,
    alsoIds: [],
    status: 'active' as const,
    limits: { ...noLimits, ...limits },
    failuresCharged,
    lifeCycle: { released: null, deprecated: null, shutdown: null, replacement: null },
    sources: [source(offer.id)],
    unknown: [],
    notes: [],
    ...more,
  }));

/** The kind of work of one of its models; undefined: it has no such model. */
export const workOf = (model: string): AskType | undefined => offers.find(({ id }) => id === model)?.makes;

/** What the vendor counts for an answered request. */
export const usageFor = (ask: Ask, outputTokens = 0): Usage => {
  switch (ask.type) {
    case 'text':
      return {
        inputTokens: Math.ceil(new TextEncoder().encode((ask.system ?? '') + ask.prompt).length / 4) + 8,
        outputTokens,
      };
    case 'image':
      return { images: ask.count };
    case 'video':
      return { seconds: ask.durationSeconds };
    case 'speech':
      return { characters: ask.text.length };
    case 'sound':
      return { seconds: ask.durationSeconds ?? 5 };
    case 'transcript':
      return { seconds: ask.audio.seconds ?? 0 };
    case 'lipsync':
      return { seconds: ask.voice.seconds ?? ask.face.seconds ?? 0 };
    case 'lora':
      return { steps: ask.steps };
  }
};

/** Micro-dollars for one of what the vendor counts; all whole, so that nothing is ever rounded. */
const perPiece: Readonly<Record<string, Micros>> = {
  still: 40_000,
  'still-fast': 10_000,
  clip: 100_000,
  'clip-plain': 20_000,
  'old-clip': 100_000,
  mystery: 70_000,
  voice: 30,
  noise: 10_000,
  ears: 100,
  mouth: 50_000,
  face: 2_000,
};

/** What an answered request costs, in micro-dollars. */
export const billFor = (model: string, usage: Usage): Micros => {
  if (model === 'prose') return (usage.inputTokens ?? 0) + 4 * (usage.outputTokens ?? 0);
  const pieces = usage.images ?? usage.seconds ?? usage.characters ?? usage.steps ?? 0;
  return Math.ceil(pieces * (perPiece[model] ?? 0));
};
