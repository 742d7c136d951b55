/** The shipped catalog, corrected by what vendors say they have and by what people say they pay. */

import type { Dialect, ModelRecord, Sku } from './model.types.ts';
import { framePixels } from './records/fal-seedance.ts';
import { neededByName } from './records/fal-shared.ts';
import { unknownLife, unknownLimits } from './records/record.ts';

/** A model that a vendor said it has, and whose it is. What it says replaces what the catalog holds, what it does not say is left out. */
export type DiscoveredRecord = { readonly provider: string } & Pick<ModelRecord, 'id' | 'makes'> &
  Partial<Omit<ModelRecord, 'provider' | 'id' | 'makes'>>;

/** What a person says a model costs them: replaces every other price of it. Empty: nothing. */
export type OwnPrice = { readonly provider: string; readonly model: string; readonly prices: readonly Sku[] };

/** Families by a word in their name, the first that fits. */
const dialectsByWord: readonly (readonly [RegExp, ModelRecord['makes'], Dialect])[] = [
  [/\bveo/, 'video', 'veo'],
  [/omni/, 'video', 'gemini-omni'],
  [/kling/, 'video', 'kling'],
  [/seedance/, 'video', 'seedance'],
  [/\bwan\b|wan[-/]?\d|alibaba/, 'video', 'wan'],
  [/\bh3\b|hailuo-03/, 'video', 'minimax'],
  [/hailuo|minimax/, 'video', 'hailuo'],
  [/flux/, 'video', 'flux-video'],
  [/ltx/, 'video', 'ltx'],
  [/runway|gen-?4/, 'video', 'runway'],
  [/sora/, 'video', 'sora'],
  [/gpt-image|dall-e/, 'image', 'gpt-image'],
  [/gemini|nano-banana/, 'image', 'gemini-image'],
  [/flux/, 'image', 'flux'],
  [/eleven[-_]?v[3-9]|eleven.*v[3-9]/, 'speech', 'eleven-tags'],
  [/eleven/, 'speech', 'eleven'],
  [/gemini/, 'speech', 'gemini-speech'],
  [/gpt-4o|gpt-realtime/, 'speech', 'openai-speech'],
];

const usualDialects: Readonly<Record<ModelRecord['makes'], Dialect>> = {
  text: 'plain',
  image: 'image',
  video: 'video',
  speech: 'speech',
  sound: 'plain',
  transcript: 'plain',
  lipsync: 'plain',
  lora: 'plain',
};

/** How prompts of a model nobody described are written: as those of its family, where its name tells one. */
export const dialectOf = (id: string, makes: ModelRecord['makes']): Dialect =>
  dialectsByWord.find(([word, kind]) => kind === makes && word.test(id.toLowerCase()))?.[2] ?? usualDialects[makes];

/** A model that only its vendor told of: what it did not say is unknown, and passes. */
const described = ({ provider, ...said }: DiscoveredRecord): ModelRecord => {
  const needs = provider === 'fal' ? neededByName(said.id, said.makes) : undefined;
  return {
    title: said.id,
    alsoIds: [],
    takes: ['text', 'image', 'video', 'audio'],
    status: 'active',
    prices: null,
    failuresCharged: null,
    dialect: dialectOf(said.id, said.makes),
    sources: [],
    notes: [],
    // Seedance is the only family known to bill by this formula, wherever it is sold.
    ...(said.videoTokens !== undefined && { framePixels }),
    ...said,
    unknown: [...(said.unknown ?? []), ...(said.takes === undefined ? ['what may go in'] : [])],
    provider,
    limits: { ...unknownLimits, ...(needs && { needs }), ...said.limits },
    lifeCycle: { ...unknownLife, ...said.lifeCycle },
  };
};

/** What is said of a thing wins where it is said; `null` says nothing. */
const onTop = <T extends object>(base: T, said: Partial<T> | undefined): T => ({
  ...base,
  ...(Object.fromEntries(
    Object.entries(said ?? {}).filter(([, value]) => value !== null && value !== undefined),
  ) as Partial<T>),
});

/**
 * Prices that a vendor says now, in the place of those that were known. A plain price does not replace a list that tells cases apart (resolutions,
 * sound, tiers): nobody could say which case it is. How parts are billed stays as it is known of the same unit.
 */
const pricesNow = (known: ModelRecord['prices'], said: ModelRecord['prices'] | undefined): ModelRecord['prices'] => {
  if (said === undefined || said === null || known === null) return said ?? known;
  const tellsApart = (skus: readonly Sku[]): boolean =>
    skus.some(({ when, counts }) => when !== undefined || counts !== undefined);
  if (tellsApart(known) && !tellsApart(said)) return known;
  return said.map((sku) => {
    const same = known.find(({ unit }) => unit === sku.unit);
    const { rounding, megapixelPixels, atFps } = same ?? {};
    return {
      ...(rounding && { rounding }),
      ...(megapixelPixels && { megapixelPixels }),
      ...(atFps && { atFps }),
      ...sku,
    };
  });
};

const corrected = (
  record: ModelRecord,
  { provider: _, limits, lifeCycle, sources, unknown, notes, ...said }: DiscoveredRecord,
): ModelRecord => ({
  ...onTop(record, said),
  prices: pricesNow(record.prices, said.prices),
  limits: {
    ...onTop(record.limits, limits),
    references: onTop(record.limits.references, limits?.references),
  },
  lifeCycle: onTop(record.lifeCycle, lifeCycle),
  sources: [...record.sources, ...(sources ?? [])],
  unknown: unknown ?? record.unknown,
  notes: [...record.notes, ...(notes ?? [])],
});

const keyOf = ({ provider, id, makes }: Pick<ModelRecord, 'provider' | 'id' | 'makes'>): string =>
  `${provider}/${id} ${makes}`;

/**
 * The base, with what vendors said in the place of what was known, new models behind it, and people's own prices in the place of all others. A
 * model that its vendor does not list any more stays: a list may be cut short, and old generations name it.
 */
export const mergeCatalog = (
  base: readonly ModelRecord[],
  discovered: readonly DiscoveredRecord[] = [],
  ownPrices: readonly OwnPrice[] = [],
): readonly ModelRecord[] => {
  const said = new Map(discovered.map((record) => [keyOf(record), record]));
  const known = new Set(base.map(keyOf));
  const own = new Map(ownPrices.map(({ provider, model, prices }) => [`${provider}/${model}`, prices]));
  const all = [
    ...base.map((record) => {
      const news = said.get(keyOf(record));
      return news ? corrected(record, news) : record;
    }),
    ...[...said.values()].filter((record) => !known.has(keyOf(record))).map(described),
  ];
  return all.map((record) => {
    const prices = own.get(`${record.provider}/${record.id}`);
    return prices ? { ...record, prices: prices.map((sku) => ({ ...sku, said: 'person' as const })) } : record;
  });
};
