/** A catalog of models (domain/catalog) as the desk asks it. */
import { bestFirst, type Catalog, checkAsk, costOf, openLimitsOf, quoteAsk } from '../../domain/catalog/catalog.ts';
import type { DeskCatalog } from './desk.types.ts';

/** The same records, rules and prices; models that are offered come best first. */
export const deskCatalogOf = (catalog: Catalog): DeskCatalog => ({
  find: (name, makes, today) => catalog.find(name, { today, makes }),
  list: (makes, today) =>
    bestFirst(catalog.list({ makes, usableOn: today }).filter(({ isOnlyNamed }) => isOnlyNamed !== true)),
  check: checkAsk,
  unchecked: openLimitsOf,
  quote: quoteAsk,
  cost: costOf,
});
