/** Times of characters, and sums in dollars, as vendors tell them. */
import { expect, test } from 'vitest';
import { type Alignment, timesOf } from './alignment.ts';
import { decimalText, microsOfBill, microsOfUnits } from './dollars.ts';

/** Each of these stretches a tenth of a second after the other. */
const told = (...characters: readonly string[]): Alignment => ({
  characters: [...characters],
  character_start_times_seconds: characters.map((_, at) => at / 10),
  character_end_times_seconds: characters.map((_, at) => (at + 1) / 10),
});
/** `text@startMs-endMs`, of the text that was sent. */
const seen = (sent: string, ...tellings: readonly (Alignment | undefined)[]): readonly string[] | undefined =>
  timesOf(sent, tellings)?.map(({ start, end, startMs, endMs }) => `${sent.slice(start, end)}@${startMs}-${endMs}`);

test('VND-45 times speak of the text that was sent, in UTF-16 units, character by character', () => {
  expect(seen('Hé 🎬', told('H', 'é', ' ', '🎬'))).toEqual(['H@0-100', 'é@100-200', ' @200-300', '🎬@300-400']);
  expect(timesOf('🎬a', [told('🎬', 'a')])?.map(({ start, end }) => [start, end])).toEqual([
    [0, 2],
    [2, 3],
  ]);
  // Some count halves of a character, or a letter and its accent, each by itself.
  expect(seen('e\u0301🎬', told('e', '\u0301', '\ud83c', '\udfac'))).toHaveLength(4);
});

test('VND-45 where a number was read out otherwise, its words share one time and the others keep theirs', () => {
  const read = told(...'at three pm');
  expect(seen('at 3 pm', read)).toEqual([...['a@0-100', 't@100-200', '3@300-800', 'p@900-1000', 'm@1000-1100']]);
  expect(seen('$5 now', told(...'five dollars now'))).toEqual([
    '$5@0-1200',
    'n@1300-1400',
    'o@1400-1500',
    'w@1500-1600',
  ]);
  expect(seen('Hi there', told(...' Hi there '))).toEqual(
    seen('Hi there', told(...' Hi there '))?.filter((each) => each.length > 3),
  );
  expect(seen('wholly other', told(...'nothing alike'))).toEqual(['wholly other@0-1300']);
});

test('VND-45 the telling of the sent text comes before that of the spoken one; lists that do not belong together are none', () => {
  const broken = { ...told('a', 'b'), character_end_times_seconds: [0.1] };
  expect(seen('ab', broken, told('a', 'b'))).toEqual(['a@0-100', 'b@100-200']);
  expect(seen('ab', broken)).toBeUndefined();
  expect(seen('ab', undefined)).toBeUndefined();
  expect(seen('ab', told())).toBeUndefined();
  expect(seen('', told('a'))).toBeUndefined();
  // Times that run backwards stand still instead; nothing ends before it begins.
  const backwards = { ...told('a', 'b', 'c'), character_start_times_seconds: [0.5, 0.1, 0.7] };
  expect(seen('abc', backwards)).toEqual(['a@500-500', 'b@500-500', 'c@700-700']);
});

test('VND-45 times of any reading lie within the sent text, in its order (seed 42)', () => {
  let state = 42;
  const chance = (most: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state % most;
  };
  const words = ['3', 'three', 'am', '🎬', 'a', 'b', 'Dr.', 'doctor', '…'];
  const sentence = (): string => Array.from({ length: chance(7) }, () => words[chance(words.length)]).join(' ');
  for (let run = 0; run < 300; run++) {
    const [sent, read] = [sentence(), sentence()];
    const times = timesOf(sent, [told(...read)]) ?? [];
    let [end, startMs] = [0, 0];
    for (const each of times) {
      expect([sent, read, each.start >= end, each.end > each.start, each.startMs >= startMs]).toEqual([
        ...[sent, read, true, true, true],
      ]);
      expect(each.endMs).toBeGreaterThanOrEqual(each.startMs);
      [end, startMs] = [each.end, each.startMs];
    }
    expect(end).toBeLessThanOrEqual(sent.length);
  }
});

test('VND-46 dollars of JSON become micro-dollars: noise of binary fractions is none, the rest is never rounded down (C5)', () => {
  for (const [dollars, text, micros] of [
    [0, '0', 0],
    [0.1 + 0.2, '0.3', 300_000],
    [1.4e-7, '0.00000014', 1],
    [0.000_001, '0.000001', 1],
    [1.000_000_1, '1.0000001', 1_000_001],
    [3e-19, '0.000000000000000001', 1],
    [1.234_567_890_12e-9, '0.000000001234567891', 1],
    [12.5, '12.5', 12_500_000],
    [999_999_999, '999999999', 999_999_999_000_000],
  ] as const)
    expect([dollars, decimalText(dollars), microsOfBill(dollars)]).toEqual([dollars, text, micros]);
  for (const none of [-1, -1e-9, 1e9, Number.NaN, Number.POSITIVE_INFINITY])
    expect([none, decimalText(none), microsOfBill(none)]).toEqual([none, undefined, undefined]);
  expect([microsOfBill(null), microsOfBill(undefined)]).toEqual([undefined, undefined]);
  expect([microsOfUnits(1.05, 0.012), microsOfUnits(3, 0.1), microsOfUnits(0, 5)]).toEqual([12_600, 300_000, 0]);
  expect(microsOfUnits(1, 1e-12)).toBe(1);
  for (const units of [-1, Number.NaN, Number.POSITIVE_INFINITY, 1e10]) expect(microsOfUnits(units, 1)).toBeUndefined();
});
