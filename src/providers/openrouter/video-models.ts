/**
 * Video models of OpenRouter with their limits and prices: `GET /videos/models`. The names of its price entries are no closed list: one that
 * is not known here makes the price unknown, and says so.
 * Source: https://openrouter.ai/docs/features/multimodal/video-generation, npm @openrouter/sdk 1.3.19 (VideoModel) and the names that public
 * clients met, read 2026-11-20.
 */
import { z } from 'zod';
import type { ModelLimits, PriceCondition, Sku } from '../../domain/catalog/model.types.ts';
import type { DiscoveredModel } from '../../ports/provider.ts';
import { askJson, unsaidLimits, type VendorLine } from '../wire/wire.ts';
import { asWritten, byTheMillion, ofCents } from './price-text.ts';

const modelSchema = z.object({
  id: z.string().min(1).max(300),
  name: z.string().max(300).catch(''),
  supported_durations: z.array(z.number().positive()).max(200).nullish().catch(undefined),
  supported_resolutions: z.array(z.string().max(40)).max(50).nullish().catch(undefined),
  supported_aspect_ratios: z.array(z.string().max(20)).max(50).nullish().catch(undefined),
  supported_frame_images: z.array(z.string()).max(10).nullish().catch(undefined),
  generate_audio: z.boolean().nullish().catch(undefined),
  seed: z.boolean().nullish().catch(undefined),
  pricing_skus: z.record(z.string().max(200), z.string().max(40)).nullish().catch(undefined),
});
type VideoModel = z.infer<typeof modelSchema>;
const listSchema = z.object({ data: z.array(z.unknown()).max(5000) });

type Priced = { readonly sku: Sku; readonly resolution?: string };

/** Undefined: a name that is not known here. */
const pricedBy = (name: string, value: string): Priced | undefined => {
  const said = 'vendor' as const;
  const second = /^(?:duration_seconds|per-video-second)(?:_(with|without)_audio)?(?:[_-](\d{3,4}p|\dk))?$/i.exec(name);
  const cents = /^cents_per_(?:video_output_second|second_output|output_second)(?:_(\d{3,4}p|\dk))?$/i.exec(name);
  const tokens = /^video_tokens(?:_(with|without)_audio)?(?:_(\d{3,4}p|\dk))?$/i.exec(name);
  const audioOf = (word: string | undefined): PriceCondition => (word ? { audio: word === 'with' } : {});
  const withWhen = (unit: Sku['unit'], dollars: string | undefined, when: PriceCondition): Sku | undefined =>
    dollars === undefined ? undefined : { unit, dollars, said, ...(Object.keys(when).length > 0 && { when }) };
  const from = (sku: Sku | undefined, resolution: string | undefined): Priced | undefined =>
    sku && { sku, ...(resolution && { resolution }) };
  if (second) return from(withWhen('second', asWritten(value), audioOf(second[1])), second[2]);
  if (cents) return from(withWhen('second', ofCents(value), {}), cents[1]);
  if (tokens) return from(withWhen('million-output-tokens', byTheMillion(value), audioOf(tokens[1])), tokens[2]);
  const image = { unit: 'image', said, counts: 'reference-images', adds: true } as const;
  if (name === 'cents_per_image_input') return from(withDollars(image, ofCents(value)), undefined);
  if (name === 'reference_images') return from(withDollars(image, asWritten(value)), undefined);
  return undefined;
};

const withDollars = (sku: Omit<Sku, 'dollars'>, dollars: string | undefined): Sku | undefined =>
  dollars === undefined ? undefined : { ...sku, dollars };

/** A price without a resolution holds for those that have none of their own. */
const bound = (priced: readonly Priced[], resolutions: readonly string[]): readonly Sku[] => {
  const spelled = (resolution: string): string =>
    resolutions.find((each) => each.toLowerCase() === resolution.toLowerCase()) ?? resolution;
  const own = new Set(priced.flatMap(({ resolution }) => (resolution ? [spelled(resolution)] : [])));
  const rest = resolutions.filter((each) => !own.has(each));
  return priced.flatMap(({ sku, resolution }) => {
    if (sku.counts) return [sku];
    if (resolution) return [{ ...sku, when: { ...sku.when, resolutions: [spelled(resolution)] } }];
    if (own.size === 0) return [sku];
    return rest.length === 0 ? [] : [{ ...sku, when: { ...sku.when, resolutions: rest } }];
  });
};

const pricesOf = (model: VideoModel): Pick<DiscoveredModel, 'prices' | 'unknown' | 'videoTokens'> => {
  const entries = Object.entries(model.pricing_skus ?? {});
  const priced = entries.map(([name, value]) => [name, pricedBy(name, value)] as const);
  const strange = priced.filter(([, each]) => !each).map(([name]) => name);
  if (entries.length === 0 || strange.length > 0)
    return { prices: null, unknown: strange.map((name) => `what the price entry “${name.slice(0, 80)}” means`) };
  const known = priced.flatMap(([, each]) => (each ? [each] : []));
  const hasTokens = known.some(({ sku }) => sku.unit === 'million-output-tokens');
  return {
    prices: bound(known, model.supported_resolutions ?? []),
    // Width × height × frames / 1024, at 24 frames a second.
    ...(hasTokens && { videoTokens: 'pixels-24-1024' }),
  };
};

const limitsOf = (model: VideoModel): ModelLimits => {
  const frames = model.supported_frame_images;
  return {
    ...unsaidLimits,
    durationsSeconds: model.supported_durations ?? null,
    aspectRatios: model.supported_aspect_ratios ?? null,
    resolutions: model.supported_resolutions ?? null,
    takesFirstFrame: frames ? frames.includes('first_frame') : null,
    takesLastFrame: frames ? frames.includes('last_frame') : null,
    takesNegativePrompt: false,
    takesSeed: model.seed ?? null,
    audio: model.generate_audio ?? null,
  };
};

/** Models that make clips. Throws like `askJson`. */
export const listVideoModels = async (line: VendorLine, signal: AbortSignal): Promise<readonly DiscoveredModel[]> => {
  const { data } = await askJson(line, { path: '/videos/models', stake: 'free', signal }, listSchema);
  return data.flatMap((each) => {
    const read = modelSchema.safeParse(each);
    if (!read.success) return [];
    const model = read.data;
    return [
      {
        ...{ id: model.id, makes: 'video' as const, limits: limitsOf(model) },
        ...(model.name !== '' && { title: model.name }),
        ...pricesOf(model),
      },
    ];
  });
};
