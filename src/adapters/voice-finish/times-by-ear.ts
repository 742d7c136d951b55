/**
 * When words sound of which only the whole is known: the longest silences are taken for the pauses that the punctuation asks for, and between them every
 * word has its usual share. Right to a tenth of a second or so, which captions and mouths forgive.
 */
import { spreadTimes } from '../../domain/speech/spread-times.ts';
import type { PronouncedWord, Stretch } from './given-times.ts';

const hopMs = 10;
const leastPauseMs = 110;
/** Below the loudest tenth by this much nobody speaks. */
const silentDb = 32;

/** Stretches in which nothing is heard, inside the line. */
const silences = (samples: Float32Array, rateHz: number): readonly Stretch[] => {
  const hop = Math.round((rateHz * hopMs) / 1000);
  const levels: number[] = [];
  for (let at = 0; at + hop <= samples.length; at += hop) {
    let sum = 0;
    for (let i = at; i < at + hop; i++) sum += (samples[i] as number) ** 2;
    levels.push(10 * Math.log10(sum / hop + 1e-12));
  }
  const loud = levels.toSorted((a, b) => b - a)[Math.floor(levels.length / 10)] ?? 0;
  const found: Stretch[] = [];
  let from = -1;
  levels.forEach((level, index) => {
    const isSilent = level < loud - silentDb;
    if (isSilent && from < 0) from = index;
    if (!isSilent && from >= 0) {
      if (from > 0 && (index - from) * hopMs >= leastPauseMs)
        found.push({ startMs: from * hopMs, endMs: index * hopMs });
      from = -1;
    }
  });
  return found;
};

/** Places after which the text asks for a pause: how many words stand before each. */
const breaks = (words: readonly PronouncedWord[]): readonly number[] =>
  words.flatMap(({ end }, index) => {
    const next = words[index + 1];
    // Anything but one space between two words is punctuation.
    return next && next.start - end > 1 ? [index + 1] : [];
  });

/** One stretch for each word; `words` in order. */
export const stretchesByEar = (
  words: readonly PronouncedWord[],
  samples: Float32Array,
  rateHz: number,
): readonly Stretch[] => {
  const endMs = (samples.length / rateHz) * 1000;
  const wanted = breaks(words);
  const longest = silences(samples, rateHz)
    .toSorted((a, b) => b.endMs - b.startMs - (a.endMs - a.startMs))
    .slice(0, wanted.length)
    .toSorted((a, b) => a.startMs - b.startMs);
  // With fewer silences than pauses nobody can say which is missing: then all of it is one stretch.
  const pauses = longest.length === wanted.length ? longest : [];
  const cuts = pauses.length > 0 ? wanted : [];
  return [0, ...cuts].flatMap((first, index) => {
    const own = words.slice(first, cuts[index] ?? words.length);
    const from = pauses[index - 1]?.endMs ?? 0;
    const to = pauses[index]?.startMs ?? endMs;
    const spread = spreadTimes(
      own.map(({ symbols }) => symbols),
      samples,
      rateHz,
      from,
      to,
    );
    let at = from;
    return spread.map((phonemes) => {
      const stretch = { startMs: phonemes[0]?.startMs ?? at, endMs: phonemes.at(-1)?.endMs ?? at };
      at = stretch.endMs;
      return stretch;
    });
  });
};
