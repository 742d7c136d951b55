/** What a request leaves open and prices hang on: resolution, sound, quality, the tier of a long input. */
import type { Ask } from '../../generation/ask.types.ts';
import type { Day, ModelRecord, Sku } from '../model.types.ts';
import type { Amounts, Choice } from './amount.ts';

const isOfDay = ({ when }: Sku, today: Day): boolean =>
  (when?.from === undefined || today >= when.from) && (when?.through === undefined || today <= when.through);

const wordsOf = (skus: readonly Sku[], of: (sku: Sku) => readonly string[] | undefined): readonly string[] => [
  ...new Set(skus.flatMap((sku) => of(sku) ?? [])),
];

/** Every resolution the answer may have. */
const resolutions = (record: ModelRecord, ask: Ask, skus: readonly Sku[]): readonly (string | undefined)[] => {
  if (ask.type === 'image' && ask.width !== undefined && ask.height !== undefined)
    return [`${ask.width}x${ask.height}`];
  if ((ask.type === 'image' || ask.type === 'video') && ask.resolution !== undefined) return [ask.resolution];
  if (record.usual?.resolution !== undefined) return [record.usual.resolution];
  const priced = wordsOf(skus, ({ when }) => when?.resolutions);
  const byTokens = Object.keys(record.tokensPerSecond ?? record.framePixels ?? {});
  const hangsOnIt = priced.length > 0 || byTokens.length > 0;
  if (!hangsOnIt) return [undefined];
  const all = record.limits.resolutions ?? [...new Set([...priced, ...byTokens])];
  return all.length === 0 ? [undefined] : all;
};

const sounds = ({ limits }: ModelRecord, ask: Ask, skus: readonly Sku[]): readonly (boolean | undefined)[] => {
  if (limits.audio === false) return [false];
  if (limits.audio === 'always') return [true];
  if (ask.type === 'video' && ask.audio !== undefined) return [ask.audio];
  return skus.some(({ when }) => when?.audio !== undefined) ? [true, false] : [undefined];
};

const qualities = (record: ModelRecord, ask: Ask, skus: readonly Sku[]): readonly (string | undefined)[] => {
  const known = [...wordsOf(skus, ({ when }) => when?.qualities), ...Object.keys(record.pictureTokens ?? {})];
  const asked = ask.type === 'image' ? ask.quality : undefined;
  if (known.length === 0) return [asked];
  return asked === undefined || asked.toLowerCase() === 'auto' ? [...new Set(known)] : [asked];
};

/** Every way in which what the request leaves open may turn out, at the prices of a day. At least one. */
export const choicesOf = (record: ModelRecord, ask: Ask, today: Day): readonly Choice[] => {
  const skus = (record.prices ?? []).filter((sku) => isOfDay(sku, today));
  return resolutions(record, ask, skus).flatMap((resolution) =>
    sounds(record, ask, skus).flatMap((audio) =>
      qualities(record, ask, skus).map((quality) => ({ resolution, audio, quality })),
    ),
  );
};

/**
 * Counts of input tokens at which prices by tier are looked up: what the vendor counted, or every tier that the most would reach. A long request
 * may be dearer as a whole, so each tier is reckoned through.
 */
export const tiersOf = ({ prices }: ModelRecord, amounts: Amounts): readonly number[] => {
  const input = amounts.allInputTokens;
  const all = 'missing' in input ? Number.POSITIVE_INFINITY : input.quantity;
  const bounds = (prices ?? [])
    .flatMap(({ when }) => [when?.inputTokensUpTo, when?.inputTokensAbove])
    .filter((bound) => bound !== undefined);
  return !('missing' in input) && input.isCounted
    ? [all]
    : [...new Set([...bounds.filter((bound) => bound < all), all])];
};
