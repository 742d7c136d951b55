import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Ask, AskType, Reference } from '../generation/ask.types.ts';
import { microsFromDollars } from '../money.ts';
import { bestFirst, checkAsk, modelCatalog, nameOf, preferences, quoteAsk } from './catalog.ts';
import { clipDialects, type ModelRecord, type NeededFile, speechDialects, stillDialects } from './model.types.ts';

const day = z.iso.date();
const countOrUnknown = z.int().min(0).nullable();
const yesOrUnknown = z.boolean().nullable();
const words = z.array(z.string().min(1)).min(1);
const numbers = z.union([
  z.array(z.number().positive()).min(1),
  z.strictObject({ min: z.number().positive(), max: z.number().positive(), step: z.number().positive().nullable() }),
]);
const lengths = z.strictObject({
  min: z.number().optional(),
  max: z.number().positive(),
  inAll: z.number().optional(),
});
const bytes = z.int().positive().optional();

const limits = z.strictObject({
  durationsSeconds: numbers.nullable(),
  aspectRatios: z.union([words, z.strictObject({ min: z.string(), max: z.string() })]).nullable(),
  resolutions: words.nullable(),
  references: z.strictObject({ images: countOrUnknown, videos: countOrUnknown, audios: countOrUnknown }),
  ...{ promptChars: countOrUnknown, negativePromptChars: countOrUnknown, outputsPerRequest: countOrUnknown },
  ...{
    takesSeed: yesOrUnknown,
    takesNegativePrompt: yesOrUnknown,
    takesFirstFrame: yesOrUnknown,
    takesLastFrame: yesOrUnknown,
  },
  audio: z.union([z.boolean(), z.literal('always')]).nullable(),
  ...{ contextTokens: countOrUnknown, outputTokens: countOrUnknown, inputTokens: z.int().optional() },
  fps: z.array(z.int().positive()).min(1).nullable(),
  sizes: z
    .strictObject({ multipleOf: z.int(), longestSide: z.int(), leastPixels: z.int(), mostPixels: z.int() })
    .optional(),
  qualities: words.optional(),
  durationRules: z.array(z.strictObject({ when: z.looseObject({}), durationsSeconds: numbers })).optional(),
  filesInAll: z.int().optional(),
  referenceBytes: z.strictObject({ images: bytes, videos: bytes, audios: bytes }).optional(),
  referenceSeconds: z.strictObject({ videos: lengths.optional(), audios: lengths.optional() }).optional(),
  shots: z.strictObject({ most: z.int(), promptChars: z.int() }).optional(),
  makesOwnLength: z.literal(true).optional(),
  needs: z.enum(['first-frame', 'picture', 'source-video', 'reference']).optional(),
  ...{ leastExamples: z.int().optional(), loras: z.int().min(0).optional() },
});

const sku = z.strictObject({
  unit: z.enum([
    'million-input-tokens',
    'million-output-tokens',
    'thousand-characters',
    'second',
    'minute',
    'image',
    'megapixel',
    'request',
    'step',
  ]),
  dollars: z.string().refine((dollars) => (microsFromDollars(dollars) ?? 0) > 0),
  when: z.looseObject({ from: day.optional(), through: day.optional() }).optional(),
  counts: z
    .enum(['output', 'input-and-output', 'input-and-output-at-least-twice-output', 'reference-images'])
    .optional(),
  said: z.enum(['vendor', 'third-party']),
  standsFor: z.enum(['reseller', 'sibling']).optional(),
  isApproximate: z.literal(true).optional(),
  rounding: z.enum(['none', 'second', 'unit']).optional(),
  megapixelPixels: z.int().optional(),
  atFps: z.int().optional(),
});

