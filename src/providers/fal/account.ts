/**
 * Whether a key is good, and which models there are: fal's platform API. Its list of prices is the base of one unit; resolution, sound and the
 * like multiply the units of a request, so only units that nothing multiplies become prices here, and the others a note.
 * Sources: https://fal.ai/docs/platform-apis/v1/models and /v1/models/pricing, read 2026-11-20.
 */
import { z } from 'zod';
import type { PriceUnit } from '../../domain/catalog/model.types.ts';
import type { AskType } from '../../domain/generation/ask.types.ts';
import type { DiscoveredModel, KeyVerdict } from '../../ports/provider.ts';
import { askJson, decimalText, tryKey, type VendorLine } from '../wire/wire.ts';
import { listPrices, mostPricesAtOnce, type Price } from './bill.ts';
import { toPlatform } from './places.ts';

/** A price that every key may read, and no other can. */
export const testKey = (line: VendorLine, signal: AbortSignal): Promise<KeyVerdict> =>
  tryKey(async () => {
    await listPrices(line, ['fal-ai/flux/dev'], signal);
    return undefined;
  });

const pageSchema = z.object({
  models: z
    .array(
      z.object({
        endpoint_id: z.string().regex(/^[\w.-]+(?:\/[\w.-]+){1,7}$/),
        metadata: z.object({
          display_name: z.string().max(300).nullish().catch(undefined),
          category: z.string().max(100).nullish().catch(undefined),
          status: z.string().max(40).nullish().catch(undefined),
        }),
      }),
    )
    .max(1000),
  next_cursor: z.string().max(4000).nullish(),
  has_more: z.boolean().catch(false),
});
type Listed = z.infer<typeof pageSchema>['models'][number];

const pageSize = 100;
const mostPages = 40;

const makes: Readonly<Record<string, AskType>> = {
  'text-to-image': 'image',
  'image-to-image': 'image',
  'text-to-video': 'video',
  'image-to-video': 'video',
  'text-to-speech': 'speech',
  training: 'lora',
};

const makesOf = ({ endpoint_id, metadata }: Listed): AskType | undefined => {
  if (/lip-?sync/.test(endpoint_id)) return 'lipsync';
  if (/sound-effects/.test(endpoint_id)) return 'sound';
  return Object.hasOwn(makes, metadata.category ?? '') ? makes[metadata.category as string] : undefined;
};

const listModelsOf = async (line: VendorLine, signal: AbortSignal): Promise<readonly Listed[]> => {
  const models: Listed[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const query = { status: 'active', limit: String(pageSize), ...(cursor !== undefined && { cursor }) };
    const answer = await askJson(toPlatform(line), { path: '/v1/models', query, stake: 'free', signal }, pageSchema);
    models.push(...answer.models);
    const next = answer.has_more ? (answer.next_cursor ?? undefined) : undefined;
    if (next === undefined || next === cursor) break;
    cursor = next;
  }
  return models;
};

/** Units of which a request has as many as it has, whatever its settings. */
const plainUnits: Readonly<Record<string, PriceUnit>> = {
  megapixel: 'megapixel',
  megapixels: 'megapixel',
  '1000 characters': 'thousand-characters',
  '1k characters': 'thousand-characters',
  step: 'step',
  steps: 'step',
};

const pricedBy = (price: Price | undefined): Pick<DiscoveredModel, 'prices' | 'notes'> => {
  const dollars = price && price.currency === 'USD' ? decimalText(price.unit_price) : undefined;
  if (!price || dollars === undefined) return {};
  const word = price.unit.trim().toLowerCase();
  if (Object.hasOwn(plainUnits, word))
    return { prices: [{ unit: plainUnits[word] as PriceUnit, dollars, said: 'vendor' }] };
  return {
    notes: [`fal lists $${dollars} for one unit (${price.unit}); resolution, sound and length multiply the units.`],
  };
};

/** Active models of the kinds of work that are made here. Throws like `askJson`. */
export const listModels = async (line: VendorLine, signal: AbortSignal): Promise<readonly DiscoveredModel[]> => {
  const listed = (await listModelsOf(line, signal)).flatMap((each) => {
    const kind = makesOf(each);
    return kind && each.metadata.status !== 'deprecated' ? [{ ...each, kind }] : [];
  });
  const byId = new Map(listed.map((each) => [each.endpoint_id, each]));
  const ids = [...byId.keys()];
  const prices = new Map<string, Price>();
  for (let at = 0; at < ids.length; at += mostPricesAtOnce)
    for (const price of await listPrices(line, ids.slice(at, at + mostPricesAtOnce), signal))
      prices.set(price.endpoint_id, price);
  return [...byId.values()].map(({ endpoint_id: id, metadata, kind }) => ({
    ...{ id, makes: kind },
    ...(metadata.display_name && { title: metadata.display_name }),
    ...pricedBy(prices.get(id)),
  }));
};
