/** Where in a sentence a word is surely a noun, and where it is only likened to. */
import { determiners, type Token } from './tokens.ts';

/** An article or possessive stands up to three words before, with no comma between. */
export const hasNounPlace = (tokens: readonly Token[], at: number): boolean => {
  for (let back = at - 1; back >= Math.max(0, at - 3); back--) {
    if ((tokens[back + 1] as Token).gap !== ' ') return false;
    if (determiners.has((tokens[back] as Token).lower)) return true;
  }
  return false;
};

/** `pale as bone`, `like a queen`: only likened to. */
export const isCompared = (tokens: readonly Token[], at: number): boolean => {
  const before = tokens[at - 1]?.lower ?? '';
  const beforeThat = tokens[at - 2]?.lower ?? '';
  return (
    before === 'as' || before === 'like' || (determiners.has(before) && (beforeThat === 'like' || beforeThat === 'as'))
  );
};
