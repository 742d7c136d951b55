/**
 * CMUdict's ARPABET in Kokoro's symbols. Two layers: the phonemes, and what an American mouth makes of them (flaps,
 * syllabic consonants, reduced vowels), because that is what the model heard when it was trained.
 */

const consonants: Readonly<Record<string, string>> = {
  B: 'b',
  CH: 'ʧ',
  D: 'd',
  DH: 'ð',
  F: 'f',
  G: 'ɡ',
  HH: 'h',
  JH: 'ʤ',
  K: 'k',
  L: 'l',
  M: 'm',
  N: 'n',
  NG: 'ŋ',
  P: 'p',
  R: 'ɹ',
  S: 's',
  SH: 'ʃ',
  T: 't',
  TH: 'θ',
  V: 'v',
  W: 'w',
  Y: 'j',
  Z: 'z',
  ZH: 'ʒ',
};

const vowels: Readonly<Record<string, string>> = {
  AA: 'ɑ',
  AE: 'æ',
  AH: 'ʌ',
  AO: 'ɔ',
  AW: 'W',
  AY: 'I',
  EH: 'ɛ',
  ER: 'ɜɹ',
  EY: 'A',
  IH: 'ɪ',
  IY: 'i',
  OW: 'O',
  OY: 'Y',
  UH: 'ʊ',
  UW: 'u',
};

/** Kokoro's vowels, for anything that must know where a syllable is. */
export const isVowel = (symbol: string): boolean => 'ɑæʌɔWIɛɜAɪiOYʊuəᵊᵻɐɚaeo'.includes(symbol);

/** Number of syllables in a string of Kokoro symbols. */
export const syllables = (symbols: string): number => [...symbols].filter(isVowel).length;

const stressMarks: Readonly<Record<string, string>> = { '0': '', '1': 'ˈ', '2': 'ˌ' };

/** `L IH1 S AH0 N` becomes `lˈɪsən`: phonemes with the stress mark right before the vowel. */
export const fromArpabet = (pronunciation: string): string =>
  pronunciation
    .split(' ')
    .map((phone) => {
      const stress = phone.at(-1) ?? '';
      if (!(stress in stressMarks)) return consonants[phone] ?? '';
      const vowel = phone.slice(0, -1);
      const isReduced = stress === '0';
      if (vowel === 'AH' && isReduced) return 'ə';
      if (vowel === 'ER' && isReduced) return 'əɹ';
      return `${stressMarks[stress]}${vowels[vowel] ?? ''}`;
    })
    .join('');
