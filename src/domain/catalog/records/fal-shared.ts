/** What holds for every model of fal. */
import type { AskType } from '../../generation/ask.types.ts';
import type { LegalNumbers, NeededFile, Sku, Source } from '../model.types.ts';
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

/** fal names an endpoint by what it works from. */
const needsByWord: readonly (readonly [RegExp, AskType, NeededFile])[] = [
  [/\/(?:image|first-last-frame)-to-video(?:\/|$)/, 'video', 'first-frame'],
  [/\/reference-to-video(?:\/|$)/, 'video', 'reference'],
  [/\/(?:extend-video|edit-video|video-to-video)(?:\/|$)/, 'video', 'source-video'],
  [/\/(?:edit|image-to-image)(?:\/|$)|\/kontext(?!.*text-to-image)/, 'image', 'picture'],
];

/** The file without which a model of fal can do nothing, as its name says; undefined: its name says none. */
export const neededByName = (id: string, makes: AskType): NeededFile | undefined =>
  needsByWord.find(([word, kind]) => kind === makes && word.test(id))?.[2];

const needs = (id: string): Source =>
  source(
    `https://fal.ai/models/${id}`,
    'Its name says what it works from; without that file an endpoint of this name has nothing to begin with.',
  );

/** Completes a model of fal with what fal says of all. */
export const onFal = (facts: RecordFacts): RecordFacts => ({
  failuresCharged: false,
  ...facts,
  sources: [...facts.sources, ...(facts.limits?.needs === undefined ? [] : [needs(facts.id)]), billing],
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
