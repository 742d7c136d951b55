/** Money is a whole number of micro-dollars (a millionth of a US dollar), everywhere: in prices, reservations, budgets and bills. */
import { WorkprintError } from './errors.ts';

/** Whole micro-dollars, 0 or more unless a comment says otherwise. $9 billion fits a safe integer. */
export type Micros = number;

const microsPerDollar = 1_000_000;
const attosPerDollar = 10n ** 18n;

/** Dollars as price lists write them: up to nine digits before the point and eighteen behind it. */
const dollarPattern = /^(\d{1,9})(?:\.(\d{1,18}))?$/;

/**
 * Reads dollars as a price list writes them (`0.0336`, `10`), exactly. Finer than a micro-dollar is rounded up: a price is never taken for
 * less than it is. Undefined for anything else, also for what is negative or beyond a safe integer.
 */
export const microsFromDollars = (dollars: string): Micros | undefined => {
  const match = dollarPattern.exec(dollars.trim());
  if (!match) return undefined;
  const [, whole = '0', fraction = ''] = match;
  const kept = Number(fraction.slice(0, 6).padEnd(6, '0'));
  const isFiner = /[1-9]/.test(fraction.slice(6));
  return Number(whole) * microsPerDollar + kept + (isFiner ? 1 : 0);
};

/** `$1.25`, `$0.0336`: as many decimals as it takes, at least two. Negative amounts carry their sign in front. */
export const dollarsText = (micros: Micros): string => {
  const amount = Math.abs(micros);
  const fraction = String(amount % microsPerDollar)
    .padStart(6, '0')
    .replace(/0{1,4}$/, '');
  return `${micros < 0 ? '-' : ''}$${Math.floor(amount / microsPerDollar)}.${fraction}`;
};

/** What a price is multiplied with: `quantity` pieces of something that costs `dollars` for each `per` of them. */
export type Charge = {
  /** 0 or more; fractions count to the millionth, rounded up. Noise below a billionth is no quantity. */
  readonly quantity: number;
  /** As a price list writes it. */
  readonly dollars: string;
  /** A whole number, 1 or more: 1,000,000 for a price by the million. */
  readonly per: number;
};

/** Exact division, rounded up. */
const dividedUp = (dividend: bigint, divisor: bigint): bigint => (dividend + divisor - 1n) / divisor;

/**
 * Whole millionths of a quantity, rounded up. The whole part is split off first: multiplied as one number, quantities above nine million would
 * lose their last digits.
 */
const millionthsOf = (quantity: number): bigint => {
  const whole = Math.floor(quantity);
  if (!Number.isSafeInteger(whole) || whole < 0)
    throw new WorkprintError('internal', `${quantity} is no quantity that has a price.`);
  const fraction = Math.ceil(Math.round((quantity - whole) * 1e9) / 1e3);
  return BigInt(whole) * 1_000_000n + BigInt(fraction);
};

const safeMicros = (micros: bigint): Micros => {
  if (micros > BigInt(Number.MAX_SAFE_INTEGER))
    throw new WorkprintError('internal', 'A price of more than nine billion dollars is a mistake.');
  return Number(micros);
};

/** Dollars in billionths of a billionth: every price a list can write is a whole number of them. */
const attosOf = (dollars: string): bigint => {
  const match = dollarPattern.exec(dollars.trim());
  if (!match) throw new WorkprintError('internal', `“${dollars.slice(0, 40)}” is no price in dollars, such as 0.0336.`);
  const [, whole = '0', fraction = ''] = match;
  return BigInt(whole) * attosPerDollar + BigInt(fraction.padEnd(18, '0'));
};

/**
 * What all of it costs: summed exactly, rounded up once at the end. So the same quantities cost the same however they are split, and a part
 * never costs more than the whole.
 */
export const sumOfCharges = (charges: readonly Charge[]): Micros => {
  // Each is quantity (in millionths) x price (in attos) / per, over a common divisor.
  const common = charges.reduce((product, { per }) => product * BigInt(per), 1n);
  const sum = charges.reduce(
    (total, { quantity, dollars, per }) => total + millionthsOf(quantity) * attosOf(dollars) * (common / BigInt(per)),
    0n,
  );
  return safeMicros(dividedUp(sum, attosPerDollar * common));
};

/**
 * Price of `quantity` of something that costs `perUnit` micro-dollars for each `unit` of it, rounded up. Exact, in whole numbers of any size;
 * quantities as in `Charge`.
 */
export const priceOf = (quantity: number, perUnit: Micros, unit = 1): Micros =>
  safeMicros(dividedUp(millionthsOf(quantity) * BigInt(perUnit), BigInt(unit) * 1_000_000n));
