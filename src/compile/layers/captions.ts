/** Captions: the cues spoken at a frame, with the word that is being spoken. */
import type { CaptionCue, CaptionsClip } from '../../domain/timeline/timeline.types.ts';
import type { PlainDraw } from '../display-list.types.ts';
import type { Moment } from '../scene.types.ts';
import { type TextRange, unitsOf } from '../text/units.ts';

/** When a word begins, and which of the words of its cue's text it is (as `unitsOf` counts). */
export type SpokenWord = { readonly from: number; readonly index: number };

const known = new WeakMap<CaptionCue, readonly SpokenWord[]>();

/** The words of a cue in order of time. Remembered: documents are immutable. */
export const spokenWords = (cue: CaptionCue): readonly SpokenWord[] => {
  const before = known.get(cue);
  if (before) return before;
  const units = unitsOf(cue.text, 'word');
  const words = cue.words && cue.words.length > 0 ? timedWords(cue, cue.words, units) : sharedTime(cue, units);
  known.set(cue, words);
  return words;
};

/**
 * Finds each timed word in the text, one after the other: recognisers and dictionaries do not cut words alike. What is sung in one go
 * may be several words; they are lit together, up to the last.
 */
const timedWords = (
  cue: CaptionCue,
  words: NonNullable<CaptionCue['words']>,
  units: readonly TextRange[],
): readonly SpokenWord[] => {
  const written = cue.text.replaceAll('\n', ' ');
  let at = 0;
  const found = words.map(({ from, text }) => {
    const place = written.indexOf(text.trim(), at);
    if (place >= 0 && text.trim() !== '') at = place + text.trim().length;
    const index = units.findIndex(({ end }) => (place >= 0 ? end >= at : end > at));
    return { from, index: index < 0 ? units.length - 1 : index };
  });
  return found.sort((a, b) => a.from - b.from);
};

/** Nobody said when the words are spoken: each takes a share of the cue by its length. */
const sharedTime = ({ from, to }: CaptionCue, units: readonly TextRange[]): readonly SpokenWord[] => {
  const total = units.reduce((sum, { start, end }) => sum + end - start + 1, 0);
  let before = 0;
  return units.map(({ start, end }, index) => {
    const word = { from: from + Math.round(((to - from) * before) / total), index };
    before += end - start + 1;
    return word;
  });
};

/** Index of the word being spoken at a frame; the last one begun goes on until the next; -1 before the first. */
const wordAt = (cue: CaptionCue, local: number): number => {
  let spoken = -1;
  for (const { from, index } of spokenWords(cue)) {
    if (from > local) break;
    spoken = index;
  }
  return spoken;
};

/** The cues of a frame; none unless they are burnt in. */
export const captionDraws = ({ clip, local }: Moment<CaptionsClip>): readonly PlainDraw[] => {
  const { burn, cues, style, highlight } = clip;
  if (!burn) return [];
  return cues
    .filter((cue) => cue.from <= local && local < cue.to)
    .map((cue) => ({
      ...{ kind: 'text', text: cue.text, style },
      ...(highlight && { highlight: { ...highlight, word: wordAt(cue, local) } }),
      ...{ opacity: 256, blend: 'normal' },
    }));
};
