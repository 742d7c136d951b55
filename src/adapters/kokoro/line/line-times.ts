/** When every word and phoneme of a spoken line sounds, from the frames the model gave each symbol. */
import type { SpokenPhoneme, SpokenWord } from '../../../domain/performance/performance.types.ts';
import type { PronouncedWord } from '../g2p/g2p.ts';
import type { SpokenChunk, SpokenJob } from '../model/speaker-messages.ts';
import type { LineRun } from './split-line.ts';

type Timed = { readonly symbol: string; readonly word: PronouncedWord | undefined; startMs: number; endMs: number };

const isStress = (symbol: string): boolean => symbol === 'ˈ' || symbol === 'ˌ';
const isSilent = (symbol: string): boolean => !/[\p{L}ᵊᵻ]/u.test(symbol) || symbol === 'ː';

/**
 * The sound runs two frames ahead of the durations that made it (found by correlating voiced phonemes with voiced
 * energy: 50 ms in every voice and line tried, give or take 5).
 */
const soundLeadFrames = 2;

/** Symbols of one run with their times; frames count the pad before the first. */
const timedRun = (run: LineRun, chunk: SpokenChunk, frameMs: number): Timed[] => {
  const timed: Timed[] = [];
  let at = chunk.offsetMs + ((chunk.frames[0] ?? 0) - soundLeadFrames) * frameMs;
  run.tokens.forEach(({ symbol, word }, i) => {
    const endMs = at + (chunk.frames[i + 1] ?? 0) * frameMs;
    timed.push({ symbol, word, startMs: at, endMs });
    at = endMs;
  });
  return timed;
};

/** A stress mark has frames of its own; they belong to the vowel it stands before, a length mark's to the one behind. */
const withoutMarks = (timed: readonly Timed[]): Timed[] => {
  const kept: Timed[] = [];
  let stressStart: number | undefined;
  for (const each of timed) {
    if (isStress(each.symbol)) stressStart ??= each.startMs;
    else if (each.symbol === 'ː') (kept.at(-1) ?? each).endMs = each.endMs;
    else {
      kept.push({ ...each, startMs: stressStart ?? each.startMs });
      stressStart = undefined;
    }
  }
  return kept.filter(({ symbol }) => !isSilent(symbol));
};

const round = (ms: number): number => Math.round(ms * 10) / 10;

/** Times inside [0, durationMs], in order, none overlapping. */
const clamped = (timed: readonly Timed[], durationMs: number): Timed[] => {
  let last = 0;
  return timed.map((each) => {
    const startMs = round(Math.min(durationMs, Math.max(last, each.startMs)));
    const endMs = round(Math.min(durationMs, Math.max(startMs, each.endMs)));
    last = endMs;
    return { ...each, startMs, endMs };
  });
};

export const lineTimes = (
  runs: readonly LineRun[],
  { chunks, durationMs, frameMs }: Omit<SpokenJob, 'wav'>,
): { words: SpokenWord[]; phonemes: SpokenPhoneme[] } => {
  const timed = clamped(
    runs.flatMap((run, i) => withoutMarks(timedRun(run, chunks[i] ?? { frames: [], offsetMs: 0 }, frameMs))),
    durationMs,
  );
  const words: SpokenWord[] = [];
  let current: PronouncedWord | undefined;
  for (const { word, startMs, endMs } of timed) {
    if (word === undefined) continue;
    const last = words.at(-1);
    if (word === current && last !== undefined) words[words.length - 1] = { ...last, endMs };
    else words.push({ text: word.text, start: word.start, end: word.end, startMs, endMs });
    current = word;
  }
  return { words, phonemes: timed.map(({ symbol, startMs, endMs }) => ({ symbol, startMs, endMs })) };
};
