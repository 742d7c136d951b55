/** Where sentences end, in prose and in speech, in Latin, Arabic and Chinese punctuation. */

export type TextRange = { readonly start: number; readonly end: number };

const abbreviations = new Set(
  'mr mrs ms dr st prof rev sgt lt capt cmdr col gen maj gov sen hon jr sr vs etc no inc ltd dept approx fig e.g i.e a.m p.m u.s u.k mt ft ave blvd'.split(
    ' ',
  ),
);

const closers = '"\'”’»)]』」*_';
const hardStops = '。！？｡';

/** Whether the full stop at `at` belongs to a title, an initial or a number rather than ending a sentence. */
const isInnerStop = (text: string, at: number): boolean => {
  let start = at;
  while (start > 0 && at - start < 12 && /[\p{L}\p{N}.]/u.test(text[start - 1] as string)) start--;
  const word = text.slice(start, at);
  if (/^\p{Lu}$/u.test(word) && word !== 'I') return true;
  return abbreviations.has(word.toLowerCase()) && !/^(?:no|etc)$/i.test(word);
};

/** `at` is at the first stop character; gives the offset after all stops and closing quotes. */
const afterStops = (text: string, at: number): number => {
  let end = at + 1;
  while (end < text.length && '.!?…؟。！？'.includes(text[end] as string)) end++;
  while (end < text.length && closers.includes(text[end] as string)) end++;
  return end;
};

/** An ellipsis only ends a sentence when the next word starts one. */
const endsHere = (text: string, at: number, end: number): boolean => {
  if (hardStops.includes(text[at] as string)) return true;
  const next = /\S/.exec(text.slice(end, end + 40));
  if (next === null) return true;
  if (end < text.length && text[end]?.trim() !== '') return false;
  const stops = text.slice(at, end);
  const follows = text.slice(end + next.index);
  if (/^(?:\.\.+|…)/.test(stops)) return /^["'“‘«([]*[\p{Lu}\p{Lo}]/u.test(follows);
  if (stops[0] === '.') return !isInnerStop(text, at) && !/^\p{Ll}/u.test(follows);
  return !/^["'”’)]*\p{Ll}/u.test(follows);
};

/** Offsets [start, end) of the sentences, blanks between them left out. At least one for a text with words. */
export const sentencesOf = (text: string): TextRange[] => {
  const ranges: TextRange[] = [];
  const stop = /[.!?…؟。！？｡]/g;
  let start = 0;
  const push = (end: number): void => {
    const from = start + (text.slice(start, end).length - text.slice(start, end).trimStart().length);
    const to = start + text.slice(start, end).trimEnd().length;
    if (to > from) ranges.push({ start: from, end: to });
    start = end;
  };
  for (let found = stop.exec(text); found !== null; found = stop.exec(text)) {
    const end = afterStops(text, found.index);
    stop.lastIndex = end;
    if (endsHere(text, found.index, end)) push(end);
  }
  push(text.length);
  return ranges.length > 0 ? ranges : [{ start: 0, end: text.length }];
};

/** The sentences themselves. */
export const sentenceTexts = (text: string): string[] =>
  sentencesOf(text).map(({ start, end }) => text.slice(start, end));
