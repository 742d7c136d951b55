/** What a request costs: the most it can, before it is sent; what it did, after. By the same prices and the same arithmetic. */
import type { Usage } from '../../generation/answer.types.ts';
import { type Ask, referencesOf } from '../../generation/ask.types.ts';
import { type Micros, sumOfCharges } from '../../money.ts';
import { nameOf } from '../catalog-names.ts';
import type { Day, ModelRecord, PriceUnit } from '../model.types.ts';
import type { Amounts, Choice } from './amount.ts';
import { askedAmounts } from './asked-amounts.ts';
import { choicesOf, tiersOf } from './choices.ts';
import { billOf, type Chosen } from './choose.ts';
import { mostTextTokens } from './tokens.ts';
import { usedAmounts } from './used-amounts.ts';

/** One line of an estimate, for people. Lines are rounded up each, the sum once: they may add up to a few millionths more. */
export type PricedLine = {
  readonly what: string;
  readonly unit: PriceUnit;
  /** Pieces: tokens, seconds, characters, pictures, frames. */
  readonly quantity: number;
  readonly dollars: string;
  /** Pieces that `dollars` are for. */
  readonly per: number;
  readonly micros: Micros;
};

/** The most a request can cost, or the sentence that says what is not known. */
export type Quote =
  | { readonly micros: Micros; readonly isExact: boolean; readonly lines: readonly PricedLine[] }
  | { readonly unknown: string };

const names: Readonly<Record<Chosen['part'], string>> = {
  input: 'what goes in',
  work: 'what is made',
  beside: 'words beside it',
  references: 'further pictures of the request',
  addition: 'on top',
};

const lineOf = ({ part, charge, sku }: Chosen): PricedLine => ({
  what: part === 'input' && sku.when?.modality ? `${names.input}: ${sku.when.modality}` : names[part],
  unit: sku.unit,
  ...charge,
  micros: sumOfCharges([charge]),
});

type Priced =
  | { readonly micros: Micros; readonly isExact: boolean; readonly chosen: readonly Chosen[] }
  | { readonly missing: string };

/** How what was asked turns out, for a sentence: `at 2K with sound`. */
const choiceText = ({ resolution, audio, quality }: Choice, ask: Ask): string =>
  [
    resolution && `at ${resolution}`,
    quality && `in quality ${quality}`,
    audio !== undefined && (audio ? 'with sound' : 'without sound'),
    ask.type === 'video' && `for ${ask.durationSeconds} s`,
  ]
    .filter(Boolean)
    .join(' ');

const inOneChoice = (record: ModelRecord, ask: Ask, today: Day, choice: Choice, amounts: Amounts): Priced => {
  const none = `what it costs ${choiceText(choice, ask)}`.trim();
  const hasVideoReference = referencesOf(ask).some(({ kind }) => kind === 'video');
  const durationSeconds = ask.type === 'video' ? ask.durationSeconds : undefined;
  let dearest: Priced | undefined;
  for (const inputTokens of tiersOf(record, amounts)) {
    const bill = billOf(record, amounts, { choice, today, durationSeconds, hasVideoReference, inputTokens }, none);
    if ('missing' in bill) return bill;
    const micros = sumOfCharges(bill.chosen.map(({ charge }) => charge));
    const isExact =
      bill.chosen.every((chosen) => chosen.isExact) &&
      (dearest === undefined || ('micros' in dearest && dearest.micros === micros));
    if (dearest === undefined || ('micros' in dearest && dearest.micros <= micros))
      dearest = { micros, isExact, chosen: bill.chosen };
  }
  return dearest ?? { missing: none };
};

/** What a request leaves open may turn out dear: the dearest counts, and one that has no price leaves all without. */
const inAnyChoice = (record: ModelRecord, ask: Ask, today: Day, amountsOf: (choice: Choice) => Amounts): Priced => {
  const all = choicesOf(record, ask, today).map((choice) => inOneChoice(record, ask, today, choice, amountsOf(choice)));
  const without = all.find((priced) => 'missing' in priced);
  if (without) return without;
  const priced = all.filter((each) => 'micros' in each).toSorted((one, other) => other.micros - one.micros);
  const [dearest] = priced;
  if (!dearest) return { missing: 'what it costs' };
  return { ...dearest, isExact: dearest.isExact && priced.every(({ micros }) => micros === dearest.micros) };
};

const hint =
  'Set a price of your own for it (`prices` in a models file, in a studio PUT /models/{name}/price), or ask another model.';

/**
 * The most a request can cost at this model on this day. Exact where the vendor bills what was asked (seconds, pictures, characters, steps); by
 * tokens, one for each byte that goes in and all that may come out. `unknown` names the fact that is missing.
 */
export const quoteAsk = (record: ModelRecord, ask: Ask, today: Day): Quote => {
  if (record.prices === null) return { unknown: `Nobody was found to say what ${nameOf(record)} costs. ${hint}` };
  if (record.makes !== ask.type)
    return { unknown: `${nameOf(record)} makes ${record.makes}, so ${ask.type} has no price there.` };
  if (record.prices.length === 0) return { micros: 0, isExact: true, lines: [] };
  const textTokens = mostTextTokens(ask);
  const priced = inAnyChoice(record, ask, today, (choice) => askedAmounts(record, ask, textTokens, choice));
  if ('missing' in priced)
    return {
      unknown: `What this costs at ${nameOf(record)} cannot be told: it is not known ${priced.missing}. ${hint}`,
    };
  return { micros: priced.micros, isExact: priced.isExact, lines: priced.chosen.map(lineOf) };
};

/**
 * What a call cost: as the vendor says, else what it counted at its prices of that day, else what was asked where that decides the bill. Undefined
 * where neither tells: then what was reserved is what is known.
 */
export const costOf = (record: ModelRecord, ask: Ask, usage: Usage, today: Day): Micros | undefined => {
  const { billedMicros } = usage;
  if (billedMicros !== undefined && Number.isFinite(billedMicros) && billedMicros >= 0) return Math.ceil(billedMicros);
  if (record.prices === null || record.makes !== ask.type) return undefined;
  if (record.prices.length === 0) return 0;
  const priced = inAnyChoice(record, ask, today, (choice) => usedAmounts(record, ask, choice, usage));
  return 'missing' in priced ? undefined : priced.micros;
};
