/**
 * Language models of OpenRouter with their prices: `GET /models`. A price list is taken whole or not at all: one entry that is not understood
 * makes the price unknown, since it might be billed.
 * Source: npm @openrouter/sdk 1.3.19 (Model, PublicPricing, PricingOverride), read 2026-11-20.
 */
import { z } from 'zod';
import type { ModelRecord, Sku } from '../../domain/catalog/model.types.ts';
import type { DiscoveredModel } from '../../ports/provider.ts';
import { askJson, count, unsaidLimits, type VendorLine } from '../wire/wire.ts';
import { asWritten, byTheMillion, isDearer } from './price-text.ts';

const price = z.string().max(40);
const overrideSchema = z.object({
  min_prompt_tokens: z.number().int().min(1).optional(),
  prompt: price.optional(),
  completion: price.optional(),
  input_cache_read: price.optional(),
  audio: price.optional(),
  utc_start: z.number().nullish(),
  utc_end: z.number().nullish(),
  utc_days: z.array(z.string()).nullish(),
});
const pricingSchema = z.record(z.string(), z.unknown());
const modelSchema = z.object({
  id: z.string().min(1).max(300),
  name: z.string().max(300).catch(''),
  context_length: count.nullish(),
  architecture: z.object({
    input_modalities: z.array(z.string()).max(20).catch([]),
    output_modalities: z.array(z.string()).max(20).catch([]),
  }),
  top_provider: z.object({ max_completion_tokens: count.nullish() }).nullish().catch(undefined),
  pricing: pricingSchema.nullish().catch(undefined),
  expiration_date: z.iso.date().nullish().catch(undefined),
});
const listSchema = z.object({ data: z.array(z.unknown()).max(20_000) });

/** Billed only for what our requests never ask for: a written cache, a search of the web, sound as an answer. */
const neverAsked = new Set([
  'web_search',
  'input_cache_write',
  'input_cache_write_1h',
  'input_audio_cache',
  'audio_output',
  'image_output',
  'discount',
]);

type Tier = { readonly when: { readonly inputTokensUpTo?: number; readonly inputTokensAbove?: number } };

/** Prices of one tier by their names; undefined: one of them is not understood. */
const skusOf = (named: Readonly<Record<string, unknown>>, { when }: Tier): readonly Sku[] | undefined => {
  const skus: Sku[] = [];
  const hasTier = Object.keys(when).length > 0;
  for (const [name, value] of Object.entries(named)) {
    if (neverAsked.has(name) || name === 'overrides') continue;
    if (typeof value !== 'string') return undefined;
    const million = byTheMillion(value);
    const once = asWritten(value);
    if (million === undefined || once === undefined) return undefined;
    const isFree = /^0$/.test(once);
    const said = 'vendor' as const;
    const tier = hasTier ? { when } : {};
    switch (name) {
      case 'prompt':
        skus.push({ unit: 'million-input-tokens', dollars: million, said, ...tier });
        break;
      case 'completion':
        skus.push({ unit: 'million-output-tokens', dollars: million, said, ...tier });
        break;
      case 'input_cache_read':
        skus.push({ unit: 'million-input-tokens', dollars: million, said, when: { ...when, isCached: true } });
        break;
      case 'audio':
        skus.push({ unit: 'million-input-tokens', dollars: million, said, when: { ...when, modality: 'audio' } });
        break;
      case 'image_token':
        skus.push({ unit: 'million-input-tokens', dollars: million, said, when: { ...when, modality: 'image' } });
        break;
      case 'image':
        if (!isFree) skus.push({ unit: 'image', dollars: once, said, counts: 'reference-images', adds: true });
        break;
      case 'request':
        if (!isFree) skus.push({ unit: 'request', dollars: once, said, adds: true });
        break;
      case 'internal_reasoning': {
        // Thinking is counted in the output; a price of its own above that of the output is one we could not compute.
        const output = named['completion'];
        if (!isFree && typeof output === 'string' && isDearer(value, output)) return undefined;
        break;
      }
      default:
        if (!isFree) return undefined;
    }
  }
  return skus;
};

/** Prices of a model; `null`: they cannot be told whole. */
export const pricesOf = (pricing: z.infer<typeof pricingSchema> | null | undefined): ModelRecord['prices'] => {
  if (!pricing || typeof pricing['prompt'] !== 'string' || typeof pricing['completion'] !== 'string') return null;
  const overrides = z
    .array(overrideSchema)
    .max(50)
    .safeParse(pricing['overrides'] ?? []);
  if (!overrides.success) return null;
  const tiers = overrides.data.filter(({ min_prompt_tokens }) => min_prompt_tokens !== undefined);
  const hours = overrides.data.filter((each) => each.min_prompt_tokens === undefined);
  // Cheaper hours change nothing about the most it can cost; dearer ones do.
  const isDearerAtTimes = hours.some((each) =>
    (['prompt', 'completion', 'audio', 'input_cache_read'] as const).some((name) => {
      const [there, here] = [each[name], pricing[name]];
      return there !== undefined && (typeof here !== 'string' || isDearer(there, here));
    }),
  );
  if (isDearerAtTimes || tiers.length > 1) return null;
  const [tier] = tiers;
  // Its bound belongs to the dearer side.
  const above = tier?.min_prompt_tokens === undefined ? undefined : tier.min_prompt_tokens - 1;
  if (tier && [tier.utc_start, tier.utc_end, tier.utc_days].some((each) => (each ?? undefined) !== undefined))
    return null;
  const base = skusOf(pricing, { when: above === undefined ? {} : { inputTokensUpTo: above } });
  if (!base || !tier || above === undefined) return base ?? null;
  const { prompt, completion, audio, input_cache_read } = tier;
  const changed = Object.fromEntries(
    Object.entries({ prompt, completion, audio, input_cache_read }).filter(([, value]) => value !== undefined),
  );
  const dear = skusOf({ ...onlyTokens(pricing), ...changed }, { when: { inputTokensAbove: above } });
  return dear ? [...base, ...dear] : null;
};

const onlyTokens = (pricing: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(pricing).filter(([name]) =>
      ['prompt', 'completion', 'audio', 'input_cache_read', 'image_token'].includes(name),
    ),
  );

const kinds = ['text', 'image', 'video', 'audio'] as const;

const modelOf = ({ id, name, architecture, pricing, ...rest }: z.infer<typeof modelSchema>): DiscoveredModel => ({
  ...{ id, makes: 'text', prices: pricesOf(pricing) },
  ...(name !== '' && { title: name }),
  takes: kinds.filter((kind) => architecture.input_modalities.includes(kind)),
  limits: {
    ...unsaidLimits,
    contextTokens: rest.context_length ?? null,
    outputTokens: rest.top_provider?.max_completion_tokens ?? null,
  },
  ...(rest.expiration_date && {
    lifeCycle: { released: null, deprecated: null, shutdown: rest.expiration_date, replacement: null },
  }),
});

/** Models that write texts. One that cannot be read is passed over; the list itself must be one. Throws like `askJson`. */
export const listTextModels = async (line: VendorLine, signal: AbortSignal): Promise<readonly DiscoveredModel[]> => {
  const { data } = await askJson(line, { path: '/models', stake: 'free', signal }, listSchema);
  return data.flatMap((each) => {
    const read = modelSchema.safeParse(each);
    return read.success && read.data.architecture.output_modalities.includes('text') ? [modelOf(read.data)] : [];
  });
};
