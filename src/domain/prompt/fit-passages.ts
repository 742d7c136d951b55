/**
 * Makes a prompt fit: the least important step of shortening first, one after another, until it is short enough; then whatever still has
 * room comes back. Cuts never fall into a word or a quotation. Deterministic.
 */
import type { Passage } from './passage.types.ts';
import { cutAtWord } from './plain-words.ts';
import { ranks } from './ranks.ts';

/** Which form of each passage is written: an index into its forms. */
export type Kept = Readonly<Record<string, number>>;

type Step = { readonly id: string; readonly form: number; readonly rank: number; readonly order: number };

const stepsOf = (passages: readonly Passage[], from: Kept): Step[] =>
  passages
    .flatMap(({ id, forms }, order) =>
      forms
        .map((form, index) => ({ id, form: index, rank: form.rank, order }))
        .filter(({ form }) => form > (from[id] ?? 0)),
    )
    // Of equal rank the later passage is the less important one.
    .sort((a, b) => a.rank - b.rank || b.order - a.order || a.form - b.form);

export type Fitted = {
  readonly kept: Kept;
  readonly text: string;
  /** Passages that are shorter than they could be, and those that are not there at all. */
  readonly shortened: readonly string[];
  readonly dropped: readonly string[];
};

/**
 * `join` writes the passages that are given the texts of their forms. `from` is where to begin, e.g. what an earlier prompt of the same brief
 * kept; what it had left out does not come back.
 */
export const fitPassages = (
  passages: readonly Passage[],
  join: (texts: ReadonlyMap<string, string>) => string,
  limit: number,
  from: Kept = {},
): Fitted => {
  const kept: Record<string, number> = {};
  for (const { id, forms } of passages) kept[id] = Math.min(from[id] ?? 0, forms.length - 1);
  const textOf = (passage: Passage): string => passage.forms[kept[passage.id] as number]?.text ?? '';
  const written = (): string => join(new Map(passages.map((passage) => [passage.id, textOf(passage)])));
  const taken: Step[] = [];
  let text = written();
  const fitsWhole = text.length <= limit;
  for (const step of stepsOf(passages, from)) {
    // Once anything must go, all goes that no shot could hold anyway.
    if (fitsWhole || (text.length <= limit && step.rank >= ranks.continuity)) break;
    if (step.form <= (kept[step.id] as number)) continue;
    taken.push({ ...step, form: kept[step.id] as number });
    kept[step.id] = step.form;
    text = written();
  }
  if (text.length <= limit) text = restore(taken, kept, written, limit) ?? text;
  const nowAt = (id: string): number => kept[id] as number;
  return {
    kept,
    text: text.length <= limit ? text : cutAtWord(text, limit),
    shortened: passages.filter(({ id, forms }) => nowAt(id) > 0 && forms[nowAt(id)]?.text !== '').map(({ id }) => id),
    dropped: passages
      .filter(({ id, forms }) => forms[0]?.text !== '' && forms[nowAt(id)]?.text === '')
      .map(({ id }) => id),
  };
};

/**
 * The last steps were large ones at times: what was given up for nothing comes back, the most important first. What no shot can hold (ranks below
 * all details) stays away.
 */
const restore = (
  taken: readonly Step[],
  kept: Record<string, number>,
  written: () => string,
  limit: number,
): string | undefined => {
  let best: string | undefined;
  for (const { id, form, rank } of [...taken].reverse()) {
    if (rank < ranks.continuity) break;
    const now = kept[id] as number;
    if (form >= now) continue;
    kept[id] = form;
    const text = written();
    if (text.length <= limit) best = text;
    else kept[id] = now;
  }
  return best;
};
