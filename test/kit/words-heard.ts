/**
 * How many of a script's words a transcript holds, in order. Both are brought to one spelling first: digits become
 * words, contractions open, British becomes American, names may be off by a letter.
 */
import { cardinal } from '../../src/adapters/kokoro/g2p/numbers.ts';

const contractions: readonly (readonly [RegExp, string])[] = [
  [/won't/g, 'will not'],
  [/can't|cannot/g, 'can not'],
  [/n't\b/g, ' not'],
  [/\b(i)'m\b/g, '$1 am'],
  [/'re\b/g, ' are'],
  [/'ll\b/g, ' will'],
  [/'ve\b/g, ' have'],
  [/'d\b/g, ' would'],
  [/\b(it|that|there|what|who|he|she|here|where|let)'s\b/g, '$1 is'],
  [/\bgonna\b/g, 'going to'],
  [/\bwanna\b/g, 'want to'],
  [/\bgotta\b/g, 'got to'],
  [/\bokay\b/g, 'ok'],
];

const spellings: readonly (readonly [RegExp, string])[] = [
  [/(?<=[a-z]{2})our(?=s?\b|ed\b|ing\b)/g, 'or'],
  [/(?<=[a-z]{2})ise(?=[sd]?\b)/g, 'ize'],
  [/(?<=[a-z])tre\b/g, 'ter'],
  [/grey/g, 'gray'],
  [/\b(yeah|yep)\b/g, 'yes'],
];

/** Words in one spelling. */
export const plainWords = (text: string): string[] => {
  let plain = text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/[’ʼ]/g, "'");
  plain = plain.replace(/\d[\d,]*/g, (digits) => ` ${cardinal(digits.replaceAll(',', ''))} `);
  for (const [pattern, put] of [...contractions, ...spellings]) plain = plain.replace(pattern, put);
  return plain
    .replace(/'s\b/g, 's')
    .replace(/[^a-z\s]/g, ' ')
    .split(/\s+/)
    .filter(Boolean);
};

/** One letter wrong in words of five and more: how else should a recogniser spell a name? */
const isSame = (a: string, b: string): boolean => {
  if (a === b) return true;
  if (Math.min(a.length, b.length) < 5 || Math.abs(a.length - b.length) > 1) return false;
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return a.slice(i + 1) === b.slice(i + 1) || a.slice(i) === b.slice(i + 1) || a.slice(i + 1) === b.slice(i);
};

export type WordsHeard = { readonly found: number; readonly total: number; readonly ratio: number };

/** Longest common subsequence of the two word lists; an empty script is fully heard. */
export const wordsHeard = (script: string, transcript: string): WordsHeard => {
  const said = plainWords(script);
  const heard = plainWords(transcript);
  let row = new Uint32Array(heard.length + 1);
  for (let i = 0; i < said.length; i++) {
    const next = new Uint32Array(heard.length + 1);
    for (let j = 0; j < heard.length; j++) {
      const [one, other] = [said[i] as string, heard[j] as string];
      const step = isSame(one, other) ? 1 : 0;
      next[j + 1] = Math.max(next[j] as number, row[j + 1] as number, (row[j] as number) + step);
    }
    row = next;
  }
  const found = row[heard.length] as number;
  return { found, total: said.length, ratio: said.length === 0 ? 1 : found / said.length };
};
