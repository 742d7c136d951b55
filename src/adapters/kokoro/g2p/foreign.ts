/**
 * Words in other scripts, and words of other languages, written in Kokoro's symbols. The sounds come from espeak-ng,
 * which runs as a program of its own (its licence is GPL: nothing of it is in our process); this file maps its IPA.
 */

/** Language espeak-ng should read a script as. Latin is English here. */
const scriptLanguages: readonly (readonly [RegExp, string])[] = [
  [/\p{Script=Arabic}/u, 'ar'],
  [/\p{Script=Cyrillic}/u, 'ru'],
  [/\p{Script=Greek}/u, 'el'],
  [/\p{Script=Hebrew}/u, 'he'],
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'ja'],
  [/\p{Script=Hangul}/u, 'ko'],
  [/\p{Script=Han}/u, 'cmn'],
  [/\p{Script=Devanagari}/u, 'hi'],
  [/\p{Script=Bengali}/u, 'bn'],
  [/\p{Script=Tamil}/u, 'ta'],
  [/\p{Script=Telugu}/u, 'te'],
  [/\p{Script=Georgian}/u, 'ka'],
  [/\p{Script=Armenian}/u, 'hy'],
  [/\p{Script=Ethiopic}/u, 'am'],
  [/\p{Script=Thai}/u, 'th'],
];

/** Undefined for words in Latin letters. */
export const scriptLanguage = (word: string): string | undefined =>
  scriptLanguages.find(([script]) => script.test(word))?.[1];

const replacements: readonly (readonly [RegExp, string])[] = [
  [/\([a-z-]+\)/g, ''],
  [/[͡_|‿]/gu, ''],
  [/[0-9˥˦˧˨˩]/gu, ''],
  [/aɪ|aj/gu, 'I'],
  [/aʊ|aw|ɑu/gu, 'W'],
  [/eɪ|ei|ej/gu, 'A'],
  [/oʊ|əʊ|ou|ow/gu, 'O'],
  [/ɔɪ|ɔj|oj/gu, 'Y'],
  [/tʃ|tɕ|tʂ/gu, 'ʧ'],
  [/dʒ|dʑ|dʐ/gu, 'ʤ'],
  [/ts/gu, 'ʦ'],
  [/dz/gu, 'ʣ'],
  [/[ɫ]/gu, 'l'],
  [/[ɚ]/gu, 'əɹ'],
  [/[ɝ]/gu, 'ɜɹ'],
  [/g/gu, 'ɡ'],
  [/ħ/gu, 'h'],
  [/ʕ|ˤ|ˀ|ʼ/gu, ''],
  [/ɭ/gu, 'l'],
  [/ä|ɐ̃/gu, 'a'],
  [/ɕː/gu, 'ɕ'],
  [/l̪|l̩/gu, 'l'],
  [/ø̞/gu, 'ø'],
  [/ɨ/gu, 'ɪ'],
  [/ʉ/gu, 'u'],
  [/ɵ/gu, 'ə'],
  [/r̝/gu, 'ʒ'],
];

/** Espeak's IPA for one word in Kokoro's symbols; `known` says which symbols the voice has. */
export const fromIpa = (ipa: string, known: (symbol: string) => boolean): string => {
  const mapped = replacements.reduce(
    (text, [pattern, put]) => text.replace(pattern, put),
    ipa.normalize('NFD').normalize('NFC'),
  );
  const kept = [...mapped.trim()].filter((symbol) => known(symbol) && symbol !== ' ').join('');
  // Espeak puts stress before the syllable, Kokoro before the vowel.
  return kept.replace(/([ˈˌ])([^ˈˌaeiouyɑæʌɔWIɛɜAɪOYʊəøœɐɒɯɤ]+)/gu, '$2$1');
};
