/** One price applied to one amount: whether it holds, how much of it is billed. */
import type { Charge } from '../../money.ts';
import type { Day, PriceQuantity, Sku } from '../model.types.ts';
import type { Amount, Amounts, Choice, Modality } from './amount.ts';

/** What a price is applied to. */
export type Situation = {
  readonly choice: Choice;
  readonly today: Day;
  readonly durationSeconds: number | undefined;
  readonly hasVideoReference: boolean;
  /** All input tokens, for prices by tier. */
  readonly inputTokens: number;
};

const isAmong = (words: readonly string[], word: string | undefined): boolean =>
  word !== undefined && words.some((candidate) => candidate.toLowerCase() === word.toLowerCase());

/** Whether all conditions of a price hold. Which part of an amount it counts (cached, first, afterFirst, modality) is no condition. */
export const holds = (
  { when = {} }: Sku,
  { choice, today, durationSeconds, hasVideoReference, inputTokens }: Situation,
): boolean =>
  (when.resolutions === undefined || isAmong(when.resolutions, choice.resolution)) &&
  (when.qualities === undefined || isAmong(when.qualities, choice.quality)) &&
  (when.audio === undefined || when.audio === choice.audio) &&
  (when.from === undefined || today >= when.from) &&
  (when.through === undefined || today <= when.through) &&
  (when.durationSeconds === undefined || when.durationSeconds === durationSeconds) &&
  (when.hasVideoReference === undefined || when.hasVideoReference === hasVideoReference) &&
  (when.inputTokensUpTo === undefined || inputTokens <= when.inputTokensUpTo) &&
  (when.inputTokensAbove === undefined || inputTokens > when.inputTokensAbove);

/** A price that was applied, or the fact that is missing. */
export type Applied =
  | { readonly charge: Charge; readonly sku: Sku; readonly isExact: boolean; readonly isCounted: boolean }
  | { readonly missing: string };

/** Rounded up, with the noise of a division forgiven. */
const roundedUp = (value: number): number => Math.ceil(value - 1e-9);

/** Only the first so many, or only what comes after. */
const inTier = (units: number, { when }: Sku): number => {
  const behind = Math.max(0, units - (when?.afterFirst ?? 0));
  return when?.first === undefined ? behind : Math.min(behind, when.first);
};

const seconds = (sku: Sku, amounts: Amounts, counts: PriceQuantity): Applied => {
  const amount = amounts.seconds(counts);
  if ('missing' in amount) return amount;
  const inUnit = sku.unit === 'minute' ? 60 : 1;
  const step = { none: 0, second: 1, unit: inUnit }[sku.rounding ?? 'unit'];
  const billed = step === 0 ? amount.quantity : roundedUp(amount.quantity / step) * step;
  const isExact = amount.isExact && (sku.rounding !== undefined || billed === amount.quantity);
  if (sku.atFps === undefined) {
    return {
      charge: charge(sku, Math.max(billed, (sku.atLeast ?? 0) * inUnit), inUnit),
      sku,
      isExact,
      isCounted: amount.isCounted,
    };
  }
  const rate = amounts.framesPerSecond;
  if ('missing' in rate) return rate;
  // Billed by the frame: as many as there are, each at the price of a second over the frames of that second.
  const frames = roundedUp(billed * rate.quantity);
  return { charge: charge(sku, frames, inUnit * sku.atFps), sku, isExact, isCounted: amount.isCounted };
};

const charge = ({ dollars }: Sku, quantity: number, per: number): Charge => ({ quantity, dollars, per });

const pieces = (sku: Sku, amount: Amount, per: number): Applied => {
  if ('missing' in amount) return amount;
  const quantity = Math.max(inTier(amount.quantity, sku), (sku.atLeast ?? 0) * per);
  return { charge: charge(sku, quantity, per), sku, isExact: amount.isExact, isCounted: amount.isCounted };
};

const megapixels = (sku: Sku, amounts: Amounts, counts: PriceQuantity): Applied => {
  const amount = amounts.pixels(counts);
  const images = amounts.images;
  if ('missing' in amount) return amount;
  if ('missing' in images) return images;
  const each = amount.quantity / (sku.megapixelPixels ?? 1_000_000);
  const billed = sku.rounding === 'none' ? each : roundedUp(each);
  const quantity = Math.max(inTier(billed, sku), sku.atLeast ?? 0) * images.quantity;
  const isExact = amount.isExact && images.isExact && (sku.rounding !== undefined || billed === each);
  return { charge: charge(sku, quantity, 1), sku, isExact, isCounted: false };
};

/** Applies a price to the amount it counts. `main` is what comes out of the model, for output tokens of which nothing else is said. */
export const apply = (sku: Sku, amounts: Amounts, main: Modality): Applied => {
  const counts = sku.counts ?? 'output';
  const once: Amount = { quantity: 1, isExact: true, isCounted: false };
  const bare = ((): Applied => {
    switch (sku.unit) {
      case 'million-input-tokens':
        return pieces(sku, amounts.inputTokens(sku.when?.modality ?? 'text'), 1_000_000);
      case 'million-output-tokens':
        return pieces(sku, amounts.outputTokens(sku.when?.modality ?? main, counts), 1_000_000);
      case 'thousand-characters':
        return pieces(sku, amounts.characters, 1000);
      case 'second':
      case 'minute':
        return seconds(sku, amounts, counts);
      case 'image':
        return pieces(
          sku,
          counts === 'reference-images' ? { ...once, quantity: amounts.referenceImages } : amounts.images,
          1,
        );
      case 'megapixel':
        return megapixels(sku, amounts, counts);
      case 'request':
        return pieces(sku, once, 1);
      case 'step':
        return pieces(sku, amounts.steps, 1);
    }
  })();
  return 'missing' in bare
    ? bare
    : { ...bare, isExact: bare.isExact && !sku.isApproximate && sku.standsFor === undefined };
};
