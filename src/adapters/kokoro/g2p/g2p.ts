/**
 * Door of pronunciation: a line of dialogue as words in Kokoro's symbols and marks, each word knowing its place in the
 * text. English by our own dictionary and rules; other scripts through the given reader when there is one.
 */
import { tokenIds } from '../model/token-ids.ts';
import { isVowel } from './arpabet.ts';
import { withS } from './endings.ts';
import { fromIpa, scriptLanguage } from './foreign.ts';
import { letterNames, weakForms } from './function-words.ts';
import { heteronym } from './heteronyms.ts';
import { isListed, sayWord } from './lexicon.ts';
import { respelled } from './respelling.ts';
import { type TextToken, textTokens, type WordToken } from './text-tokens.ts';

export type PronouncedWord = {
  readonly kind: 'word';
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** May hold spaces where one written word is several spoken ones. */
  readonly symbols: string;
  readonly isEmphasised: boolean;
};
export type PronouncedMark = { readonly kind: 'mark'; readonly symbol: string; readonly start: number };
export type Pronounced = {
  readonly units: readonly (PronouncedWord | PronouncedMark)[];
  /** Words nobody could say, as written. */
  readonly unspoken: readonly string[];
};

export type PronounceOptions = {
  /** Lower-case word to what the cast file says. */
  readonly pronunciations?: Readonly<Record<string, string>>;
  readonly emphasis?: readonly { readonly start: number; readonly end: number }[];
  /** Reads words of another language to IPA, in order; undefined where it cannot. */
  readonly readForeign?: (words: readonly string[], language: string) => Promise<readonly (string | undefined)[]>;
};

const isKnown = (symbol: string): boolean => tokenIds.has(symbol);

/** Capitals that are no word are read letter by letter when they have no vowel or are short. */
const acronym = (word: string): string | undefined => {
  if (!/^\p{Lu}{2,6}s?$/u.test(word) || isListed(word.toLowerCase())) return undefined;
  const letters = word.replace(/s$/, '');
  const isPronounceable = letters.length > 3 && /[AEIOU]/.test(letters) && !/[^AEIOU]{4}/.test(letters);
  if (isPronounceable) return undefined;
  return spell(letters) + (word.endsWith('s') ? 'z' : '');
};

/** Letters by name: the last one carries the stress. */
const spell = (letters: string): string => {
  const names = [...letters.toLowerCase()].map((letter) => letterNames.get(letter) ?? '');
  return names.map((name, i) => (i < names.length - 1 ? name.replace('ˈ', 'ˌ') : name)).join('');
};

/** Capitals that stand for letters though they are also words: `US forces`, `the IT room`. */
const spelledThoughListed = new Set([
  'US',
  'IT',
  'ID',
  'TV',
  'PC',
  'AM',
  'PM',
  'UN',
  'EU',
  'AI',
  'VR',
  'CEO',
  'FBI',
  'CIA',
  'ER',
  'DNA',
  'GPS',
  'MI',
  'OK',
]);

/** A line in which everything is in capitals is loud, not full of abbreviations. */
const isAllCaps = (text: string): boolean => !/\p{Ll}/u.test(text);

/** The sound a word begins with, and a breath; a vowel is only begun. */
const stutter = (letter: string, nextSound: string): string =>
  isVowel(nextSound) ? nextSound : `${nextSound === '' ? letter : nextSound}ə`;

type Near = { readonly before: readonly string[]; readonly after: readonly string[] };

const saySpoken = (spoken: string, near: Near, isShouting: boolean, nextSound: string): string => {
  if (spoken.endsWith('~')) return stutter(spoken[0] as string, nextSound);
  if (/^[a-z]\.$/.test(spoken)) return spell(spoken[0] as string);
  if (!isShouting && spelledThoughListed.has(spoken) && spoken !== 'OK') return spell(spoken);
  const word = spoken.toLowerCase();
  const initials = isShouting ? undefined : acronym(spoken);
  if (initials !== undefined) return initials;
  if (word === 'the') return isVowel(nextSound) ? 'ði' : 'ðə';
  if (word === 'to') return isVowel(nextSound) ? 'tʊ' : 'tə';
  // The letter A, and `a` standing alone, are not the article.
  if (word === 'a' && near.after.length === 0) return 'ˈA';
  return heteronym(word, near) ?? weakForms.get(word) ?? sayWord(word).symbols;
};

/** Little words said with weight, because the script underlined them or because they end what is said. */
const withStress = (symbols: string): string => {
  if (symbols.includes('ˈ')) return symbols;
  const plain = symbols
    .replace('ˌ', '')
    .replace(/^ðə$/u, 'ði')
    .replace(/^tə$/u, 'tu')
    .replace(/^ɐ(n?)$/u, 'A$1');
  const at = [...plain].findIndex(isVowel);
  return at < 0 ? plain : `${plain.slice(0, at)}ˈ${plain.slice(at)}`;
};

