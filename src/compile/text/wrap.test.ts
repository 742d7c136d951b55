import { expect, test } from 'vitest';
import { breakable, unbreakablePieces, wrap } from './wrap.ts';

/** Wraps as if every UTF-16 unit were one pixel wide. */
const wrapped = (text: string, width: number, balanced = false): readonly string[] =>
  wrap(breakable(text), width, (start, end) => end - start, balanced).map(({ start, end }) => text.slice(start, end));
const pieces = (text: string): readonly string[] =>
  unbreakablePieces(text).map(({ start, end }) => text.slice(start, end));

test('RND-22 a long text wraps, balanced when asked; words longer than a line are broken, spaces at ends are dropped', () => {
  expect(wrapped('one two three four five six', 20)).toEqual(['one two three four', 'five six']);
  expect(wrapped('one two three four five six', 20, true)).toEqual(['one two three', 'four five six']);
  expect(wrapped('abcdefghij', 4)).toEqual(['abcd', 'efgh', 'ij']);
  expect(wrapped('a abcdefghij b', 4)).toEqual(['a', 'abcd', 'efgh', 'ij b']);
  expect(wrapped('  a   b  ', 3)).toEqual(['a', 'b']);
  expect(wrapped('', 20)).toEqual(['']);
  expect(wrapped('e\u0301e\u0301e\u0301', 1)).toEqual(['e\u0301', 'e\u0301', 'e\u0301']);
});

test('RND-22 Chinese and Japanese break between characters, not before closing marks; Korean at spaces; Thai by dictionary', () => {
  expect(pieces('これは、本')).toEqual(['こ', 'れ', 'は、', '本']);
  expect(pieces('「本」だ')).toEqual(['「本」', 'だ']);
  expect(pieces('한국어 문장')).toEqual(['한국어 ', '문장']);
  expect(pieces('well-known $5 e.g. fact')).toEqual(['well-', 'known ', '$5 ', 'e.g. ', 'fact']);
  expect(pieces('a\u00a0b\u200bc')).toEqual(['a\u00a0b\u200b', 'c']);
  expect(pieces('สวัสดีชาวโลก').length).toBeGreaterThan(1);
  expect(pieces('สวัสดีชาวโลก').join('')).toBe('สวัสดีชาวโลก');
});
