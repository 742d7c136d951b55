/** Models as people see them: found by whatever name they have, also when they are retired. */
import { type FindOptions, nameOf } from '../../domain/catalog/catalog.ts';
import type { ModelRecord } from '../../domain/catalog/model.types.ts';
import { type KnownCatalog, recordKey } from './catalogs.ts';
import type { ModelView } from './model.schemas.ts';

/** A day in UTC: `2026-11-20`. */
export const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

const priceIs = (record: ModelRecord, known: KnownCatalog): ModelView['priceIs'] => {
  if (record.prices === null) return null;
  if (known.pricedByPerson.has(`${record.provider}/${record.id}`)) return 'yours';
  return known.discovered.get(recordKey(record))?.hasPrice ? 'vendor' : 'catalog';
};

export const viewOf = (record: ModelRecord, known: KnownCatalog): ModelView =>
  ({
    ...record,
    name: nameOf(record),
    priceIs: priceIs(record, known),
    discoveredAt: known.discovered.get(recordKey(record))?.seenAt.toISOString() ?? null,
    // Lists of the catalog are read-only; what goes over the wire is a copy anyway.
  }) as unknown as ModelView;

/** A model by its exact name first, so that retired ones are readable; then as the catalog finds it. Throws `model-unknown`, `model-retired`. */
export const readableModel = ({ catalog }: KnownCatalog, name: string, options: FindOptions): ModelRecord => {
  const exact = catalog.records.filter((record) => nameOf(record) === name);
  return exact.find(({ makes }) => makes === options.makes) ?? exact[0] ?? catalog.find(name, options);
};

export type ModelFilter = {
  readonly provider?: string | undefined;
  readonly makes?: string | undefined;
  /** Words that all stand in the name or the title. */
  readonly words?: string | undefined;
};

/** Models that fit, in the order of the catalog. */
export const filtered = (
  { catalog }: KnownCatalog,
  { provider, makes, words = '' }: ModelFilter,
): readonly ModelRecord[] => {
  const wanted = words.toLowerCase().split(/\s+/u).filter(Boolean);
  return catalog.records.filter((record) => {
    if (provider !== undefined && record.provider !== provider) return false;
    if (makes !== undefined && record.makes !== makes) return false;
    const said = [nameOf(record), record.title, ...record.alsoIds].join(' ').toLowerCase();
    return wanted.every((word) => said.includes(word));
  });
};
