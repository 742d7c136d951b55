/**
 * Image models of OpenRouter: `GET /images/models`, and for each the prices of those who serve it, at `GET /images/models/{id}/endpoints`.
 * OpenRouter chooses who serves: the dearest price is the one to reckon with.
 * Source: npm @openrouter/sdk 1.3.19 (ImageModelListItem, ImageEndpoint, ImagePricingEntry), read 2026-11-20.
 */
import { z } from 'zod';
import type { Sku } from '../../domain/catalog/model.types.ts';
import { ProviderFailure } from '../../domain/generation/provider-failure.ts';
import type { DiscoveredModel } from '../../ports/provider.ts';
import { askJson, decimalText, type VendorLine } from '../wire/wire.ts';
import { limitsOf, parametersSchema } from './image-limits.ts';
import { byTheMillion, isDearer } from './price-text.ts';

const listSchema = z.object({
  data: z
    .array(
      z.object({
        id: z.string().regex(/^[\w.~-]{1,120}\/[\w.:~-]{1,160}$/),
        name: z.string().max(300).catch(''),
        architecture: z
          .object({ input_modalities: z.array(z.string()).max(20).catch([]) })
          .nullish()
          .catch(undefined),
      }),
    )
    .max(1000),
});
const endpointsSchema = z.object({
  endpoints: z
    .array(
      z.object({
        supported_parameters: parametersSchema,
        pricing: z
          .array(
            z.object({
              billable: z.string(),
              unit: z.string(),
              cost_usd: z.number().min(0),
              variant: z.string().nullish(),
            }),
          )
          .max(100),
      }),
    )
    .max(100),
});
type Endpoints = z.infer<typeof endpointsSchema>['endpoints'];
type Entry = Endpoints[number]['pricing'][number];

/** Undefined: an entry that is not understood, or one of several variants we could not tell apart in a request. */
const skuOf = ({ billable, unit, cost_usd, variant }: Entry): Sku | undefined => {
  const dollars = decimalText(cost_usd);
  if (dollars === undefined || variant) return undefined;
  const million = byTheMillion(dollars);
  const said = 'vendor' as const;
  const isShown = billable === 'input_image' || billable === 'input_reference';
  const tokens = (
    name: 'million-input-tokens' | 'million-output-tokens',
    modality: 'text' | 'image',
  ): Sku | undefined =>
    million === undefined ? undefined : { unit: name, dollars: million, said, when: { modality } };
  switch (unit) {
    case 'image':
      if (billable === 'output_image') return { unit: 'image', dollars, said };
      return isShown ? { unit: 'image', dollars, said, counts: 'reference-images', adds: true } : undefined;
    case 'megapixel':
      return billable === 'output_image' ? { unit: 'megapixel', dollars, said } : undefined;
    case 'token':
      if (billable === 'output_image') return tokens('million-output-tokens', 'image');
      if (billable === 'input_text') return tokens('million-input-tokens', 'text');
      return isShown ? tokens('million-input-tokens', 'image') : undefined;
    case 'request':
      return billable === 'output_image' ? { unit: 'request', dollars, said } : undefined;
    default:
      return undefined;
  }
};

/** The dearest of everybody who serves it; `null`: somebody's price is not understood, or they count in different ways. */
const pricesOf = (endpoints: Endpoints): readonly Sku[] | null => {
  const dearest = new Map<string, Sku>();
  const ways = new Set<string>();
  for (const { pricing } of endpoints) {
    const skus = pricing.filter(({ cost_usd }) => cost_usd > 0).map(skuOf);
    if (skus.length === 0 || skus.some((sku) => !sku)) return null;
    ways.add(
      (skus as readonly Sku[])
        .map(({ unit, counts }) => `${unit} ${counts ?? ''}`)
        .sort()
        .join(),
    );
    for (const sku of skus as readonly Sku[]) {
      const name = `${sku.unit} ${sku.counts ?? ''} ${sku.when?.modality ?? ''}`;
      const known = dearest.get(name);
      if (!known || isDearer(sku.dollars, known.dollars)) dearest.set(name, sku);
    }
  }
  return ways.size === 1 ? [...dearest.values()] : null;
};

/** Who serves is asked for one model at a time; so many at once. */
const atOnce = 6;

/** Those who serve a model; none: they cannot be had, and neither can its price. */
const serversOf = async (line: VendorLine, id: string, signal: AbortSignal): Promise<Endpoints> => {
  try {
    const path = `/images/models/${id.split('/').map(encodeURIComponent).join('/')}/endpoints`;
    return (await askJson(line, { path, stake: 'free', signal }, endpointsSchema)).endpoints;
  } catch (error) {
    // The others are listed all the same.
    if (error instanceof ProviderFailure && ['provider-unreadable', 'provider-rejected'].includes(error.code))
      return [];
    throw error;
  }
};

/** Models that make pictures. Throws like `askJson`. */
export const listImageModels = async (line: VendorLine, signal: AbortSignal): Promise<readonly DiscoveredModel[]> => {
  const { data } = await askJson(line, { path: '/images/models', stake: 'free', signal }, listSchema);
  const found: DiscoveredModel[] = [];
  for (let at = 0; at < data.length; at += atOnce)
    found.push(
      ...(await Promise.all(
        data.slice(at, at + atOnce).map(async ({ id, name, architecture }): Promise<DiscoveredModel> => {
          const servers = await serversOf(line, id, signal);
          const showsPictures = architecture?.input_modalities.includes('image') === true;
          const parameters = servers.map(({ supported_parameters }) => supported_parameters);
          return {
            ...{ id, makes: 'image', prices: pricesOf(servers), limits: limitsOf(parameters, showsPictures) },
            ...(name !== '' && { title: name }),
            takes: showsPictures ? ['text', 'image'] : ['text'],
          };
        }),
      )),
    );
  return found;
};
