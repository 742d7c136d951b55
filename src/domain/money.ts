/** Money is a whole number of micro-dollars (a millionth of a US dollar), everywhere: in prices, reservations, budgets and bills. */

/** Whole micro-dollars, 0 or more unless a comment says otherwise. $9 billion fits a safe integer. */
export type Micros = number;

const microsPerDollar = 1_000_000;

/**
 * Reads dollars as a price list writes them (`0.0336`, `10`), exactly. Finer than a micro-dollar is rounded up: a price is never taken for
 * less than it is. Undefined for anything else, also for what is negative or beyond a safe integer.
 */
export const microsFromDollars = (dollars: string): Micros | undefined => {
  const match = /^(\d{1,9})(?:\.(\d{1,18}))?$/.exec(dollars.trim());
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

/** Price of `quantity` of something that costs `perUnit` micro-dollars per `unit`, rounded up. Exact: in whole numbers of any size. */
export const priceOf = (quantity: number, perUnit: Micros, unit = 1): Micros => {
  // Quantities may be fractions of a second or a megapixel: to the millionth.
  const millionths = BigInt(Math.ceil(Math.round(quantity * 1e9) / 1e3));
  const divisor = BigInt(unit) * 1_000_000n;
  return Number((millionths * BigInt(perUnit) + divisor - 1n) / divisor);
};
