/** Frame rates by the names people use for them. */
import type { Rate } from './time.ts';

const rates: Readonly<Record<string, Rate>> = {
  '23.976': { num: 24000, den: 1001 },
  '24': { num: 24, den: 1 },
  '25': { num: 25, den: 1 },
  '29.97': { num: 30000, den: 1001 },
  '30': { num: 30, den: 1 },
  '50': { num: 50, den: 1 },
  '59.94': { num: 60000, den: 1001 },
  '60': { num: 60, den: 1 },
};

/** The names, slowest first. */
export const usualRateNames: readonly string[] = Object.keys(rates).sort((a, b) => Number(a) - Number(b));

/** The rate of such a name; undefined when it is none. */
export const usualRate = (name: string): Rate | undefined => (Object.hasOwn(rates, name) ? rates[name] : undefined);
