/** Dollars as vendors count them in JSON: numbers with a binary fraction, made exact again before they are money. */
import { type Micros, microsFromDollars, sumOfCharges } from '../../domain/money.ts';

/** Sums of binary fractions carry noise behind their twelfth digit (`0.30000000000000004`); no vendor bills that. */
const digitsMeant = 12;
const mostDecimals = 18;

/** `1.4e-7` as `0.00000014`; undefined for what is negative, endless or no number of dollars. */
export const decimalText = (value: number): string | undefined => {
  if (!Number.isFinite(value) || value < 0 || value >= 1e9) return undefined;
  const [digits = '', exponent = '0'] = String(Number(value.toPrecision(digitsMeant))).split('e');
  const [whole = '', fraction = ''] = digits.split('.');
  const places = -Number(exponent);
  if (places <= 0) return digits;
  const decimals = `${'0'.repeat(places - whole.length)}${whole}${fraction}`;
  if (decimals.length <= mostDecimals) return `0.${decimals}`;
  // Finer than prices are told: the next one above.
  return `0.${String(BigInt(decimals.slice(0, mostDecimals)) + 1n).padStart(mostDecimals, '0')}`;
};

/** What a vendor says it billed, in dollars. Undefined: it did not say. */
export const microsOfBill = (dollars: number | null | undefined): Micros | undefined => {
  const text = dollars === null || dollars === undefined ? undefined : decimalText(dollars);
  return text === undefined ? undefined : microsFromDollars(text);
};

/** What so many units cost at this price for one. Undefined: one of them is no number that counts. */
export const microsOfUnits = (units: number, dollarsEach: number): Micros | undefined => {
  const dollars = decimalText(dollarsEach);
  if (dollars === undefined || !Number.isFinite(units) || units < 0 || units > 1e9) return undefined;
  return sumOfCharges([{ quantity: units, dollars, per: 1 }]);
};