const recordSchema = z.strictObject({
  provider: z.string().regex(/^[a-z][a-z0-9-]*$/),
  id: z.string().regex(/^[a-z0-9][A-Za-z0-9._/-]*$/),
  title: z.string().min(1),
  alsoIds: z.array(z.string().min(1)),
  takes: z.array(z.enum(['text', 'image', 'video', 'audio'])).min(1),
  isOnlyNamed: z.literal(true).optional(),
  makes: z.enum(['text', 'image', 'video', 'speech', 'sound', 'transcript', 'lipsync', 'lora']),
  status: z.enum(['active', 'deprecated', 'retired']),
  limits,
  prices: z.array(sku).nullable(),
  videoTokens: z.literal('pixels-24-1024').optional(),
  framePixels: z.record(z.string(), z.int().positive()).optional(),
  tokensPerSecond: z.record(z.string(), z.int().positive()).optional(),
  imageInputTokens: z
    .union([z.strictObject({ most: z.int() }), z.strictObject({ squareSide: z.int(), hundredthsEach: z.int() })])
    .optional(),
  pictureTokens: z.record(z.string(), z.int().positive()).optional(),
  usual: z.strictObject({ resolution: z.string().optional(), pixels: z.int().optional() }).optional(),
  failuresCharged: z.boolean().nullable(),
  lifeCycle: z.strictObject({
    ...{ released: day.nullable(), deprecated: day.nullable(), shutdown: day.nullable() },
    replacement: z.string().nullable(),
  }),
  dialect: z.enum([...clipDialects, ...stillDialects, ...speechDialects, 'plain']),
  sources: z
    .array(
      z.strictObject({
        url: z.string().regex(/^(?:https:\/\/|npm:|docs\/spec\/)\S+$/),
        says: z.string().regex(/[.)”]$/),
        checkedAt: day,
        pageDate: z
          .string()
          .regex(/^\d{4}-\d{2}(?:-\d{2})?$/)
          .optional(),
      }),
    )
    .min(1),
  unknown: z.array(z.string().min(3)),
  notes: z.array(z.string().regex(/[.)]$/)),
});

const all = modelCatalog.records;
const named = all.map((record) => [`${nameOf(record)} (${record.makes})`, record] as const);

/** Every number that stands in the words of a record: `1,050,000`, `1.05M`, `128K`, `$0.0336`, `8`. */
const saidNumbers = ({ sources, notes, unknown }: ModelRecord): ReadonlySet<number> => {
  const text = [...sources.map(({ says }) => says), ...notes, ...unknown].join(' ').replaceAll(/(\d),(?=\d{3})/g, '$1');
  return new Set(
    [...text.matchAll(/(\d+(?:\.\d+)?)\s?(MB|[MkK](?![A-Za-z])|s\b|p\b)?/g)].flatMap(([, digits, unit]) => {
      const value = Number(digits);
      const factor = unit === 'M' || unit === 'MB' ? 1e6 : unit === 'k' || unit === 'K' ? 1000 : 1;
      return [value, Math.round(value * factor * 1e6) / 1e6];
    }),
  );
};

/** The dollars of a price as its sources may write them: by the unit, by the million characters, by the hour or a thousand tokens. */
const waysToWrite = (dollars: string): readonly number[] =>
  [1, 1000, 60, 0.001].map((factor) => Math.round(Number(dollars) * factor * 1e6) / 1e6);

describe('CAT-3 records are whole and dated, and no number stands without a source', () => {
  test.each(named)('CAT-3 %s', (_, record) => {
    expect(recordSchema.parse(record)).toEqual(record);
    const numbersSaid = saidNumbers(record);
    for (const { dollars } of record.prices ?? []) {
      expect(
        waysToWrite(dollars).some((value) => numbersSaid.has(value)),
        `$${dollars}`,
      ).toBe(true);
    }
    const { promptChars, negativePromptChars, contextTokens, outputTokens, shots, leastExamples } = record.limits;
    for (const value of [
      promptChars,
      negativePromptChars,
      contextTokens,
      outputTokens,
      shots?.most,
      shots?.promptChars,
      leastExamples,
    ]) {
      if (value !== null && value !== undefined) expect(numbersSaid, `${value}`).toContain(value);
    }
    const durations = record.limits.durationsSeconds;
    for (const value of durations === null ? [] : 'min' in durations ? [durations.min, durations.max] : durations) {
      expect(numbersSaid, `${value} s`).toContain(value);
    }
    for (const { from, through } of (record.prices ?? []).map(({ when }) => when ?? {})) {
      for (const date of [from, through]) if (date) expect(JSON.stringify(record.sources)).toContain(date);
    }
  });

  test('CAT-3 names are unique, also among other ids, and aliases hide none', () => {
    const ids = all.flatMap(({ provider, id, alsoIds, makes }) =>
      [id, ...alsoIds].map((each) => `${provider}/${each} ${makes}`.toLowerCase()),
    );
    expect(new Set(ids).size).toBe(ids.length);
    expect(all.length).toBeGreaterThanOrEqual(91);
  });

  test('CAT-3 what is retired says since when, a successor exists, and life goes forward', () => {
    for (const record of all) {
      const { released, shutdown, replacement } = record.lifeCycle;
      if (record.status === 'retired') expect(shutdown, nameOf(record)).not.toBeNull();
      if (released && shutdown) expect(released < shutdown).toBe(true);
      if (replacement)
        expect(
          all.some(({ provider, id }) => provider === record.provider && id === replacement),
          replacement,
        ).toBe(true);
    }
  });

  test('CAT-3 what a model takes agrees with its limits', () => {
    for (const { takes, limits: known, makes, ...record } of all) {
      const { images, videos, audios } = known.references;
      if (makes === 'text') continue;
      if (!takes.includes('image')) expect(images ?? 0, record.id).toBe(0);
      if (!takes.includes('video')) expect(videos ?? 0, record.id).toBe(0);
      if (!takes.includes('audio')) expect(audios ?? 0, record.id).toBe(0);
    }
  });
});

