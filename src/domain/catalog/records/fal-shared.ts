/** What holds for every model of fal. */
import type { LegalNumbers, Sku, Source } from '../model.types.ts';
import { noReferences, type RecordFacts, source, vendorSays } from './record.ts';

/** The text page that fal keeps of each of its models. */
export const page = (id: string, says: string): Source =>
  source(`https://fal.ai/models/${id}/llms.txt`, `${says} (read through a stored copy)`);

const billing = source(
  'https://fal.ai/docs/documentation/model-apis/faq.md',
  'Only successful answers are paid; server errors (HTTP 5xx) never are; a 422 may be charged where computing was already done.',
);

const failureNote =
  'That failures cost nothing is fal’s rule with exceptions: a 422 may be charged where computing was already done, and, a third party says, what the safety checker flags.';

/** Completes a model of fal with what fal says of all. */
export const onFal = (facts: RecordFacts): RecordFacts => ({
  failuresCharged: false,
  ...facts,
  sources: [...facts.sources, billing],
  notes: [...(facts.notes ?? []), failureNote],
});

/** A model that makes a clip from words alone. */
export const fromText = { takes: ['text'], makes: 'video' } as const;
/** Nothing but words goes in. */
export const wordsOnly = { references: noReferences, takesFirstFrame: false, takesLastFrame: false } as const;

/** Prices of a second by resolution: `[['720p', '0.157'], …]`. */
export const perSecond = (
  prices: readonly (readonly [string, string])[],
  more?: Sku['when'],
  details?: Partial<Sku>,
): readonly Sku[] =>
  prices.map(([resolution, dollars]) => ({
    ...vendorSays('second', dollars, { resolutions: [resolution], ...more }),
    ...details,
  }));

/** Every whole second from `min` to `max`. */
export const seconds = (min: number, max: number, step = 1): LegalNumbers => ({ min, max, step });
