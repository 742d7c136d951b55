/**
 * A policy becomes stations: models that exist, take the request, have a price and a key, in the order in which they are tried. What is left
 * out says why. Nothing is written and nothing is sent.
 */
import { nameOf } from '../../domain/catalog/catalog.ts';
import type { ModelRecord } from '../../domain/catalog/model.types.ts';
import { type ErrorCode, WorkprintError } from '../../domain/errors.ts';
import type { Ask } from '../../domain/generation/ask.types.ts';
import type { ModelName } from '../../domain/generation/route.types.ts';
import type { Micros } from '../../domain/money.ts';
import type { CallIntent, CallRecord } from '../../ports/call-journal.ts';
import type { FoundKey, NoKey } from '../../ports/key-ring.ts';
import type { Order } from '../../ports/model-desk.ts';
import type { ProviderKind } from '../../ports/provider.ts';
import type { DeskCatalog, DeskDeps } from './desk.types.ts';
import { usableEqual } from './equal-calls.ts';
import { type LeftOut, noKey } from './left-out.ts';
import { requestKeyOf } from './request-key.ts';

/** A model that can answer. */
export type Station = {
  readonly model: ModelName;
  readonly record: ModelRecord;
  readonly kind: ProviderKind;
  /** As this model is asked. */
  readonly ask: Ask;
  readonly requestKey: string;
  readonly mostMicros: Micros;
  readonly isExact: boolean;
  /** What of the request nobody says that it does; empty when it did it before. */
  readonly notes: readonly string[];
  readonly key: FoundKey;
  /** It could answer if there were a key; only where an estimate was asked for. */
  readonly lacksKey?: true;
  /** A call for an equal request: done and whole, or open. */
  readonly equal?: CallRecord;
};

export type RoutePlan = { readonly stations: readonly Station[]; readonly leftOut: readonly LeftOut[] };

export type PlanDeps = Pick<DeskDeps, 'catalogFor' | 'journal' | 'ring' | 'shelf' | 'holds' | 'clock'>;

/** The day in UTC, by which prices and life-cycles go. */
export const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

type KeyFor = (kind: ProviderKind, micros: Micros) => Promise<FoundKey | NoKey>;

/** Of many models most have providers without a key: those are asked for once each, and only for the reason. */
const keysFor = async ({ payer }: Order, models: number, { ring }: PlanDeps): Promise<KeyFor> => {
  const withKeys = models > 3 ? await ring.providers(payer) : undefined;
  const without = new Map<string, Promise<FoundKey | NoKey>>();
  return (kind, micros) => {
    if (withKeys === undefined || kind.needsKey !== 'yes' || withKeys.has(kind.name))
      return ring.find(kind.name, payer, micros);
    const known = without.get(kind.name) ?? ring.find(kind.name, payer, micros);
    without.set(kind.name, known);
    return known;
  };
};

/** Stands for a key that an estimate goes without. */
const noKeyYet: FoundKey = { open: async () => undefined };

/** A cap that is reached is told with its numbers. */
const troubleWithKeys = async (
  reason: NoKey,
  kind: ProviderKind,
  wantedMicros: Micros,
  { payer, ring }: Pick<Order, 'payer'> & Pick<PlanDeps, 'ring'>,
): Promise<WorkprintError> => {
  const room = reason === 'capped' ? await ring.mostRoom?.(kind.name, payer) : undefined;
  return noKey(reason, kind, room && { ...room, wantedMicros });
};

type Weighed = { readonly station: Station } | { readonly leftOut: LeftOut };

const weigh = async (
  name: ModelName,
  order: Order,
  catalog: DeskCatalog,
  deps: PlanDeps,
  keyFor: KeyFor,
): Promise<Weighed> => {
  const out = (code: ErrorCode, message: string): Weighed => ({
    leftOut: { model: name, error: new WorkprintError(code, message) },
  });
  const today = dayOf(deps.clock.now());
  let record: ModelRecord;
  try {
    record = catalog.find(name, order.ask.type, today);
  } catch (error) {
    if (!(error instanceof WorkprintError)) throw error;
    return { leftOut: { model: name, error } };
  }
  const model = nameOf(record);
  const kind = deps.shelf.kind(record.provider);
  if (!kind)
    return out(
      'model-unknown',
      `${record.title} is known, but this studio has no way to its provider “${record.provider}”.`,
    );
  const ask = order.askFor?.(model) ?? order.ask;
  const [problem, ...others] = catalog.check(record, ask);
  if (problem) {
    const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
    return out(
      'ask-illegal',
      `${record.title} does not take this: ${problem.path === '' ? '' : `${problem.path}: `}${problem.message}${more}`,
    );
  }
  const quote = catalog.quote(record, ask, today);
  if ('unknown' in quote) return out('price-unknown', quote.unknown);
  const found = await keyFor(kind, quote.micros);
  const lacksKey = found === 'missing' && order.withoutKeys === true;
  if (typeof found === 'string' && !lacksKey) {
    const error = await troubleWithKeys(found, kind, quote.micros, { payer: order.payer, ring: deps.ring });
    return { leftOut: { model, error } };
  }
  const key = typeof found === 'string' ? noKeyYet : found;
  const requestKey = requestKeyOf(order.payer.projectId, model, ask);
  const equal = await usableEqual(order, requestKey, deps);
  const notes = equal?.state === 'done' ? [] : catalog.unchecked(record, ask);
  return {
    station: {
      ...{ model, record, kind, ask, requestKey, key, notes },
      ...{ mostMicros: quote.micros, isExact: quote.isExact && notes.length === 0 },
      ...(equal && { equal }),
      ...(lacksKey && { lacksKey }),
    },
  };
};

