/**
 * When which character of a text was said, as ElevenLabs and those who sell its voices tell it: for the text as it was sent, or as it was read
 * out (`three` for `3`). What comes out speaks of the text that was sent, always.
 */
import { z } from 'zod';
import type { TimedCharacter } from '../../domain/generation/answer.types.ts';

const times = z.array(z.number().min(0).max(1e5)).max(200_000);
export const alignmentSchema = z.object({
  characters: z.array(z.string().max(40)).max(200_000),
  character_start_times_seconds: times,
  character_end_times_seconds: times,
});
export type Alignment = z.infer<typeof alignmentSchema>;

type Said = { readonly text: string; readonly startMs: number; readonly endMs: number };
/** A stretch of text between blanks. */
type Word = { readonly text: string; readonly start: number; readonly end: number };

/** Undefined when the three lists do not belong together. */
const saidIn = ({ characters, ...lists }: Alignment): readonly Said[] | undefined => {
  const { character_start_times_seconds: starts, character_end_times_seconds: ends } = lists;
  if (starts.length !== characters.length || ends.length !== characters.length) return undefined;
  let beforeMs = 0;
  return characters.map((text, at) => {
    const startMs = Math.max(beforeMs, Math.round((starts[at] as number) * 1000));
    const endMs = Math.max(startMs, Math.round((ends[at] as number) * 1000));
    beforeMs = startMs;
    return { text, startMs, endMs };
  });
};

const wordsOf = (text: string): readonly Word[] =>
  [...text.matchAll(/\S+/g)].map(({ 0: word, index }) => ({ text: word, start: index, end: index + word.length }));

/** Longest row of words that both texts have, as pairs of places. More words than this are not compared. */
const mostWords = 4000;
const pairsOf = (sent: readonly Word[], read: readonly Word[]): readonly (readonly [number, number])[] => {
  if (sent.length > mostWords || read.length > mostWords) return [];
  const width = read.length + 1;
  const best = new Uint16Array((sent.length + 1) * width);
  const lengthAt = (row: number, column: number): number => best[row * width + column] as number;
  const isSame = (row: number, column: number): boolean => sent[row]?.text === read[column]?.text;
  for (let row = sent.length - 1; row >= 0; row--)
    for (let column = read.length - 1; column >= 0; column--)
      best[row * width + column] = isSame(row, column)
        ? lengthAt(row + 1, column + 1) + 1
        : Math.max(lengthAt(row + 1, column), lengthAt(row, column + 1));
  const pairs: [number, number][] = [];
  for (let row = 0, column = 0; row < sent.length && column < read.length; ) {
    if (isSame(row, column)) pairs.push([row++, column++]);
    else if (lengthAt(row + 1, column) >= lengthAt(row, column + 1)) row++;
    else column++;
  }
  return pairs;
};

/** Places of each said character in the text that was read out. */
const placed = (said: readonly Said[]): readonly (Said & { readonly start: number; readonly end: number })[] => {
  let at = 0;
  return said.map((each) => {
    const start = at;
    at += each.text.length;
    return { ...each, start, end: at };
  });
};

/** Words that stand in both texts keep the times of their letters; what was read out otherwise is one stretch with one time. */
const acrossTexts = (sent: string, said: readonly Said[]): readonly TimedCharacter[] => {
  const there = placed(said);
  const sentWords = wordsOf(sent);
  const readWords = wordsOf(said.map(({ text }) => text).join(''));
  const timed: TimedCharacter[] = [];
  const between = (start: number, end: number) => there.filter((each) => each.start >= start && each.end <= end);
  const stretch = (words: readonly Word[], read: readonly Word[]): void => {
    const [first, last] = [words[0], words.at(-1)];
    const letters = read.flatMap(({ start, end }) => between(start, end));
    const [from, to] = [letters[0], letters.at(-1)];
    if (first && last && from && to)
      timed.push({ start: first.start, end: last.end, startMs: from.startMs, endMs: to.endMs });
  };
  let [sentAt, readAt] = [0, 0];
  for (const [row, column] of [...pairsOf(sentWords, readWords), [sentWords.length, readWords.length] as const]) {
    stretch(sentWords.slice(sentAt, row), readWords.slice(readAt, column));
    const [word, read] = [sentWords[row], readWords[column]];
    if (word && read)
      for (const { start, end, startMs, endMs } of between(read.start, read.end))
        timed.push({ start: word.start + start - read.start, end: word.start + end - read.start, startMs, endMs });
    [sentAt, readAt] = [row + 1, column + 1];
  }
  return timed;
};

/** Times of the characters of `sent`, from the first of these tellings that is usable; undefined when none is. */
export const timesOf = (
  sent: string,
  tellings: readonly (Alignment | null | undefined)[],
): readonly TimedCharacter[] | undefined => {
  for (const telling of tellings) {
    const said = telling ? saidIn(telling) : undefined;
    if (!said || said.length === 0) continue;
    const isTheText = said.map(({ text }) => text).join('') === sent;
    const timed = isTheText
      ? placed(said).map(({ start, end, startMs, endMs }) => ({ start, end, startMs, endMs }))
      : acrossTexts(sent, said);
    if (timed.length > 0) return timed;
  }
  return undefined;
};
