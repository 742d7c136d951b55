/**
 * Exact time. Seconds are fractions of big integers, so that 1001/30000 never becomes a float; a float appears only where a format
 * itself holds one, and is then taken at its exact binary or decimal value.
 */
import type { Rate } from '../../time.ts';

/** A fraction in lowest terms; `den` is positive. */
export type Rational = { readonly num: bigint; readonly den: bigint };

const gcd = (a: bigint, b: bigint): bigint => {
  let [x, y] = [a < 0n ? -a : a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
};

/** num / den in lowest terms; den is not 0. */
export const rational = (num: bigint, den: bigint = 1n): Rational => {
  const sign = den < 0n ? -1n : 1n;
  const common = gcd(num, den * sign) || 1n;
  return { num: (num * sign) / common, den: (den * sign) / common };
};

/** 0 seconds. */
export const zero: Rational = { num: 0n, den: 1n };

/** a + b, in lowest terms. */
export const add = (a: Rational, b: Rational): Rational => rational(a.num * b.den + b.num * a.den, a.den * b.den);
/** a − b. */
export const subtract = (a: Rational, b: Rational): Rational => rational(a.num * b.den - b.num * a.den, a.den * b.den);
/** a · b. */
export const multiply = (a: Rational, b: Rational): Rational => rational(a.num * b.num, a.den * b.den);
/** b is not 0. */
export const divide = (a: Rational, b: Rational): Rational => rational(a.num * b.den, a.den * b.num);
/** Negative, 0 or positive as a is before, at or after b. */
export const compare = (a: Rational, b: Rational): number => {
  const difference = a.num * b.den - b.num * a.den;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};
/** The nearest float. */
export const numberOf = (a: Rational): number => Number(a.num) / Number(a.den);

/** A finite number at the decimal value it is written with: 0.1 is 1/10. */
export const rationalFromNumber = (value: number): Rational => {
  if (Number.isSafeInteger(value)) return rational(BigInt(value));
  const [mantissa = '0', exponent = '0'] = String(value).split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const digits = BigInt(`${whole}${fraction}`);
  const shift = Number(exponent) - fraction.length;
  return shift >= 0 ? rational(digits * 10n ** BigInt(shift)) : rational(digits, 10n ** BigInt(-shift));
};

/** Rounded to the nearest whole, halves up. */
export const roundRational = (a: Rational): number => {
  const doubled = 2n * a.num + a.den;
  const den = 2n * a.den;
  const quotient = doubled / den;
  return Number(doubled < 0n && doubled % den !== 0n ? quotient - 1n : quotient);
};

/** Frames per second. */
export const rationalOfRate = (rate: Rate): Rational => rational(BigInt(rate.num), BigInt(rate.den));

/** Seconds to the nearest frame, and whether they were on it. */
export const framesOfSeconds = (seconds: Rational, rate: Rate): { frames: number; exact: boolean } => {
  const exact = multiply(seconds, rationalOfRate(rate));
  return { frames: roundRational(exact), exact: exact.den === 1n };
};

/** Where a frame begins, in seconds. */
export const secondsOfFrames = (frames: number, rate: Rate): Rational =>
  rational(BigInt(frames) * BigInt(rate.den), BigInt(rate.num));

const ntscBases = [12, 15, 24, 30, 48, 60, 90, 120, 240];

/**
 * The rational rate that a float stands for: 23.976, 23.98 and 29.97 are their NTSC fractions, near-whole ones are whole, others are
 * taken as written. Undefined for what is no rate (0, negative, above 1000, not finite).
 */
export const rateFromNumber = (fps: number): Rate | undefined => {
  if (!Number.isFinite(fps) || fps <= 0 || fps > 1000) return undefined;
  const ntsc = ntscBases.find((base) => Math.abs(fps - (base * 1000) / 1001) < 0.006);
  if (ntsc !== undefined && Math.abs(fps - Math.round(fps)) > 1e-6) return { num: ntsc * 1000, den: 1001 };
  if (Math.abs(fps - Math.round(fps)) < 1e-6 && Math.round(fps) > 0) return { num: Math.round(fps), den: 1 };
  const { num, den } = rationalFromNumber(Math.round(fps * 1e6) / 1e6);
  return { num: Number(num), den: Number(den) };
};

/** A rate in lowest terms with parts that stay small. */
export const rateFromRational = (value: Rational): Rate | undefined =>
  value.num > 0n && value.num <= 1_000_000_000n && value.den <= 1_000_000_000n
    ? { num: Number(value.num), den: Number(value.den) }
    : undefined;
