/** Models as they go over the wire and as they lie in rows. What a vendor or an older version wrote is read here before anybody believes it. */
import { z } from 'zod';
import { askTypes } from '../../domain/generation/ask.types.ts';

const text = z.string().max(4000);
const day = z.iso.date();
const numbers = z.union([
  z.array(z.number()).max(200),
  z.object({ min: z.number(), max: z.number(), step: z.number().nullable() }),
]);
const ratios = z.union([z.array(z.string().max(20)).max(100), z.object({ min: z.string(), max: z.string() })]);
const yesOrUnknown = z.boolean().nullable();
const countOrUnknown = z.number().min(0).nullable();

/** ModelLimits of the catalog; more may be known of a model than stands here. */
export const limits = z.looseObject({
  durationsSeconds: numbers.nullable(),
  aspectRatios: ratios.nullable(),
  resolutions: z.array(z.string().max(60)).max(200).nullable(),
  references: z.looseObject({ images: countOrUnknown, videos: countOrUnknown, audios: countOrUnknown }),
  ...{ promptChars: countOrUnknown, negativePromptChars: countOrUnknown },
  ...{ takesSeed: yesOrUnknown, takesNegativePrompt: yesOrUnknown, takesFirstFrame: yesOrUnknown },
  takesLastFrame: yesOrUnknown,
  audio: z.union([z.boolean(), z.literal('always')]).nullable(),
  ...{ outputsPerRequest: countOrUnknown, contextTokens: countOrUnknown, outputTokens: countOrUnknown },
  fps: z.array(z.number()).max(50).nullable(),
});

const unit = z.enum([
  'million-input-tokens',
  'million-output-tokens',
  'thousand-characters',
  'second',
  'minute',
  'image',
  'megapixel',
  'request',
  'step',
]);

/** When a price holds; what is left out does not matter. */
const condition = z.strictObject({
  resolutions: z.array(z.string().min(1).max(60)).min(1).max(50).optional(),
  qualities: z.array(z.string().min(1).max(60)).min(1).max(50).optional(),
  audio: z.boolean().optional(),
  modality: z.enum(['text', 'image', 'audio', 'video']).optional(),
  isCached: z.literal(true).optional(),
  inputTokensUpTo: z.int().min(0).optional(),
  inputTokensAbove: z.int().min(0).optional(),
  from: day.optional(),
  through: day.optional(),
  durationSeconds: z.number().min(0).max(86_400).optional(),
  hasVideoReference: z.boolean().optional(),
  afterFirst: z.int().min(0).max(1_000_000).optional(),
  first: z.int().min(1).max(1_000_000).optional(),
});

/** A price somebody sets: exact dollars as a text, so that no rounding hides in it. */
export const ownPrice = z.strictObject({
  unit,
  dollars: z
    .string()
    .regex(/^\d{1,6}(?:\.\d{1,12})?$/, 'must be dollars as a decimal text, such as “0.04”')
    .describe('for one unit, exactly: “0.0336”'),
  when: condition.optional(),
  counts: z
    .enum(['output', 'input-and-output', 'input-and-output-at-least-twice-output', 'reference-images'])
    .optional(),
  rounding: z
    .enum(['none', 'second', 'unit'])
    .optional()
    .describe('how parts of a unit are billed; left out: a started unit counts whole'),
  atLeast: z.number().min(0).max(1_000_000).optional().describe('least quantity that is billed, in units'),
});
export const ownPriceList = z.array(ownPrice).max(100);
export type OwnPrice = z.output<typeof ownPrice>;

const sku = z.looseObject({ unit: z.string(), dollars: z.string().regex(/^\d{1,9}(?:\.\d{1,18})?$/) });
const source = z.looseObject({ url: z.string().max(2000), says: text, checkedAt: z.string().max(30) });
const lifeCycle = z.looseObject({
  ...{ released: day.nullable(), deprecated: day.nullable(), shutdown: day.nullable() },
  replacement: z.string().max(300).nullable(),
});

/** What every model is known by. */
const identity = { id: z.string().min(1).max(300), makes: z.enum(askTypes) };
const facts = {
  title: z.string().max(300),
  alsoIds: z.array(z.string().max(300)).max(50),
  takes: z.array(z.enum(['text', 'image', 'video', 'audio'])).max(4),
  status: z.enum(['active', 'deprecated', 'retired']),
  limits,
  prices: z.array(sku).max(200).nullable(),
  failuresCharged: z.boolean().nullable(),
  lifeCycle,
  dialect: z.string().max(60),
  sources: z.array(source).max(100),
  unknown: z.array(text).max(200),
  notes: z.array(text).max(200),
};

/** DiscoveredModel of the vendors' port, out of a row. */
export const discoveredRecord = z.looseObject({ ...identity, ...z.object(facts).partial().shape });

/** A model as people see it. */
export const modelView = z.object({
  name: z.string().describe('`provider/model`, as every request names it'),
  provider: z.string(),
  ...identity,
  ...facts,
  prices: facts.prices.describe('null: nobody was found to say, so it is refused until you set a price; empty: free'),
  priceIs: z
    .enum(['catalog', 'vendor', 'yours'])
    .nullable()
    .describe('who says the price: the catalog with its sources, the vendor when it was asked, or you'),
  discoveredAt: z.iso.datetime().nullable().describe('when the vendor last listed it, asked with your key'),
});
export type ModelView = z.input<typeof modelView>;