/** Those without a key stand aside where others have one: what is estimated is what would be served. */
const whereKeysAre = ({ stations, leftOut }: RoutePlan): RoutePlan => {
  const served = stations.filter(({ lacksKey }) => !lacksKey);
  if (served.length === 0 || served.length === stations.length) return { stations, leftOut };
  const aside = stations.flatMap(({ model, kind, lacksKey }) =>
    lacksKey ? [{ model, error: noKey('missing', kind) }] : [],
  );
  return { stations: served, leftOut: [...leftOut, ...aside] };
};

/** What is free because it was answered before costs nothing again. */
export const expectedMicros = ({ mostMicros, equal }: Station): Micros => (equal?.state === 'done' ? 0 : mostMicros);

/** In the order of the policy. Sorting is stable, so what is equal stays in the catalog's order of preference. */
const inOrder = async (
  stations: readonly Station[],
  { policy }: Order,
  { journal }: PlanDeps,
): Promise<readonly Station[]> => {
  if (policy.kind === 'cheapest') return stations.toSorted((a, b) => expectedMicros(a) - expectedMicros(b));
  if (policy.kind !== 'fastest') return stations;
  const speeds = await journal.speeds(stations.map(({ model }) => model));
  const msOf = ({ model, equal }: Station): number =>
    equal?.state === 'done' ? 0 : (speeds.get(model) ?? Number.POSITIVE_INFINITY);
  // Two unknown ones are equal, not NaN apart.
  return stations.toSorted((a, b) => (msOf(a) === msOf(b) ? 0 : msOf(a) - msOf(b)));
};

/** Those that are known to do what was asked come first, unless the person gave the order. */
const knownFirst = (stations: readonly Station[], { policy }: Order): readonly Station[] =>
  policy.kind === 'model' || policy.kind === 'chain'
    ? stations
    : stations.toSorted((a, b) => Math.sign(a.notes.length) - Math.sign(b.notes.length));

/** Models as the policy names them, or all of the catalog. `best` of a list is the catalog's order among those named. */
const candidates = ({ policy, ask }: Order, catalog: DeskCatalog, today: string): readonly ModelName[] => {
  const all = (): readonly ModelName[] => catalog.list(ask.type, today).map(nameOf);
  switch (policy.kind) {
    case 'model':
      return [policy.model];
    case 'chain':
      return [...new Set(policy.models)];
    case 'best':
    case 'cheapest':
    case 'fastest':
      return policy.models === undefined ? all() : [...new Set(policy.models)];
  }
};

const byPreference = (
  stations: readonly Station[],
  { policy, ask }: Order,
  catalog: DeskCatalog,
  today: string,
): readonly Station[] => {
  if (policy.kind !== 'best' || policy.models === undefined) return stations;
  const rank = new Map(catalog.list(ask.type, today).map((record, at) => [nameOf(record), at]));
  const rankOf = ({ model }: Station): number => rank.get(model) ?? rank.size;
  return stations.toSorted((a, b) => rankOf(a) - rankOf(b));
};

/** Stations of the order and what was left out. A model that is named twice, also by another name, is one station. */
export const planRoute = async (order: Order, catalog: DeskCatalog, deps: PlanDeps): Promise<RoutePlan> => {
  const today = dayOf(deps.clock.now());
  const names = candidates(order, catalog, today);
  const keyFor = await keysFor(order, names.length, deps);
  const weighed = await Promise.all(names.map((name) => weigh(name, order, catalog, deps, keyFor)));
  const stations: Station[] = [];
  for (const each of weighed)
    if ('station' in each && !stations.some(({ model }) => model === each.station.model)) stations.push(each.station);
  const leftOut = weighed.flatMap((each) => ('leftOut' in each ? [each.leftOut] : []));
  const plan = whereKeysAre({ stations, leftOut });
  const ordered = await inOrder(byPreference(plan.stations, order, catalog, today), order, deps);
  return { ...plan, stations: knownFirst(ordered, order) };
};

/** What is written before a station is asked. */
export const intentOf = ({ model, ask, requestKey, mostMicros, key }: Station, order: Order): CallIntent => ({
  orderKey: order.orderKey,
  requestKey,
  payer: order.payer,
  model,
  ...(key.keyId !== undefined && { keyId: key.keyId }),
  ask,
  reserveMicros: mostMicros,
  isFresh: order.isFresh === true,
});
