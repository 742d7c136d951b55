/**
 * What fal billed: the units in the header of a result, times the price of one unit as its price list says. Both are fal's own words, and so
 * is the product; where one of them is missing the catalog's price decides.
 * Sources: https://fal.ai/docs/platform-apis/v1/models/pricing; the header as public clients use it; read 2026-11-20.
 */
import { z } from 'zod';
import { ProviderFailure } from '../../domain/generation/provider-failure.ts';
import { askJson, microsOfUnits, type VendorLine } from '../wire/wire.ts';
import { billableUnits } from './line.ts';
import { toPlatform } from './places.ts';
import type { QueueResult } from './queue.ts';

export const priceSchema = z.object({
  endpoint_id: z.string().max(300),
  unit_price: z.number().min(0),
  unit: z.string().max(100),
  currency: z.string().max(10),
});
export const pricesSchema = z.object({ prices: z.array(priceSchema).max(100) });
export type Price = z.infer<typeof priceSchema>;

/** Prices of so many models at once are told; more are not. */
export const mostPricesAtOnce = 50;

/** Prices of these models; those without one are left out. Throws like `askJson`. */
export const listPrices = async (
  line: VendorLine,
  models: readonly string[],
  signal: AbortSignal,
): Promise<readonly Price[]> => {
  const query = new URLSearchParams(models.map((model): [string, string] => ['endpoint_id', model]));
  const question = { path: `/v1/models/pricing?${query.toString()}`, stake: 'free', signal } as const;
  return (await askJson(toPlatform(line), question, pricesSchema)).prices;
};

/** Micro-dollars billed for a result; undefined: fal does not say enough. */
export const billedMicros = async (
  line: VendorLine,
  { headers, model }: QueueResult,
  signal: AbortSignal,
): Promise<number | undefined> => {
  const units = billableUnits(headers);
  if (units === undefined) return undefined;
  if (units === 0) return 0;
  try {
    const price = (await listPrices(line, [model], signal)).find(({ endpoint_id }) => endpoint_id === model);
    return price?.currency === 'USD' ? microsOfUnits(units, price.unit_price) : undefined;
  } catch (error) {
    // The work is done and its result is at hand: a price list that cannot be had does not undo it.
    if (error instanceof ProviderFailure) return undefined;
    throw error;
  }
};
