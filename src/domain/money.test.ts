import { describe, expect, test } from 'vitest';
import { dollarsText, microsFromDollars, priceOf, sumOfCharges } from './money.ts';
import { seededRandom } from './random.ts';

describe('CAT-1 prices are read exactly', () => {
  test.each([
    ['0.0336', 33_600],
    ['10', 10_000_000],
    [' 7.5 ', 7_500_000],
    ['0.0000001', 1],
    ['0.000001', 1],
    ['0.0000010', 1],
    ['0.00000100000000001', 2],
    ['999999999.999999', 999_999_999_999_999],
  ])('CAT-1 %s dollars are %i micro-dollars', (text, micros) => {
    expect(microsFromDollars(text)).toBe(micros);
  });

  test.each(['', '-1', '1e3', '.5', '5.', '1,000', 'NaN', '0x10', '1234567890', '١', '0.1234567890123456789'])(
    'CAT-1 “%s” is no price',
    (text) => {
      expect(microsFromDollars(text)).toBeUndefined();
    },
  );

  test.each([
    [0, '$0.00'],
    [33_600, '$0.0336'],
    [1_250_000, '$1.25'],
    [1, '$0.000001'],
    [-2_000_000, '-$2.00'],
  ])('CAT-1 %i micro-dollars are shown as %s', (micros, text) => {
    expect(dollarsText(micros)).toBe(text);
  });
});

describe('CAT-2 products are exact and rounded up once', () => {
  test.each([
    [8, 400_000, 1, 3_200_000],
    [1, 100_000, 1_000_000, 1],
    [0, 100_000, 1_000_000, 0],
    [7.3, 1_000_000, 1, 7_300_000],
    [0.1 + 0.2, 1_000_000, 1, 300_000],
    [1e-7, 1_000_000, 1, 1],
  ])('CAT-2 %f at %i for each %i costs %i', (quantity, perUnit, unit, micros) => {
    expect(priceOf(quantity, perUnit, unit)).toBe(micros);
  });

  test('CAT-2 quantities beyond nine million keep their last digit', () => {
    expect(priceOf(9_007_199_254_740_991, 1, 1)).toBe(9_007_199_254_740_991);
    expect(priceOf(123_456_789_012_345, 1, 1)).toBe(123_456_789_012_345);
    expect(priceOf(10_000_000_000_001, 1_000_000, 1_000_000)).toBe(10_000_000_000_001);
  });

  test('CAT-2 what is no quantity, and what is beyond reason, is refused', () => {
    for (const quantity of [Number.NaN, Number.POSITIVE_INFINITY, -1, -0.001, 1e300]) {
      expect(() => priceOf(quantity, 1)).toThrow('no quantity');
    }
    expect(() => priceOf(9_007_199_254_740_991, 1_000_000)).toThrow('nine billion');
    expect(() => sumOfCharges([{ quantity: 1, dollars: 'ten', per: 1 }])).toThrow('no price');
  });

  test('CAT-2 charges that would each be rounded up are rounded up together', () => {
    const sliver = { quantity: 1, dollars: '0.1', per: 1_000_000 };
    expect(sumOfCharges([sliver])).toBe(1);
    expect(sumOfCharges(Array.from({ length: 10 }, () => sliver))).toBe(1);
    expect(sumOfCharges([...Array.from({ length: 10 }, () => sliver), sliver])).toBe(2);
    expect(
      sumOfCharges([
        { quantity: 13, dollars: '0.22', per: 3600 },
        { quantity: 1, dollars: '3', per: 60 },
      ]),
    ).toBe(50_795);
    expect(sumOfCharges([])).toBe(0);
  });

  test('CAT-2 a quantity costs the same in one piece and in parts (seed 42, 2,000 splits)', () => {
    const random = seededRandom('money', 42);
    for (let round = 0; round < 2_000; round++) {
      const dollars = `${Math.floor(random() * 100)}.${Math.floor(random() * 1e9)}`;
      const per = [1, 60, 1000, 1_000_000][Math.floor(random() * 4)] as number;
      const whole = Math.floor(random() * 1e7);
      const part = Math.floor(random() * (whole + 1));
      const inOne = sumOfCharges([{ quantity: whole, dollars, per }]);
      expect(sumOfCharges([part, whole - part].map((quantity) => ({ quantity, dollars, per })))).toBe(inOne);
      expect(sumOfCharges([{ quantity: part, dollars, per }])).toBeLessThanOrEqual(inOne);
    }
  });
});
