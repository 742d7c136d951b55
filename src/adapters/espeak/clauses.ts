/** A line cut where a speaker pauses: each clause is spoken by itself, so that its times and its pause are ours. */

export type ClauseWord = { readonly text: string; readonly start: number; readonly end: number };
export type Clause = { readonly text: string; readonly words: readonly ClauseWord[]; readonly pauseAfterMs: number };

const pauses: readonly (readonly [RegExp, number])[] = [
  [/(?:…|\.{2,})["'”’)]*$/, 450],
  [/[.!?]["'”’)]*$/, 330],
  [/[;:—–]["'”’)]*$/, 220],
  [/,["'”’)]*$/, 150],
];

/** Long clauses are cut between words, too: 200 characters are about twelve seconds. */
const longestClause = 200;

/** A clause holds at least one word that can be said; offsets are those of `text`. */
export const clausesOf = (text: string): Clause[] => {
  const clauses: Clause[] = [];
  let start = 0;
  let words: ClauseWord[] = [];
  const close = (end: number): void => {
    const spoken = text.slice(start, end);
    if (words.length > 0) {
      const pauseAfterMs = pauses.find(([pattern]) => pattern.test(spoken.trimEnd()))?.[1] ?? 60;
      clauses.push({ text: spoken.replace(/\s+/g, ' ').trim(), words, pauseAfterMs });
    }
    words = [];
    start = end;
  };
  for (const match of text.matchAll(/\S+/g)) {
    const end = match.index + match[0].length;
    if (match.index - start > longestClause) close(match.index);
    const letters = /[\p{L}\p{N}][\p{L}\p{M}\p{N}'’.-]*[\p{L}\p{M}\p{N}]|[\p{L}\p{N}]/u.exec(match[0]);
    if (letters !== null) {
      const from = match.index + letters.index;
      words.push({ text: letters[0], start: from, end: from + letters[0].length });
    }
    if (/[.!?…,;:—–]["'”’)]*$/.test(match[0])) close(end);
  }
  close(text.length);
  return clauses;
};
