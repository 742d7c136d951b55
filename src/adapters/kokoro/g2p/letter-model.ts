/**
 * How an unknown word is probably said: a joint n-gram over letters and the phonemes they make (Bisani and Ney 2008),
 * trained on CMUdict (`training/`), searched with a beam. Deterministic.
 */

/** A letter and its phonemes, as one unit; `letters` and `chunks` run in parallel. */
export type LetterModelFile = {
  readonly source: string;
  readonly order: number;
  /** Every unit as `letter + chunk`; its index is its code. */
  readonly units: readonly string[];
  /** N-grams by length, each a run of unit codes as characters from U+0100, then how often it was seen. */
  readonly counts: readonly (readonly [ngrams: string, counts: string])[];
};

/** Unit codes are written as single characters from here, so that an n-gram is a short string. */
export const firstCode = 0x100;
export const startCode = String.fromCharCode(firstCode - 1);

type Context = { total: number; kinds: number };

export type LetterModel = {
  readonly order: number;
  readonly units: readonly string[];
  /** N-gram (as characters) to its count. */
  readonly counts: ReadonlyMap<string, number>;
  /** What follows each context: how often in all, and how many different units. */
  readonly contexts: ReadonlyMap<string, Context>;
  /** Unit codes that stand for a letter. */
  readonly byLetter: ReadonlyMap<string, readonly string[]>;
};

export const letterModel = (
  order: number,
  units: readonly string[],
  counts: ReadonlyMap<string, number>,
): LetterModel => {
  const contexts = new Map<string, Context>();
  for (const [ngram, count] of counts) {
    const context = contexts.get(ngram.slice(0, -1));
    if (context === undefined) contexts.set(ngram.slice(0, -1), { total: count, kinds: 1 });
    else {
      context.total += count;
      context.kinds += 1;
    }
  }
  const byLetter = new Map<string, string[]>();
  units.forEach((unit, code) => {
    const letter = unit[0] as string;
    byLetter.set(letter, [...(byLetter.get(letter) ?? []), String.fromCharCode(firstCode + code)]);
  });
  return { order, units, counts, contexts, byLetter };
};

/** Witten-Bell interpolation: a context that was followed by many different units trusts its shorter self more. */
const probability = (model: LetterModel, context: string, unit: string): number => {
  let estimate = 1 / model.units.length;
  for (let start = context.length; start >= 0; start--) {
    const suffix = context.slice(start);
    const seen = model.contexts.get(suffix);
    if (seen === undefined) break;
    const count = model.counts.get(suffix + unit) ?? 0;
    estimate = (count + seen.kinds * estimate) / (seen.total + seen.kinds);
  }
  return estimate;
};

type Hypothesis = { readonly history: string; readonly symbols: string; readonly score: number };

/** Pronunciation of lower-case letters a-z and the apostrophe; other characters must not be in `letters`. */
export const pronounceLetters = (model: LetterModel, letters: string, beam = 24): string => {
  let hypotheses: Hypothesis[] = [{ history: startCode.repeat(model.order - 1), symbols: '', score: 0 }];
  for (const letter of [...letters, '#']) {
    const next = new Map<string, Hypothesis>();
    for (const { history, symbols, score } of hypotheses)
      for (const unit of model.byLetter.get(letter) ?? []) {
        const extended = score + Math.log(probability(model, history, unit));
        const chunk = (model.units[unit.charCodeAt(0) - firstCode] as string).slice(1);
        const candidate = { history: (history + unit).slice(1), symbols: symbols + chunk, score: extended };
        const key = candidate.symbols + candidate.history;
        const rival = next.get(key);
        if (rival === undefined || rival.score < extended) next.set(key, candidate);
      }
    if (next.size === 0) continue;
    hypotheses = [...next.values()].sort((a, b) => b.score - a.score).slice(0, beam);
  }
  return hypotheses[0]?.symbols ?? '';
};
