/** Grapheme clusters and words of a dictionary, by the machine's own tables (ICU): loading them takes a while, and English needs neither. */
import type { TextRange } from './units.ts';

type Granularity = 'grapheme' | 'word';
const segmenters = new Map<Granularity, Intl.Segmenter>();

const segmenter = (granularity: Granularity): Intl.Segmenter => {
  let found = segmenters.get(granularity);
  if (!found) segmenters.set(granularity, (found = new Intl.Segmenter('und', { granularity })));
  return found;
};

const rangesOf = (text: string, granularity: Granularity): readonly TextRange[] =>
  Array.from(segmenter(granularity).segment(text), ({ segment, index }) => ({
    start: index,
    end: index + segment.length,
  }));

/** What a reader takes for single letters. */
export const graphemesOf = (text: string): readonly TextRange[] =>
  // Printable characters of ASCII are clusters each.
  /^[\x20-\x7e]*$/.test(text)
    ? Array.from(text, (_, start) => ({ start, end: start + 1 }))
    : rangesOf(text, 'grapheme');

/** Words, and what lies between them, where a dictionary sees their borders. */
export const dictionaryPieces = (text: string): readonly TextRange[] => rangesOf(text, 'word');
