/**
 * Pronunciations people write in a cast file: Kokoro's symbols between slashes (`/vˈɑs/`), or English respelled the way
 * newspapers do (`VAHSS`, `tuh-BY-us`): syllables by hyphens, the stressed one in capitals.
 */
import { isVowel, syllables } from './arpabet.ts';
import { pronounceLetters } from './letter-model.ts';
import { readLetterModel } from './letter-model-file.ts';

/** Longest first. Vowel spellings of the usual newspaper keys. */
const sounds: readonly (readonly [RegExp, string])[] = [
  [/^(?:air|ehr)/, 'ɛɹ'],
  [/^(?:eer|ihr)/, 'ɪɹ'],
  [/^(?:ahr|ar)/, 'ɑɹ'],
  [/^(?:awr|ohr|or)/, 'ɔɹ'],
  [/^(?:ur|er|ir)/, 'ɜɹ'],
  [/^(?:igh|eye|ye$|y$|ai)/, 'I'],
  [/^(?:ay|ey)/, 'A'],
  [/^(?:ee|ea)/, 'i'],
  [/^(?:oo|ew|ooh)/, 'u'],
  [/^(?:uu)/, 'ʊ'],
  [/^(?:oh|oa|ow$|oe)/, 'O'],
  [/^(?:ow|ou)/, 'W'],
  [/^(?:oy|oi)/, 'Y'],
  [/^(?:aw|au)/, 'ɔ'],
  [/^(?:ah|aa)/, 'ɑ'],
  [/^(?:uh)/, 'ʌ'],
  [/^(?:eh)/, 'ɛ'],
  [/^(?:ih)/, 'ɪ'],
  [/^(?:zh)/, 'ʒ'],
  [/^(?:tch|ch)/, 'ʧ'],
  [/^(?:sh)/, 'ʃ'],
  [/^(?:th)/, 'θ'],
  [/^(?:dh)/, 'ð'],
  [/^(?:ng$|ng(?=[^aeiou]))/, 'ŋ'],
  [/^(?:kh)/, 'k'],
  [/^(?:ph)/, 'f'],
  [/^(?:ck|kk)/, 'k'],
  [/^([bdfgklmnprstvz])\1/, '='],
  [/^a/, 'æ'],
  [/^e$/, 'i'],
  [/^e/, 'ɛ'],
  [/^i/, 'ɪ'],
  [/^o$/, 'O'],
  [/^o/, 'ɑ'],
  [/^u$/, 'u'],
  [/^u/, 'ʌ'],
  [/^j/, 'ʤ'],
  [/^y/, 'j'],
  [/^r/, 'ɹ'],
  [/^g/, 'ɡ'],
  [/^c/, 'k'],
  [/^q/, 'k'],
  [/^x/, 'ks'],
  [/^[bdfhklmnpstvwz]/, '='],
];

const syllable = (letters: string): string => {
  let rest = letters;
  let symbols = '';
  while (rest !== '') {
    const found = sounds.find(([pattern]) => pattern.test(rest));
    const length = found === undefined ? 1 : (found[0].exec(rest)?.[0].length ?? 1);
    if (found !== undefined)
      symbols += found[1] === '=' ? (rest[0] === 'g' ? 'ɡ' : rest[0] === 'r' ? 'ɹ' : rest[0]) : found[1];
    rest = rest.slice(length);
  }
  return symbols;
};

const stressed = (symbols: string): string => {
  const at = [...symbols].findIndex(isVowel);
  return at < 0 ? symbols : `${symbols.slice(0, at)}ˈ${symbols.slice(at)}`;
};

/**
 * Symbols for what the cast file says; undefined when nothing in it can be said. `known` tells which symbols the voice
 * has: others between slashes are dropped.
 */
export const respelled = (text: string, known: (symbol: string) => boolean): string | undefined => {
  const slashed = /^\s*\/(.+)\/\s*$/u.exec(text);
  if (slashed !== null) {
    const symbols = [...(slashed[1] as string).normalize('NFC').replace(/r/g, 'ɹ').replace(/g/g, 'ɡ')]
      .filter(known)
      .join('')
      .trim();
    return symbols === '' ? undefined : symbols;
  }
  const words = text
    .trim()
    .split(/\s+/)
    .map(respelledWord)
    .filter((word) => word !== '');
  return words.length === 0 ? undefined : words.join(' ');
};

const respelledWord = (word: string): string => {
  const parts = word
    .split('-')
    .map((part) => part.normalize('NFD').replace(/[^A-Za-z]/g, ''))
    .filter((part) => part !== '');
  const hasLoudPart =
    parts.some((part) => part.length > 1 && part === part.toUpperCase()) &&
    !parts.every((part) => part === part.toUpperCase());
  const said = parts.map((part) => {
    const symbols = syllable(part.toLowerCase());
    return hasLoudPart && part.length > 1 && part === part.toUpperCase() ? stressed(symbols) : symbols;
  });
  const joined = said.join('');
  if (joined !== '' && syllables(joined) === 0)
    return pronounceLetters(readLetterModel(), parts.join('').toLowerCase());
  return joined.includes('ˈ') || joined === '' ? weakened(joined) : stressed(joined);
};

/** An unstressed uh is a schwa. */
const weakened = (symbols: string): string => symbols.replace(/(?<!ˈ)ʌ(?=[^ˈ]?ˈ|$)/gu, 'ə').replace(/ʌ$/u, 'ə');
