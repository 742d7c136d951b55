/** Prices in a models file: `"prices": { "openai-compatible/qwen3": [], "openai/gpt-image-2": [{ "unit": "image", "dollars": "0.04" }] }`. */
import type { OwnPrice } from '../../domain/catalog/catalog.ts';
import type { Sku } from '../../domain/catalog/model.types.ts';
import { WorkprintError } from '../../domain/errors.ts';
import { ownPriceList } from '../../features/models/models.ts';

const refuse = (path: string, right: string): never => {
  throw new WorkprintError('models-invalid', `The choice of models is wrong at ${path}: it should be ${right}.`);
};

/** Reads them; an empty list: it costs nothing. Throws `models-invalid` at the place of what is wrong. */
export const readOwnPrices = (value: unknown): readonly OwnPrice[] => {
  if (value === undefined) return [];
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return refuse('prices', 'an object of prices by the names of models');
  return Object.entries(value).map(([name, list]) => {
    const path = `prices.${name}`;
    const at = name.indexOf('/');
    if (at < 1) return refuse(path, 'a `provider/model`');
    const read = ownPriceList.safeParse(list);
    if (!read.success)
      return refuse(
        [path, ...(read.error.issues[0]?.path ?? [])].join('.'),
        'a list of prices such as { "unit": "image", "dollars": "0.04" }; an empty list is free',
      );
    // What is optional is left out there, never undefined.
    const prices = read.data.map((sku) => ({ ...sku, said: 'person' })) as unknown as readonly Sku[];
    return { provider: name.slice(0, at), model: name.slice(at + 1), prices };
  });
};
