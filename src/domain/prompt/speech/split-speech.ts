/** A line too long for one request, in pieces that can each be spoken: at sentence ends, else after a comma, else between words. */
import { sentencesOf } from '../../screenplay/breakdown/sentences.ts';

export type SpeechPiece = { readonly start: number; readonly end: number };

/** End of the longest stretch from `start` that fits: behind a comma when that is in its last half, else behind a word. */
const endOfFit = (text: string, start: number, end: number, most: number): number => {
  if (end - start <= most) return end;
  const fit = text.slice(start, start + most);
  const comma = Math.max(fit.lastIndexOf(', '), fit.lastIndexOf('; '), fit.lastIndexOf('、'), fit.lastIndexOf('，'));
  if (comma > most / 2) return start + comma + 1;
  const space = fit.search(/\s+\S*$/u);
  if (space > 0) return start + space;
  // Between characters of one script, never inside a surrogate pair.
  const isInside = /[\ud800-\udbff]$/u.test(fit);
  return start + fit.length - (isInside && fit.length > 1 ? 1 : 0);
};

/** Ranges of `text`, in order, each at most `mostCharacters` (at least 2); together they hold every word. */
export const splitSpeech = (text: string, mostCharacters: number): SpeechPiece[] => {
  const most = Math.max(2, mostCharacters);
  const pieces: SpeechPiece[] = [];
  for (const sentence of sentencesOf(text)) {
    const last = pieces.at(-1);
    if (last !== undefined && sentence.end - last.start <= most) {
      pieces[pieces.length - 1] = { start: last.start, end: sentence.end };
      continue;
    }
    for (let start = sentence.start; start < sentence.end; ) {
      const end = endOfFit(text, start, sentence.end, most);
      pieces.push({ start, end });
      start = end + (/^\s*/u.exec(text.slice(end, sentence.end))?.[0].length ?? 0);
    }
  }
  return pieces;
};
