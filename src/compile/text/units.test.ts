import { expect, test } from 'vitest';
import type { TextPart } from '../display-list.types.ts';
import { unitsOf } from './units.ts';

const cut = (text: string, unit: TextPart['unit']): readonly string[] =>
  unitsOf(text, unit).map(({ start, end }) => text.slice(start, end));

test('TXT-1 words keep their punctuation, dashes and quotes go with a neighbour, signs that are spoken stand alone', () => {
  expect(cut('“Well, well-known – yes!” she said…', 'word')).toEqual([
    '“Well,',
    'well-known –',
    'yes!”',
    'she',
    'said…',
  ]);
  expect(cut('¿ Qué ? Rock & roll 100 %', 'word')).toEqual(['¿ Qué ?', 'Rock', '&', 'roll', '100', '%']);
  expect(cut('one\n two\t three ', 'word')).toEqual(['one', 'two', 'three']);
  expect(cut('これは、本だ。', 'word').join('')).toBe('これは、本だ。');
  expect(cut('これは、本だ。', 'word').length).toBeGreaterThan(2);
  expect(cut('…', 'word')).toEqual(['…']);
  expect(cut(' \n ', 'word')).toEqual([]);
});

test('TXT-1 letters are what a reader counts, lines are as written', () => {
  expect(cut('e\u0301 👩‍👩‍👧ก็', 'letter')).toEqual(['e\u0301', '👩‍👩‍👧', 'ก็']);
  expect(cut('a b\r\n\r\n c', 'line')).toEqual(['a b', ' c']);
});

test('TXT-1 every visible character is in exactly one unit (seed 42)', () => {
  const alphabet = [
    'a',
    'é',
    ' ',
    '\n',
    ',',
    '«',
    '(',
    ')',
    '。',
    '本',
    'か',
    'ب',
    '—',
    '👍🏽',
    '&',
    '7',
    '\u200f',
    '\ud800',
  ];
  let state = 42;
  const next = (): number => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state;
  };
  for (let round = 0; round < 300; round++) {
    const text = Array.from({ length: next() % 24 }, () => alphabet[next() % alphabet.length]).join('');
    for (const unit of ['letter', 'word', 'line'] as const) {
      const found = unitsOf(text, unit);
      found.forEach(({ start, end }, i) => expect(start < end && start >= (found[i - 1]?.end ?? 0)).toBe(true));
      const outside = [...text].filter((_, i) => !found.some(({ start, end }) => i >= start && i < end));
      if (![...text].some((c) => c.length > 1)) expect(outside.join('').trim()).toBe('');
    }
  }
});
