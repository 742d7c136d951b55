/**
 * The catalog as it counts for somebody: the shipped one, with what vendors said when they were asked with this person's key, and with own prices. It
 * is built again when a row of these changed, on whatever server; asking costs one small query.
 */
import type { Catalog, DiscoveredRecord, OwnPrice } from '../../domain/catalog/catalog.ts';
import { createCatalog, mergeCatalog } from '../../domain/catalog/catalog.ts';
import type { Sku } from '../../domain/catalog/model.types.ts';
import type { Database, Query } from '../../ports/database.ts';
import type { Log } from '../../ports/log.ts';
import { discoveredRecord, ownPriceList } from './model.schemas.ts';
import { discoveredModels, ownerOf, ownPrices, type Sources, stampOf } from './models.queries.ts';

/** For whom the catalog is wanted. With a project, the prices that count are those of the person it belongs to: they answer for its budget. */
export type CatalogFor = { readonly personId: string; readonly projectId?: string };

/** A catalog, and where its models have their prices and their being from. */
export type KnownCatalog = {
  readonly catalog: Catalog;
  /** `provider/id` of models with a price of the person's own. */
  readonly pricedByPerson: ReadonlySet<string>;
  /** By `provider/id makes`: when the vendor last listed it, and whether it said a price. */
  readonly discovered: ReadonlyMap<string, { readonly seenAt: Date; readonly hasPrice: boolean }>;
};

export type Catalogs = {
  catalogFor(who: CatalogFor): Promise<Catalog>;
  /** The same, with what stands behind it. */
  knownFor(who: CatalogFor): Promise<KnownCatalog>;
};

export type CatalogParts = {
  readonly database: Pick<Database, 'asStudio'>;
  readonly base: Catalog;
  readonly log: Pick<Log, 'warn'>;
};

/** People whose catalog is remembered here; the rest is built again when it is asked for. */
const mostRemembered = 200;

type Rows = { readonly discovered: Awaited<ReturnType<typeof discoveredModels>>; readonly prices: readonly OwnPrice[] };

const readPrices = async (query: Query, personId: string): Promise<readonly OwnPrice[]> =>
  (await ownPrices(query, personId)).flatMap(({ provider, model, prices }) => {
    const read = ownPriceList.safeParse(prices);
    if (!read.success) return [];
    // What is optional in a row is left out there, never undefined.
    return [
      { provider, model, prices: read.data.map((sku) => ({ ...sku, said: 'person' })) as unknown as readonly Sku[] },
    ];
  });

/** Names a record apart from one of the same model that does other work. */
export const recordKey = ({ provider, id, makes }: { provider: string; id: string; makes: string }): string =>
  `${provider}/${id} ${makes}`;

const build = (base: Catalog, { discovered, prices }: Rows, log: Pick<Log, 'warn'>): KnownCatalog => {
  const said: DiscoveredRecord[] = [];
  const seen = new Map<string, { seenAt: Date; hasPrice: boolean }>();
  let unread = 0;
  for (const { provider, record, seenAt } of discovered) {
    const read = discoveredRecord.safeParse(record);
    if (!read.success) {
      unread++;
      continue;
    }
    // Of the shape of the port: written by this room or a version of it, and held against the schema just now.
    const one = { ...read.data, provider } as unknown as DiscoveredRecord;
    said.push(one);
    seen.set(recordKey(one), { seenAt, hasPrice: (one.prices ?? null) !== null });
  }
  if (unread > 0)
    log.warn('Discovered models of an older form are left out until they are discovered again', { count: unread });
  return {
    catalog: said.length + prices.length === 0 ? base : createCatalog(mergeCatalog(base.records, said, prices)),
    pricedByPerson: new Set(prices.map(({ provider, model }) => `${provider}/${model}`)),
    discovered: seen,
  };
};

/** Catalogs over these rows. Throws `unavailable`. */
export const createCatalogs = ({ database, base, log }: CatalogParts): Catalogs => {
  const remembered = new Map<string, { readonly stamp: string; readonly known: KnownCatalog }>();

  const knownFor = ({ personId, projectId }: CatalogFor): Promise<KnownCatalog> =>
    database.asStudio(async (query) => {
      const owner = projectId === undefined ? undefined : await ownerOf(query, projectId);
      const sources: Sources = { personId, pricesOf: owner ?? personId };
      const name = `${sources.personId} ${sources.pricesOf}`;
      const stamp = await stampOf(query, sources);
      const kept = remembered.get(name);
      remembered.delete(name);
      const known =
        kept?.stamp === stamp
          ? kept.known
          : build(
              base,
              {
                discovered: await discoveredModels(query, sources.personId),
                prices: await readPrices(query, sources.pricesOf),
              },
              log,
            );
      remembered.set(name, { stamp, known });
      const [oldest] = remembered.keys();
      if (remembered.size > mostRemembered && oldest !== undefined) remembered.delete(oldest);
      return known;
    });
  return { knownFor, catalogFor: async (who) => (await knownFor(who)).catalog };
};
