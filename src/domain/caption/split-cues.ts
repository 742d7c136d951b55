/** Divides one spoken part into cues: at clauses, at most two lines, long enough to read, at most seven seconds. */
import type { SpokenWord } from '../performance/performance.types.ts';
import { breakCost, breakLines, setLines, type Token, tokensOf, widthOf } from './wrap-text.ts';

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

/** A line that takes up where it was broken off is shown without its dash: no caption begins with one. */
const withoutOpeningDash = (tokens: readonly Token[]): readonly Token[] => {
  const [first, ...rest] = tokens;
  if (first === undefined) return tokens;
  const text = first.text.replace(/^(?:-{2,}|[—–])+/u, '');
  if (text === first.text) return tokens;
  if (text !== '') return [{ ...first, text, width: widthOf(text), start: first.end - text.length }, ...rest];
  const [second, ...others] = rest;
  return second === undefined ? tokens : [{ ...second, spaceBefore: false }, ...others];
};

const tooShortMs = 1000;

type Choice = { readonly cost: number; readonly from: number };

/** The tokens of a cue with the speaker's name before the first. */
const shownFrom = (
  spoken: readonly TimedToken[],
  from: number,
  to: number,
  label: readonly Token[],
): readonly Token[] => {
  const own = spoken.slice(from, to);
  const [first, ...rest] = own;
  return from > 0 || label.length === 0 || first === undefined
    ? own
    : [...label, { ...first, spaceBefore: true }, ...rest];
};

/** Cues of one part, times from the start of its audio: the cheapest way to divide, found over all ways. */
export const splitCues = (
  text: string,
  words: readonly SpokenWord[],
  durationMs: number,
  { lineWidth, maxMs, label }: SplitOptions,
): TimedText[] => {
  const labelTokens =
    label === undefined ? [] : tokensOf(label, lineWidth).map((token) => ({ ...token, leansOnNext: true }));
  const spoken = timeTokens(withoutOpeningDash(tokensOf(text, lineWidth)), text, words, durationMs);
  const best: Choice[] = [{ cost: 0, from: 0 }];
  for (let to = 1; to <= spoken.length; to++) {
    const last = spoken[to - 1] as TimedToken;
    let found: Choice = { cost: Number.POSITIVE_INFINITY, from: to - 1 };
    for (let from = to - 1; from >= 0; from--) {
      const lines = breakLines(shownFrom(spoken, from, to, labelTokens), lineWidth);
      const lengthMs = last.endMs - (spoken[from] as TimedToken).startMs;
      if (from < to - 1 && (lines === undefined || lengthMs > maxMs)) break;
      const short = lengthMs < tooShortMs ? (tooShortMs - lengthMs) / 60 : 0;
      const before = best[from]?.cost ?? 0;
      const cost = before + 4 + breakCost(last, spoken[to]) * 4 + (lines?.cost ?? 40) + short;
      if (cost < found.cost) found = { cost, from };
    }
    best.push(found);
  }
  const cues: TimedText[] = [];
  for (let to = spoken.length; to > 0; ) {
    const { from } = best[to] as Choice;
    const shown = shownFrom(spoken, from, to, labelTokens);
    const lines = breakLines(shown, lineWidth) ?? { at: Math.max(1, shown.length - 1), cost: 0 };
    cues.push({
      startMs: (spoken[from] as TimedToken).startMs,
      endMs: (spoken[to - 1] as TimedToken).endMs,
      text: setLines(shown, lines),
    });
    to = from;
  }
  return cues.reverse();
};
