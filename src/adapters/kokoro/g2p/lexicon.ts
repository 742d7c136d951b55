/**
 * How a single English word is said: the dictionary, then what grammar makes of the dictionary, then what its letters
 * suggest. Kept apart from sentences: the same word gives the same sounds.
 */
import { dictionary } from 'cmu-pronouncing-dictionary';
import { fromArpabet, syllables } from './arpabet.ts';
import { byCompound, byEnding, byPrefix, withS } from './endings.ts';
import { spokenSounds } from './function-words.ts';
import { byLearnedEnding } from './learned-endings.ts';
import { pronounceLetters } from './letter-model.ts';
import { readLetterModel } from './letter-model-file.ts';
import { reduced } from './reduce.ts';

const known = new Map(Object.entries(dictionary));

const fromDictionary = (word: string): string | undefined => {
  const own = spokenSounds.get(word);
  if (own !== undefined) return own;
  const phones = known.get(word);
  return phones === undefined ? undefined : reduced(fromArpabet(phones), word);
};

const derived = (word: string, depth = 0): string | undefined => {
  if (depth > 3) return undefined;
  const deeper = (stem: string): string | undefined => fromDictionary(stem) ?? derived(stem, depth + 1);
  const half = (stem: string): string | undefined => {
    const symbols = fromDictionary(stem);
    return symbols !== undefined && syllables(symbols) > 0 ? symbols : undefined;
  };
  const spelled = (stem: string): string | undefined => fromDictionary(stem) ?? byLetters(stem);
  return (
    byEnding(word, fromDictionary, () => undefined) ??
    byPrefix(word, fromDictionary) ??
    byLearnedEnding(word, depth === 0 ? spelled : fromDictionary) ??
    byCompound(word, half) ??
    byEnding(word, () => undefined, deeper) ??
    byPrefix(word, deeper)
  );
};

/** What the letters suggest. */
const byLetters = (word: string): string =>
  withOneStress(
    pronounceLetters(
      readLetterModel(),
      word
        .replace(/[^a-z']/g, '')
        .replace(/(.)\1{2,}/g, '$1$1')
        .slice(0, 40),
    ),
  );

/** `nooooo` and `whaaat` are the words with the letter once or twice. */
const unstretched = (word: string): string | undefined => {
  if (!/(.)\1\1/.test(word)) return undefined;
  for (const put of ['$1', '$1$1']) {
    const shorter = word.replace(/(.)\1{2,}/g, put);
    const found = fromDictionary(shorter) ?? derived(shorter);
    if (found !== undefined) return found;
  }
  return word.replace(/(.)\1{2,}/g, '$1$1');
};

/** Letters that do not come apart into a plain one and a mark. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'th',
  þ: 'th',
  ı: 'i',
};

export type Said = { readonly symbols: string; readonly how: 'dictionary' | 'derived' | 'letters' };

/** One stress at least, and only one main one, so that the voice knows where the word leans. */
const withOneStress = (symbols: string): string => {
  const first = symbols.indexOf('ˈ');
  if (first >= 0) return symbols.slice(0, first + 1) + symbols.slice(first + 1).replaceAll('ˈ', 'ˌ');
  if (symbols.includes('ˌ')) return symbols.replace('ˌ', 'ˈ');
  return symbols.replace(/[ɑæʌɔWIɛɜAɪiOYʊu]/u, 'ˈ$&');
};

const cache = new Map<string, Said>();
const cacheLimit = 20_000;

/** `word` is lower case; letters with accents count as their plain ones. */
export const sayWord = (word: string): Said => {
  const kept = cache.get(word);
  if (kept !== undefined) return kept;
  const said = find(word);
  if (cache.size >= cacheLimit) cache.clear();
  cache.set(word, said);
  return said;
};

const find = (word: string): Said => {
  const listed = fromDictionary(word);
  if (listed !== undefined) return { symbols: listed, how: 'dictionary' };
  const plain = word
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßæœøłđðþı]/gu, (letter) => plainLetters[letter] ?? '');
  if (plain !== word) return find(plain);
  // Mara's is Mara and an s, also when nobody ever listed Mara.
  const owner = /^(.{2,})'s$/.exec(word)?.[1];
  if (owner !== undefined) return { symbols: withS(find(owner).symbols), how: 'derived' };
  const made = derived(word) ?? (/(.)\1\1/.test(word) ? unstretched(word) : undefined);
  if (made !== undefined && made !== word && !/^[a-z']+$/.test(made))
    return { symbols: withOneStress(made), how: 'derived' };
  return { symbols: byLetters(made ?? word), how: 'letters' };
};

/** Whether the word stands in the dictionary as it is. */
export const isListed = (word: string): boolean => spokenSounds.has(word) || known.has(word);
