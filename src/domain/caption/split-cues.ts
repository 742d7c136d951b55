/** Divides one spoken part into cues: at clauses, at most two lines, long enough to read, at most seven seconds. */
import type { SpokenWord } from '../performance/performance.types.ts';
import { breakCost, type Token, tokensOf, twoLines } from './wrap-text.ts';

export type TimedText = { readonly startMs: number; readonly endMs: number; readonly text: string };

export type SplitOptions = { readonly lineWidth: number; readonly maxMs: number; readonly label?: string };

type TimedToken = Token & { readonly startMs: number; readonly endMs: number };

/** When a stretch of the text is heard: from the words that overlap it, else by its share of the letters. */
const timeTokens = (
  tokens: readonly Token[],
  text: string,
  words: readonly SpokenWord[],
  durationMs: number,
): TimedToken[] => {
  const length = Math.max(1, text.length);
  let at = 0;
  const timed: TimedToken[] = [];
  for (const token of tokens) {
    while (at < words.length && (words[at] as SpokenWord).end <= token.start) at++;
    const over: SpokenWord[] = [];
    for (let index = at; index < words.length && (words[index] as SpokenWord).start < token.end; index++)
      over.push(words[index] as SpokenWord);
    const [first, last] = [over[0], over.at(-1)];
    const before = timed.at(-1)?.endMs ?? 0;
    if (first === undefined || last === undefined) {
      const guess = words.length > 0 ? before : (token.start / length) * durationMs;
      timed.push({ ...token, startMs: guess, endMs: words.length > 0 ? before : (token.end / length) * durationMs });
    } else {
      const span = last.endMs - first.startMs;
      const letters = Math.max(1, last.end - first.start);
      const share = (offset: number): number =>
        first.startMs + (span * Math.min(Math.max(offset - first.start, 0), letters)) / letters;
      timed.push({ ...token, startMs: share(token.start), endMs: share(token.end) });
    }
  }
  return timed;
};

const tooShortMs = 1000;

/** Cues of one part, times from the start of its audio. The cheapest way to divide, found over all ways (dynamic programming). */
export const splitCues = (
  text: string,
  words: readonly SpokenWord[],
  durationMs: number,
  options: SplitOptions,
): TimedText[] => {
  const { lineWidth, maxMs, label } = options;
  const labelTokens = label === undefined ? [] : tokensOf(label, lineWidth);
  const spoken = timeTokens(tokensOf(text, lineWidth), text, words, durationMs);
  if (spoken.length === 0) return [];
  const best: { cost: number; from: number; text: string }[] = [{ cost: 0, from: 0, text: '' }];
  for (let to = 1; to <= spoken.length; to++) {
    let found: { cost: number; from: number; text: string } | undefined;
    for (let from = to - 1; from >= 0; from--) {
      const own = spoken.slice(from, to);
      const shown =
        from === 0
          ? [...labelTokens, ...own.map((token, index) => (index === 0 ? { ...token, spaceBefore: true } : token))]
          : own;
      const lines = twoLines(shown, lineWidth);
      const lengthMs = (own.at(-1) as TimedToken).endMs - (own[0] as TimedToken).startMs;
      const isSingle = from === to - 1;
      if (!isSingle && (lines === undefined || lengthMs > maxMs)) break;
      const short = lengthMs < tooShortMs ? (tooShortMs - lengthMs) / 60 : 0;
      const cost =
        (best[from]?.cost ?? 0) +
        4 +
        breakCost(spoken[to - 1] as TimedToken, spoken[to]) * 2.5 +
        (lines?.cost ?? 40) +
        short;
      if (found === undefined || cost < found.cost)
        found = { cost, from, text: lines?.text ?? shown.map((token) => token.text).join('\n') };
    }
    best.push(found as NonNullable<typeof found>);
  }
  const cues: TimedText[] = [];
  for (let to = spoken.length; to > 0; ) {
    const step = best[to] as { from: number; text: string };
    cues.unshift({
      startMs: (spoken[step.from] as TimedToken).startMs,
      endMs: (spoken[to - 1] as TimedToken).endMs,
      text: step.text,
    });
    to = step.from;
  }
  return cues;
};
