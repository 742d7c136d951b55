/** A pronunciation as a list of phonemes: a vowel carries the stress mark before it. */
export const phonemeTokens = (symbols: string): string[] => symbols.match(/[ˈˌ]?[^ˈˌ]/gu) ?? [];