const blob = { sha256: '0'.repeat(64), sizeBytes: 1000, mediaType: 'application/octet-stream' };
const face = { role: 'source', kind: 'video', media: blob, seconds: 4, fps: 25 } as const;
const voice = { role: 'source', kind: 'audio', media: blob, seconds: 4 } as const;
const portrait = { role: 'source', kind: 'image', media: blob } as const;

/** A plain request for each kind of work. */
const canonical: Readonly<Record<AskType, Ask>> = {
  text: { type: 'text', prompt: 'Who is Mara?', maxOutputTokens: 1000 },
  image: { type: 'image', prompt: 'A lighthouse', count: 1 },
  video: { type: 'video', prompt: 'A lighthouse at night', durationSeconds: 6 },
  speech: { type: 'speech', text: 'Who is there?', voice: 'Kore' },
  sound: { type: 'sound', prompt: 'Waves', durationSeconds: 5 },
  transcript: { type: 'transcript', audio: voice },
  lipsync: { type: 'lipsync', face, voice },
  lora: {
    type: 'lora',
    examples: Array.from({ length: 12 }, () => ({ ...portrait, role: 'training' as const })),
    triggerWord: 'mara',
    steps: 1000,
  },
};

/** The file without which a model does nothing, with all its facts known. */
const needed: Readonly<Record<NeededFile, Reference>> = {
  'first-frame': { role: 'first-frame', kind: 'image', media: blob },
  reference: { role: 'reference', kind: 'image', media: blob },
  picture: { role: 'source', kind: 'image', media: blob },
  'source-video': { role: 'source', kind: 'video', media: blob, seconds: 4 },
};

const withNeeded = (ask: Ask, { limits: { needs } }: ModelRecord): Ask =>
  needs === undefined ? ask : ({ ...ask, references: [needed[needs]] } as Ask);

describe('CAT-17 every model has a price for a plain request, or the missing fact has a name', () => {
  test.each(named)('CAT-17 %s', (_, record) => {
    const plain = canonical[record.makes];
    const ask =
      record.makes === 'lipsync' && record.takes.includes('image')
        ? ({ ...plain, face: portrait } as Ask)
        : withNeeded(plain, record);
    expect(checkAsk(record, ask)).toEqual([]);
    const quote = quoteAsk(record, ask, '2026-11-20');
    if ('unknown' in quote) {
      expect(quote.unknown).toMatch(
        /^(?:Nobody was found to say what \S+ costs\.|What this costs at \S+ cannot be told: it is not known .{10,}\.) Set a price/,
      );
      expect(record.unknown.length).toBeGreaterThan(0);
    } else {
      expect(Number.isSafeInteger(quote.micros)).toBe(true);
      expect(quote.micros > 0 || record.provider === 'local').toBe(true);
    }
  });
});

describe('CAT-20 the opinion of what is best', () => {
  test('CAT-20 C6 the best come first, what it does not name behind them in the order of the catalog', () => {
    const speech = bestFirst(modelCatalog.list({ makes: 'speech', usableOn: '2026-11-20' }));
    expect(speech.slice(0, 2).map(nameOf)).toEqual(['elevenlabs/eleven_v4', 'elevenlabs/eleven_v3']);
    expect(speech.slice(-2).map(nameOf)).toEqual(['openai/gpt-realtime-2.1-mini', 'gemini/gemini-3.8-flash-lite-tts']);
  });

  test('CAT-20 names living models of the kind it speaks of, once each', () => {
    for (const [makes, names] of Object.entries(preferences)) {
      expect(new Set(names).size).toBe(names.length);
      for (const name of names) {
        const record = modelCatalog.find(name, { today: '2026-11-20' });
        expect(nameOf(record)).toBe(name);
        expect(record.makes).toBe(makes);
      }
    }
  });
});
