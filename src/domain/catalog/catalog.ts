/**
 * The catalog of models: what exists, what may be asked of it, what it costs. Dated records with their sources; nothing here guesses.
 * This is the door of the room.
 */
import { WorkprintError } from '../errors.ts';
import type { Ask, AskType } from '../generation/ask.types.ts';
import { askedForModels, modelAliases, nameOf, nearestNames, plainName, providerAliases } from './catalog-names.ts';
import type { Day, ModelRecord } from './model.types.ts';
import { quoteAsk } from './price/price.ts';
import { allRecords } from './records/records.ts';

export { nameOf } from './catalog-names.ts';
export { type Change, checkAsk, fitAsk, type Problem, uncheckedOf } from './check-ask.ts';
export { type DiscoveredRecord, mergeCatalog, type OwnPrice } from './merge-catalog.ts';
export { openLimitsOf } from './open-limits.ts';
export { bestFirst, preferences } from './preference.ts';
export { costOf, type PricedLine, type Quote, quoteAsk } from './price/price.ts';
export { catalogDay } from './records/record.ts';

export type FindOptions = {
  /** The day on which the model is to be used: a model is retired from the day of its shutdown on. */
  readonly today: Day;
  /** The kind of work wanted: tells models apart that do two, and chooses what an unknown name may have meant. */
  readonly makes?: AskType;
};

export type Catalog = {
  readonly records: readonly ModelRecord[];
  /**
   * The model of this name: `provider/model`, an alias (`google/…`, `nano-banana`, `veo3`), or a bare id that one provider has. Throws
   * `model-unknown` naming the three nearest, `model-retired` naming the successor and the day.
   */
  find(name: string, options: FindOptions): ModelRecord;
  /** Models, in the order of the catalog; with `usableOn` only those that are not retired on that day. */
  list(filter?: {
    readonly provider?: string;
    readonly makes?: AskType;
    readonly usableOn?: Day;
  }): readonly ModelRecord[];
};

/** Whether a model cannot be used any more on a day. */
export const isRetired = ({ status, lifeCycle }: ModelRecord, today: Day): boolean =>
  status === 'retired' || (lifeCycle.shutdown !== null && lifeCycle.shutdown <= today);

/** How a name from outside is shown in a sentence. */
const shown = (name: string): string => `“${name.trim().replace(/\p{C}/gu, ' ').slice(0, 100)}”`;

/** For a provider that says itself what it has. */
const listHint = (name: string): string => {
  const provider = askedForModels.find((each) => plainName(name).startsWith(`${each}/`));
  return provider
    ? ` What ${provider} has is known once it was asked: GET /providers/${provider}/models?refresh=true.`
    : '';
};

/** An alias leads to the first of its line that still works; a line that has ended leads to its last model. */
const aliveOf = (name: string, byName: ReadonlyMap<string, readonly ModelRecord[]>, today: Day): string => {
  const seen = new Set<string>();
  let at = name;
  while (!seen.has(at)) {
    seen.add(at);
    const record = byName.get(plainName(at))?.[0];
    if (!record || !isRetired(record, today) || record.lifeCycle.replacement === null) return at;
    at = successorName(record);
  }
  return at;
};

/** `provider/model` of the successor. */
const successorName = ({ provider, lifeCycle: { replacement } }: ModelRecord): string =>
  replacement === null || replacement.startsWith(`${provider}/`) ? (replacement ?? '') : `${provider}/${replacement}`;

/** A plain request of a kind of work; undefined: one cannot be made up without files. */
const plainAsk = ({ makes, limits: { durationsSeconds } }: ModelRecord): Ask | undefined => {
  const seconds =
    durationsSeconds === null ? 6 : 'min' in durationsSeconds ? durationsSeconds.min : durationsSeconds[0];
  switch (makes) {
    case 'text':
      return { type: makes, prompt: 'x', maxOutputTokens: 1000 };
    case 'image':
      return { type: makes, prompt: 'x', count: 1 };
    case 'video':
      return { type: makes, prompt: 'x', durationSeconds: seconds ?? 6 };
    case 'speech':
      return { type: makes, text: 'x', voice: 'x' };
    case 'sound':
      return { type: makes, prompt: 'x', durationSeconds: seconds ?? 6 };
    default:
      return undefined;
  }
};

/** Whether a plain request has a price: without one a model is refused, whatever is asked. */
const hasPrice = (record: ModelRecord, today: Day): boolean => {
  const ask = plainAsk(record);
  return ask === undefined ? record.prices !== null : !('unknown' in quoteAsk(record, ask, today));
};

/** Behind the name of a successor that has no price: what can be asked instead, of the same vendor. */
const instead = (successor: string, record: ModelRecord, today: Day, records: readonly ModelRecord[]): string => {
  const alike = records.filter((other) => other.makes === record.makes && !isRetired(other, today));
  const next = alike.find((other) => nameOf(other) === successor);
  if (!next || hasPrice(next, today)) return '';
  const priced = alike.filter((other) => other.provider === next.provider && hasPrice(other, today));
  const [nearest] = nearestNames(record.id, priced, { makes: record.makes });
  return `, which has no price until you set one${nearest === undefined ? '' : `; the nearest of ${next.provider} that has one is ${nearest}`}`;
};