/** Come in. Yes, we can. I am. */
const heavyAtEnd = new Set(
  'in on is am are was were be been has have had do can could would should must will shall'.split(' '),
);

const endsSentence = (next: TextToken | undefined): boolean =>
  next === undefined || (next.kind === 'mark' && '.!?…'.includes(next.symbol));

/** Never throws for any text; what cannot be said is listed in `unspoken`. */
export const pronounce = async (text: string, options: PronounceOptions = {}): Promise<Pronounced> => {
  const tokens = textTokens(text);
  const words = tokens.filter((token): token is WordToken => token.kind === 'word');
  const foreign = await readForeignWords(words, options);
  const given = new Map(Object.entries(options.pronunciations ?? {}).map(([word, said]) => [word.toLowerCase(), said]));
  const flat = words.flatMap((word) => word.spoken.map((spoken) => spoken.toLowerCase()));
  const isShouting = isAllCaps(text);
  const unspoken: string[] = [];
  const said = new Map<WordToken, string>();
  // From the end to the beginning: the sound of `the` and `to` depends on the word after.
  let next = '';
  let at = flat.length;
  for (const word of words.toReversed()) {
    at -= word.spoken.length;
    const symbols = sayOne(word, at);
    said.set(word, symbols);
    if (symbols === '') unspoken.unshift(word.text);
    next = [...symbols].find((symbol) => !'ˈˌ'.includes(symbol)) ?? next;
  }

  function sayOne(word: WordToken, position: number): string {
    const wished = given.get(word.text.toLowerCase()) ?? given.get(word.text.toLowerCase().replace(/['’]s$/, ''));
    const wishedSymbols = wished === undefined ? undefined : respelled(wished, isKnown);
    if (wishedSymbols !== undefined)
      return /['’]s$/i.test(word.text) && !given.has(word.text.toLowerCase()) ? withS(wishedSymbols) : wishedSymbols;
    if (scriptLanguage(word.text) !== undefined) return fromIpa(foreign.get(word) ?? '', isKnown);
    let following = next;
    const parts: string[] = [];
    word.spoken.toReversed().forEach((spoken, back) => {
      const here = position + word.spoken.length - 1 - back;
      const near = { before: flat.slice(Math.max(0, here - 4), here), after: flat.slice(here + 1, here + 4) };
      const symbols = saySpoken(spoken, near, isShouting, following);
      following = [...symbols].find((symbol) => !'ˈˌ'.includes(symbol)) ?? following;
      if (symbols !== '') parts.unshift(symbols);
    });
    return parts.join(' ');
  }

  const emphasised = ({ start, end }: WordToken): boolean =>
    (options.emphasis ?? []).some((range) => range.start < end && range.end > start);
  const isLoudWord = (word: WordToken): boolean =>
    !isShouting &&
    /^[\p{Lu}'’]{2,}$/u.test(word.text) &&
    acronym(word.text) === undefined &&
    !spelledThoughListed.has(word.text);
  const units = tokens.flatMap((token, i): (PronouncedWord | PronouncedMark)[] => {
    if (token.kind === 'mark') return [token];
    const symbols = said.get(token) ?? '';
    if (symbols === '') return [];
    const isEmphasised = emphasised(token) || isLoudWord(token);
    const isHeavy = isEmphasised || (endsSentence(tokens[i + 1]) && heavyAtEnd.has(token.text.toLowerCase()));
    const { text: written, start, end } = token;
    const spoken = isHeavy ? withStress(symbols) : symbols;
    return [{ kind: 'word', text: written, start, end, symbols: spoken, isEmphasised }];
  });
  return { units: trimmedMarks(units), unspoken };
};

/** No mark before the first word, and one mark at a time: words nobody can say may have stood between two. */
const trimmedMarks = (units: readonly (PronouncedWord | PronouncedMark)[]) =>
  units.filter((unit, i) => unit.kind === 'word' || units[i - 1]?.kind === 'word');

const readForeignWords = async (
  words: readonly WordToken[],
  { readForeign }: PronounceOptions,
): Promise<Map<WordToken, string>> => {
  const found = new Map<WordToken, string>();
  if (readForeign === undefined) return found;
  const byLanguage = Map.groupBy(words, (word) => scriptLanguage(word.text));
  for (const [language, group] of byLanguage) {
    if (language === undefined) continue;
    const answers = await readForeign(
      group.map((word) => word.text),
      language,
    );
    answers.forEach((ipa, i) => ipa !== undefined && found.set(group[i] as WordToken, ipa));
  }
  return found;
};
