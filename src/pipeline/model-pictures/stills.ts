/** Stills that models make: one request for each set-up, as many variants as were wished, the one that is most alike in front. */
import type { Build } from '../../build/build.ts';
import type { BlobRef } from '../../domain/media.ts';
import type { ShotBrief } from '../../domain/prompt/prompt.ts';
import { compileShot } from '../../domain/prompt/prompt.ts';
import type { Served } from '../../ports/model-desk.ts';
import type { StillsChoice } from '../film-models/film-models.types.ts';
import type { ModelBook } from '../paid/model-book.ts';
import { type PaidTools, paidStep, sketchedFile } from '../paid/paid-step.ts';

/** What a set-up's picture is made from. */
type StillMatter = {
  readonly brief: ShotBrief;
  readonly variants: number;
  readonly resolution?: string;
  readonly quality?: string;
};

/** One picture of several of a set-up. */
export type MadeStill = {
  readonly variants: readonly BlobRef[];
  readonly served: Served;
};

const stillStep = (tools: PaidTools, book: ModelBook) =>
  paidStep<StillMatter>(tools, {
    name: 'model-still',
    version: 1,
    label: ({ brief, variants }) =>
      `still ${brief.number} ${brief.place.name}${variants > 1 ? `, ${variants} variants` : ''}`,
    askFor: ({ brief, variants, resolution, quality }, model) => {
      if (model === undefined)
        return { type: 'image', prompt: brief.action.join(' '), count: variants, aspectRatio: brief.aspect };
      // What somebody wrote is no wish to be fitted, since it changes the bill: a model that does not have it is left out.
      const written = { ...(resolution !== undefined && { resolution }), ...(quality !== undefined && { quality }) };
      const { ask } = compileShot(brief, book.record(model, 'image'), 'still', { count: variants, ...written });
      return { ...ask, ...written };
    },
    sketch: ({ variants }) => ({
      type: 'image',
      files: Array.from({ length: variants }, () => sketchedFile('image/png')),
    }),
  });

/** Stills by the key of their set-up. `briefs`: the first shot of each set-up as words. */
export const makeStills = async (
  build: Build,
  tools: PaidTools,
  book: ModelBook,
  choice: StillsChoice,
  briefs: ReadonlyMap<string, ShotBrief>,
  expect: (step: string, count: number) => void,
): Promise<ReadonlyMap<string, MadeStill>> => {
  const step = stillStep(tools, book);
  expect('model-still', briefs.size);
  const { variants, resolution, quality, policy, options } = choice;
  const made = await build.all(
    [...briefs].map(async ([key, brief]): Promise<readonly [string, MadeStill]> => {
      const matter = {
        brief,
        variants,
        ...(resolution !== undefined && { resolution }),
        ...(quality !== undefined && { quality }),
      };
      const served = await build.produce(step, { matter, choice: { policy, options }, project: tools.payer.projectId });
      return [key, { variants: served.answer.files, served }];
    }),
  );
  return new Map(made);
};