const retired = (record: ModelRecord, today: Day, records: readonly ModelRecord[]): WorkprintError => {
  const { shutdown, replacement } = record.lifeCycle;
  const since = shutdown ? `since ${shutdown}` : 'since before this catalog';
  if (replacement === null) {
    const others = nearestNames(
      record.title,
      records.filter((other) => !isRetired(other, today)),
      { makes: record.makes },
    );
    return new WorkprintError(
      'model-retired',
      `${nameOf(record)} has been shut down ${since}, and its vendor names no successor; ${others.join(', ')} do the same kind of work.`,
    );
  }
  return new WorkprintError(
    'model-retired',
    `${nameOf(record)} has been shut down ${since}; its successor is ${successorName(record)}${instead(successorName(record), record, today, records)}.`,
  );
};

/** Records by the names of each. */
const indexed = (
  records: readonly ModelRecord[],
  namesOf: (record: ModelRecord) => readonly string[],
): ReadonlyMap<string, readonly ModelRecord[]> => {
  const byName = new Map<string, ModelRecord[]>();
  for (const record of records) {
    for (const name of new Set(namesOf(record).map(plainName))) byName.set(name, [...(byName.get(name) ?? []), record]);
  }
  return byName;
};

const idsOf = ({ id, alsoIds }: ModelRecord): readonly string[] => [id, ...alsoIds];

/** `google/x` → `gemini/x`; `nano-banana`, `nano-banana/…` → the living model of that family. */
const withoutAliases = (name: string, byName: ReadonlyMap<string, readonly ModelRecord[]>, today: Day): string => {
  const [first = '', ...rest] = name.trim().split('/');
  const key = plainName(first);
  const provider = Object.hasOwn(providerAliases, key) ? providerAliases[key] : undefined;
  if (provider !== undefined && rest.length > 0) return withoutAliases([provider, ...rest].join('/'), byName, today);
  const family = Object.hasOwn(modelAliases, key) ? modelAliases[key] : undefined;
  const own = plainName(rest.join('/'));
  if (family !== undefined && (own === '' || own === key)) return aliveOf(family, byName, today);
  if (family !== undefined) return `${family.slice(0, family.indexOf('/'))}/${rest.join('/')}`;
  // `gemini/nano-banana` is what people write as well.
  const inner = rest.length === 1 && Object.hasOwn(modelAliases, own) ? modelAliases[own] : undefined;
  return inner?.startsWith(`${key}/`) ? aliveOf(inner, byName, today) : name;
};

/**
 * A catalog over these records: the shipped ones, or `mergeCatalog` of them with what vendors and people say. Of several records of one name
 * the first that does the wanted work is found.
 */
export const createCatalog = (records: readonly ModelRecord[]): Catalog => {
  const byName = indexed(records, (record) => idsOf(record).map((id) => `${record.provider}/${id}`));
  const byId = indexed(records, idsOf);
  const providerNames = new Set([...records.map(({ provider }) => provider), ...Object.keys(providerAliases)]);
  /** An id alone. One that begins with the name of a provider (models of resellers do) would be taken for that provider's. */
  const foundAlone = (name: string): readonly ModelRecord[] =>
    name.includes('/') && providerNames.has(name.slice(0, name.indexOf('/'))) ? [] : (byId.get(name) ?? []);
  const find: Catalog['find'] = (name, { today, makes }) => {
    const meant = withoutAliases(name, byName, today);
    const found = byName.get(plainName(meant)) ?? foundAlone(plainName(meant));
    const providers = [...new Set(found.map(({ provider }) => provider))];
    if (providers.length > 1) {
      throw new WorkprintError(
        'model-unknown',
        `${shown(name)} is a model of ${providers.join(' and ')}; write which: ${found.map(nameOf).join(', ')}.`,
      );
    }
    const record = found.find((candidate) => candidate.makes === makes) ?? found[0];
    if (record && isRetired(record, today)) throw retired(record, today, records);
    if (record) return record;
    const usable = records.filter((candidate) => !isRetired(candidate, today));
    throw new WorkprintError(
      'model-unknown',
      `No model is called ${shown(name)}. The nearest names are ${nearestNames(meant, usable, { ...(makes && { makes }) }).join(', ')}.${listHint(meant)}`,
    );
  };
  return {
    records,
    find,
    list: ({ provider, makes, usableOn } = {}) => {
      const named = provider === undefined ? undefined : (providerAliases[plainName(provider)] ?? plainName(provider));
      return records.filter(
        (record) =>
          (named === undefined || record.provider === named) &&
          (makes === undefined || record.makes === makes) &&
          (usableOn === undefined || !isRetired(record, usableOn)),
      );
    },
  };
};

/** The catalog as it is shipped. */
export const modelCatalog: Catalog = createCatalog(allRecords);
