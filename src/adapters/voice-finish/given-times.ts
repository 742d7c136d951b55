/** Times that a vendor gives with its speech, laid on the words of the line. */
import type { TimedCharacter, TimedWord } from '../../domain/generation/answer.types.ts';

/** A word of a line: its place in the text and its phonemes. */
export type PronouncedWord = {
  readonly text: string;
  /** Offsets in the line's text. */
  readonly start: number;
  readonly end: number;
  readonly symbols: readonly string[];
};

/** When a word sounds, in milliseconds. */
export type Stretch = { readonly startMs: number; readonly endMs: number };

/** Letters and digits only: vendors normalise quotes, case and dashes. */
const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]/gu, '');

/** From the times of the line's characters; undefined when they do not cover every word. */
export const stretchesFromCharacters = (
  words: readonly PronouncedWord[],
  characters: readonly TimedCharacter[],
): readonly Stretch[] | undefined => {
  const stretches = words.map(({ start, end }): Stretch | undefined => {
    const own = characters.filter((one) => one.end > start && one.start < end);
    const [first, last] = [own[0], own.at(-1)];
    return first && last ? { startMs: first.startMs, endMs: last.endMs } : undefined;
  });
  return stretches.every((one) => one !== undefined) ? stretches : undefined;
};

/** From a vendor's list of words; undefined when it is not the words of the line. */
export const stretchesFromWords = (
  words: readonly PronouncedWord[],
  timed: readonly TimedWord[],
): readonly Stretch[] | undefined => {
  const said = timed.filter(({ text }) => bare(text) !== '');
  if (said.length !== words.length) return undefined;
  const isSame = said.every(({ text }, index) => bare(text) === bare(words[index]?.text ?? ''));
  return isSame ? said.map(({ startMs, endMs }) => ({ startMs, endMs })) : undefined;
};
