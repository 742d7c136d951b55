/** What a vendor says of its own models, asked with a person's key, looked at before it is kept. */
import type { Clock } from '../../ports/clock.ts';
import type { Database } from '../../ports/database.ts';
import type { ProviderKind } from '../../ports/provider.ts';
import { RequestRefused } from '../api/api.ts';
import { askVendor, type VendorParts } from './ask-vendor.ts';
import { discoveredRecord } from './model.schemas.ts';
import { type NewDiscovered, replaceDiscovered } from './models.queries.ts';

export type DiscoverParts = VendorParts & {
  readonly database: Pick<Database, 'asPerson'>;
  readonly clock: Clock;
};

/** No vendor has more; one that says so is not believed. */
const mostModels = 5_000;
const mostRecordBytes = 32 * 1024;

/** NUL and half characters, as JSON writes them. */
const unkeepable = /\\u(?:0000|d[89a-f])/i;

/** What can be kept: of the right form, not too large, without NUL or half characters; each model once for each kind of work. */
export const believable = (models: readonly unknown[]): readonly NewDiscovered[] => {
  const kept = new Map<string, NewDiscovered>();
  for (const model of models.slice(0, mostModels)) {
    const read = discoveredRecord.safeParse(model);
    if (!read.success) continue;
    const text = JSON.stringify(read.data);
    if (text.length > mostRecordBytes || unkeepable.test(text)) continue;
    const { id, makes } = read.data;
    kept.set(`${id} ${makes}`, { model: id, makes, record: read.data });
  }
  return [...kept.values()];
};

/** Asks and keeps; gives how many were kept. Throws what `askVendor` does, `request-invalid` where a vendor has no list. */
export const discoverModels = async (
  parts: DiscoverParts,
  kind: ProviderKind,
  who: { readonly personId: string; readonly signal: AbortSignal },
): Promise<number> => {
  const said = await askVendor(parts, kind, who, async (provider, signal) => {
    if (!provider.discover)
      throw new RequestRefused(
        'request-invalid',
        `${kind.title} has no list of its models; the catalog holds what is known.`,
      );
    return provider.discover(signal);
  });
  const models = believable(said);
  const seen = { personId: who.personId, provider: kind.name, at: new Date(parts.clock.now()) };
  await parts.database.asPerson(who.personId, (query) => replaceDiscovered(query, seen, models));
  return models.length;
};
