/** What people and vendors said of models beside the catalog: own prices, and models that were discovered with a person's key. */
import { sql } from 'kysely';
import type { Query } from '../../ports/database.ts';

export type OwnPriceRow = { readonly provider: string; readonly model: string; readonly prices: unknown };
export type DiscoveredRow = {
  readonly provider: string;
  readonly model: string;
  readonly record: unknown;
  readonly seenAt: Date;
};

/** Whose words count: discovered models of the person, prices of whoever answers for the money. */
export type Sources = { readonly personId: string; readonly pricesOf: string };

/**
 * Changes whenever a row of either kind does. Times cannot tell: of two transactions the one that began earlier may end later. The number of the transaction
 * that wrote a row can, for a row that is written again gets a higher one.
 */
export const stampOf = async (query: Query, { personId, pricesOf }: Sources): Promise<string> => {
  const { rows } = await sql<{ stamp: string }>`
    select concat_ws(' ',
      (select concat(count(*), ':', sum(xmin::text::bigint)) from workprint.own_prices where person_id = ${pricesOf}::uuid),
      (select concat(count(*), ':', sum(xmin::text::bigint)) from workprint.discovered_models where person_id = ${personId}::uuid)) as stamp`.execute(
    query,
  );
  return rows[0]?.stamp ?? '';
};

export const ownPrices = (query: Query, personId: string): Promise<OwnPriceRow[]> =>
  query
    .selectFrom('workprint.own_prices')
    .select(['provider', 'model', 'prices'])
    .where('person_id', '=', personId)
    .orderBy('provider')
    .orderBy('model')
    .execute();

export const discoveredModels = (query: Query, personId: string): Promise<DiscoveredRow[]> =>
  query
    .selectFrom('workprint.discovered_models')
    .select(['provider', 'model', 'record', 'seen_at as seenAt'])
    .where('person_id', '=', personId)
    .orderBy('provider')
    .orderBy('model')
    .orderBy('makes')
    .execute();

/** The person in whose name a project stands; undefined: there is none. */
export const ownerOf = async (query: Query, projectId: string): Promise<string | undefined> => {
  const row = await query
    .selectFrom('workprint.projects')
    .select('owner_id')
    .where('id', '=', projectId)
    .executeTakeFirst();
  return row?.owner_id;
};

type Priced = { readonly personId: string; readonly provider: string; readonly model: string };

/** Sets the asking person's price of a model, or replaces it. */
export const setOwnPrice = async (
  query: Query,
  { personId, provider, model, prices, at }: Priced & { readonly prices: unknown; readonly at: Date },
): Promise<void> => {
  const kept = { prices: JSON.stringify(prices), updated_at: at };
  await query
    .insertInto('workprint.own_prices')
    .values({ person_id: personId, provider, model, ...kept })
    .onConflict((on) => on.columns(['person_id', 'provider', 'model']).doUpdateSet(kept))
    .execute();
};

/** How many prices the asking person has set. */
export const countOwnPrices = async (query: Query): Promise<number> => {
  const { count } = await query
    .selectFrom('workprint.own_prices')
    .select((of) => of.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
};

/** False: there was none. */
export const removeOwnPrice = async (query: Query, { personId, provider, model }: Priced): Promise<boolean> => {
  const row = await query
    .deleteFrom('workprint.own_prices')
    .where('person_id', '=', personId)
    .where('provider', '=', provider)
    .where('model', '=', model)
    .returning('model')
    .executeTakeFirst();
  return row !== undefined;
};

export type NewDiscovered = { readonly model: string; readonly makes: string; readonly record: unknown };

/** Replaces what was known of a vendor's models: what it no longer lists is gone from here; the catalog keeps its own. */
export const replaceDiscovered = async (
  query: Query,
  { personId, provider, at }: { readonly personId: string; readonly provider: string; readonly at: Date },
  models: readonly NewDiscovered[],
): Promise<void> => {
  await query
    .deleteFrom('workprint.discovered_models')
    .where('person_id', '=', personId)
    .where('provider', '=', provider)
    .execute();
  const rows = models.map(({ model, makes, record }) => ({
    ...{ person_id: personId, provider, model, makes, record: JSON.stringify(record), seen_at: at },
  }));
  // A statement takes 65,535 values.
  for (let from = 0; from < rows.length; from += 1000)
    await query
      .insertInto('workprint.discovered_models')
      .values(rows.slice(from, from + 1000))
      .onConflict((on) => on.doNothing())
      .execute();
};
