/**
 * What an American mouth makes of dictionary phonemes, written the way Kokoro's training text writes it: flapped t,
 * syllabic l and n, weak vowels, and where a secondary stress is marked.
 */
import { isVowel } from './arpabet.ts';

const rewrite = (symbols: string, rules: readonly (readonly [RegExp, string])[]): string =>
  rules.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), symbols);

const vowel = '[ɑæʌɔWIɛɜAɪiOYʊuəᵊᵻ]';
const consonant = '[bdfhjklmnpstvwzðŋɡɹɾʃʒʤʧθ]';
const unstressedNucleus = '[əɪiᵊᵻO]';

/** Order matters: vowels are weakened first, then consonants become syllabic, then t is flapped. */
const weakening: readonly (readonly [RegExp, string])[] = [
  // be-, de-, re- before the main stress: bəhˈAv, dəsˈId, ɹəlˈist
  [/^(b|d|ɹ|pɹ)[ɪi](?=[bdfhjklmpstvwzðɡɹʃʒʤʧθ]{1,3}ˈ)/u, '$1ə'],
  // A weak ɪ becomes a schwa in open syllables (əbˈɪləti, sˈɪvəl), but not in -ic, -ing, -ish, -ive, -age.
  [new RegExp(`(?<=${consonant}|${vowel})(?<![ˈˌ])ɪ(?=[dflmntvz]${vowel}|[flmntvzd][ˈˌ]|t$|n$)`, 'gu'), 'ə'],
  [/(?<![ˈˌ]|^)ɪk(?=(ə?|ᵊ)l)/gu, 'ək'],
  [/əkli/gu, 'əkᵊli'],
  [/(?<![ˈˌ]|^)ɪ(?=[lmn]ˈ|t(?:li|nəs|s)$)/gu, 'ə'],
  // Endings after t and d, and after hissing consonants.
  [/(?<=[td])[əɪ](?=d$|st$)/gu, 'ᵻ'],
  [/(?<=[szʃʒʤʧ])[əɪ](?=z$)/gu, 'ᵻ'],
  // zm at the end of a word is two syllables.
  [/zm(?=z?$)/gu, 'zəm'],
];

const syllabic: readonly (readonly [RegExp, string])[] = [
  [/(?<=[bdfkmnpstvzðɡʃʒʤʧθŋ])əl(?=$|[bdfkmnpstvzðɡʃʒʤʧθ])/gu, 'ᵊl'],
  [/(?<=[dstvzp])ən(?=$|[bdfkmpstvzðɡʃʒʤʧθ])/gu, 'ᵊn'],
  [/(?<=m)ən(?=ts?$)/gu, 'ᵊn'],
];

const flapping: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`(?<=${vowel}ɹ?)t(?=${unstressedNucleus})(?!ᵊn|ən)`, 'gu'), 'ɾ'],
];

/** Where the letters decide between two weak vowels that dictionaries mix up: `əst` is `ɪst` in -ist, `ᵻst` in -est. */
const spelled: readonly (readonly [spelling: RegExp, symbols: RegExp, replacement: string])[] = [
  [/^un/, /^ən/u, 'ˌʌn'],
  [/^(en|em|ex)/, /^ɛ(?=(n|m|k|ks|ɡz)[^ˈˌ]{0,3}ˈ)/u, 'ɪ'],
  [/ists?$/, /(?<![ˈˌ])əst(?=s?$)/u, 'ɪst'],
  [/[iy]est$/, /(?<![ˈˌ])əst$/u, 'ᵻst'],
  [/is$/, /(?<![ˈˌ])əs$/u, 'ɪs'],
  [/its?$/, /(?<![ˈˌ])ət(?=s?$)/u, 'ɪt'],
  [/ages?$/, /(?<![ˈˌ])əʤ(?=ᵻz|$)/u, 'ɪʤ'],
  [/t(en|on|ain)/, /(?<=[ɑæʌɔWIɛɜAɪiOYʊu])t(?:ᵊ|ə)n/u, 'ʔn'],
];

const bySpelling = (symbols: string, word: string): string =>
  spelled.reduce(
    (text, [spelling, pattern, put]) => (spelling.test(word) ? text.replace(pattern, put) : text),
    symbols,
  );

/** Weakens, makes syllabic, flaps and marks stress; `symbols` come from `fromArpabet` for the lower-case `word`. */
export const reduced = (symbols: string, word: string): string =>
  rewrite(withSecondaryStress(bySpelling(rewrite(symbols, weakening), word)), [...syllabic, ...flapping]);

type Nucleus = { readonly at: number; readonly symbol: string; readonly stress: '' | 'ˈ' | 'ˌ' };

const nuclei = (symbols: string): Nucleus[] => {
  const found: Nucleus[] = [];
  [...symbols].forEach((symbol, at, all) => {
    const before = all[at - 1];
    if (isVowel(symbol)) found.push({ at, symbol, stress: before === 'ˈ' || before === 'ˌ' ? before : '' });
  });
  return found;
};

/**
 * A final i or O is never stressed beside the main stress; a full vowel two syllables away from it is
 * (ˈæɡənˌIz, ˌæbnˌɔɹmˈæləti), and so is the full vowel of a compound's second half (ˈɛɹflˌO is the exception that proves it).
 */
const withSecondaryStress = (symbols: string): string => {
  const all = [...symbols];
  const found = nuclei(symbols);
  const main = found.findIndex((nucleus) => nucleus.stress === 'ˈ');
  found.forEach((nucleus, index) => {
    const isFinal = nucleus.at === all.length - 1;
    const afterStress = index > 0 && found[index - 1]?.stress !== '';
    if (
      nucleus.stress === 'ˌ' &&
      isFinal &&
      main >= 0 &&
      (nucleus.symbol === 'i' || (nucleus.symbol === 'O' && afterStress))
    )
      all[nucleus.at - 1] = '';
    const isFull = 'AIWYɔɑæʌ'.includes(nucleus.symbol) && !isFinal;
    if (nucleus.stress === '' && isFull && Math.abs(index - main) >= 2 && main >= 0)
      all[nucleus.at] = `ˌ${nucleus.symbol}`;
  });
  return all.join('');
};
