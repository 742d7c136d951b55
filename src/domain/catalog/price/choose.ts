/**
 * Which prices of a model make up a bill. Some stand beside each other (the input, the words beside a picture, further reference images), some
 * stand for each other (a price of a second and a price of its tokens; what two sources say): of those one counts.
 */

import type { AskType } from '../../generation/ask.types.ts';
import { sumOfCharges } from '../../money.ts';
import type { ModelRecord, Sku } from '../model.types.ts';
import { type Amounts, type Modality, mainModality, modalities } from './amount.ts';
import { type Applied, apply, holds, type Situation } from './charges.ts';

type Part = 'input' | 'work' | 'beside' | 'references' | 'addition';

/** A price that counts: what it is for, and how much of it. */
export type Chosen = Exclude<Applied, { readonly missing: string }> & { readonly part: Part };

/** The prices that make up a bill, or the fact that is missing. */
export type Bill = { readonly chosen: readonly Chosen[] } | { readonly missing: string };

const partOf = (sku: Sku, makes: AskType): Part => {
  if (sku.adds) return 'addition';
  if (sku.unit === 'million-input-tokens') return 'input';
  if (sku.counts === 'reference-images') return 'references';
  if (sku.unit === 'million-output-tokens') {
    return (sku.when?.modality ?? mainModality[makes]) === mainModality[makes] ? 'work' : 'beside';
  }
  // What a language model takes for a request or a picture comes on top of its tokens.
  return makes === 'text' && (sku.unit === 'request' || sku.unit === 'image') ? 'addition' : 'work';
};

/** Whom to believe: the person who pays, the vendor, others, what is not the model's own price. */
const trustOf = ({ said, standsFor }: Sku): number =>
  standsFor ? 3 : { person: 0, vendor: 1, 'third-party': 2 }[said];

/** Prices by tier belong together; every other price stands for itself. */
const alternativesOf = (skus: readonly Sku[]): readonly (readonly Sku[])[] => {
  const isTier = ({ when }: Sku): boolean => when?.first !== undefined || when?.afterFirst !== undefined;
  const tiers = Map.groupBy(skus.filter(isTier), (sku) => `${sku.unit} ${sku.counts} ${trustOf(sku)}`);
  return [...tiers.values(), ...skus.filter((sku) => !isTier(sku)).map((sku) => [sku])];
};

type Counted = Exclude<Applied, { readonly missing: string }>;
type Countable = { readonly applied: readonly Counted[]; readonly micros: number };
const isCountable = (applied: Applied): applied is Counted => !('missing' in applied);

/** Of prices that stand for each other: one that the vendor's own count decides, then the most trustworthy, then the dearest. */
const best = (candidates: readonly Countable[]): Countable | undefined =>
  candidates.toSorted((one, other) => {
    const countedBy = ({ applied }: Countable): number => (applied.every(({ isCounted }) => isCounted) ? 0 : 1);
    const trust = ({ applied }: Countable): number => Math.max(...applied.map(({ sku }) => trustOf(sku)));
    return countedBy(one) - countedBy(other) || trust(one) - trust(other) || other.micros - one.micros;
  })[0];

const oneOf = (skus: readonly Sku[], amounts: Amounts, main: Modality, part: Part, none: string): Bill => {
  const tried = alternativesOf(skus).map((group) => group.map((sku) => apply(sku, amounts, main)));
  const countable = tried.flatMap((group) => {
    const applied = group.filter(isCountable);
    return applied.length === group.length
      ? [{ applied, micros: sumOfCharges(applied.map(({ charge }) => charge)) }]
      : [];
  });
  const found = best(countable);
  if (found) return { chosen: found.applied.map((applied) => ({ ...applied, part })) };
  const [gap] = tried.flat().filter((each) => 'missing' in each);
  return gap ?? { missing: none };
};

/** The price of input of a kind: its own, or the one that does not tell kinds apart. */
const inputPrices = (skus: readonly Sku[], modality: Modality): readonly Sku[] => {
  const own = skus.filter(({ when }) => when?.modality === modality);
  return (own.length > 0 ? own : skus.filter(({ when }) => when?.modality === undefined)).map((sku) => ({
    ...sku,
    when: { ...sku.when, modality },
  }));
};

const inputOf = (modality: Modality, skus: readonly Sku[], amounts: Amounts): Bill => {
  const amount = amounts.inputTokens(modality);
  if (!('missing' in amount) && amount.quantity === 0) return { chosen: [] };
  const isCached = ({ when }: Sku): boolean => when?.isCached === true;
  const plain = inputPrices(
    skus.filter((sku) => !isCached(sku)),
    modality,
  );
  const none = `what ${modality === 'text' ? 'text' : `${modality} in a request`} costs`;
  const cached = modality === 'text' ? amounts.cachedTokens : 0;
  const cheaper = cached > 0 ? inputPrices(skus.filter(isCached), modality) : [];
  if (cheaper.length === 0 || 'missing' in amount) return oneOf(plain, amounts, 'text', 'input', none);
  const split = (quantity: number): Amounts => ({ ...amounts, inputTokens: () => ({ ...amount, quantity }) });
  const hits = Math.min(cached, amount.quantity);
  return together([
    oneOf(plain, split(amount.quantity - hits), 'text', 'input', none),
    oneOf(cheaper, split(hits), 'text', 'input', none),
  ]);
};

/** Input by its kinds; where its price does not tell them apart, as one: vendors may tell the sum alone. */
const inputsOf = (skus: readonly Sku[], amounts: Amounts): readonly Bill[] => {
  if (skus.length === 0) return [];
  const tellsApart = skus.some(({ when }) => when?.modality !== undefined);
  if (tellsApart) return modalities.map((modality) => inputOf(modality, skus, amounts));
  return [inputOf('text', skus, { ...amounts, inputTokens: () => amounts.allInputTokens })];
};

const together = (bills: readonly Bill[]): Bill =>
  bills.find((bill) => 'missing' in bill) ?? {
    chosen: bills.flatMap((bill) => ('missing' in bill ? [] : bill.chosen)),
  };

/** Puts the bill together: the work, what went in, what came beside it, and what is added. `none` completes “it is not known”. */
export const billOf = (record: ModelRecord, amounts: Amounts, situation: Situation, none: string): Bill => {
  const main = mainModality[record.makes];
  const prices = (record.prices ?? []).filter((sku) => holds(sku, situation));
  const of = (part: Part): readonly Sku[] => prices.filter((sku) => partOf(sku, record.makes) === part);
  const isHalf = of('work').length === 0 && of('input').length > 0 && record.makes === 'text';
  if (isHalf)
    return {
      missing:
        'what its output costs; there is a price of its input alone (`million-input-tokens`), and none of its output (`million-output-tokens`)',
    };
  const [input, beside, references] = [of('input'), of('beside'), of('references')];
  const optional = (skus: readonly Sku[], part: Part): Bill =>
    skus.length === 0 ? { chosen: [] } : oneOf(skus, amounts, main, part, none);
  return together([
    oneOf(of('work'), amounts, main, 'work', none),
    ...inputsOf(input, amounts),
    optional(beside, 'beside'),
    optional(references, 'references'),
    ...of('addition').map((sku) => optional([additionOf(sku, record.makes)], 'addition')),
  ]);
};

/** A price of a picture on top of a language model's tokens is one for each picture of the request. */
const additionOf = (sku: Sku, makes: AskType): Sku =>
  makes === 'text' && sku.unit === 'image' ? { ...sku, counts: 'reference-images' } : sku;
